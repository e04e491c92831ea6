"""How each kind of work item is called, who can do something about it, and where its button leads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.urls import reverse

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.obligations.queries.chase import ChaseFilter, chaseable_sources
from vinhdanh.domain.obligations.queries.waiting import WorkRow
from vinhdanh.interfaces.office.addresses import Asked, followed_at, worked_at
from vinhdanh.interfaces.office.chasing import fields_of


@dataclass(frozen=True, slots=True)
class WorkKind:
    """``label`` names the kind in filters, ``go`` is the button of whoever has to act, ``several`` says
    what many in one line are (with ``{period}`` it says all, and no title follows); a person
    needs one of the permissions ``by`` to act."""

    label: str
    go: str
    several: str
    by: tuple[Permission, ...]


_REPORT = (Permission.REPORT_TASKS,)
_ISSUE = (Permission.EDIT_TASKS, Permission.READ_PLANS)
_READ = (Permission.READ_PLANS,)

# By the first word of the kind. A room that opens items of a new kind adds its line here.
KINDS: Final[Mapping[str, WorkKind]] = {
    "task": WorkKind("Nhiệm vụ", "Mở việc", "đơn vị chưa xong", _REPORT),
    "report": WorkKind("Báo cáo", "Gửi báo cáo", "đơn vị chưa gửi", _REPORT),
    "unit_plan": WorkKind(
        "Kế hoạch của đơn vị", "Lập kế hoạch", "đơn vị chưa gửi kế hoạch năm {period}", _REPORT
    ),
    "milestone": WorkKind("Mốc thời gian", "Mở việc", "đơn vị chưa xong", _REPORT),
    "assign_lead": WorkKind("Giao chủ trì", "Giao việc", "nhiệm vụ chưa có chủ trì", _ISSUE),
    "settle_duty": WorkKind("Chốt chế độ báo cáo", "Chốt", "chế độ báo cáo chưa chốt", _READ),
    "end_task": WorkKind("Kết thúc việc", "Kết thúc", "việc đã đủ đơn vị báo xong", _ISSUE),
    "review_draft": WorkKind("Soát bản đọc", "Soát", "bản đọc chờ soát", _READ),
    "receive_paper": WorkKind(
        "Văn bản gửi đến", "Nhận văn bản", "văn bản chưa nhận", (Permission.WRITE_PAPERS,)
    ),
    "sign_paper": WorkKind("Ký, phát hành văn bản", "Xử lý", "văn bản chờ ký", (Permission.ISSUE_PAPERS,)),
    "retry_draft": WorkKind("Tệp không đọc được", "Xem lý do", "tệp không đọc được", _READ),
}
OWED: Final = ("task", "report", "unit_plan", "milestone")
"""The kinds that one body owes to another; the rest is for the body itself to do."""
STATUSES: Final = {
    "late": ("overdue", "Quá hạn {days} ngày"),
    "today": ("due", "Hạn hôm nay"),
    "soon": ("due", "Còn {days} ngày"),
    "ahead": ("ahead", "Chưa đến hạn"),
    "undated": ("ahead", "Không có hạn"),
    "fulfilled": ("done", "Đã xong"),
    "waived": ("dropped", "Không phải làm"),
}
# Many items in one line are done on these pages; True: the page of the row that the line is about.
_LISTS: Final = {"assign_lead": ("tasks_unled", False), "settle_duty": ("plan_duties", True)}
_BY_KIND: Final = {"assign_lead": ("unassigned", ""), "review_draft": ("doubt", "Chờ soát")}


def kinds_for(scope: Scope) -> list[str]:
    """The kinds about which the person can do something."""
    return [name for name, kind in KINDS.items() if any(scope.may(one) for one in kind.by)]


def _asked(row: WorkRow, place: int) -> Asked:
    """One of the items of a line, as addresses are asked for."""
    return Asked(row.kind, row.period, row.subject_kind, row.subjects[place], row.holders[place])


def url_of(row: WorkRow, *, own: bool) -> str:
    """Where a line leads: to where its work is done, or is seen done by others; empty without a page.

    Several items in one line lead to the list of them all.
    """
    if not own:
        return followed_at(_asked(row, 0))
    if row.count == 1:
        return worked_at(_asked(row, 0))
    if row.kind in _LISTS and not row.is_about_one:
        name, with_about = _LISTS[row.kind]
        return reverse(name, args=[row.about] if with_about else [])
    return followed_at(_asked(row, 0))


def status_word(status: str, days: int) -> str:
    """The condition in words."""
    return STATUSES[status][1].format(days=days)


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as the template draws it. ``members`` are ``(words, address)`` of a line that opens; ``chase``
    the fields of the nudge of those who have not done it, empty for whoever may not nudge them."""

    kind: str
    word: str
    text: str
    url: str
    note: str
    row: WorkRow
    go: str
    chase: Mapping[str, str] = field(default_factory=dict)
    members: Sequence[tuple[str, str]] = ()

    @property
    def hidden(self) -> int:
        """How many of the line's items are not listed in it."""
        return self.row.count - len(self.members)


def shown(row: WorkRow, *, own: bool) -> Shown:
    """One line of "Việc chờ tôi" (``own``) or of "Việc tôi đang chờ người khác"."""
    about = KINDS.get(row.kind)
    kind, word = _status(row, own=own)
    return Shown(
        kind=kind,
        word=word,
        text=_text(row, about),
        url=url_of(row, own=own),
        note=_note(row, own=own),
        row=row,
        go=(about.go if about and own else "Xem"),
        members=_members(row, own=own) if row.count > 1 else (),
    )


def _status(row: WorkRow, *, own: bool) -> tuple[str, str]:
    """A due date says most; where none presses, what kind of work it is."""
    if row.status in {"undated", "ahead"} and own and row.kind in _BY_KIND:
        return _BY_KIND[row.kind]
    return STATUSES[row.status][0], status_word(row.status, row.days)


def _text(row: WorkRow, about: WorkKind | None) -> str:
    """The subject itself; several about one thing are counted before it."""
    if row.count == 1:
        return row.title if row.kind != "assign_lead" else f"Giao chủ trì: {row.title}"
    several = about.several if about else "việc"
    words = f"{row.count} {several.format(period=row.period)}"
    return f"{words}: {row.title}" if row.is_about_one and "{period}" not in several else words


def _note(row: WorkRow, *, own: bool) -> str:
    """Where it comes from, who has it or waits for it, until when."""
    note = row.note if row.is_about_one else row.note.partition(", mục")[0]
    parts = [note] if row.count > 1 or note not in row.title else []
    names = list(dict.fromkeys(row.who))
    if own and row.stands_in_for:
        parts.insert(0, f"thay {', '.join(row.stands_in_for)}")
    if own and names:
        parts.append(f"{names[0]} đang chờ")
    elif row.count == 1 and names:
        parts.insert(0, names[0])
    if row.due_on:
        parts.append(f"hạn {row.due_on:%d/%m/%Y}{_moved(row)}")
    return " · ".join(part for part in parts if part)


def _moved(row: WorkRow) -> str:
    """A limit on a day off, said where it presses."""
    if row.until is None or row.status not in {"late", "today", "soon"}:
        return ""
    return f" (ngày nghỉ, tính đến {row.until:%d/%m/%Y})"


def _members(row: WorkRow, *, own: bool) -> list[tuple[str, str]]:
    """What the line holds: bodies where it is about one thing, else the things themselves."""
    words = row.parties if row.is_about_one else row.titles
    find = worked_at if own else followed_at
    return [(words[place], find(_asked(row, place))) for place in range(len(row.subjects))]


def own_lines(rows: Sequence[WorkRow]) -> list[Shown]:
    """The lines of "Việc chờ tôi"."""
    return [shown(row, own=True) for row in rows]


def awaited_lines(scope: Scope, rows: Sequence[WorkRow]) -> list[Shown]:
    """The lines of "Việc tôi đang chờ người khác"; one query at most."""
    chased = chaseable_sources(scope, {pk for row in rows for pk in row.subjects})
    drawn = [shown(row, own=False) for row in rows]
    return [replace(line, chase=_chase(line.row)) if line.row.about in chased else line for line in drawn]


def _chase(row: WorkRow) -> dict[str, str]:
    """Whoever holds an item of the line; a line of one item means its one holder."""
    party = row.holders[0] if row.count == 1 else None
    return fields_of(ChaseFilter("all", row.kind, row.about, row.period, party))


def kind_choices(names: Sequence[str]) -> list[tuple[str, str]]:
    """For a select: every kind, or one of ``names``."""
    return [("", "Mọi loại việc"), *((name, KINDS[name].label) for name in names)]


def ledger_status(row: Any) -> tuple[str, str]:
    """Status kind and word of a row of the ledger or of a part of a task."""
    return STATUSES[row.status][0], status_word(row.status, row.days)
