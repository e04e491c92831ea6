"""One letter to one person, until it has left or is no longer worth sending."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class LetterState(models.TextChoices):
    WAITING = "waiting", "Chờ gửi"
    SENT = "sent", "Đã gửi"
    FAILED = "failed", "Không gửi được"
    DROPPED = "dropped", "Thôi không gửi"


class Letter(models.Model):
    """``key`` names the occasion: a second letter of the same key is not written.

    ``about`` are the rows it speaks of, opaque here; the room that wrote it says through
    ``rechecks`` whether the letter still holds. ``next_try_at`` of a letter that is being sent lies
    in the future, so that nobody else takes it meanwhile.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    to_name = models.CharField(max_length=120, blank=True)
    to_address = models.EmailField()
    from_name = models.CharField(max_length=120, blank=True)
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    about = ArrayField(models.UUIDField(), default=list)
    state = models.CharField(max_length=10, choices=LetterState.choices, default=LetterState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=now, editable=False)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="letter_sent_whole",
            )
        ]
        indexes = [
            models.Index(fields=["next_try_at", "id"], name="letter_due", condition=Q(state="waiting")),
            models.Index(fields=["state", "-id"], name="letter_state"),
        ]

    def __str__(self) -> str:
        return self.subject
