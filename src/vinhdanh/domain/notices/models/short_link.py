"""A short address for messages outside the application."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class ShortLink(models.Model):
    """``code`` says nothing of what it leads to. ``digest`` is that of the target, so that the same
    things always get the same code."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    subject_kind = models.CharField(max_length=64)
    subject_ids = ArrayField(models.UUIDField())
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=now, editable=False)

    def __str__(self) -> str:
        return self.code
