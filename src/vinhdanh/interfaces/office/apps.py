from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "vinhdanh.interfaces.office"
    label = "office"

    def ready(self) -> None:
        """Have our own checks stand beside Django's."""
        from vinhdanh.config import checks

        assert checks.ready_for_use
