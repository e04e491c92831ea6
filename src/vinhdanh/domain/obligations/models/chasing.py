"""When people are reminded, who writes the Monday digest, and who was nudged about what."""

from datetime import time

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.obligations.states import ObligationKind
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class ReminderRule(models.Model):
    """Days before and after the due date on which those who owe one kind of thing to ``body``, or to a
    body below it, are reminded. Never changed: a newer row of the same kind goes before it from its
    ``from_on``. ``quiet`` moves a reminder from a day off to the next working day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=ObligationKind.choices)
    before = ArrayField(models.PositiveSmallIntegerField(), default=list)
    after = ArrayField(models.PositiveSmallIntegerField(), default=list)
    quiet = models.BooleanField(default=True)
    from_on = models.DateField()
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        indexes = [models.Index(fields=["from_on", "id"], name="reminder_rule_dated")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, từ {self.from_on:%d/%m/%Y}"


class DigestSetting(models.Model):
    """The Monday digest for the tree of ``body``: in whose name, from which office, at what hour."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.OneToOneField("organisations.Body", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=40, blank=True)
    at = models.TimeField(default=time(7, 30))
    enabled = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"Điểm việc của {self.body}"


class DigestIssue(models.Model):
    """What became of the digest of one week: held back by an officer, or sent, once."""

    class State(models.TextChoices):
        HELD = "held", "Đang giữ lại"
        SENT = "sent", "Đã gửi"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    monday = models.DateField()
    state = models.CharField(max_length=5, choices=State.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    people = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "monday"], name="digest_once_a_week")]

    def __str__(self) -> str:
        return f"Điểm việc tuần {self.monday:%d/%m/%Y}"


class Nudge(models.Model):
    """One officer nudged some bodies about some things, in these words. ``path`` is the place of the
    body served; ``again_reason`` says why bodies nudged the same day were nudged once more."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=200)
    words = models.TextField()
    again_reason = models.TextField(blank=True)
    on = models.DateField()
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        indexes = [
            models.Index(OpClass(F("path"), name="varchar_pattern_ops"), name="nudge_path"),
        ]

    def __str__(self) -> str:
        return f"Lời nhắc ngày {self.on:%d/%m/%Y}"


class NudgedBody(models.Model):
    """One body in a nudge. The first of a day and those ``again`` are told apart, so that the database
    itself refuses a second first one. ``people`` is how many were told."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    nudge = models.ForeignKey(Nudge, on_delete=models.PROTECT, related_name="bodies")
    party = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    again = models.BooleanField(default=False)
    people = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nudge", "party"], name="nudged_body_once"),
            models.UniqueConstraint(
                fields=["party", "on"], condition=Q(again=False), name="nudged_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return str(self.party)


class NudgedObligation(models.Model):
    """One obligation in a nudge."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    nudge = models.ForeignKey(Nudge, on_delete=models.PROTECT, related_name="obligations")
    # An obligation that is no longer owed goes, and what was said of it stays with the nudge.
    obligation = models.ForeignKey(
        "obligations.Obligation", on_delete=models.SET_NULL, null=True, related_name="nudges"
    )
    title = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["nudge", "obligation"], name="nudged_obligation_once")]

    def __str__(self) -> str:
        return self.title
