"""Officers set when people are reminded."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.obligations.access import may_chase
from vinhdanh.domain.obligations.models import ReminderRule
from vinhdanh.domain.obligations.states import ObligationKind
from vinhdanh.domain.organisations.queries.places import paths_of
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import Refusal, RefusedError, require

if TYPE_CHECKING:
    from vinhdanh.domain.access.models import User

MOST_DAYS = 5
LONGEST = 90


@transaction.atomic
def set_rule(
    *,
    actor: "User",
    scope: Scope,
    body_id: UUID,
    kind: str,
    before: Sequence[int],
    after: Sequence[int],
    quiet: bool,
    from_on: date,
) -> ReminderRule:
    """Remind those who owe things of one kind to a body on these days, from a day on.

    Raises RefusedError outside one's reach, for a day in the past, for more than five days a side or
    days beyond 90, and where nothing would be left to remind after the due day.
    """
    require(may_chase(scope, paths_of([body_id]).get(body_id, "")))
    if kind not in ObligationKind.values:
        raise RefusedError(Refusal("kind_unknown", "Chọn một loại việc có trong danh sách.", field="kind"))
    if from_on < today():
        text = f"Quy định mới áp dụng từ hôm nay ({today():%d/%m/%Y}) trở đi; chọn một ngày như thế."
        raise RefusedError(Refusal("from_past", text, field="from_on"))
    early, late = _checked(before, "before", lowest=0), _checked(after, "after", lowest=1)
    if not late:
        text = "Giữ ít nhất một lần nhắc sau hạn, để việc quá hạn không bị quên."
        raise RefusedError(Refusal("never_after", text, field="after"))
    row = ReminderRule.objects.create(
        body_id=body_id, kind=kind, before=early, after=late, quiet=quiet, from_on=from_on, set_by=actor
    )
    facts = {"kind": kind, "before": early, "after": late, "quiet": quiet, "from_on": str(from_on)}
    record(actor=actor, action="set_reminders", subject=row, body=body_id, after=facts)
    return row


def _checked(days: Sequence[int], field: str, *, lowest: int) -> list[int]:
    found = sorted(set(days), reverse=field == "before")
    if len(found) > MOST_DAYS or any(not lowest <= day <= LONGEST for day in found):
        text = f"Ghi tối đa {MOST_DAYS} số ngày, mỗi số từ {lowest} đến {LONGEST}, cách nhau bằng dấu phẩy."
        raise RefusedError(Refusal("days_out_of_range", text, field=field))
    return found
