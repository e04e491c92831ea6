"""What a body became."""

from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.organisations.models.body import Body
from vinhdanh.domain.organisations.states import SuccessionKind
from vinhdanh.foundation.kernel.ids import uuid7


class Succession(models.Model):
    """On ``effective_on`` (first day of the new state) ``predecessor`` passed into ``successor``.

    Only a closing may lack a successor. Rows never form a ring (kept by actions).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=10, choices=SuccessionKind.choices)
    predecessor = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="preceded_by")
    effective_on = models.DateField()
    decision = models.CharField("căn cứ", max_length=300, blank=True)

    class Meta:
        ordering = ("effective_on", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("predecessor")),
                name="succession_two_bodies",
            ),
            models.CheckConstraint(
                condition=Q(kind=SuccessionKind.CLOSED) | Q(successor__isnull=False),
                name="succession_needs_successor",
            ),
            models.UniqueConstraint(
                fields=["predecessor", "successor"], nulls_distinct=False, name="succession_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} {self.get_kind_display()} {self.successor or ''}".strip()
