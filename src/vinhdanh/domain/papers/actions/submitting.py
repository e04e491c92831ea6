"""A draft goes to be signed, and back where it needs mending."""

from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.papers.access import may_issue, may_write
from vinhdanh.domain.papers.actions.common import Actor, latest_word, seen, waits_of
from vinhdanh.domain.papers.models import Paper
from vinhdanh.domain.papers.states import Choice
from vinhdanh.domain.papers.workflow import PAPER
from vinhdanh.engines.workflow.transitions import perform
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, Verdict
from vinhdanh.foundation.kernel.text import squash


@transaction.atomic
def submit_paper(*, actor: Actor, scope: Scope | None, paper_id: UUID) -> Paper:
    """Submit a draft whose differences from the data have all been decided; it stands still from now on."""
    paper = seen(actor, scope, paper_id)

    def check(row: Paper) -> Verdict:
        verdict = may_write(scope, row.path) if scope is not None else ALLOWED
        return verdict and _all_decided(row)

    return perform(
        subject=paper,
        transition=PAPER["submit_paper"],
        actor=actor,
        check=check,
        body=paper.body_id,
        changes={"revision": paper.revision + 1},
        waits=waits_of,
    )


def _all_decided(paper: Paper) -> Verdict:
    count = latest_word(paper).differences.filter(choice=Choice.OPEN).count()
    if not count:
        return ALLOWED
    return Refusal(
        "undecided",
        f"Còn {count} chỗ bản Word khác số liệu chưa chọn. Xem từng chỗ, chọn lấy bên nào rồi trình ký.",
    )


@transaction.atomic
def return_paper(*, actor: Actor, scope: Scope | None, paper_id: UUID, reason: str) -> Paper:
    """Give a submitted paper back to be mended; its number, if it has one, stays with it."""
    paper = seen(actor, scope, paper_id)

    def check(row: Paper) -> Verdict:
        if scope is None:
            return ALLOWED
        return may_issue(scope, row.path) or may_write(scope, row.path)

    return perform(
        subject=paper,
        transition=PAPER["return_paper"],
        actor=actor,
        check=check,
        body=paper.body_id,
        reason=squash(reason),
        changes={"revision": paper.revision + 1},
        waits=waits_of,
    )
