"""Where an account is signed in, and a name for what was typed at the door."""

from django.conf import settings
from django.db import models

from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class BrowserSession(models.Model):
    """One browser in which an account is signed in; ``session_key`` is that of Django's session row."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="browser_sessions"
    )
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=80)
    network = models.CharField(max_length=80)
    started_at = models.DateTimeField(default=now, editable=False)
    seen_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["user", "-seen_at"], name="browser_session_user")]

    def __str__(self) -> str:
        return f"{self.device}, {self.network}"


class TypedName(models.Model):
    """A user name as typed at the door, known by its digest only.

    No table stands behind it: it gives audit rows of failed sign-ins a subject that is the same
    for the same name, whether or not an account has it, and cannot be read back.
    """

    id = models.UUIDField(primary_key=True)

    class Meta:
        managed = False

    def __str__(self) -> str:
        return str(self.id)
