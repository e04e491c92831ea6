"""Who has sent by when, as pages show it: the figures, the words of a row, the workbook."""

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.obligations.queries.chase import ChaseFilter, chaseable_among
from vinhdanh.domain.planning.queries.owed import (
    Asked,
    OwedFilter,
    OwedRow,
    Tally,
    owed_page,
    tally_of,
    throughs,
)
from vinhdanh.domain.planning.states import DutyKind
from vinhdanh.interfaces.office.chasing import fields_of
from vinhdanh.interfaces.office.excel import Cell, workbook
from vinhdanh.interfaces.office.helpers import choices, uuid_or_none, whole_number
from vinhdanh.interfaces.office.templatetags.ui import dotted

_WORDS: Final = {
    "none": ("ahead", "Chưa gửi"),
    "drafting": ("doing", ""),
    "late": ("due", "Gửi muộn {days} ngày"),
    "on_time": ("done", "Đúng hạn"),
    "waived": ("dropped", "Không phải gửi"),
}
_COUNTERS: Final = (
    ("none", "ahead", "Chưa gửi"),
    ("drafting", "doing", "Đang soạn"),
    ("on_time", "done", "Gửi đúng hạn"),
    ("late", "due", "Gửi muộn"),
)
_COLUMNS: Final = (
    ("TT", 6),
    ("Đơn vị", 48),
    ("Gửi qua", 34),
    ("Hạn", 12),
    ("Ngày gửi", 12),
    ("Tình trạng", 22),
    ("Văn bản", 34),
)


def status_words(row: OwedRow, asked: Asked) -> tuple[str, str]:
    """Status kind and words of one body."""
    if row.overdue:
        what = f"{_begun(asked)}, quá hạn" if row.status == "drafting" else "Quá hạn"
        return "overdue", f"{what} {row.days} ngày"
    kind, words = _WORDS[row.status]
    if row.status == "drafting":
        words = _begun(asked)
    return kind, words.format(days=row.days)


def _begun(asked: Asked) -> str:
    """What has begun and is not sent: a plan being written, a report that came back."""
    return "Đang soạn" if asked.kind == DutyKind.UNIT_PLAN else "Bị trả lại"


def _named(asked: Asked) -> list[tuple[str, str, str]]:
    return [(key, kind, _begun(asked) if key == "drafting" else word) for key, kind, word in _COUNTERS]


def _statuses(asked: Asked) -> list[tuple[str, str]]:
    named = [(key, word) for key, _, word in _named(asked)]
    return [("", "Mọi tình trạng"), ("overdue", "Quá hạn chưa gửi"), *named, ("waived", "Không phải gửi")]


def read_owed_filter(request: HttpRequest) -> OwedFilter:
    """The filter out of the address; what makes no sense is left out."""
    get = request.GET.get
    return OwedFilter(status=get("status", ""), text=get("q", "")[:200], through=uuid_or_none(get("qua")))


def owed_context(request: HttpRequest, scope: Scope, asked: Asked) -> dict[str, Any]:
    """Figures, filters and one page of the list; five queries."""
    wanted = read_owed_filter(request)
    tally = tally_of(scope, asked)
    found = owed_page(scope, asked, wanted, page=whole_number(request.GET.get("page")) or 1)
    between = throughs(scope, asked)
    chased = chaseable_among(scope, [row.id for row in found.rows])
    return {
        "asked": asked,
        "tally": tally,
        "counters": _counters(request, tally, asked),
        "found": found,
        "rows": [
            {"row": row, "status": status_words(row, asked), "chase": row.id in chased} for row in found.rows
        ],
        "wanted": wanted,
        "statuses": choices(_statuses(asked), wanted.status),
        "throughs": choices((("", "Mọi đầu mối"), *between), wanted.through or "") if between else [],
        "keep": _query(request),
        "may_chase": bool(chased),
        "fields": fields_of(ChaseFilter(kind=asked.kind, source=asked.source_id, period=asked.period)),
    }


def _counters(request: HttpRequest, tally: Tally, asked: Asked) -> list[dict[str, Any]]:
    chosen = request.GET.get("status", "")
    notes = {"none": f"{dotted(tally.overdue)} quá hạn" if tally.overdue else ""}
    return [
        {
            "label": label,
            "value": getattr(tally, key),
            "note": notes.get(key, ""),
            "kind": kind,
            "current": chosen == key,
            "url": "?" + _query(request, status="" if chosen == key else key),
        }
        for key, kind, label in _named(asked)
    ]


def _query(request: HttpRequest, **changed: str) -> str:
    """The present filters as a query string, without the page."""
    kept = {key: request.GET.get(key, "") for key in ("year", "ky", "q", "qua", "status")} | changed
    return urlencode([(key, value) for key, value in kept.items() if value])


def owed_workbook(title: str, asked: Asked, rows: Iterable[OwedRow]) -> bytes:
    """The list as a workbook: the same rows and order."""
    return workbook(title, _COLUMNS, (_cells(row, place, asked) for place, row in enumerate(rows, 1)))


def _cells(row: OwedRow, number: int, asked: Asked) -> list[Cell]:
    return [
        str(number),
        row.body,
        row.through,
        row.due_on,
        row.fulfilled_on,
        status_words(row, asked)[1],
        row.paper,
    ]
