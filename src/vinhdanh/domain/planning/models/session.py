"""A council session, the steps that lead up to it, and the lists of steps that an office keeps."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.planning.backplan import SESSION, Rule
from vinhdanh.domain.planning.models.plan import Plan
from vinhdanh.domain.planning.states import DayUnit, StepHolder
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class StepRule(models.Model):
    """What a step of a list and a milestone of a session have in common; see :class:`~..backplan.Rule`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    anchor = models.CharField(max_length=40, blank=True)
    days = models.SmallIntegerField(default=0)
    unit = models.CharField(max_length=10, choices=DayUnit.choices, default=DayUnit.WORKING)
    minimum = models.PositiveSmallIntegerField(default=0)
    minimum_unit = models.CharField(max_length=10, choices=DayUnit.choices, default=DayUnit.WORKING)
    until = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=300, blank=True)
    verified = models.BooleanField(default=False)
    hard = models.BooleanField(default=False)

    class Meta:
        abstract = True
        ordering = ("position",)

    def __str__(self) -> str:
        return self.name

    @property
    def rule(self) -> Rule:
        return Rule(**{name: getattr(self, name) for name in RULE_FIELDS})


RULE_FIELDS = (
    "code",
    "name",
    "anchor",
    "days",
    "unit",
    "minimum",
    "minimum_unit",
    "until",
    "source",
    "verified",
    "hard",
)


class StepList(models.Model):
    """The steps that an office follows from a day on; the newest list in force goes before the seed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-valid_from", "-id")
        indexes = [models.Index(fields=["owner", "-valid_from", "-id"], name="step_list_newest")]

    def __str__(self) -> str:
        return f"{self.owner}, từ {self.valid_from:%d/%m/%Y}"


class Step(StepRule):
    """One step of a list. ``body`` is set when ``holder`` is a body chosen by itself."""

    step_list = models.ForeignKey(StepList, on_delete=models.CASCADE, related_name="steps")
    holder = models.CharField(max_length=10, choices=StepHolder.choices, default=StepHolder.OFFICE)
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(StepRule.Meta):
        constraints = [
            models.UniqueConstraint(fields=["step_list", "code"], name="step_code_once"),
            models.CheckConstraint(condition=~Q(code=SESSION), name="step_has_code"),
            models.CheckConstraint(
                condition=Q(holder=StepHolder.BODY, body__isnull=False)
                | ~Q(holder=StepHolder.BODY) & Q(body__isnull=True),
                name="step_body_when_chosen",
            ),
        ]


class CouncilSession(models.Model):
    """A session of a council on a day, in the year of ``owner`` and prepared by ``office``.

    ``revision`` counts the changes, so that a proof sheet is never applied to dates that have moved on.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    council = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    held_on = models.DateField()
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, related_name="sessions")
    revision = models.PositiveIntegerField(default=0)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.TextField(blank=True)
    path = models.CharField(max_length=200)
    party_keys = ArrayField(models.UUIDField(), default=list)
    created_at = models.DateTimeField(default=now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancel_reason="")
                | Q(cancelled_at__isnull=False) & ~Q(cancel_reason=""),
                name="session_cancelled_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["-held_on", "-id"], name="session_newest"),
            models.Index(OpClass(F("path"), name="varchar_pattern_ops"), name="session_path"),
            GinIndex(fields=["party_keys"], name="session_parties", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.name


class Milestone(StepRule):
    """One step of one session, as the list had it on the day the session was fixed.

    Whether it is done stands in the obligation of which it is the source. ``pinned_on`` is a day set by
    hand; ``due_on`` is the day that counts.
    """

    session = models.ForeignKey(CouncilSession, on_delete=models.CASCADE, related_name="milestones")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    pinned_on = models.DateField(null=True)
    due_on = models.DateField()

    class Meta(StepRule.Meta):
        constraints = [models.UniqueConstraint(fields=["session", "code"], name="milestone_code_once")]
        indexes = [models.Index(fields=["due_on", "id"], name="milestone_due")]
