"""What stands against a subject, seen only by those who may."""

from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.registry.models.entry import Entry, replaced_once
from vinhdanh.domain.registry.states import DisciplineForm, HoldReason


class Discipline(Entry):
    """A disciplinary decision; ``ended_on`` is empty while it runs."""

    form = models.CharField("hình thức", max_length=16, choices=DisciplineForm.choices)
    decided_on = models.DateField("ngày quyết định")
    ended_on = models.DateField("hết hiệu lực", null=True, blank=True)
    number = models.CharField("số quyết định", max_length=60, blank=True)
    issuer = models.CharField("cơ quan quyết định", max_length=255, blank=True)

    class Meta:
        constraints = [
            replaced_once("discipline"),
            models.UniqueConstraint(fields=["subject", "form", "decided_on", "turn"], name="discipline_once"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("decided_on")),
                name="discipline_ordered",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_form_display())


class Hold(Entry):
    """Consideration waits from ``opened_on`` until ``closed_on``."""

    cause = models.CharField("vì", max_length=24, choices=HoldReason.choices)
    opened_on = models.DateField("từ ngày")
    closed_on = models.DateField("đến ngày", null=True, blank=True)
    paper = models.CharField("văn bản", max_length=200, blank=True)

    class Meta:
        constraints = [
            replaced_once("hold"),
            models.UniqueConstraint(fields=["subject", "cause", "opened_on", "turn"], name="hold_once"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")), name="hold_ordered"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_cause_display())
