"""The audit log: search, and the same rows as a workbook."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from vinhdanh.domain.access.queries.journal import JournalFilter, journal_page, journal_rows
from vinhdanh.domain.organisations.queries.labels import body_label, called, field_label
from vinhdanh.domain.planning.access import visible_plans
from vinhdanh.foundation.audit.sentences import kinds, titles
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.typed import typed_date
from vinhdanh.interfaces.office.addresses import page_of
from vinhdanh.interfaces.office.forms import not_one
from vinhdanh.interfaces.office.helpers import choices, fetch, page, scope_of, uuid_or_none
from vinhdanh.interfaces.office.history import history_panel
from vinhdanh.interfaces.office.journal_sheet import XLSX, journal_workbook

_KEYS = ("person", "body", "body_name", "action", "kind", "subject", "since", "until")


@dataclass(frozen=True, slots=True)
class _Asked:
    """The filter out of the address; ``faults`` are sentences by field where something could not be read."""

    wanted: JournalFilter
    faults: dict[str, str]


def entries(request: HttpRequest) -> HttpResponse:
    asked = _read(request)
    found = journal_page(scope_of(request), asked.wanted)
    keep = urlencode([(key, value) for key in _KEYS if (value := request.GET.get(key, ""))])
    context = {
        "found": found,
        "rows": [(row, page_of(row.kind, row.subject_id)) for row in found.rows],
        "keep": keep,
        "first": asked.wanted.before is None,
        **_bar(request, asked),
    }
    return page(request, "office/journal/list.html", context, part="office/journal/_list.html")


def export(request: HttpRequest) -> HttpResponse:
    """What the filters show, from its first page on, as an Excel workbook."""
    rows, cut = journal_rows(scope_of(request), replace(_read(request).wanted, before=None))
    name = f"nhat-ky-{today():%Y%m%d}.xlsx"
    return HttpResponse(
        journal_workbook(rows, cut=cut),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def plan_history(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was done to a plan, for whoever may see it."""
    plan = fetch(visible_plans(scope_of(request)), pk)
    about = {"name": plan.name, "back": reverse("plan", args=[pk])}
    return page(request, "office/journal/subject.html", about | history_panel(request, plan))


def body_history(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was done to a body in the directory, for those who keep it."""
    name = body_label(pk)
    if not name:
        raise Http404
    about = {"name": name, "back": reverse("body", args=[pk])}
    panel = history_panel(request, kind="organisations.body", key=pk)
    return page(request, "office/journal/subject.html", about | panel)


def _read(request: HttpRequest) -> _Asked:
    get, faults = request.GET.get, dict[str, str]()
    typed = get("body_name", "").strip()[:200]
    named = called(typed, today()) if typed else []
    body = uuid_or_none(get("body")) or (uuid_or_none(named[0].target[5:]) if len(named) == 1 else None)
    if typed and body is None:
        faults["body_name"] = not_one(typed, named)
    wanted = JournalFilter(
        person=get("person", "").strip()[:100],
        body=body,
        action=get("action", "") if get("action") in titles() else "",
        kind=get("kind", "") if get("kind") in kinds() else "",
        subject=uuid_or_none(get("subject")),
        since=_day(request, "since", faults),
        until=_day(request, "until", faults),
        before=uuid_or_none(get("truoc")),
    )
    return _Asked(wanted, faults)


def _day(request: HttpRequest, name: str, faults: dict[str, str]) -> date | None:
    raw = request.GET.get(name, "")
    try:
        return typed_date(raw)
    except ValueError:
        faults[name] = f"“{raw[:30]}” không phải ngày có trong lịch; ghi như 15/05/2026."
        return None


def _bar(request: HttpRequest, asked: _Asked) -> dict[str, Any]:
    """What the filter bar needs; two queries where a body is chosen."""
    wanted, typed = asked.wanted, request.GET.get("body_name", "")
    return {
        "wanted": wanted,
        "faults": asked.faults,
        "typed": {name: request.GET.get(name, "") for name in ("since", "until")},
        "body_name": typed or (field_label(wanted.body, today()) if wanted.body else ""),
        "actions": choices((("", "Mọi việc"), *titles().items()), wanted.action),
        "kinds": choices((("", "Mọi đối tượng"), *kinds().items()), wanted.kind),
        "more_open": bool(wanted.kind or wanted.subject or wanted.since or wanted.until),
    }
