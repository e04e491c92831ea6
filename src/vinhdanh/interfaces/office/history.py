"""The history panel of a page (``<c-history>``): what the template needs, in pages."""

from typing import Any
from uuid import UUID

from django.db.models import Model
from django.http import HttpRequest

from vinhdanh.domain.access.queries.journal import events_of, events_of_kind
from vinhdanh.interfaces.office.helpers import uuid_or_none


def history_panel(
    request: HttpRequest, *subjects: Model, kind: str = "", key: UUID | None = None
) -> dict[str, Any]:
    """``history`` and ``history_newest`` for rows that the person may see (checked by the caller), or for
    the subjects of a ``kind`` (the one with ``key``, or all); ``?truoc=`` asks for older ones.
    Three queries, four for older ones."""
    before = uuid_or_none(request.GET.get("truoc"))
    found = events_of_kind(kind, key, before=before) if kind else events_of(*subjects, before=before)
    return {"history": found, "history_newest": request.path if before else ""}
