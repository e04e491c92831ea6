"""A paper being read and mended; nothing of it counts until it is accepted."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.planning.states import DraftState, PeriodKind
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class PlanDraft(models.Model):
    """``document`` is the source as blocks; ``head`` holds ``{field: {value, spans, confidence, doubt}}``.

    ``reviewer`` took the review over from whoever sent it (``created_by``). ``revision`` counts the
    changes, so that a reader knows what is newer.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.QUEUED)
    progress = models.PositiveSmallIntegerField(default=0)
    fault = models.TextField(blank=True)
    document = models.JSONField(default=dict)
    head = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    issuer = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, null=True, related_name="+")
    year = models.PositiveSmallIntegerField(null=True)
    plan = models.ForeignKey("planning.Plan", on_delete=models.PROTECT, null=True, related_name="+")
    copied_from = models.ForeignKey(
        "planning.Plan", on_delete=models.SET_NULL, null=True, related_name="copies"
    )
    created_at = models.DateTimeField(default=now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(default=now)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(plan__isnull=False), name="draft_accepted_has_plan"
            ),
        ]
        indexes = [
            models.Index(OpClass(F("path"), name="varchar_pattern_ops"), name="draft_path"),
            models.Index(fields=["state", "-id"], name="draft_state"),
        ]

    def __str__(self) -> str:
        return str(self.head.get("title", {}).get("value") or self.file)


class DraftTask(models.Model):
    """One row of the review. ``leads`` and ``coordinators`` are lists of
    ``{text, target, sure, reason, options}``, where target is ``body:ID``, ``group:ID``, ``open`` or empty.

    ``spans`` and ``doubts`` are keyed by field: text, period, deadline, lead, coordinators. ``notes`` are
    sentences on what a copy changed without a doubt.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draft = models.ForeignKey(PlanDraft, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    ordinal = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    period_kind = models.CharField(max_length=12, choices=PeriodKind.choices, blank=True)
    period_value = models.CharField(max_length=25, blank=True)
    month = models.CharField(max_length=7, blank=True)
    deadline = models.DateField(null=True, blank=True)
    conditional = models.BooleanField(default=False)
    products = ArrayField(models.CharField(max_length=20), default=list)
    any_product = models.BooleanField(default=False)
    leads = models.JSONField(default=list)
    coordinators = models.JSONField(default=list)
    spans = models.JSONField(default=dict)
    doubts = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    checked = models.BooleanField(default=False)
    dropped = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        indexes = [models.Index(fields=["draft", "position"], name="draft_task_order")]

    def __str__(self) -> str:
        return self.text


class DraftDuty(models.Model):
    """A reporting duty under review; fields as in :class:`ReportingDuty`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draft = models.ForeignKey(PlanDraft, on_delete=models.CASCADE, related_name="duties")
    position = models.PositiveIntegerField()
    who = models.CharField(max_length=500)
    what = models.TextField()
    to = models.CharField(max_length=300, blank=True)
    through = models.CharField(max_length=300, blank=True)
    due_text = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    spans = models.JSONField(default=dict)
    doubts = models.JSONField(default=dict)
    dropped = models.BooleanField(default=False)

    class Meta:
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.what
