from django.apps import AppConfig


class EligibilityConfig(AppConfig):
    name = "vinhdanh.domain.eligibility"
    label = "eligibility"
