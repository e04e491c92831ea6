"""One counter for each doer and deed."""

from django.db import models


class Counter(models.Model):
    """``key`` is a digest, so the row names nobody; a window begins with the first deed in it."""

    key = models.CharField(primary_key=True, max_length=64)
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count}"
