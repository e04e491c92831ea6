"""Two records that may be of one subject, and records that were made one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.people.models.subject import Subject
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class Twin(models.Model):
    """A pair to be looked at, the older record first. ``apart`` once somebody said that they are two:
    the answer is remembered, the pair is not shown again.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    one = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="+")
    points = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    apart = models.BooleanField(default=False)
    reason = models.CharField("lý do", max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="twin_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="twin_ordered"),
        ]
        indexes = [models.Index(fields=["-points", "id"], name="twin_open", condition=Q(apart=False))]

    def __str__(self) -> str:
        return f"{self.one_id} – {self.other_id}"


class Merge(models.Model):
    """``gone`` became ``kept``. ``moved`` are the keys of the rows that went over, by table; ``before`` what
    the kept record said, so that all of it can come back.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kept = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    gone = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+")
    moved = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    reason = models.CharField("lý do", max_length=500)
    merged_at = models.DateTimeField(default=now, editable=False)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    undone_at = models.DateTimeField(null=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at__isnull=True), name="merge_gone_once"
            ),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} → {self.kept_id}"
