from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "vinhdanh.interfaces.office"
    label = "office"
