"""What a paper looked like each time it changed hands; and how the one from Word differs from the data."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from vinhdanh.domain.papers.states import WORD_SOURCES, Choice, VersionSource
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class PaperVersion(models.Model):
    """Written once, never changed: the database refuses it.

    ``content`` is what was read in a DOCX (``engines.documents.compare``: paragraphs, tables, changes,
    comments),
    ``model`` the paper as data where the system wrote it. ``past_word`` is false for a PDF that was made
    from the data because nothing here could print the DOCX.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    paper = models.ForeignKey("papers.Paper", on_delete=models.PROTECT, related_name="versions")
    n = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=10, choices=VersionSource.choices)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    content = models.JSONField(default=dict)
    model = models.JSONField(default=dict)
    past_word = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ("n",)
        constraints = [models.UniqueConstraint(fields=["paper", "n"], name="version_once")]

    def __str__(self) -> str:
        return f"Bản {self.n}"

    @property
    def is_word(self) -> bool:
        return self.source in WORD_SOURCES


class WordDifference(models.Model):
    """One place where the paper that came back and the data do not say the same.

    ``what`` is cell, added, removed, moved or line; ``place`` says where in words; ``spot`` holds the
    indexes by which the place is found again in the DOCX; ``ours`` is the data, ``theirs`` the paper.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey(PaperVersion, on_delete=models.PROTECT, related_name="differences")
    position = models.PositiveIntegerField()
    what = models.CharField(max_length=10)
    place = models.CharField(max_length=400)
    note = models.CharField(max_length=200, blank=True)
    ours = models.TextField(blank=True)
    theirs = models.TextField(blank=True)
    spot = models.JSONField(default=dict)
    choice = models.CharField(max_length=10, choices=Choice.choices, blank=True)
    explanation = models.CharField(max_length=500, blank=True)
    chosen_at = models.DateTimeField(null=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="difference_once"),
            models.CheckConstraint(
                condition=~Q(choice=Choice.EXPLAINED) | ~Q(explanation=""), name="explained_in_words"
            ),
        ]

    def __str__(self) -> str:
        return self.place
