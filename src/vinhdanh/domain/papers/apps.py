from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "vinhdanh.domain.papers"
    label = "papers"
