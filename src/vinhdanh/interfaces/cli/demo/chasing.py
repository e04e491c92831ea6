"""The demo's chasing: a digest in the officer's name, reminders of the last days, one nudge."""

from datetime import time
from typing import Final
from uuid import UUID

from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.obligations.actions import nudge, remind, save_digest_setting
from vinhdanh.domain.obligations.actions.nudging import USUAL_WORDS
from vinhdanh.domain.obligations.queries.chase import ChaseFilter, chase_ids
from vinhdanh.foundation.kernel.clock import frozen, today
from vinhdanh.foundation.kernel.ids import uuid7

_NUDGED: Final = 4
_DAYS: Final = ("2026-03-03", "2026-03-06", "2026-03-11", "2026-03-13")


def build_chasing(officer: User, province_id: UUID) -> None:
    """What the office did about late work until the demo's day, for whatever is owed in it."""
    with frozen("2026-03-02T08:00"):
        save_digest_setting(
            actor=officer,
            scope=scope_for(officer.pk, today()),
            body_id=province_id,
            officer_id=officer.pk,
            phone="0200 000 000",
            at=time(7, 30),
            enabled=True,
        )
    for day in _DAYS:
        with frozen(f"{day}T07:00"):
            remind()
    with frozen("2026-03-12T09:00"):
        _nudge(officer)


def _nudge(officer: User) -> None:
    scope = scope_for(officer.pk, today())
    late = chase_ids(scope, ChaseFilter()).order_by("due_on", "id").values_list("pk", flat=True)[:_NUDGED]
    if late:
        nudge(actor=officer, scope=scope, obligation_ids=list(late), words=USUAL_WORDS, nudge_id=uuid7())
