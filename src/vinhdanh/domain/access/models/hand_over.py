"""One person's work passes to another on a day."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7

_PENDING = Q(completed_at__isnull=True)


class HandOver(models.Model):
    """Posts are dated and pass at once; what waits for the leaver passes on the day (``completed_at``)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    leaver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=now, editable=False)
    completed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(leaver=F("successor")), name="hand_over_two_people"),
            models.UniqueConstraint(fields=["leaver"], condition=_PENDING, name="hand_over_one_pending"),
        ]
        indexes = [models.Index(fields=["on"], name="hand_over_pending", condition=_PENDING)]

    def __str__(self) -> str:
        return f"{self.leaver} → {self.successor}"
