"""What a unit says was given, before somebody has seen the paper."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from vinhdanh.domain.registry.states import ClaimState, IssuerLevel, Manner
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class Claim(models.Model):
    """Never counted. A confirmed claim has its ``award``; a refused one its ``answer``."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject = models.ForeignKey("people.Subject", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=10, choices=ClaimState.choices, default=ClaimState.DECLARED)
    code = models.CharField("danh hiệu, hình thức", max_length=60)
    name = models.CharField("tên trên quyết định", max_length=255, blank=True)
    year = models.PositiveSmallIntegerField("năm thành tích")
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    number = models.CharField("số quyết định", max_length=60, blank=True)
    issuer = models.CharField("cơ quan quyết định", max_length=255, blank=True)
    issuer_level = models.CharField("cấp", max_length=10, choices=IssuerLevel.choices, blank=True)
    manner = models.CharField("loại hình", max_length=12, choices=Manner.choices, blank=True)
    evidence = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    answer = models.CharField("trả lời", max_length=500, blank=True)
    award = models.OneToOneField("registry.Award", on_delete=models.PROTECT, null=True, related_name="claim")
    declared_at = models.DateTimeField(default=now, editable=False)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "code", "year", "number"],
                condition=Q(state=ClaimState.DECLARED),
                name="claim_once",
            ),
            models.CheckConstraint(
                condition=~Q(state=ClaimState.CONFIRMED) | Q(award__isnull=False), name="claim_has_award"
            ),
        ]
        indexes = [
            models.Index(
                fields=["declared_at", "id"],
                name="claim_waiting",
                condition=Q(state=ClaimState.DECLARED),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name or self.code} {self.year}"
