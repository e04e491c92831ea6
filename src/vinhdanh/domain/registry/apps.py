from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "vinhdanh.domain.registry"
    label = "registry"
