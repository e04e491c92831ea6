"""What a task has to bring forth, and the paper that shows each piece of it."""

from django.db import models
from django.db.models import Q

from vinhdanh.domain.planning.models.task import Task
from vinhdanh.domain.planning.states import ProductKind
from vinhdanh.foundation.kernel.ids import uuid7


class TaskProduct(models.Model):
    """One expected product; it is there once ``met_on`` is set, with the paper or the file that shows it.

    ``paper_kind`` and ``paper_id`` name the row of the program that is the product, where there is one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="product_rows")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=ProductKind.choices)
    name = models.CharField(max_length=200, blank=True)
    met_on = models.DateField(null=True)
    paper_name = models.CharField(max_length=300, blank=True)
    paper_kind = models.CharField(max_length=64, blank=True)
    paper_id = models.UUIDField(null=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("position", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(met_on__isnull=False)
                | Q(paper_name="", paper_id__isnull=True, file__isnull=True),
                name="product_paper_when_met",
            ),
        ]
        indexes = [models.Index(fields=["task", "position"], name="product_task")]

    def __str__(self) -> str:
        return self.name or str(self.get_kind_display())
