"""Bodies without an account have someone who answers for them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vinhdanh.foundation.kernel.ids import uuid7


class Representation(models.Model):
    """``body`` is answered for by everybody of ``by_body``, or by ``by_user``, through ``ends_on``."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    by_body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, null=True, related_name="+")
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    reason = models.CharField("căn cứ", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(by_body__isnull=True, by_user__isnull=False)
                | Q(by_body__isnull=False, by_user__isnull=True),
                name="representation_body_or_person",
            ),
            models.CheckConstraint(
                condition=Q(by_body__isnull=True) | ~Q(by_body=F("body")), name="representation_two_bodies"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="representation_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["by_body", "starts_on"], name="representation_by_body"),
            models.Index(fields=["by_user", "starts_on"], name="representation_by_user"),
        ]

    def __str__(self) -> str:
        return f"{self.by_body or self.by_user} thay cho {self.body}"
