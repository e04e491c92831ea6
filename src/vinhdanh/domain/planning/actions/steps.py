"""The steps that an office follows, kept as dated lists; a running session keeps the list it began with."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.queries.labels import labels_of
from vinhdanh.domain.planning.access import may_plan_session, session_owner
from vinhdanh.domain.planning.backplan import RingError, Rule, rules_whole
from vinhdanh.domain.planning.models import Step, StepList
from vinhdanh.domain.planning.models.session import RULE_FIELDS
from vinhdanh.domain.planning.queries.sessions import working_calendar
from vinhdanh.domain.planning.seeds import StepSeed
from vinhdanh.domain.planning.states import DayUnit, StepHolder
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import Refusal, RefusedError, require
from vinhdanh.foundation.kernel.text import squash

MOST_STEPS, MOST_DAYS = 40, 400
_LENGTHS = {"code": 40, "name": 200, "source": 300}


def _refuse(code: str, reason: str, field: str = "") -> RefusedError:
    return RefusedError(Refusal(code, reason, field=field))


@transaction.atomic
def save_steps(
    *, actor: Actor, scope: Scope, steps: Sequence[StepSeed], valid_from: date, note: str = ""
) -> StepList:
    """Keep a new list of steps, in force from ``valid_from`` on; earlier lists stay.

    Raises RefusedError on a list that is empty, too long, not computable, or that names unknown bodies.
    """
    owner = session_owner(scope)
    if owner is None:
        raise _refuse("not_session_owner", "Tài khoản của anh/chị chưa có quyền sửa các bước.")
    require(may_plan_session(scope, owner.scope_path))
    _check_list(steps)
    made = StepList.objects.create(
        owner_id=owner.scope_id, valid_from=valid_from, note=squash(note)[:300], created_by_id=actor.pk
    )
    Step.objects.bulk_create(_step(made, place, step) for place, step in enumerate(steps, 1))
    after = {"valid_from": valid_from.isoformat(), "steps": len(steps)}
    record(actor=actor, action="save_steps", subject=made, body=owner.scope_id, after=after)
    return made


def _step(made: StepList, place: int, step: StepSeed) -> Step:
    values = {name: getattr(step.rule, name) for name in RULE_FIELDS}
    return Step(step_list=made, position=place, holder=step.holder, body_id=step.body_id, **values)


def _check_list(steps: Sequence[StepSeed]) -> None:
    if not steps:
        raise _refuse("no_steps", "Danh sách chưa có bước nào. Ghi ít nhất một bước.")
    if len(steps) > MOST_STEPS:
        raise _refuse("too_many", f"Danh sách dài quá {MOST_STEPS} bước; gộp bớt rồi lưu lại.")
    for place, step in enumerate(steps, 1):
        _check_step(place, step)
    codes = [step.rule.code for step in steps]
    if len(set(codes)) != len(codes):
        raise _refuse("code_twice", "Có hai bước cùng mã; mỗi bước một mã riêng.")
    try:
        rules_whole([step.rule for step in steps], working_calendar(today()), today())
    except RingError as error:
        raise _refuse("steps_in_ring", f"{error} Sửa cột “Tính từ”.") from error
    _check_bodies([step.body_id for step in steps if step.body_id])


def _check_step(place: int, step: StepSeed) -> None:
    rule = step.rule
    if not squash(rule.name):
        raise _refuse("name_missing", f"Bước {place} chưa có tên.", f"name-{place}")
    for field, most in _LENGTHS.items():
        if len(getattr(rule, field)) > most:
            raise _refuse("too_long", f"Bước {place}: chữ dài quá {most}; rút gọn.", f"{field}-{place}")
    if abs(rule.days) > MOST_DAYS or rule.minimum > MOST_DAYS:
        raise _refuse("days_too_many", f"Bước {place}: số ngày phải từ 0 đến {MOST_DAYS}.", f"days-{place}")
    _check_choices(place, rule, step)


def _check_choices(place: int, rule: Rule, step: StepSeed) -> None:
    if {rule.unit, rule.minimum_unit} - set(DayUnit.values):
        raise _refuse("unit_unknown", f"Bước {place}: chọn lại cách tính ngày.", f"unit-{place}")
    if (step.holder == StepHolder.BODY) != (step.body_id is not None) or step.holder not in StepHolder.values:
        raise _refuse("body_missing", f"Bước {place}: chọn đơn vị thực hiện.", f"body-{place}")


def _check_bodies(ids: Sequence[UUID]) -> None:
    known = labels_of({f"body:{pk}" for pk in ids}) if ids else {}
    if len(known) != len(set(ids)):
        raise _refuse("body_gone", "Có đơn vị vừa chọn không còn trong danh bạ; chọn lại.")
