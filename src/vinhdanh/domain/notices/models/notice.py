"""One thing said to one person."""

from django.conf import settings
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.notices.states import NoticeKind
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class Notice(models.Model):
    """``key`` names the occasion, so that the same thing is not said twice. ``subject_kind`` and
    ``subject_id`` name what it opens; ``path`` is the place of the body in whose work it was said,
    for those who look after that work; ``body`` is the body as part of which the person was addressed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(max_length=200, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=NoticeKind.choices)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    subject_kind = models.CharField(max_length=64)
    subject_id = models.UUIDField()
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, null=True, related_name="+")
    path = models.CharField(max_length=200, blank=True)
    letter = models.ForeignKey("mail.Letter", on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=now, editable=False)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["user", "-id"], name="notice_user"),
            models.Index(fields=["user"], name="notice_unread", condition=Q(read_at__isnull=True)),
            models.Index(fields=["subject_kind", "subject_id"], name="notice_subject"),
            models.Index(OpClass(F("path"), name="varchar_pattern_ops"), name="notice_path"),
        ]

    def __str__(self) -> str:
        return self.title
