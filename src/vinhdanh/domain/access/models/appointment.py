"""Who holds which role in which body, from when to when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from vinhdanh.domain.access.states import Capacity
from vinhdanh.foundation.kernel.ids import uuid7


class Appointment(models.Model):
    """``scope`` is the body over whose tree the role reaches; it is ``body`` itself
    except for a standing office, which serves a body above it. ``ends_on`` is the last day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="appointments")
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    scope = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    role = models.ForeignKey(
        "access.RoleBundle", on_delete=models.PROTECT, to_field="code", db_column="role", related_name="+"
    )
    title = models.CharField("chức danh", max_length=120, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    capacity = models.CharField(max_length=10, choices=Capacity.choices, default=Capacity.FULL, blank=True)

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
        return f"{self.called}, {self.body}"

    @property
    def called(self) -> str:
        """The post in words: its title, else its role, and how it is held ("Phụ trách")."""
        return post_called(self.title or self.role.name, self.capacity)


def post_called(words: str, capacity: str) -> str:
    """The words for a post and how it is held, where it is not held as one's own."""
    return f"{words} ({Capacity(capacity).label})" if capacity else words
