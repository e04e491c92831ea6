from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "vinhdanh.foundation.jobs"
    label = "jobs"
