"""A task of the year, who carries it, and what was done."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.planning.models.plan import Plan
from vinhdanh.domain.planning.states import Lane, PartyRole, PeriodKind, TaskState
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7

_OPEN = Q(state__in=["planned", "in_progress"])
_ENDED = Q(state__in=["done", "not_needed"])


class Task(models.Model):
    """``due_on`` is the last day: the deadline that the plan names, else the end of its period.

    A year-round task has none and is never late. ``path`` is the issuer's place in the
    tree and ``party_keys`` the bodies and groups named in it (both written by actions).
    ``parent`` is the superior's task that this one carries out.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="tasks")
    parent = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="children"
    )
    position = models.PositiveIntegerField()
    ordinal = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    year = models.PositiveSmallIntegerField()
    lane = models.PositiveSmallIntegerField(choices=Lane.choices)
    period_kind = models.CharField(max_length=12, choices=PeriodKind.choices, blank=True)
    period_value = models.CharField(max_length=25, blank=True)
    month = models.CharField(max_length=7, blank=True)
    deadline = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    first_due_on = models.DateField(null=True, blank=True)
    conditional = models.BooleanField("nếu có", default=False)
    products = ArrayField(models.CharField(max_length=20), default=list)
    any_product = models.BooleanField(default=False)
    has_lead = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=TaskState.choices, default=TaskState.PLANNED)
    closed_at = models.DateTimeField(null=True, blank=True)
    path = models.CharField(max_length=200)
    party_keys = ArrayField(models.UUIDField(), default=list)
    words = models.TextField(default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_kind="", period_value="") | (~Q(period_kind="") & ~Q(period_value="")),
                name="task_period_whole",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, state__in=["planned", "in_progress"])
                | Q(closed_at__isnull=False, state__in=["done", "not_needed"]),
                name="task_closed_when_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["plan", "position"], name="task_plan"),
            models.Index(fields=["due_on", "id"], name="task_due"),
            models.Index(fields=["due_on", "id"], name="task_open_due", condition=_OPEN),
            models.Index(
                fields=["year", "lane", "due_on", "position"], name="task_open_lane", condition=_OPEN
            ),
            models.Index(
                fields=["year", "lane", "due_on", "position"], name="task_ended_lane", condition=_ENDED
            ),
            models.Index(OpClass(F("path"), name="varchar_pattern_ops"), name="task_path"),
            GinIndex(fields=["party_keys"], name="task_parties", fastupdate=False),
            GinIndex(SearchVector("words", config="simple"), name="task_words", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.text


class TaskParty(models.Model):
    """A body or a named group in a task, as the paper wrote it; unlinked while both are empty."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="parties")
    role = models.CharField(max_length=12, choices=PartyRole.choices)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey(
        "organisations.BodyGroup", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("role", "position")
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=True) | Q(group__isnull=True), name="party_body_or_group"
            ),
        ]
        indexes = [
            models.Index(fields=["body", "role"], name="party_body"),
            models.Index(fields=["group", "role"], name="party_group"),
        ]

    def __str__(self) -> str:
        return self.text


class ProgressNote(models.Model):
    """What somebody reported about a task; never edited, a correction is a new note."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="notes")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.text


class Evidence(models.Model):
    """A file that shows the work done; read by whoever may see the task."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    note = models.ForeignKey(ProgressNote, on_delete=models.PROTECT, related_name="evidence")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.file)
