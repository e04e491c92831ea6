"""Part of one person's post, lent to another for a time (ủy quyền)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class Delegation(models.Model):
    """``user`` may use ``permissions`` of ``post`` until ``ends_on``, and never longer than the post lasts.

    What the post has lost since is not given either: a delegation is never more than its source.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    post = models.ForeignKey("access.Appointment", on_delete=models.PROTECT, related_name="delegations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations")
    permissions = ArrayField(models.CharField(max_length=32))
    starts_on = models.DateField()
    ends_on = models.DateField()
    paper = models.CharField("văn bản ủy quyền", max_length=200, blank=True)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="delegation_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["user", "ends_on"], name="delegation_user")]

    def __str__(self) -> str:
        return f"{self.post} → {self.user}"
