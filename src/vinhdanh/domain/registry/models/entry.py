"""What every row of the book has in common."""

from django.conf import settings
from django.db import models

from vinhdanh.domain.registry.states import EntryState, Source
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


def replaced_once(kind: str) -> models.UniqueConstraint:
    """Each row is replaced by one other at most; indexes only the few that are."""
    return models.UniqueConstraint(
        fields=["replaces"], condition=models.Q(replaces__isnull=False), name=f"{kind}_replaced_once"
    )


class Intake(models.Model):
    """One list taken in at once. ``key`` names it for good: the same list again adds nothing."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    added = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    faults = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="intake_once")]

    def __str__(self) -> str:
        return self.key


class Entry(models.Model):
    """A row that is added and never overwritten: ``replaces`` is the row that this one corrects or renews.

    ``turn`` counts the rows of one natural key, so that a row that was corrected stays known: taking the same
    list in again adds nothing. Few columns are indexed: there are millions of rows, asked by subject.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject = models.ForeignKey("people.Subject", on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=10, choices=EntryState.choices, default=EntryState.GIVEN)
    turn = models.PositiveSmallIntegerField(default=0)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by", db_index=False
    )
    reason = models.CharField("lý do", max_length=500, blank=True)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.DECISION)
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    evidence = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField(default=now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        abstract = True

    @property
    def counts(self) -> bool:
        """Is this the row that stands?"""
        return self.state == EntryState.GIVEN
