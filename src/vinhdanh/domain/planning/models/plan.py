"""A plan in force, and the reports that it asks for."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.planning.states import PlanKind
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
    """A report that the plan asks for; ``due_text`` is the time as written where it is no date."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="duties")
    position = models.PositiveIntegerField()
    who = models.CharField(max_length=500)
    what = models.TextField()
    to = models.CharField(max_length=300, blank=True)
    through = models.CharField(max_length=300, blank=True)
    due_text = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.what
