from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "vinhdanh.interfaces.portal"
    label = "portal"
