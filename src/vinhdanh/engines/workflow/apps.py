from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "vinhdanh.engines.workflow"
    label = "workflow"
