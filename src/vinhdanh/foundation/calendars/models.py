"""Days that differ from the seed: a holiday the Government named, or a Saturday worked in lieu."""

from django.db import models

from vinhdanh.foundation.kernel.ids import uuid7


class SpecialDay(models.Model):
    """One day off (``working`` false) or one swap day worked (true); it overrides the seed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    date = models.DateField(unique=True)
    working = models.BooleanField(default=False)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ("date",)

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} {self.name}"
