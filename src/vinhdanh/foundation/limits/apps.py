from django.apps import AppConfig


class LimitsConfig(AppConfig):
    name = "vinhdanh.foundation.limits"
    label = "limits"
