from django.apps import AppConfig


class FlowsConfig(AppConfig):
    name = "vinhdanh.domain.flows"
    label = "flows"
