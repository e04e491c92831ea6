"""A plan in force, and the reports that it asks for."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.planning.states import DutyKind, PlanKind
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class Plan(models.Model):
    """``path`` and ``party_keys`` say who sees it; the tasks carry their own.

    ``bases`` and ``recipients`` are lists of strings in the paper's order.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    issuer = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=PlanKind.choices, default=PlanKind.ANNUAL)
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    place = models.CharField(max_length=80, blank=True)
    title = models.CharField("trích yếu", max_length=500)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    signer = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=120, blank=True)
    bases = models.JSONField(default=list)
    recipients = models.JSONField(default=list)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    superseded_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaces")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    path = models.CharField(max_length=200)
    party_keys = ArrayField(models.UUIDField(), default=list)
    words = models.TextField(default="")
    published_at = models.DateTimeField("công khai lúc", null=True, blank=True)
    created_at = models.DateTimeField(default=now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="plan_years_in_order"),
            models.UniqueConstraint(
                fields=["issuer", "number", "issued_on"],
                condition=~Q(number="") & Q(issued_on__isnull=False),
                name="plan_number_once",
            ),
        ]
        indexes = [
            models.Index(fields=["-first_year", "-id"], name="plan_newest"),
            models.Index(OpClass(F("path"), name="varchar_pattern_ops"), name="plan_path"),
            GinIndex(fields=["party_keys"], name="plan_parties", fastupdate=False),
            GinIndex(SearchVector("words", config="simple"), name="plan_words", fastupdate=False),
            models.Index(
                fields=["-published_at"], name="plan_public", condition=Q(published_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """How officials call it: by number, or by its words while it has none."""
        return f"Kế hoạch {self.number}" if self.number else self.title


class ReportingDuty(models.Model):
    """What the plan asks others to send: a report, or their own plan.

    ``who``, ``to``, ``through`` and ``due_text`` are the paper's words. Settled, the duty says who is meant
    (``parties``), to whom (``to_body``), through whom (``through_body``, which has ``forward_days`` working
    days to send on) and when: each of ``days`` ("05-15") in each year from ``first_year`` to ``last_year``.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="duties")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=DutyKind.choices, default=DutyKind.REPORT)
    who = models.CharField(max_length=500)
    what = models.TextField()
    to = models.CharField(max_length=300, blank=True)
    through = models.CharField(max_length=300, blank=True)
    due_text = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    to_body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, null=True, related_name="+")
    through_body = models.ForeignKey(
        "organisations.Body", on_delete=models.PROTECT, null=True, related_name="+"
    )
    days = ArrayField(models.CharField(max_length=5), default=list)
    first_year = models.PositiveSmallIntegerField(null=True)
    last_year = models.PositiveSmallIntegerField(null=True)
    forward_days = models.PositiveSmallIntegerField(default=5)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("position",)
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True)
                | Q(to_body__isnull=False, first_year__isnull=False, last_year__gte=F("first_year")),
                name="duty_settled_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.what


class DutyParty(models.Model):
    """A body or a named group that owes a duty, as the paper wrote it; unlinked while both are empty."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    duty = models.ForeignKey(ReportingDuty, on_delete=models.CASCADE, related_name="parties")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey(
        "organisations.BodyGroup", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("position",)
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=True) | Q(group__isnull=True), name="duty_party_body_or_group"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class GoverningPaper(models.Model):
    """A paper on which a plan rests: one of our plans (``held``), else its name, number, date and issuer."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="governing")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    held = models.ForeignKey(Plan, on_delete=models.SET_NULL, null=True, related_name="governs")

    class Meta:
        ordering = ("position",)
        constraints = [
            models.CheckConstraint(
                condition=Q(held__isnull=True) | ~Q(held=F("plan")), name="governing_not_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.text
