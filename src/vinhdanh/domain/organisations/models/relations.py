"""How one body stands to another, for a time."""

from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.organisations.models.body import Body
from vinhdanh.domain.organisations.models.periods import ordered_period
from vinhdanh.domain.organisations.states import RelationKind
from vinhdanh.foundation.kernel.ids import uuid7


class BodyRelation(models.Model):
    """``source`` stands to ``target`` as ``kind`` says ("source trực thuộc target")."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=20, choices=RelationKind.choices)
    source = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="relations")
    target = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="relations_to")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            ordered_period("relation_period_ordered"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="relation_two_bodies"),
            models.UniqueConstraint(
                fields=["kind", "source", "target", "valid_from"], nulls_distinct=False, name="relation_once"
            ),
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(kind=RelationKind.ADMINISTRATIVE, valid_to__isnull=True),
                name="relation_one_open_parent",
            ),
        ]
        indexes = [
            models.Index(fields=["source", "kind"], name="relation_source"),
            models.Index(fields=["target", "kind"], name="relation_target"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display()} {self.target}"
