"""Which reminders hold for whom on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vinhdanh.domain.obligations.models import ReminderRule
from vinhdanh.domain.obligations.states import ObligationKind
from vinhdanh.foundation.kernel.workdays import WorkCalendar

CATCH_UP_DAYS = 3
"""How long after its day a reminder that a stopped machine missed is still sent."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Days before and after the due day; ``quiet``: not on days off."""

    before: tuple[int, ...] = (14, 3)
    after: tuple[int, ...] = (1, 7)
    quiet: bool = True
    from_on: date | None = None

    def offset_on(self, due_on: date, on: date, calendar: WorkCalendar) -> int | None:
        """Which reminder is to be sent on a day: days from the due day, negative before it; else None.

        Where several have come meanwhile only the last counts, and one for the time before the due
        day is never sent after it.
        """
        if self.quiet and not calendar.is_working_day(on):
            return None
        late = on > due_on
        offsets = self.after if late else [-days for days in self.before]
        come = [offset for offset in offsets if self._has_come(due_on, offset, on, calendar=calendar)]
        return max(come, default=None)

    def _has_come(self, due_on: date, offset: int, on: date, *, calendar: WorkCalendar) -> bool:
        day = date.fromordinal(due_on.toordinal() + offset)
        if self.quiet:
            day = calendar.next_working_day(day)
        return day <= on and (on - day).days <= CATCH_UP_DAYS


class Rules:
    """The rules in force on one day, by body and kind; a body without its own follows the one above."""

    def __init__(self, rows: Mapping[tuple[str, str], Rule]) -> None:
        self._rows = rows

    def of(self, path: str, kind: str) -> Rule:
        """The rule for what is owed to the body at ``path``; the usual one where nobody set any."""
        while path:
            found = self._rows.get((path, kind))
            if found is not None:
                return found
            path = path.rpartition(".")[0]
        return Rule()

    @property
    def reach(self) -> tuple[int, int]:
        """The most days before and after a due day on which any rule reminds."""
        every = [Rule(), *self._rows.values()]
        before = max((day for rule in every for day in rule.before), default=0)
        return before, max((day for rule in every for day in rule.after), default=0)


def rules_on(on: date) -> Rules:
    """Every rule in force on a day, the newest of each body and kind; one query."""
    rows = ReminderRule.objects.filter(from_on__lte=on).order_by("from_on", "id")
    found = {
        (path, kind): Rule(tuple(before), tuple(after), quiet, from_on)
        for path, kind, before, after, quiet, from_on in rows.values_list(
            "body__path", "kind", "before", "after", "quiet", "from_on"
        )
    }
    return Rules(found)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One kind with the rule that holds for a body; ``coming`` are later ones, ``past`` earlier ones."""

    kind: str
    label: str
    rule: Rule
    own: bool
    coming: Sequence[ReminderRule]
    past: Sequence[ReminderRule]


def rules_of(body_id: UUID, path: str, on: date) -> Sequence[RuleRow]:
    """Every kind as it holds for a body on a day, with earlier and coming rules; two queries."""
    rules = rules_on(on)
    rows = ReminderRule.objects.filter(body_id=body_id).select_related("set_by")
    own = list(rows.order_by("-from_on", "-id"))
    found = []
    for kind in ObligationKind:
        mine = [row for row in own if row.kind == kind]
        begun = [row for row in mine if row.from_on <= on]
        coming = [row for row in mine if row.from_on > on]
        found.append(RuleRow(kind.value, kind.label, rules.of(path, kind), bool(begun), coming, begun[1:]))
    return found
