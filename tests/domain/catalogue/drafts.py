"""Instruments for tests, made through the actions that the officer calls."""

from datetime import date
from typing import Any

from tests.world import World, scope
from vinhdanh.domain.access.models import User
from vinhdanh.domain.catalogue.actions.editing import Head, RuleChange, add_rule, draft_instrument
from vinhdanh.domain.catalogue.actions.publishing import publish_instrument
from vinhdanh.domain.catalogue.models import LocalInstrument, LocalRule
from vinhdanh.domain.organisations.models import Body

SINCE = date(2026, 1, 1)
RATIO = RuleChange("ratio", "cstd_co_so", number=15, article="khoản 1 Điều 8")


def head(**changes: Any) -> Head:
    known: dict[str, Any] = {
        "title": "Quy định công tác thi đua, khen thưởng",
        "kind": "regulation",
        "number": "05/2025/QĐ-UBND",
        "issued_on": date(2025, 12, 20),
        "since": SINCE,
        "until": None,
    }
    return Head(**(known | changes))


def draft(
    world: World, *rules: RuleChange, at: Body | None = None, by: User | None = None, **changes: Any
) -> LocalInstrument:
    officer = by or world.officer
    made = draft_instrument(
        actor=officer, scope=scope(officer), body_id=(at or world.province).pk, head=head(**changes)
    )
    for rule in rules:
        add(world, made, rule)
    made.refresh_from_db()
    return made


def add(world: World, instrument: LocalInstrument, rule: RuleChange) -> LocalRule:
    return add_rule(actor=world.officer, scope=scope(world.officer), instrument_id=instrument.pk, change=rule)


def publish(world: World, instrument: LocalInstrument) -> LocalInstrument:
    return publish_instrument(actor=world.officer, scope=scope(world.officer), instrument_id=instrument.pk)


def published(world: World, *rules: RuleChange, at: Body | None = None, **changes: Any) -> LocalInstrument:
    return publish(world, draft(world, *(rules or (RATIO,)), at=at, **changes))
