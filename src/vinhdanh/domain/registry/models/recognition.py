"""Initiatives and science works that were recognised, and the one award that each supported."""

from django.db import models

from vinhdanh.domain.registry.models.entry import Entry, replaced_once
from vinhdanh.domain.registry.states import RecognitionKind, RecognitionScope
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class Recognition(Entry):
    """``scope`` is the scope of influence that was recognised; ``share`` is the author's part in percent.

    ``recognised_on`` is empty while only the application is known: then it supports nothing.
    """

    kind = models.CharField(max_length=12, choices=RecognitionKind.choices)
    title = models.CharField("tên", max_length=500)
    title_key = models.CharField(max_length=120, editable=False)
    scope = models.CharField("phạm vi ảnh hưởng", max_length=10, choices=RecognitionScope.choices)
    year = models.PositiveSmallIntegerField("năm")
    recognised_on = models.DateField("ngày công nhận", null=True, blank=True)
    number = models.CharField("số quyết định", max_length=60, blank=True)
    issuer = models.CharField("cơ quan công nhận", max_length=255, blank=True)
    share = models.PositiveSmallIntegerField("tỷ lệ đóng góp", null=True, blank=True)

    class Meta:
        constraints = [
            replaced_once("recognition"),
            models.UniqueConstraint(
                fields=["subject", "kind", "year", "scope", "title_key", "turn"], name="recognition_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class RecognitionUse(models.Model):
    """The award that the recognition supported: it serves once (CV 5007/BNV-TĐKT)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    recognition = models.OneToOneField(Recognition, on_delete=models.PROTECT, related_name="use")
    code = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    award = models.ForeignKey(
        "registry.Award", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField(default=now, editable=False)

    def __str__(self) -> str:
        return f"{self.code} {self.year}"
