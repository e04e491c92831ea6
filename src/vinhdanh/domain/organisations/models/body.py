"""One body: an authority, a school, an enterprise, a council, a cluster."""

from datetime import date

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.organisations.models.periods import is_valid, ordered_period
from vinhdanh.domain.organisations.states import BodyKind, Level, PlaceUnit
from vinhdanh.foundation.kernel.ids import uuid7


class Body(models.Model):
    """``name`` and ``parent`` are the latest ones; their history is ``names`` and ``relations``.

    ``path``, ``sort_key``, ``folded`` and ``place_unit`` are worked out by actions. ``code`` is
    the identification code of the body (mã định danh) or the key of the register it came from.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField("mã định danh", max_length=60, blank=True)
    name = models.CharField("tên", max_length=255)
    folded = models.CharField(max_length=255, editable=False)
    sort_key = models.CharField(max_length=600, editable=False, db_collation="C")
    kind = models.CharField("loại", max_length=20, choices=BodyKind.choices)
    level = models.CharField("cấp", max_length=10, choices=Level.choices)
    place_unit = models.CharField(max_length=10, choices=PlaceUnit.choices, blank=True, editable=False)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    path = models.CharField(max_length=200, unique=True, editable=False, db_collation="C")
    valid_from = models.DateField("có từ ngày", null=True, blank=True)
    valid_to = models.DateField("hết hiệu lực từ ngày", null=True, blank=True)

    class Meta:
        ordering = ("sort_key", "id")
        constraints = [
            ordered_period("body_period_ordered"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="body_not_its_own_parent"
            ),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="body_code_once"),
        ]
        indexes = [
            models.Index(OpClass(F("path"), name="varchar_pattern_ops"), name="body_path"),
            models.Index(fields=["kind", "level"], name="body_kind_level"),
            models.Index(fields=["sort_key", "id"], name="body_sorted"),
        ]

    def __str__(self) -> str:
        return self.name

    def is_valid_on(self, day: date) -> bool:
        """Did the body exist on ``day``?"""
        return is_valid(self.valid_from, self.valid_to, day)
