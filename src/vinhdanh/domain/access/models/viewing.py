"""Support looks at the pages of another person: read-only, with a reason, for half an hour."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class Viewing(models.Model):
    """``viewer`` sees what ``target`` sees until ``until``; ``ended_at`` is set by whatever ends it first."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    started_at = models.DateTimeField(default=now, editable=False)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(viewer=F("target")), name="viewing_another"),
            models.CheckConstraint(condition=~Q(reason=""), name="viewing_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.viewer} xem thay {self.target}"
