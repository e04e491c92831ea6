"""From draft into force, from one version to the next, and out of force."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.catalogue.access import may_edit, may_write
from vinhdanh.domain.catalogue.checks import Fault, faults
from vinhdanh.domain.catalogue.models import LocalInstrument, LocalRule
from vinhdanh.domain.catalogue.states import InstrumentState
from vinhdanh.domain.catalogue.workflow import INSTRUMENT
from vinhdanh.engines.workflow.transitions import perform
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.kernel.clock import now, today
from vinhdanh.foundation.kernel.results import Allowed, Refusal, RefusedError, require

_COPIED = ("award", "what", "key", "choice", "number", "day", "article", "text", "position")


class FaultyInstrumentError(RefusedError):
    """A draft that must not be published; ``faults`` says why, row by row."""

    def __init__(self, found: Sequence[Fault]) -> None:
        text = f"Chưa ban hành được: còn {len(found)} lỗi. Sửa từng lỗi ghi dưới đây rồi ban hành lại."
        super().__init__(Refusal("instrument_faulty", text))
        self.faults = tuple(found)

    def __reduce__(self) -> tuple[type["FaultyInstrumentError"], tuple[tuple[Fault, ...]]]:  # type: ignore[override]
        return type(self), (self.faults,)


@transaction.atomic
def publish_instrument(*, actor: Actor, scope: Scope, instrument_id: UUID) -> LocalInstrument:
    """Put a draft into force; the version before it ends on the eve.

    Raises FaultyInstrumentError with every fault of the draft, RefusedError where it may not be
    published by this person, where it is no draft, or where the version before began on that day or later.
    """
    found = LocalInstrument.objects.select_for_update(of=("self",)).get(pk=instrument_id)
    require(may_edit(scope, found))
    rules = list(found.rules.order_by("position"))
    wrong = faults(found, rules)
    if wrong:
        raise FaultyInstrumentError(wrong)
    _end_earlier(actor, scope, found)
    return perform(
        subject=found,
        transition=INSTRUMENT["publish_instrument"],
        actor=actor,
        check=lambda row: may_write(scope, row.path),
        body=found.body_id,
        changes={"digest": digest_of(found, rules), "published_at": now(), "changed_at": now()},
    )


def _end_earlier(actor: Actor, scope: Scope, found: LocalInstrument) -> None:
    earlier = LocalInstrument.objects.filter(line=found.line, state=InstrumentState.PUBLISHED).first()
    if earlier is None or found.since is None:
        return
    if earlier.since and found.since <= earlier.since:
        text = f"Phiên bản trước áp dụng từ {earlier.since:%d/%m/%Y}; bản mới phải áp dụng sau ngày đó."
        raise RefusedError(Refusal("version_too_early", text, field="since"))
    eve = found.since - timedelta(days=1)
    last = min(earlier.until, eve) if earlier.until else eve
    perform(
        subject=earlier,
        transition=INSTRUMENT["supersede_instrument"],
        actor=actor,
        check=lambda row: may_write(scope, row.path),
        body=earlier.body_id,
        changes={"until": last, "changed_at": now()},
    )


def digest_of(instrument: LocalInstrument, rules: Sequence[LocalRule]) -> str:
    """The hash of what the instrument says, whatever its keys and whenever it was written."""
    head = [
        instrument.kind,
        instrument.number,
        str(instrument.issued_on),
        str(instrument.since),
        instrument.path,
    ]
    rows = [[str(getattr(rule, name)) for name in _COPIED] for rule in rules]
    return sha256(json.dumps([head, rows], ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def new_version(*, actor: Actor, scope: Scope, instrument_id: UUID) -> LocalInstrument:
    """A draft with all that a version says. Raises RefusedError where one is being written already."""
    old = LocalInstrument.objects.select_for_update(of=("self",)).get(pk=instrument_id)
    require(may_write(scope, old.path))
    versions = LocalInstrument.objects.filter(line=old.line)
    if versions.filter(state=InstrumentState.DRAFT).exists():
        text = "Văn bản này đã có một dự thảo phiên bản mới. Mở dự thảo đó để sửa tiếp."
        raise RefusedError(Refusal("draft_exists", text))
    made = LocalInstrument.objects.create(
        line=old.line,
        version=(versions.aggregate(last=Max("version"))["last"] or 0) + 1,
        replaces=old,
        body_id=old.body_id,
        path=old.path,
        kind=old.kind,
        title=old.title,
        created_by_id=actor.pk,
    )
    LocalRule.objects.bulk_create(
        LocalRule(instrument=made, **{name: getattr(rule, name) for name in _COPIED})
        for rule in old.rules.order_by("position")
    )
    record(actor=actor, action="new_version", subject=made, body=old.body_id, after={"version": made.version})
    return made


@transaction.atomic
def withdraw_instrument(
    *, actor: Actor, scope: Scope, instrument_id: UUID, last_day: date, reason: str
) -> LocalInstrument:
    """End an instrument after ``last_day`` without a successor; files received until then keep it.

    Raises RefusedError without a reason, for a day before it began, or where a day has been judged by it
    already (before yesterday).
    """
    found = LocalInstrument.objects.get(pk=instrument_id)

    def check(row: LocalInstrument) -> Allowed | Refusal:
        return may_write(scope, row.path)

    if last_day < today() - timedelta(days=1) or (found.since and last_day < found.since - timedelta(days=1)):
        text = "Chọn ngày áp dụng cuối cùng từ hôm qua trở đi, để hồ sơ đã nhận không mất căn cứ."
        raise RefusedError(Refusal("last_day_past", text, field="last_day"))
    return perform(
        subject=found,
        transition=INSTRUMENT["withdraw_instrument"],
        actor=actor,
        check=check,
        body=found.body_id,
        reason=reason,
        changes={"until": last_day, "changed_at": now()},
    )
