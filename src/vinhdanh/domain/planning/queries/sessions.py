"""Council sessions: the list, one session with its milestones, and what a change would break."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, MINYEAR, date
from uuid import UUID

from django.db.models import QuerySet

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.obligations.queries.sources import Standing, standing_of
from vinhdanh.domain.organisations.queries.labels import short_name_of
from vinhdanh.domain.planning.access import may_plan_session, visible_milestones, visible_sessions
from vinhdanh.domain.planning.backplan import SESSION, Break, Case, breaks_of, due_dates
from vinhdanh.domain.planning.models import CouncilSession, Milestone
from vinhdanh.domain.planning.states import BreakKind
from vinhdanh.foundation.calendars.days import calendar_for
from vinhdanh.foundation.kernel.workdays import WorkCalendar

MILESTONE = "planning.milestone"
"""The source kind of a milestone's obligation."""
PAGE = 30
NEXT = 6


@dataclass(frozen=True, slots=True)
class Change:
    """A new day for the session, and days for steps (None: back to the worked-out one)."""

    held_on: date | None = None
    pins: Mapping[str, date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """``status`` is one of done, late, today, soon, ahead, dropped; ``before`` and ``due_on`` differ on a
    proof sheet where the day moves."""

    id: UUID
    code: str
    name: str
    body: str
    body_id: UUID
    before: date
    due_on: date
    pinned: bool
    hard: bool
    rule: str
    status: str
    days: int
    paper: str
    done_on: date | None
    reason: str
    breaks: Sequence[Break] = ()

    @property
    def moved(self) -> bool:
        return self.before != self.due_on


@dataclass(frozen=True, slots=True)
class Sheet:
    """A session as it would be: its steps by day, and everything that does not hold."""

    held_on: date
    rows: Sequence[MilestoneRow]
    breaks: Sequence[Break]

    @property
    def hard(self) -> bool:
        return any(one.hard for one in self.breaks)

    @property
    def of_session(self) -> list[Break]:
        return [one for one in self.breaks if one.code == SESSION]

    @property
    def moved(self) -> int:
        return sum(1 for row in self.rows if row.moved)


@dataclass(frozen=True, slots=True)
class SessionRow:
    id: UUID
    name: str
    council: str
    held_on: date
    cancelled: bool
    open: int
    late: int
    next_name: str
    next_on: date | None


def working_calendar(*days: date) -> WorkCalendar:
    """The calendar of the years around these days; one query."""
    return calendar_for(range(min(days).year - 1, max(days).year + 2))


def sheet_of(session: CouncilSession, on: date, change: Change | None = None) -> Sheet:
    """The session with ``change`` applied (nothing is written); three queries.

    Raises :class:`~..backplan.RingError` where the steps wait for each other.
    """
    wanted = change or Change()
    milestones = list(_milestones(session))
    standing = standing_of(MILESTONE, [row.pk for row in milestones])
    case = case_of(session, milestones, standing=standing, change=wanted)
    dates, breaks = due_dates(case), breaks_of(case, on)
    if wanted.held_on is not None and wanted.held_on != session.held_on:
        breaks += _kept(case)
    rows = [_row(row, standing.get(row.pk), due=dates[row.code], on=on) for row in milestones]
    with_breaks = [replace(row, breaks=[b for b in breaks if b.code == row.code]) for row in rows]
    return Sheet(case.session_on, sorted(with_breaks, key=lambda row: row.due_on), breaks)


def _milestones(session: CouncilSession) -> QuerySet[Milestone]:
    rows = Milestone.objects.filter(session=session).select_related("body")
    return rows.annotate(short=short_name_of("body")).order_by("position")


def case_of(
    session: CouncilSession,
    milestones: Sequence[Milestone],
    *,
    standing: Mapping[UUID, Standing],
    change: Change,
) -> Case:
    """The session as the arithmetic sees it; one query for the calendar."""
    pinned = {row.code: row.pinned_on for row in milestones if row.pinned_on}
    pinned |= {code: day for code, day in change.pins.items() if day is not None}
    for code in [code for code, day in change.pins.items() if day is None]:
        pinned.pop(code, None)
    done = {row.code: _ended_on(row, standing[row.pk]) for row in milestones if _ended(standing.get(row.pk))}
    held_on = change.held_on or session.held_on
    calendar = working_calendar(held_on, *pinned.values(), *done.values())
    return Case(held_on, [row.rule for row in milestones], calendar, pinned, done)


def _ended(standing: Standing | None) -> bool:
    return standing is not None and standing.closed


def _ended_on(row: Milestone, standing: Standing) -> date:
    return standing.on or row.due_on


def _kept(case: Case) -> list[Break]:
    """Steps that are done, or were set by hand, do not move with the session."""
    found = []
    for rule in case.rules:
        if rule.code in case.done:
            text = f"“{rule.name}” đã xong ngày {case.done[rule.code]:%d/%m/%Y} nên giữ nguyên."
        elif rule.code in case.pinned:
            text = f"“{rule.name}” đã được đặt riêng ngày {case.pinned[rule.code]:%d/%m/%Y} nên giữ nguyên."
        else:
            continue
        found.append(Break(BreakKind.KEPT, rule.code, text))
    return found


def _row(row: Milestone, standing: Standing | None, *, due: date, on: date) -> MilestoneRow:
    status, days = _status(due, standing, on)
    return MilestoneRow(
        id=row.pk,
        code=row.code,
        name=row.name,
        body=getattr(row, "short", None) or row.body.name,
        body_id=row.body_id,
        before=row.due_on,
        due_on=due if not _ended(standing) else row.due_on,
        pinned=row.pinned_on is not None,
        hard=row.hard,
        rule=rule_words(row),
        status=status,
        days=days,
        paper=standing.paper if standing else "",
        done_on=standing.on if standing else None,
        reason=standing.reason if standing else "",
    )


def _status(due: date, standing: Standing | None, on: date) -> tuple[str, int]:
    if standing is not None and standing.closed:
        return ("not_needed" if standing.waived else "done"), 0
    left = (due - on).days
    if left < 0:
        return "late", -left
    if left == 0:
        return "today", 0
    return ("soon" if left <= 14 else "ahead"), left


def rule_words(row: Milestone) -> str:
    """How the day of a step is worked out, for people."""
    unit = row.get_unit_display().lower()
    side = "trước" if row.days < 0 else "sau"
    return f"{abs(row.days)} {unit} {side}" if row.days else "cùng ngày với"


def find_session(scope: Scope, pk: UUID) -> CouncilSession | None:
    """The session with its bodies, if the person may see it; one query."""
    rows = visible_sessions(scope).select_related("council", "owner", "office", "plan")
    return rows.filter(pk=pk).first()


def session_page(scope: Scope, page: int = 1) -> tuple[list[SessionRow], bool]:
    """Thirty sessions, the latest first, with what is open; three queries."""
    start = (max(page, 1) - 1) * PAGE
    rows = visible_sessions(scope).order_by("-held_on", "-id")
    ids = list(rows.values_list("pk", flat=True)[start : start + PAGE + 1])
    kept = CouncilSession.objects.filter(pk__in=ids[:PAGE]).select_related("council")
    sessions = {one.pk: one for one in kept.annotate(short=short_name_of("council"))}
    milestones = list(Milestone.objects.filter(session__in=ids[:PAGE]).order_by("due_on", "position"))
    standing = standing_of(MILESTONE, [row.pk for row in milestones])
    still = [row for row in milestones if not _ended(standing.get(row.pk))]
    return [_session_row(sessions[pk], still, scope.on) for pk in ids[:PAGE]], len(ids) > PAGE


def _session_row(session: CouncilSession, still: Sequence[Milestone], on: date) -> SessionRow:
    mine = [row for row in still if row.session_id == session.pk and session.cancelled_at is None]
    first = mine[0] if mine else None
    return SessionRow(
        id=session.pk,
        name=session.name,
        council=getattr(session, "short", None) or session.council.name,
        held_on=session.held_on,
        cancelled=session.cancelled_at is not None,
        open=len(mine),
        late=sum(1 for row in mine if row.due_on < on),
        next_name=first.name if first else "",
        next_on=first.due_on if first else None,
    )


@dataclass(frozen=True, slots=True)
class NextMilestone:
    """A milestone that has not been reached, on the board."""

    id: UUID
    session_id: UUID
    session: str
    code: str
    name: str
    body: str
    due_on: date
    status: str
    days: int


def next_milestones(scope: Scope, year: int, *, plan: UUID | None = None) -> list[NextMilestone]:
    """The first open milestones of a year that the person sees; two queries, none for a year that is none."""
    if not MINYEAR <= year <= MAXYEAR:
        return []
    rows = visible_milestones(scope).filter(due_on__year=year).select_related("session", "body")
    if plan is not None:
        rows = rows.filter(session__plan=plan)
    listed = list(rows.annotate(short=short_name_of("body")).order_by("due_on", "id")[:200])
    standing = standing_of(MILESTONE, [row.pk for row in listed])
    still = [row for row in listed if not _ended(standing.get(row.pk))][:NEXT]
    return [_next(row, scope.on) for row in still]


def _next(row: Milestone, on: date) -> NextMilestone:
    status, days = _status(row.due_on, None, on)
    return NextMilestone(
        id=row.pk,
        session_id=row.session_id,
        session=row.session.name,
        code=row.code,
        name=row.name,
        body=getattr(row, "short", None) or row.body.name,
        due_on=row.due_on,
        status=status,
        days=days,
    )


def may_change(scope: Scope, session: CouncilSession) -> bool:
    """May the person move this session, its steps, or call it off?"""
    return bool(may_plan_session(scope, session.path)) and session.cancelled_at is None
