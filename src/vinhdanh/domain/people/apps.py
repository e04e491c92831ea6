from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "vinhdanh.domain.people"
    label = "people"
