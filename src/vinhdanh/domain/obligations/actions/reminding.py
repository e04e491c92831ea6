"""Reminders before and after due days: each once, said to the people of the body that owes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.queries.acting import Person, people_of
from vinhdanh.domain.notices.actions.telling import LetterText, Said, Telling, tell
from vinhdanh.domain.notices.states import NoticeKind
from vinhdanh.domain.obligations import words
from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.domain.obligations.queries.dues import calendar_around, due_of, due_of_item, with_names
from vinhdanh.domain.obligations.queries.rules import CATCH_UP_DAYS, Rule, Rules, rules_on
from vinhdanh.domain.obligations.states import ObligationKind, ObligationState
from vinhdanh.domain.obligations.words import Due
from vinhdanh.domain.organisations.queries.places import paths_of
from vinhdanh.engines.workflow.models import WorkItem
from vinhdanh.foundation.kernel.clock import VIETNAM, today
from vinhdanh.foundation.kernel.workdays import WorkCalendar

LETTER = "reminder"
_BODIES_AT_ONCE = 200
# A due day or a reminder that falls on the longest holiday moves this far.
_LONGEST_HOLIDAY = 14


def remind() -> int:
    """Send the reminders of today that have not been sent; how many notices were new.

    Safe to run again and after a crash: what was said carries the day and the due date in its key.
    Each two hundred bodies are one transaction.
    """
    on = today()
    calendar, rules = calendar_around(on), rules_on(on)
    rows = Obligation.objects.filter(state=ObligationState.OPEN, due_on__range=_window(rules, on))
    bodies = iter(rows.order_by("party_id").values_list("party_id", flat=True).distinct())
    said = 0
    while chunk := list(islice(bodies, _BODIES_AT_ONCE)):
        said += _remind_bodies(chunk, _Day(on, calendar, rules))
    return said + _remind_holders(_Day(on, calendar, rules))


class _Day:
    """What every reminder of one run needs to know."""

    def __init__(self, on: date, calendar: WorkCalendar, rules: Rules) -> None:
        self.on, self.calendar, self.rules = on, calendar, rules

    def offset(self, due: Due, path: str, kind: str) -> int | None:
        rule: Rule = self.rules.of(path, kind)
        return rule.offset_on(due.due_on, self.on, self.calendar) if due.due_on else None


def _window(rules: Rules, on: date) -> tuple[date, date]:
    before, after = rules.reach
    return on - timedelta(days=after + CATCH_UP_DAYS + 2 * _LONGEST_HOLIDAY), on + timedelta(days=before)


@transaction.atomic
def _remind_bodies(party_ids: Sequence[UUID], day: _Day) -> int:
    rows = with_names(
        Obligation.objects.filter(
            party_id__in=party_ids, state=ObligationState.OPEN, due_on__range=_window(day.rules, day.on)
        )
    )
    people = people_of(party_ids, day.on)
    tellings, dues = [], {}
    for row in rows.order_by("due_on", "id"):
        due = due_of(row, day.on, day.calendar)
        offset = day.offset(due, row.path, row.kind)
        if offset is not None:
            dues[row.pk] = due
            tellings += [
                _telling(due, offset, person, path=row.path) for person in people.get(row.party_id, ())
            ]
    return len(tell(tellings=tellings, write=_Writer(dues, day.on)))


@transaction.atomic
def _remind_holders(day: _Day) -> int:
    """Work items that name one person; those of a body as a whole come from its obligations."""
    window = _window(day.rules, day.on)
    rows = WorkItem.objects.filter(holder_user__is_active=True, closed_at__isnull=True, due_on__range=window)
    items = list(rows.order_by("due_on", "id"))
    paths = paths_of(row.holder for row in items)
    tellings, dues = [], {}
    for row in items:
        due, path = due_of_item(row, day.on, day.calendar), paths.get(row.holder, "")
        offset = day.offset(due, path, ObligationKind.TASK)
        if offset is not None and row.holder_user_id:
            dues[row.pk] = due
            body = row.holder if row.holder in paths else None
            tellings.append(_telling(due, offset, Person(row.holder_user_id, "", "", body), path=path))
    return len(tell(tellings=tellings, write=_Writer(dues, day.on)))


def _telling(due: Due, offset: int, person: Person, *, path: str) -> Telling:
    how = words.how_long(due.days)
    return Telling(
        key=f"remind:{due.id}:{due.due_on}:{offset}:{person.user_id}",
        user_id=person.user_id,
        kind=NoticeKind.OVERDUE if due.late else NoticeKind.REMINDER,
        title=f"{how[:1].upper()}{how[1:]}: {due.title}",
        text=f"Nơi nhận: {due.creditor}." if due.creditor else "",
        subject_kind=due.subject_kind,
        subject_id=due.subject_id,
        body_id=person.body_id,
        path=path,
    )


class _Writer:
    """One letter a person for all that is new today; it is not sent after today."""

    def __init__(self, dues: Mapping[UUID, Due], on: date) -> None:
        self.on = on
        self._by_subject: dict[UUID, list[Due]] = defaultdict(list)
        for due in dues.values():
            self._by_subject[due.subject_id].append(due)

    def __call__(self, _: UUID, said: Sequence[Said]) -> LetterText:
        addresses = {due: each.address for each in said for due in self._by_subject[each.telling.subject_id]}
        mine = list(addresses)
        return LetterText(
            kind=LETTER,
            subject=f"Nhắc việc thi đua, khen thưởng: {words.summary(mine)}",
            text=reminder_text(addresses),
            about=tuple(due.id for due in mine),
            expires_at=end_of(self.on),
        )


def reminder_text(addresses: Mapping[Due, str]) -> str:
    """The words of a reminder: each thing in a line, and under it the address that opens it."""
    shown = islice(addresses.items(), words.MOST_LINES)
    rows = [f"{words.line(due)}\n  {address}" for due, address in shown]
    rest = len(addresses) - len(rows)
    listed = "\n".join([*rows, *([f"- và {rest} việc khác, xem ở mục Thông báo"] if rest else [])])
    return (
        f"Kính gửi anh/chị,\n\nCác việc sau của đơn vị đã đến lúc nhắc:\n\n{listed}\n\n"
        "Mở liên kết cần đăng nhập. Nếu việc đã xong, xin đánh dấu trong hệ thống để không bị nhắc nữa.\n"
        "Cách nhận thư có thể đổi ở mục Thông báo."
    )


def end_of(day: date) -> datetime:
    """The first moment after ``day`` in Viet Nam."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=VIETNAM)
