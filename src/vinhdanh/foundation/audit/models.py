"""The audit row and its seal. Triggers refuse UPDATE, DELETE and TRUNCATE on both (migrations 0002, 0003)."""

from django.conf import settings
from django.db import models

from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class AuditRow(models.Model):
    """One act. ``before`` and ``after`` hold only the named fields that the act changed.

    ``body`` is the body in whose name it was done, opaque here; ``request_id`` ties together
    what one request or one job did.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField(default=now, editable=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        db_index=False,
    )
    body = models.UUIDField(null=True, editable=False)
    action = models.CharField(max_length=64, editable=False)
    subject_kind = models.CharField(max_length=64, editable=False)
    subject_id = models.UUIDField(editable=False)
    before = models.JSONField(default=dict, editable=False)
    after = models.JSONField(default=dict, editable=False)
    reason = models.TextField(blank=True, editable=False)
    request_id = models.CharField(max_length=64, blank=True, default="", editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "id"], name="audit_subject"),
            models.Index(fields=["at", "id"], name="audit_at"),
            models.Index(fields=["actor", "at", "id"], name="audit_actor"),
            models.Index(fields=["body", "at", "id"], name="audit_body"),
            models.Index(fields=["action", "at", "id"], name="audit_action"),
            models.Index(fields=["subject_kind", "at", "id"], name="audit_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.action} {self.subject_kind}"


class Seal(models.Model):
    """The place of one audit row in the chain. ``number`` has no gaps; ``digest`` covers the row,
    its number and the digest before it.

    ``row_id`` is no foreign key: a seal outlives a row that somebody took away, and tells of it.
    """

    number = models.BigIntegerField(primary_key=True)
    row_id = models.UUIDField(unique=True)
    digest = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"{self.number}"


class Waiting(models.Model):
    """A row not sealed yet, put here by a trigger. A list of what waits, rather than a mark of how far
    the sealer came, because a long transaction shows its rows after younger ones were sealed."""

    row_id = models.UUIDField(primary_key=True)

    def __str__(self) -> str:
        return f"{self.row_id}"
