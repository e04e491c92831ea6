"""Who may sign for a body, and what was signed how."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from vinhdanh.domain.papers.states import SigningWay
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class Signatory(models.Model):
    """Somebody, or a body's seal, that signs for ``body`` between two days.

    ``name_key`` is the name folded, to meet the name in a certificate. ``serial`` (hexadecimal) ties
    the line to one certificate; empty, any certificate of that name from a trusted issuer will do.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=200)
    name = models.CharField("họ và tên", max_length=120)
    name_key = models.CharField(max_length=120)
    office = models.CharField("chức vụ", max_length=120, blank=True)
    serial = models.CharField("số sê-ri chứng thư", max_length=80, blank=True)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày", null=True)

    class Meta:
        ordering = ("name_key", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="signatory_period_ordered",
            )
        ]

    def __str__(self) -> str:
        return self.name


class SignatureRecord(models.Model):
    """One signature as it was found good, or as it was recorded on paper. ``verdict`` is for people."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    paper = models.ForeignKey("papers.Paper", on_delete=models.PROTECT, related_name="signatures")
    version = models.ForeignKey("papers.PaperVersion", on_delete=models.PROTECT, related_name="+")
    signatory = models.ForeignKey(Signatory, on_delete=models.PROTECT, null=True, related_name="+")
    way = models.CharField(max_length=8, choices=SigningWay.choices)
    signer = models.CharField(max_length=200)
    signed_at = models.DateTimeField()
    serial = models.CharField(max_length=80, blank=True)
    issuer = models.CharField(max_length=300, blank=True)
    sha256 = models.CharField(max_length=64)
    verdict = models.TextField()
    recorded_at = models.DateTimeField(default=now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ("signed_at", "id")

    def __str__(self) -> str:
        return self.signer
