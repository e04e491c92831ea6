from django.apps import AppConfig


class PreviewsConfig(AppConfig):
    name = "vinhdanh.engines.previews"
    label = "previews"
