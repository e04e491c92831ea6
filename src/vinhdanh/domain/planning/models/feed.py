"""A calendar feed: an address that nobody can guess and its owner can take back."""

from django.conf import settings
from django.db import models

from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class CalendarFeed(models.Model):
    """Of one person, or (``body`` set) of one body kept by that person. Only the hash of the token is
    held: whoever reads the table cannot read the calendar."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, null=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=now, editable=False)
    fetched_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "body"],
                condition=models.Q(revoked_at__isnull=True),
                nulls_distinct=False,
                name="feed_open_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.body or self.user)
