"""What the store holds. A row says what a file is; only the row that owns it says who may read it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from vinhdanh.foundation.files.states import RenditionKind, ScanState
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class StoredFile(models.Model):
    """One upload. Two uploads of the same bytes are two rows over one file in the store.

    ``body`` (opaque here) is the body whose room it takes up.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    body = models.UUIDField(null=True, editable=False)
    scan = models.CharField(max_length=10, choices=ScanState.choices, default=ScanState.NOT_ASKED)
    created_at = models.DateTimeField(default=now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(fields=["sha256"], name="file_sha256"),
            models.Index(fields=["body"], name="file_body"),
            models.Index(fields=["id"], name="file_unscanned", condition=Q(scan=ScanState.UNSCANNED)),
        ]

    def __str__(self) -> str:
        return self.name


class Rendition(models.Model):
    """Made of the bytes ``sha256``: a small picture, a PDF. ``size`` 0 says that none can be made."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=RenditionKind.choices)
    size = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sha256", "kind"], name="rendition_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:12]}"


class BodyUse(models.Model):
    """How much room the files of a body take up, kept with each file; ``allowed`` (bytes) where it differs
    from the settings."""

    body = models.UUIDField(primary_key=True)
    files = models.PositiveIntegerField(default=0)
    octets = models.PositiveBigIntegerField(default=0)
    allowed = models.PositiveBigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.body}"


class Quarantined(models.Model):
    """A file that was turned away because the scanner knew it; the bytes are not kept.

    Without foreign keys: it is written in a transaction of its own, whatever becomes of the one around it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField(default=now)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=200)
    signature = models.CharField(max_length=200)
    by = models.UUIDField(null=True)
    body = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.name}: {self.signature}"
