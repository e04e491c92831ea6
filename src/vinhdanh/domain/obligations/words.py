"""How what is owed is said: in notices, letters, and messages that leave the application."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vinhdanh.domain.obligations.states import ObligationKind, ObligationState
from vinhdanh.foundation.kernel.workdays import WorkCalendar

MOST_LINES = 20
_ZALO_TITLE = 110
_ZALO_BODIES = 15
# Their titles come out of plans that are signed and issued. Anything else is named by its kind alone, so
# that no name and no result leaves the application before it is signed.
_ISSUED = frozenset(
    {ObligationKind.TASK, ObligationKind.REPORT, ObligationKind.UNIT_PLAN, ObligationKind.MILESTONE}
)


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that somebody has to do, or had to.

    ``due_on`` is the day that counts: one off is moved to the next working day. ``days`` are those to
    it, negative when late, None without one.
    """

    id: UUID
    kind: str
    title: str
    due_on: date | None
    days: int | None
    subject_kind: str
    subject_id: UUID
    party: str = ""
    creditor: str = ""
    state: str = ObligationState.OPEN

    @property
    def late(self) -> bool:
        return self.days is not None and self.days < 0


def counted_day(due_on: date | None, calendar: WorkCalendar) -> date | None:
    """The day by which it counts as late: a due day that is off ends on the next working day."""
    return calendar.next_working_day(due_on) if due_on else None


def how_long(days: int | None) -> str:
    """ "quá hạn 3 ngày", "hạn hôm nay", "còn 5 ngày"; "chưa ghi hạn" without a due day."""
    if days is None:
        return "chưa ghi hạn"
    if days < 0:
        return f"quá hạn {-days} ngày"
    return f"còn {days} ngày" if days else "hạn hôm nay"


def line(due: Due, *, party: bool = False) -> str:
    """One thing in one line of a letter."""
    until = f" (hạn {due.due_on:%d/%m/%Y})" if due.due_on else ""
    whose = f"{due.party}: " if party and due.party else ""
    return f"- {whose}{due.title} – {how_long(due.days)}{until}"


def lines(
    dues: Sequence[Due], *, party: bool = False, most: int = MOST_LINES, total: int | None = None
) -> str:
    """The first ``most`` of them, and how many more there are."""
    shown = [line(due, party=party) for due in dues[:most]]
    more = (len(dues) if total is None else total) - len(shown)
    return "\n".join([*shown, *([f"- và {more} việc khác"] if more > 0 else [])])


def summary(dues: Sequence[Due]) -> str:
    """ "2 việc quá hạn, 1 việc sắp đến hạn"."""
    late = sum(due.late for due in dues)
    soon = len(dues) - late
    parts = [f"{late} việc quá hạn"] if late else []
    return ", ".join([*parts, f"{soon} việc sắp đến hạn"] if soon else parts)


def zalo(dues: Sequence[Due], link: str) -> str:
    """Three lines to paste into a chat: what, until when or who, and a link that asks for a login.

    For several bodies the second line names them. No person is named and no result told.
    """
    if len(dues) == 1:
        only = dues[0]
        until = f"Hạn {only.due_on:%d/%m/%Y} ({how_long(only.days)})." if only.due_on else "Chưa ghi hạn."
        return f"Kính gửi {only.party}: {_safe_title(only)}\n{until}\nMở việc: {link}"
    bodies = list(dict.fromkeys(due.party for due in dues))
    last = min((due.due_on for due in dues if due.due_on), default=None)
    until = f" Hạn sớm nhất {last:%d/%m/%Y}." if last else ""
    return f"{_headline(dues, bodies)}\nGồm: {_named(bodies)}.{until}\nXem phần của đơn vị mình: {link}"


def _headline(dues: Sequence[Due], bodies: Sequence[str]) -> str:
    titles = {_safe_title(due) for due in dues}
    what = titles.pop() if len(titles) == 1 else f"{len(dues)} việc"
    return f"Còn {len(bodies)} đơn vị chưa hoàn thành: {what}"


def _safe_title(due: Due) -> str:
    if due.kind not in _ISSUED:
        return "một việc trong hệ thống"
    title = " ".join(due.title.split())
    return title if len(title) <= _ZALO_TITLE else title[: _ZALO_TITLE - 1].rstrip() + "…"


def _named(bodies: Sequence[str]) -> str:
    shown, more = bodies[:_ZALO_BODIES], len(bodies) - _ZALO_BODIES
    return ", ".join(shown) + (f" và {more} đơn vị khác" if more > 0 else "")
