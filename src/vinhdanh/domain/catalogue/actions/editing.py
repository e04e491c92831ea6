"""Writing a draft: every row is kept as soon as it is sent, and a newer one is never overwritten unseen."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.catalogue.access import may_edit, may_write
from vinhdanh.domain.catalogue.checks import row_faults
from vinhdanh.domain.catalogue.models import LocalInstrument, LocalRule
from vinhdanh.domain.catalogue.states import InstrumentKind, What
from vinhdanh.domain.organisations.queries.places import paths_of
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.ids import uuid7
from vinhdanh.foundation.kernel.results import Refusal, RefusedError, require
from vinhdanh.foundation.kernel.text import squash

MOST_RULES = 400


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of the paper."""

    title: str
    kind: str
    number: str = ""
    issued_on: date | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class RuleChange:
    """The whole of a row as it was typed."""

    what: str
    award: str = ""
    key: str = ""
    choice: str = ""
    number: int | None = None
    day: date | None = None
    article: str = ""
    text: str = ""


@transaction.atomic
def draft_instrument(*, actor: Actor, scope: Scope, body_id: UUID, head: Head) -> LocalInstrument:
    """Begin an instrument of a body. Raises RefusedError outside one's reach or without a title."""
    path = paths_of([body_id]).get(body_id, "")
    require(may_write(scope, path))
    made = LocalInstrument(line=uuid7(), body_id=body_id, path=path, created_by_id=actor.pk)
    _take_head(made, head)
    made.save(force_insert=True)
    record(actor=actor, action="draft_instrument", subject=made, body=body_id, after={"title": made.title})
    return made


@transaction.atomic
def mend_instrument(
    *, actor: Actor, scope: Scope, instrument_id: UUID, revision: int, head: Head
) -> LocalInstrument:
    """Keep the head; refused when somebody else saved it since ``revision``."""
    found = _locked(scope, instrument_id)
    if found.revision != revision:
        raise RefusedError(_moved_on("phần đầu văn bản"))
    before = {"title": found.title, "number": found.number, "since": _iso(found.since)}
    _take_head(found, head)
    found.revision, found.changed_at = found.revision + 1, now()
    found.save()
    after = {"title": found.title, "number": found.number, "since": _iso(found.since)}
    record(
        actor=actor, action="mend_instrument", subject=found, body=found.body_id, before=before, after=after
    )
    return found


@transaction.atomic
def add_rule(*, actor: Actor, scope: Scope, instrument_id: UUID, change: RuleChange) -> LocalRule:
    """Add a row at the end. A row that contradicts the law is kept in a draft, and named before publishing;
    one that says nothing (no number, no day, no choice, no words) is refused."""
    instrument = _locked(scope, instrument_id)
    last = instrument.rules.aggregate(last=Max("position"))["last"] or 0
    if last >= MOST_RULES:
        text = f"Một văn bản ghi tối đa {MOST_RULES} dòng. Tách phần còn lại sang văn bản khác."
        raise RefusedError(Refusal("too_many_rules", text))
    row = LocalRule(instrument=instrument, position=last + 1)
    _take(row, change, instrument)
    row.save(force_insert=True)
    _touched(instrument)
    _said(actor, "add_rule", row, before={})
    return row


@transaction.atomic
def mend_rule(
    *, actor: Actor, scope: Scope, instrument_id: UUID, rule_id: UUID, revision: int, change: RuleChange
) -> LocalRule:
    """Keep a row as typed; refused when somebody else saved it since ``revision``."""
    instrument = _locked(scope, instrument_id)
    row = instrument.rules.select_for_update().get(pk=rule_id)
    if row.revision != revision:
        raise RefusedError(_moved_on("dòng này"))
    before = _facts(row)
    _take(row, change, instrument)
    row.revision += 1
    row.save()
    _touched(instrument)
    _said(actor, "mend_rule", row, before=before)
    return row


@transaction.atomic
def drop_rule(*, actor: Actor, scope: Scope, instrument_id: UUID, rule_id: UUID) -> None:
    """Take a row out of a draft."""
    instrument = _locked(scope, instrument_id)
    row = instrument.rules.get(pk=rule_id)
    record(actor=actor, action="drop_rule", subject=instrument, body=instrument.body_id, before=_facts(row))
    row.delete()
    _touched(instrument)


@transaction.atomic
def discard_draft(*, actor: Actor, scope: Scope, instrument_id: UUID) -> None:
    """Throw a draft away; what it said stays in the audit log."""
    instrument = _locked(scope, instrument_id)
    rows = [_facts(row) for row in instrument.rules.order_by("position")]
    before = {"title": instrument.title, "rules": rows}
    record(
        actor=actor, action="discard_instrument", subject=instrument, body=instrument.body_id, before=before
    )
    instrument.delete()


def _locked(scope: Scope, instrument_id: UUID) -> LocalInstrument:
    found = LocalInstrument.objects.select_for_update(of=("self",)).get(pk=instrument_id)
    require(may_edit(scope, found))
    return found


def _take_head(instrument: LocalInstrument, head: Head) -> None:
    if not squash(head.title):
        raise RefusedError(Refusal("title_missing", "Ghi trích yếu của văn bản.", field="title"))
    if head.kind not in InstrumentKind.values:
        raise RefusedError(Refusal("kind_unknown", "Chọn loại văn bản có trong danh sách.", field="kind"))
    if head.since and head.until and head.until < head.since:
        text = "Ngày hết áp dụng đứng trước ngày bắt đầu áp dụng."
        raise RefusedError(Refusal("dates_reversed", text, field="until"))
    instrument.title, instrument.number = squash(head.title)[:300], squash(head.number)[:60]
    instrument.kind = head.kind
    instrument.issued_on, instrument.since, instrument.until = head.issued_on, head.since, head.until


def _take(row: LocalRule, change: RuleChange, instrument: LocalInstrument) -> None:
    """Set the fields, refusing what cannot be understood; what is against the law is only named later."""
    if change.what not in What.values:
        raise RefusedError(
            Refusal("what_unknown", "Chọn nội dung quy định có trong danh sách.", field="what")
        )
    for name, value in asdict(change).items():
        setattr(row, name, squash(value) if isinstance(value, str) and name != "text" else value)
    row.text = row.text.strip()
    row.article = row.article[:80]
    wrong = next((each for each in row_faults(row, instrument) if each.field in _UNREADABLE), None)
    if wrong:
        raise RefusedError(Refusal("rule_unreadable", wrong.what, field=wrong.field))


_UNREADABLE = frozenset({"key", "choice", "day"})


def _touched(instrument: LocalInstrument) -> None:
    LocalInstrument.objects.filter(pk=instrument.pk).update(changed_at=now())


def _said(actor: Actor, action: str, row: LocalRule, *, before: dict[str, Any]) -> None:
    instrument = row.instrument
    record(
        actor=actor,
        action=action,
        subject=instrument,
        body=instrument.body_id,
        before=before,
        after=_facts(row),
    )


def _facts(row: LocalRule) -> dict[str, Any]:
    names = ("what", "award", "key", "choice", "number", "article", "text")
    return {"position": row.position, "day": _iso(row.day), **{name: getattr(row, name) for name in names}}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moved_on(what: str) -> Refusal:
    text = f"Người khác vừa sửa {what}. Bản của họ ghi bên dưới; chữ anh/chị gõ còn nguyên trong ô."
    return Refusal("moved_on", text, hint="So hai bản rồi bấm lưu lần nữa.")
