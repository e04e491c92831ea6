"""What was answered about one subject, as it was answered."""

from django.conf import settings
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F

from vinhdanh.domain.eligibility.states import Outcome
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class Evaluation(models.Model):
    """One answer, kept with all that it was made of; the database refuses to change or delete it.

    ``subject_id`` is the key of a subject and nothing more is known of it here; ``path`` the subject's place
    on that day. ``facts`` is the file in the shape of the law's own facts, ``tree`` the whole answer,
    ``digest`` the hash of the instruments of the nation and ``local_digest`` of the province and the unit.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject_id = models.UUIDField(editable=False)
    path = models.CharField(max_length=200)
    award = models.CharField(max_length=64)
    received_on = models.DateField()
    year = models.PositiveSmallIntegerField()
    facts = models.JSONField()
    verdict = models.PositiveSmallIntegerField(choices=Outcome.choices)
    tree = models.JSONField()
    digest = models.CharField(max_length=64)
    local_digest = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["subject_id", "-id"], name="evaluation_subject"),
            models.Index(fields=["award", "year"], name="evaluation_award"),
            models.Index(OpClass(F("path"), name="varchar_pattern_ops"), name="evaluation_path"),
        ]

    def __str__(self) -> str:
        return f"{self.award} {self.year}: {self.get_verdict_display()}"
