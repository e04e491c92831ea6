"""Everybody of one body looked through for one year: who qualifies and was not thought of."""

from django.conf import settings
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F

from vinhdanh.domain.eligibility.states import Standing
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class Screening(models.Model):
    """One look through the subjects at or below ``body``. ``evaluated`` is how many subjects were looked at,
    ``finished_at`` is empty while the job runs. ``shares`` counts by share: all, met, given."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    received_on = models.DateField()
    evaluated = models.PositiveIntegerField(default=0)
    shares = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=now, editable=False)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["body", "year", "-id"], name="screening_body"),
            models.Index(OpClass(F("path"), name="varchar_pattern_ops"), name="screening_path"),
        ]

    def __str__(self) -> str:
        return f"Rà soát năm {self.year}"


class ScreenedSubject(models.Model):
    """One subject who meets what a machine can check for one award, and was not given it for that year."""

    id = models.BigAutoField(primary_key=True)
    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="subjects")
    subject_id = models.UUIDField()
    award = models.CharField(max_length=64)
    standing = models.PositiveSmallIntegerField(choices=Standing.choices)
    name = models.CharField(max_length=255)
    sort_key = models.CharField(max_length=300, db_collation="C")
    kind = models.CharField(max_length=10)
    unit_id = models.UUIDField()
    unit = models.CharField(max_length=255)
    direct = models.BooleanField(null=True)
    women = models.BooleanField(null=True)
    minority = models.BooleanField(null=True)
    plain = models.BooleanField(null=True)
    remote = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["screening", "subject_id", "award"], name="screened_once"),
        ]
        indexes = [
            models.Index(fields=["screening", "-standing", "sort_key", "id"], name="screened_sorted"),
            models.Index(fields=["screening", "award", "-standing", "sort_key", "id"], name="screened_award"),
            models.Index(
                fields=["screening", "unit_id", "-standing", "sort_key", "id"], name="screened_unit"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ScreenedUnit(models.Model):
    """One unit in a screening: how many it has, how many were given something that year, how many qualify
    and were not."""

    id = models.BigAutoField(primary_key=True)
    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="units")
    unit_id = models.UUIDField()
    name = models.CharField(max_length=255)
    members = models.PositiveIntegerField()
    given = models.PositiveIntegerField()
    forgotten = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["screening", "unit_id"], name="screened_unit_once")]

    def __str__(self) -> str:
        return self.name
