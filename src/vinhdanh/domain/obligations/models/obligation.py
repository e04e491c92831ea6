"""One thing that one body owes another."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.obligations.states import ObligationKind, ObligationState
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7

_OPEN = Q(state=ObligationState.OPEN)


class Obligation(models.Model):
    """``party`` owes it to ``creditor``, where a plan says so ``through`` a body that consolidates.

    ``source_kind`` and ``source_id`` name the row it comes from (a task, a duty, a plan, a session);
    ``period`` is a period value ("2026", "2026-Q1", "2026-05-15") or empty. ``path`` is the creditor's
    place in the tree; with ``party_keys`` it says who sees the row. ``note`` says
    where it is asked, ``origin`` is the key of that paper (the plan).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=12, choices=ObligationKind.choices)
    party = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    creditor = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    through = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, null=True, related_name="+")
    title = models.TextField()
    note = models.CharField(max_length=300, blank=True)
    period = models.CharField(max_length=25, blank=True)
    due_on = models.DateField(null=True)
    source_kind = models.CharField(max_length=64)
    source_id = models.UUIDField()
    origin = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=ObligationState.choices, default=ObligationState.OPEN)
    closed_at = models.DateTimeField(null=True)
    fulfilled_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    paper_kind = models.CharField(max_length=64, blank=True)
    paper_id = models.UUIDField(null=True)
    paper_name = models.CharField(max_length=300, blank=True)
    path = models.CharField(max_length=200)
    party_keys = ArrayField(models.UUIDField(), default=list)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_kind", "source_id", "kind", "party", "period"], name="obligation_once"
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True, fulfilled_on__isnull=True)
                | Q(state="waived", closed_at__isnull=False, fulfilled_on__isnull=True)
                | Q(state="fulfilled", closed_at__isnull=False, fulfilled_on__isnull=False),
                name="obligation_closed_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["party", "kind", "due_on"], name="obligation_party", condition=_OPEN),
            models.Index(fields=["creditor", "kind", "due_on"], name="obligation_creditor", condition=_OPEN),
            models.Index(fields=["due_on", "id"], name="obligation_due", condition=_OPEN),
            models.Index(fields=["due_on", "id"], name="obligation_every_due"),
            models.Index(fields=["state", "due_on", "id"], name="obligation_state"),
            models.Index(fields=["origin", "due_on", "id"], name="obligation_origin"),
            models.Index(OpClass(F("path"), name="varchar_pattern_ops"), name="obligation_path"),
            GinIndex(fields=["party_keys"], name="obligation_parties", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.title
