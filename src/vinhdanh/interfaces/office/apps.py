from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "vinhdanh.interfaces.office"
    label = "office"

    def ready(self) -> None:
        """Have our own checks stand beside Django's."""
        from django.core.checks import Tags, register

        from vinhdanh.config.checks import ready_for_use
        from vinhdanh.interfaces.office.signing import checks  # noqa: F401 -- registers its own

        register(ready_for_use, Tags.security, deploy=True)
