"""A list on a design, the certificate of each row, and every print of them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.certificates.models.design import DesignVersion
from vinhdanh.domain.certificates.states import Manner
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class Printing(models.Model):
    """A list to be printed on one version of a design, in the name of ``body``.

    ``award`` and ``decision`` hold for every row that does not say otherwise; ``paper`` is where the rows
    were taken from, if from a paper kept here. ``faults`` are sentences on words that do not fit, the first
    hundred of ``fault_count``: measured once, since neither rows nor design change.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+", db_index=False)
    path = models.CharField(max_length=200)
    version = models.ForeignKey(DesignVersion, on_delete=models.PROTECT, related_name="printings")
    title = models.CharField("tên đợt in", max_length=200)
    award = models.CharField("danh hiệu, hình thức", max_length=200)
    decision = models.CharField("quyết định", max_length=200)
    paper = models.ForeignKey(
        "papers.Paper", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    count = models.PositiveIntegerField()
    faults = models.JSONField(default=list)
    fault_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            models.Index(OpClass(F("path"), name="varchar_pattern_ops"), F("id"), name="printing_path")
        ]

    def __str__(self) -> str:
        return self.title


class Certificate(models.Model):
    """One row: ``data`` by keys of fields; ``token`` is the address at which anybody may check it.

    ``prints`` counts sheets that were made; until a sheet or a slip was (``released``) the address tells
    nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    printing = models.ForeignKey(Printing, on_delete=models.PROTECT, related_name="certificates")
    position = models.PositiveIntegerField()
    token = models.CharField(max_length=32, unique=True)
    name = models.CharField("họ và tên, tên tập thể", max_length=300)
    award = models.CharField(max_length=200)
    decision = models.CharField(max_length=200)
    data = models.JSONField()
    prints = models.PositiveSmallIntegerField(default=0)
    released = models.BooleanField(default=False)
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    void_reason = models.CharField("lý do hết giá trị", max_length=500, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["printing", "position"], name="certificate_once"),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True) | ~Q(void_reason=""), name="certificate_void_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PrintRun(models.Model):
    """One print: who, when, which places (from 1), on what; why, when any of them had been printed before.

    ``base`` is the address before a token; ``file`` is what came out.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    printing = models.ForeignKey(Printing, on_delete=models.PROTECT, related_name="runs")
    manner = models.CharField(max_length=5, choices=Manner.choices)
    places = ArrayField(models.PositiveIntegerField())
    again = models.BooleanField(default=False)
    reason = models.CharField("lý do in lại", max_length=500, blank=True)
    dx = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    dy = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    base = models.CharField(max_length=200)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=now, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=Q(again=False) | ~Q(reason=""), name="reprint_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.get_manner_display()}, {len(self.places)} tờ"
