"""One award of one subject by one decision."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.registry.models.entry import Entry, replaced_once
from vinhdanh.domain.registry.states import EntryState, IssuerLevel, Manner


class Award(Entry):
    """``code`` is the catalogue's; ``name`` and ``issuer`` are as the paper prints them.

    ``year`` is the last year of the achievement, ``year_from`` the first where the paper names a period.
    ``number_key`` is the decision's number folded, for finding and for telling rows apart.
    """

    code = models.CharField("danh hiệu, hình thức", max_length=60)
    name = models.CharField("tên trên quyết định", max_length=255, blank=True)
    year = models.PositiveSmallIntegerField("năm thành tích")
    year_from = models.PositiveSmallIntegerField("từ năm", null=True, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    number = models.CharField("số quyết định", max_length=60, blank=True)
    number_key = models.CharField(max_length=60, blank=True, editable=False, db_collation="C")
    issuer = models.CharField("cơ quan quyết định", max_length=255, blank=True)
    issuer_body = models.ForeignKey(
        "organisations.Body", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    issuer_level = models.CharField("cấp", max_length=10, choices=IssuerLevel.choices, blank=True)
    manner = models.CharField("loại hình", max_length=12, choices=Manner.choices, blank=True)
    statistics = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    revoked_on = models.DateField("ngày hủy bỏ", null=True, blank=True)

    class Meta:
        constraints = [
            replaced_once("award"),
            models.UniqueConstraint(
                fields=["subject", "code", "year", "decided_on", "number_key", "turn"],
                nulls_distinct=False,
                name="award_once",
            ),
            models.CheckConstraint(
                condition=Q(year_from__isnull=True) | Q(year_from__lte=F("year")), name="award_period_ordered"
            ),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | Q(state=EntryState.REVOKED), name="award_revoked_state"
            ),
        ]
        indexes = [
            models.Index(fields=["code", "year", "subject"], include=["state"], name="award_found"),
            models.Index(fields=["number_key", "subject"], name="award_number", condition=~Q(number_key="")),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.code} {self.year}"
