from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "vinhdanh.domain.planning"
    label = "planning"
