"""The audit row. A trigger refuses UPDATE and DELETE (migration 0002)."""

from django.conf import settings
from django.db import models

from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class AuditRow(models.Model):
    """One act. ``before`` and ``after`` hold only the named fields that the act changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField(default=now, editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    body = models.UUIDField(null=True, editable=False)
    action = models.CharField(max_length=64, editable=False)
    subject_kind = models.CharField(max_length=64, editable=False)
    subject_id = models.UUIDField(editable=False)
    before = models.JSONField(default=dict, editable=False)
    after = models.JSONField(default=dict, editable=False)
    reason = models.TextField(blank=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id", "id"], name="audit_subject")]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.action} {self.subject_kind}"
