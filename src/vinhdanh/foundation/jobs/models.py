"""What people see of jobs, and when the jobs that come by themselves last came."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from vinhdanh.foundation.jobs.states import ACTIVE, RunState
from vinhdanh.foundation.kernel.clock import machine_now
from vinhdanh.foundation.kernel.ids import uuid7


class Run(models.Model):
    """One job. ``number`` is the library's own; ``key`` is empty or names what may be queued once only.

    ``progress`` counts 0 to 100 and is empty where nobody knows; ``fault`` is one sentence for people.
    All times are the machine's.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.BigIntegerField(null=True, unique=True)
    name = models.CharField(max_length=100)
    title = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=200, blank=True)
    queue = models.CharField(max_length=40)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.WAITING)
    progress = models.PositiveSmallIntegerField(null=True)
    message = models.CharField(max_length=300, blank=True)
    result = models.JSONField(null=True)
    fault = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    cancel_asked = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=machine_now, editable=False)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(state__in=ACTIVE) & ~Q(key=""), name="run_key_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ACTIVE, finished_at__isnull=True)
                | (~Q(state__in=ACTIVE) & Q(finished_at__isnull=False)),
                name="run_ended_has_time",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="run_state"),
            models.Index(fields=["asked_by", "-id"], name="run_asked_by"),
            models.Index(fields=["finished_at"], name="run_finished"),
        ]

    def __str__(self) -> str:
        return self.title or self.name


class PeriodicRun(models.Model):
    """``slot`` is the last time that was due and is settled; ``ran_at`` when it was queued."""

    name = models.CharField(primary_key=True, max_length=100)
    slot = models.DateTimeField()
    ran_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    fault = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
