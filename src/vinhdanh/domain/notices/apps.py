from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "vinhdanh.domain.notices"
    label = "notices"
