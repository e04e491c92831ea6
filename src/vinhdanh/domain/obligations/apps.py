from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    name = "vinhdanh.domain.obligations"
    label = "obligations"
