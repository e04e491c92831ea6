"""A report that a plan asked for, as it was sent."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.planning.models.plan import ReportingDuty
from vinhdanh.domain.planning.states import ReportState
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class Report(models.Model):
    """``body`` sent it to ``receiver``: the body it goes through, else the one that asked.

    ``period`` is the day named in the plan ("2026-05-15"). ``into`` is the report in which the receiver
    summed it up. ``path`` is the sender's place in the tree, ``party_keys`` sender, receiver and creditor.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    duty = models.ForeignKey(ReportingDuty, on_delete=models.PROTECT, related_name="reports")
    period = models.CharField(max_length=10)
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=60, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.SENT)
    into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="parts")
    sent_at = models.DateTimeField(default=now, editable=False)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    path = models.CharField(max_length=200)
    party_keys = ArrayField(models.UUIDField(), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "body", "period"], condition=Q(state="sent"), name="report_sent_once"
            ),
        ]
        indexes = [
            models.Index(fields=["receiver", "-id"], name="report_receiver"),
            models.Index(fields=["body", "-id"], name="report_body"),
            models.Index(OpClass(F("path"), name="varchar_pattern_ops"), name="report_path"),
            GinIndex(fields=["party_keys"], name="report_parties", fastupdate=False),
        ]

    def __str__(self) -> str:
        return f"Báo cáo số {self.number}" if self.number else f"Báo cáo: {self.duty.what}"


class ReportFile(models.Model):
    """A file of a report; read by whoever may see the report."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.file)
