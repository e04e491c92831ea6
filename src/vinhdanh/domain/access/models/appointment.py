"""Who holds which role in which body, from when to when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.access.states import Role
from vinhdanh.foundation.kernel.ids import uuid7


class Appointment(models.Model):
    """``scope`` is the body over whose tree the role reaches; it is ``body`` itself
    except for a standing office, which serves a body above it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="appointments")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    scope = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices)
    title = models.CharField("chức danh", max_length=120, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    acting = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="appointment_ends_after_start",
            ),
            models.UniqueConstraint(fields=["user", "body", "role", "starts_on"], name="appointment_once"),
        ]
        indexes = [models.Index(fields=["user", "starts_on"], name="appointment_user")]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.body}"
