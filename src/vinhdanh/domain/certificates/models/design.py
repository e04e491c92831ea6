"""What a certificate of a body looks like, version by version; and how far printers are off."""

from django.conf import settings
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F

from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class CertificateDesign(models.Model):
    """A design of ``body`` by name; ``path`` is the path of that body. What it looks like is its versions."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+", db_index=False)
    path = models.CharField(max_length=200)
    name = models.CharField("tên mẫu", max_length=120)
    name_key = models.CharField(max_length=120)
    created_at = models.DateTimeField(default=now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "name_key"], name="certificate_design_once")]
        indexes = [
            models.Index(OpClass(F("path"), name="varchar_pattern_ops"), name="certificate_design_path")
        ]

    def __str__(self) -> str:
        return self.name


class DesignVersion(models.Model):
    """Written once, never changed: the database refuses it, so that a reprint is what was printed.

    ``data`` is ``engines.documents.certificates.design_to``; ``background`` the picture of the sheet.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    design = models.ForeignKey(CertificateDesign, on_delete=models.PROTECT, related_name="versions")
    n = models.PositiveSmallIntegerField()
    data = models.JSONField()
    background = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ("n",)
        constraints = [models.UniqueConstraint(fields=["design", "n"], name="design_version_once")]

    def __str__(self) -> str:
        return f"Bản {self.n}"


class PrinterOffset(models.Model):
    """What is added to all places on one printer of one person, right and down, in millimetres."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    printer = models.CharField("máy in", max_length=80)
    dx = models.DecimalField("lệch ngang", max_digits=4, decimal_places=1, default=0)
    dy = models.DecimalField("lệch dọc", max_digits=4, decimal_places=1, default=0)

    class Meta:
        ordering = ("printer",)
        constraints = [models.UniqueConstraint(fields=["user", "printer"], name="printer_offset_once")]

    def __str__(self) -> str:
        return self.printer
