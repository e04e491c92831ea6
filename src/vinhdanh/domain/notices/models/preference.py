"""How a person wants one kind of notice to come."""

from django.conf import settings
from django.db import models

from vinhdanh.domain.notices.states import Channel, NoticeKind
from vinhdanh.foundation.kernel.ids import uuid7


class Preference(models.Model):
    """Where there is no row, the first of ``states.CHOICES`` holds."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=NoticeKind.choices)
    channel = models.CharField(max_length=10, choices=Channel.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="preference_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_channel_display()}"
