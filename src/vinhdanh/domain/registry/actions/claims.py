"""A unit declares what its people were given; the keeper of the book looks at the paper and answers."""

from uuid import UUID

from django.db import IntegrityError, transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.people.queries.standing import lock_subjects
from vinhdanh.domain.registry.access import may_declare
from vinhdanh.domain.registry.actions.checks import fault_of
from vinhdanh.domain.registry.actions.common import Actor, by_program, kept_reason, refuse, standing_of
from vinhdanh.domain.registry.actions.kinds import KINDS
from vinhdanh.domain.registry.actions.recording import record_entry
from vinhdanh.domain.registry.actions.rows import AwardRow
from vinhdanh.domain.registry.models import Award, Claim
from vinhdanh.domain.registry.states import Source
from vinhdanh.domain.registry.workflow import CLAIM
from vinhdanh.engines.workflow.transitions import perform
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.files.intake import Incoming
from vinhdanh.foundation.files.store import keep
from vinhdanh.foundation.kernel.clock import now, today
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, RefusedError, require

_COPIED = ("code", "name", "year", "decided_on", "number", "issuer", "issuer_level", "manner")


@transaction.atomic
def declare_award(
    *, actor: Actor, scope: Scope | None, row: AwardRow, paper: Incoming | None = None
) -> Claim:
    """Declare an award of one of the unit's own people; it counts for nothing until somebody confirms it.

    Raises RefusedError when the row is impossible, in the book already, or declared already.
    """
    subject = lock_subjects([row.subject_id]).get(row.subject_id)
    if subject is None:
        refuse("subject_missing", "Không tìm thấy hồ sơ trong sổ; tải lại trang.")
    if not by_program(actor, scope) and scope is not None:
        require(may_declare(scope, subject.path))
    fault = fault_of(row, subject_kind=subject.kind, on=today())
    if fault is not None:
        raise RefusedError(fault)
    _not_known(row, subject.id)
    values = KINDS["award"].values(row)
    claim = Claim(
        subject_id=subject.id,
        body_id=subject.body_id,
        declared_by_id=actor.pk if actor else None,
        **{name: values[name] for name in _COPIED},
    )
    _save(claim, paper, actor)
    after = {"name": subject.name, "entry": str(claim)}
    record(actor=actor, action="declare_award", subject=claim, body=subject.body_id, after=after)
    return claim


def _not_known(row: AwardRow, subject: UUID) -> None:
    kind = KINDS["award"]
    wanted = kind.place(kind.key(kind.values(row)))
    for one in kind.on_record([subject]).get(subject, ()):
        if one.counts and kind.place(one.key) == wanted:
            refuse("known", "Sổ đã có khen thưởng này, không cần khai. Nếu sổ sai, đề nghị đính chính.")


def _save(claim: Claim, paper: Incoming | None, actor: Actor) -> None:
    try:
        with transaction.atomic():
            claim.evidence = keep(paper, by=actor, body=claim.body_id) if paper else None
            claim.save()
    except IntegrityError as error:
        text = "Khen thưởng này đã khai và đang chờ xác minh."
        raise RefusedError(Refusal("declared", text)) from error


@transaction.atomic
def confirm_claim(*, actor: Actor, scope: Scope | None, claim_id: UUID) -> Claim:
    """The paper was seen: the award is written in the book. The first of two who answer gets it."""
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim_id)
    standing = standing_of(actor, scope, claim.subject_id)
    award: Award | None = None
    if claim.state in CLAIM["confirm_claim"].sources:
        row = AwardRow(subject_id=standing.id, **{name: getattr(claim, name) for name in _COPIED})
        entry = record_entry(actor=actor, scope=scope, kind="award", row=row)
        Award.objects.filter(pk=entry.pk).update(source=Source.CLAIM, evidence=claim.evidence_id)
        award = Award.objects.get(pk=entry.pk)
    return perform(
        subject=claim,
        transition=CLAIM["confirm_claim"],
        actor=actor,
        check=lambda _: ALLOWED,
        body=claim.body_id,
        changes={"award": award, **_answered(actor)},
    )


@transaction.atomic
def refuse_claim(*, actor: Actor, scope: Scope | None, claim_id: UUID, reason: str) -> Claim:
    """The claim is not confirmed; ``reason`` is what the unit reads."""
    claim = Claim.objects.get(pk=claim_id)
    standing_of(actor, scope, claim.subject_id)
    return perform(
        subject=claim,
        transition=CLAIM["refuse_claim"],
        actor=actor,
        check=lambda _: ALLOWED,
        body=claim.body_id,
        reason=kept_reason(reason),
        changes={"answer": kept_reason(reason), **_answered(actor)},
    )


def _answered(actor: Actor) -> dict[str, object]:
    return {"answered_at": now(), "answered_by_id": actor.pk if actor else None}
