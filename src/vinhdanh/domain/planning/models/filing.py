"""A body's own plan on its way up: written from the superior's tasks, sent, perhaps returned."""

from django.conf import settings
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.planning.states import FilingState
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class Filing(models.Model):
    """One body's plan for one year under one plan of its superior.

    ``head`` holds what was typed: number, issued_on, title, signer, signer_title. Nothing of it is checked
    before it is sent. ``page`` names the open page that saved last by itself. ``plan`` is what it became;
    ``opened_at`` when the superior first looked at it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    parent = models.ForeignKey("planning.Plan", on_delete=models.PROTECT, related_name="filings")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    path = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=FilingState.choices, default=FilingState.DRAFTING)
    head = models.JSONField(default=dict)
    plan = models.ForeignKey("planning.Plan", on_delete=models.PROTECT, null=True, related_name="filed_as")
    through = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, null=True, related_name="+")
    sent_on = models.DateField(null=True)
    opened_at = models.DateTimeField(null=True)
    remarks = models.TextField(blank=True)
    returned = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(default=now)
    revision = models.PositiveIntegerField(default=0)
    page = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["parent", "body", "year"], name="filing_once"),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(plan__isnull=False, sent_on__isnull=False),
                name="filing_sent_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "state"], name="filing_body"),
            models.Index(OpClass(F("path"), name="varchar_pattern_ops"), name="filing_path"),
        ]

    def __str__(self) -> str:
        return str(self.head.get("title") or f"Kế hoạch năm {self.year}")


class FilingRow(models.Model):
    """A task of the plan being written. ``period`` is ``kind:value`` and ``deadline`` words as typed;
    ``lead`` is the body itself or one below it; ``source`` the superior's task, ``task`` what it became.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    source = models.ForeignKey("planning.Task", on_delete=models.SET_NULL, null=True, related_name="+")
    task = models.ForeignKey("planning.Task", on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField(blank=True)
    period = models.CharField(max_length=40, blank=True)
    deadline = models.CharField(max_length=40, blank=True)
    lead = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["filing", "source"], condition=Q(source__isnull=False), name="filing_source_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text
