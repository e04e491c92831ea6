from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "vinhdanh.domain.access"
    label = "access"
