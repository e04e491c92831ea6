from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "vinhdanh.interfaces.office"
    label = "office"

    def ready(self) -> None:
        """Declare the checks of settings."""
        from vinhdanh.interfaces.office.signing import checks  # noqa: F401
