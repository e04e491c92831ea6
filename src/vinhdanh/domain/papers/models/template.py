"""The words of a kind of paper as an office has them, version by version."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from vinhdanh.domain.papers.states import WordingState
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class TemplateVersion(models.Model):
    """Version ``n`` of ``body``'s words for the papers ``code`` ("T15", "T04-2").

    Either ``text``, in the language of ``engines.documents.templates``, or ``file``, the office's own Word
    file with the same blanks. ``sha256`` is the hash of whichever it is. A draft may be faulty and is
    written over; once put into use a version is never changed: the database refuses it. It serves from
    ``starts_on`` until the day before ``ends_on``.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+", db_index=False)
    path = models.CharField(max_length=200)
    code = models.CharField("mẫu", max_length=20)
    n = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64)
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=WordingState.choices, default=WordingState.DRAFT)
    starts_on = models.DateField("dùng từ ngày", null=True)
    ends_on = models.DateField("thôi dùng từ ngày", null=True)
    made_at = models.DateTimeField(default=now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    changed_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ("-n",)
        constraints = [
            models.UniqueConstraint(fields=["body", "code", "n"], name="wording_version_once"),
            models.UniqueConstraint(
                fields=["body", "code"], condition=Q(state=WordingState.DRAFT), name="wording_one_draft"
            ),
            models.UniqueConstraint(
                fields=["body", "code"], condition=Q(state=WordingState.IN_USE), name="wording_one_in_use"
            ),
            models.CheckConstraint(
                condition=Q(state=WordingState.DRAFT) | Q(starts_on__isnull=False),
                name="wording_used_since",
            ),
            models.CheckConstraint(condition=Q(text="") ^ Q(file__isnull=True), name="wording_text_or_file"),
        ]

    def __str__(self) -> str:
        return f"{self.code} bản {self.n}"

    @property
    def is_word(self) -> bool:
        """Is it the office's own Word file?"""
        return self.file_id is not None
