"""Corrections: another row takes the place of one that is wrong or was issued anew; revocations."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.people.queries.standing import Standing
from vinhdanh.domain.registry.actions.checks import fault_of
from vinhdanh.domain.registry.actions.common import (
    Actor,
    keep_paper,
    kept_reason,
    refuse,
    standing_of,
    standings_of,
)
from vinhdanh.domain.registry.actions.kinds import KINDS, Kind
from vinhdanh.domain.registry.actions.rows import Row
from vinhdanh.domain.registry.models import Award, Entry, RecognitionUse
from vinhdanh.domain.registry.states import Source
from vinhdanh.domain.registry.workflow import ENTRY
from vinhdanh.engines.workflow.transitions import perform
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.files.intake import Incoming
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import ALLOWED, Verdict


@transaction.atomic
def correct_entry(
    *,
    actor: Actor,
    scope: Scope | None,
    kind: str,
    entry_id: UUID,
    row: Row,
    reason: str,
    paper: Incoming | None = None,
) -> Entry:
    """Write ``row`` in place of an entry that says something wrong; the old one stays, marked.

    The row may be of another subject: then the entry stood under the wrong name. Raises RefusedError when
    the entry no longer counts, when the row is impossible or in the book already, or without a reason.
    """
    old = _entry(KINDS[kind], entry_id)
    subjects = standings_of(actor, scope, {old.subject_id, row.subject_id})
    new = _written(KINDS[kind], old, row, subject=subjects[row.subject_id])
    return _put(
        old,
        new,
        actor=actor,
        transition="correct_entry",
        reason=reason,
        paper=paper,
        subject=subjects[row.subject_id],
    )


@transaction.atomic
def reissue_award(
    *,
    actor: Actor,
    scope: Scope | None,
    award_id: UUID,
    reason: str,
    paper: Incoming | None = None,
) -> Entry:
    """The certificate was lost or spoilt and is issued anew: the same award, on a row of its own."""
    kind = KINDS["award"]
    old = _entry(kind, award_id)
    subject = standing_of(actor, scope, old.subject_id)
    same = {field.attname: getattr(old, field.attname) for field in Award._meta.concrete_fields}
    for name in ("id", "state", "reason", "recorded_at", "recorded_by_id", "replaces_id", "evidence_id"):
        del same[name]
    new = Award(**{**same, "turn": _next_turn(kind, old.subject_id, _key_of(kind, old))}, replaces_id=old.pk)
    return _put(
        old, new, actor=actor, transition="reissue_entry", reason=reason, paper=paper, subject=subject
    )


@transaction.atomic
def revoke_award(*, actor: Actor, scope: Scope | None, award_id: UUID, on: date, reason: str) -> Entry:
    """The award was annulled or withdrawn by a decision of the day ``on``; ``reason`` names it."""
    old = Award.objects.get(pk=award_id)
    subject = standing_of(actor, scope, old.subject_id)

    def check(row: Award) -> Verdict:
        if on > today():
            refuse("day_in_future", f"Ngày hủy bỏ {on:%d/%m/%Y} chưa tới.", field="on")
        if row.decided_on and on < row.decided_on:
            text = f"Ngày hủy bỏ đứng trước ngày quyết định {row.decided_on:%d/%m/%Y}."
            refuse("revoked_before_given", text, field="on")
        return ALLOWED

    return perform(
        subject=old,
        transition=ENTRY["revoke_entry"],
        actor=actor,
        check=check,
        body=subject.body_id,
        reason=kept_reason(reason),
        changes={"revoked_on": on, "reason": kept_reason(reason)},
    )


@transaction.atomic
def strike_entry(*, actor: Actor, scope: Scope | None, kind: str, entry_id: UUID, reason: str) -> Entry:
    """Take a rating, recognition, discipline or hold out of force: it was annulled, or never true."""
    if kind == "award":
        raise ValueError("awards are revoked by a decision: revoke_award")
    old = _entry(KINDS[kind], entry_id)
    subject = standing_of(actor, scope, old.subject_id)
    return perform(
        subject=old,
        transition=ENTRY["revoke_entry"],
        actor=actor,
        check=lambda _: ALLOWED,
        body=subject.body_id,
        reason=kept_reason(reason),
        changes={"reason": kept_reason(reason)},
    )


def _entry(kind: Kind[Any], pk: UUID) -> Entry:
    return kind.model._default_manager.get(pk=pk)


def _written(kind: Kind[Any], old: Entry, row: Row, *, subject: Standing) -> Entry:
    """The unsaved row in place of ``old``."""
    fault = fault_of(row, subject_kind=subject.kind, on=today())
    if fault is not None:
        refuse(fault.code, fault.reason, field=fault.field)
    values = kind.values(row)
    key = kind.key(values)
    others = [one for one in _on_record(kind, subject.id) if one.counts and one.id != old.pk]
    for one in others:
        if one.key == key:
            refuse("known", "Sổ đã có một dòng đúng như thế; hãy hủy bỏ dòng này thay vì đính chính.")
        if kind.place(one.key) == kind.place(key):
            clash = kind.clash(row, one)
            refuse(clash.code, clash.reason, field=clash.field)
    entry = kind.model(
        subject_id=subject.id,
        source=Source.DECISION,
        turn=_next_turn(kind, subject.id, key),
        **values,
    )
    entry.replaces = old
    return entry


def _on_record(kind: Kind[Any], subject: UUID) -> list[Any]:
    return list(kind.on_record([subject]).get(subject, ()))


def _key_of(kind: Kind[Any], entry: Entry) -> tuple[Any, ...]:
    return tuple(getattr(entry, name) for name in kind.fields)


def _next_turn(kind: Kind[Any], subject: UUID, key: tuple[Any, ...]) -> int:
    """One more than any row of this natural key."""
    wanted = kind.turn_key(key)
    turns = [one.turn for one in _on_record(kind, subject) if kind.turn_key(one.key) == wanted]
    return max(turns, default=-1) + 1


def _put(
    old: Entry,
    new: Entry,
    *,
    actor: Actor,
    transition: str,
    reason: str,
    paper: Incoming | None,
    subject: Standing,
) -> Entry:
    """Mark ``old``, write ``new``; what an initiative supported goes along."""
    why = kept_reason(reason)
    perform(
        subject=old,
        transition=ENTRY[transition],
        actor=actor,
        check=lambda _: ALLOWED,
        body=subject.body_id,
        reason=why,
    )
    new.recorded_by_id, new.reason = actor.pk if actor else None, why
    new.save(force_insert=True)
    RecognitionUse.objects.filter(recognition=old.pk).update(recognition=new.pk)
    keep_paper(new, paper, actor=actor, body=subject.body_id)
    record(
        actor=actor,
        action="replace_entry",
        subject=new,
        body=subject.body_id,
        before={"entry": str(old)},
        after={"entry": str(new)},
        reason=why,
    )
    return new
