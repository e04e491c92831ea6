from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "vinhdanh.domain.imports"
    label = "imports"
