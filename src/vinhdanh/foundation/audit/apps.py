from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AuditConfig(AppConfig):
    name = "vinhdanh.foundation.audit"
    label = "audit"

    def ready(self) -> None:
        """Let every room say what its acts are called."""
        autodiscover_modules("history", "queries.history")
