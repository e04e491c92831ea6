"""Papers about one row, packed together for somebody."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from vinhdanh.domain.papers.states import PackageManner
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class PaperPackage(models.Model):
    """What ``asked_by`` saw of the papers about a row, packed: ``papers`` are their ids, in order.

    ``left_out`` says in words what could not be packed; ``base`` is the address before the id of a paper.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject_kind = models.CharField(max_length=64)
    subject_id = models.UUIDField()
    title = models.CharField(max_length=300)
    issuer = models.CharField(max_length=255)
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+", db_index=False)
    manner = models.CharField(max_length=6, choices=PackageManner.choices)
    papers = ArrayField(models.UUIDField())
    base = models.CharField(max_length=200)
    left_out = models.TextField(blank=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=now, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id", "-id"], name="package_subject")]

    def __str__(self) -> str:
        return self.title
