"""One workbook on its way into the book, and its rows."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from vinhdanh.domain.imports.states import ImportState, ListKind, RowState
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7


class ListImport(models.Model):
    """``body`` is the office that brought the list, ``path`` its place; ``home`` the unit of rows
    that name none.

    ``sheets`` and ``passed`` are what the reader said of the sheets and of lines that are no rows;
    ``returned`` is the same workbook with its faults marked.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField("loại danh sách", max_length=16, choices=ListKind.choices)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.QUEUED)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    returned = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    body = models.ForeignKey("organisations.Body", on_delete=models.PROTECT, related_name="+")
    home = models.ForeignKey(
        "organisations.Body", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    path = models.CharField(max_length=200, editable=False, db_collation="C")
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    sheets = models.JSONField(default=list)
    passed = models.JSONField(default=list)
    fault = models.TextField(blank=True)
    created_at = models.DateTimeField(default=now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    taken_at = models.DateTimeField(null=True, editable=False)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=["path", "-id"], name="import_place")]

    def __str__(self) -> str:
        return self.file.name


class ImportRow(models.Model):
    """``typed`` are the cells by column, ``values`` what was understood, ``verdicts`` what is to be said of
    them (``[column, mark, sentence]``). ``who`` says whose row it is:
    ``{subject, body, own_body, fresh, said, options}``. ``entry`` is the row of the
    book that it became. ``revision`` counts changes by hand.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    listing = models.ForeignKey(ListImport, on_delete=models.CASCADE, related_name="rows", db_index=False)
    sheet = models.PositiveSmallIntegerField()
    line = models.PositiveIntegerField()
    standing = models.CharField(max_length=10, choices=RowState.choices)
    typed = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    verdicts = models.JSONField(default=list)
    who = models.JSONField(default=dict)
    entry = models.UUIDField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["listing", "sheet", "line"], name="importrow_once"),
            models.CheckConstraint(condition=Q(line__gte=1), name="importrow_line"),
        ]
        indexes = [models.Index(fields=["listing", "standing", "sheet", "line"], name="importrow_standing")]

    def __str__(self) -> str:
        return f"{self.typed.get('name', '')} ({self.line})"
