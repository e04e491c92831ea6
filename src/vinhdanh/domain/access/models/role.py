"""A role is a bundle of permissions, kept as data so that an office can change it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class RoleBundle(models.Model):
    """``shipped`` roles came with the program: they can be changed, and never taken away."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=20, unique=True)
    name = models.CharField("tên vai trò", max_length=120)
    permissions = ArrayField(models.CharField(max_length=32), default=list, blank=True)
    shipped = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        ordering = ("-shipped", "id")
        constraints = [models.UniqueConstraint(fields=["name"], name="role_name_once")]

    def __str__(self) -> str:
        return self.name
