from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "vinhdanh.foundation.audit"
    label = "audit"
