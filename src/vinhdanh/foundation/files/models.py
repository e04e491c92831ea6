"""What the store holds. A row says what a file is; only the row that owns it says who may read it."""

from django.conf import settings
from django.db import models

from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class StoredFile(models.Model):
    """One upload. Two uploads of the same bytes are two rows over one file on disk."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    created_at = models.DateTimeField(default=now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="file_sha256")]

    def __str__(self) -> str:
        return self.name
