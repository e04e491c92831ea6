"""Who has to do what next, and who waits for it: one table for every kind of work."""

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value

from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7

_OPEN = Q(closed_at__isnull=True)
FIRST_WORD = Func(F("kind"), Value(" "), Value(1), function="split_part", output_field=models.TextField())
"""What kind of work it is; what follows the blank in ``kind`` is a period."""


class WorkItem(models.Model):
    """One thing that waits. ``holder`` and ``awaited_by`` are bodies, opaque to this engine.

    ``holder_user`` narrows it to one person of the holder. ``kind`` is a word of the room that
    owns the subject ("task", "review_draft"); a page finds its address by subject and kind.
    ``note`` says where it comes from; items of one kind with the same ``bundle`` (the subject itself
    where none is given) are shown as one line.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=64)
    subject_id = models.UUIDField()
    title = models.TextField()
    note = models.CharField(max_length=300, blank=True)
    bundle = models.UUIDField(null=True)
    holder = models.UUIDField()
    holder_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    awaited_by = models.UUIDField(null=True)
    due_on = models.DateField(null=True)
    opened_at = models.DateTimeField(default=now, editable=False)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "kind", "holder"],
                condition=_OPEN,
                name="item_open_once",
            ),
        ]
        indexes = [
            models.Index(fields=["holder", "due_on", "id"], name="item_held", condition=_OPEN),
            models.Index(fields=["awaited_by", "due_on", "id"], name="item_awaited", condition=_OPEN),
            models.Index("awaited_by", FIRST_WORD, "due_on", "id", name="item_awaited_kind", condition=_OPEN),
            models.Index(fields=["holder_user", "due_on"], name="item_of_user", condition=_OPEN),
        ]

    def __str__(self) -> str:
        return self.title
