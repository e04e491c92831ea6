from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "vinhdanh.domain.catalogue"
    label = "catalogue"
