"""A transition table is data; :func:`perform` is the one door through which a state changes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db import models, transaction

from vinhdanh.engines.workflow.items import Wait, set_waits
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.kernel.results import Allowed, Refusal, RefusedError

Subject = TypeVar("Subject", bound=models.Model)
Check = Callable[[Any], Allowed | Refusal]


@dataclass(frozen=True, slots=True)
class Transition:
    """One way from some states to another. ``label`` is the button; ``needs_reason`` asks for a sentence."""

    name: str
    label: str
    sources: frozenset[str]
    target: str
    needs_reason: bool = False


def table(*rows: Transition) -> Mapping[str, Transition]:
    """Transitions by name; raises ValueError when two share a name."""
    named = {row.name: row for row in rows}
    if len(named) != len(rows):
        raise ValueError("two transitions share a name")
    return named


def open_from(state: str, rows: Iterable[Transition]) -> list[Transition]:
    """The transitions that leave ``state``, in the table's order."""
    return [row for row in rows if state in row.sources]


@transaction.atomic
def perform(
    *,
    subject: Subject,
    transition: Transition,
    actor: Actor | None,
    check: Check,
    body: UUID | None = None,
    reason: str = "",
    changes: Mapping[str, Any] | None = None,
    waits: Callable[[Subject], Iterable[Wait]] | None = None,
) -> Subject:
    """Lock the row, check, set ``state`` and ``changes``, append the audit row; return the fresh row.

    ``check`` sees the locked row. ``waits`` says, from the row as it now is, who has to act next:
    the open work items of the subject become exactly those. Raises RefusedError when the state has moved on
    (somebody else was first), when ``check`` refuses, or when a reason is wanting.
    """
    row = type(subject)._default_manager.select_for_update(of=("self",)).get(pk=subject.pk)
    _require(row, transition, check=check, reason=reason)
    before = {"state": row.state}  # type: ignore[attr-defined]
    row.state = transition.target  # type: ignore[attr-defined]
    for name, value in (changes or {}).items():
        setattr(row, name, value)
    row.save(update_fields=["state", *(changes or {})])
    record(
        actor=actor,
        action=transition.name,
        subject=row,
        body=body,
        before=before,
        after={"state": transition.target},
        reason=reason,
    )
    if waits is not None:
        set_waits(subject=row, waits=waits(row))
    return row


def _require(row: Any, transition: Transition, *, check: Check, reason: str) -> None:
    if row.state not in transition.sources:
        label = row.get_state_display()
        raise RefusedError(
            Refusal(
                "state_moved_on",
                f"Không thể “{transition.label}” vì việc này đang ở trạng thái “{label}”. "
                "Có thể người khác vừa xử lý; hãy xem lịch sử rồi chọn lại.",
            )
        )
    verdict = check(row)
    if isinstance(verdict, Refusal):
        raise RefusedError(verdict)
    if transition.needs_reason and not reason.strip():
        raise RefusedError(
            Refusal("reason_missing", f"Ghi lý do trước khi chọn “{transition.label}”.", field="reason")
        )
