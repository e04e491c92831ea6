"""Keep an answer for good."""

from datetime import date
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.eligibility.access import may_screen
from vinhdanh.domain.eligibility.models import Evaluation
from vinhdanh.domain.eligibility.queries.judging import evaluate_subject
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.kernel.results import require


@transaction.atomic
def keep_evaluation(
    *,
    actor: Actor,
    scope: Scope,
    subject_id: UUID,
    path: str,
    award: str,
    year: int,
    received_on: date,
) -> Evaluation:
    """Judge a subject who belongs at ``path`` and keep the answer with its facts and the hash of the law.

    Raises RefusedError outside one's reach, and what :func:`evaluate_subject` raises.
    """
    require(may_screen(scope, path))
    found = evaluate_subject(
        subject_id=subject_id, path=path, award=award, year=year, received_on=received_on
    )
    kept = Evaluation.objects.create(
        subject_id=subject_id,
        path=path,
        award=award,
        received_on=received_on,
        year=year,
        facts=found.facts,
        verdict=found.outcome,
        tree=found.answer,
        digest=found.digest,
        local_digest=found.local_digest,
        made_by_id=actor.pk,
    )
    record(
        actor=actor,
        action="keep_evaluation",
        subject=kept,
        after={"award": award, "year": year, "verdict": found.answer["verdict"]},
    )
    return kept
