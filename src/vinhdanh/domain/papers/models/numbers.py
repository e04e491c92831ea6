"""Series of numbers and every number ever given out of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from vinhdanh.domain.papers.states import Direction, NumberState
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class NumberSeries(models.Model):
    """Numbers of one body in one year from 1 (Điều 15 Nghị định 30/2020/NĐ-CP), ``last`` the last one given.

    ``group`` is the kind that has a series of its own ("QĐ"), empty for the common one; secret papers have
    theirs. A number is taken with this row locked, in the transaction of the paper: no gap, no double.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+", db_index=False)
    path = models.CharField(max_length=200)
    direction = models.CharField(max_length=8, choices=Direction.choices, default=Direction.OUTGOING)
    group = models.CharField("loại văn bản", max_length=5, blank=True)
    year = models.PositiveSmallIntegerField()
    secret = models.BooleanField(default=False)
    last = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "direction", "group", "year", "secret"], name="series_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.group} {self.year}"


class PaperNumber(models.Model):
    """One number of a series. It stays when it is voided, with the reason."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="numbers")
    number = models.PositiveIntegerField()
    paper = models.ForeignKey("papers.Paper", on_delete=models.PROTECT, related_name="numbers")
    state = models.CharField(max_length=8, choices=NumberState.choices, default=NumberState.GIVEN)
    reason = models.CharField("lý do hủy", max_length=500, blank=True)
    given_at = models.DateTimeField(default=now, editable=False)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="paper_number_once"),
            models.UniqueConstraint(
                fields=["paper"], condition=Q(state=NumberState.GIVEN), name="paper_one_number"
            ),
            models.CheckConstraint(
                condition=~Q(state=NumberState.VOIDED) | ~Q(reason=""), name="voided_has_reason"
            ),
        ]
        indexes = [
            models.Index(
                fields=["series"], name="paper_number_voided", condition=Q(state=NumberState.VOIDED)
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
