"""A signed paper goes out, is received and confirmed; later it is replaced or called back."""

from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.papers.access import may_issue, may_receive, visible_papers
from vinhdanh.domain.papers.actions.common import (
    Actor,
    by_program,
    keep_waits,
    locked_paper,
    ours_to_issue,
    refuse,
    waits_of,
)
from vinhdanh.domain.papers.actions.incoming import arrive
from vinhdanh.domain.papers.actions.recipients import dispatch
from vinhdanh.domain.papers.models import Paper, Recipient
from vinhdanh.domain.papers.states import Direction, PaperState
from vinhdanh.domain.papers.workflow import PAPER
from vinhdanh.engines.workflow.transitions import perform
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.clock import moment_words, now
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, Verdict, require
from vinhdanh.foundation.kernel.text import squash

__all__ = ["issue_paper", "receive_paper", "supersede_paper", "withdraw_paper"]


@transaction.atomic
def issue_paper(*, actor: Actor, scope: Scope | None, paper_id: UUID) -> Paper:
    """Send a signed and numbered paper to all its recipients; each body of the directory has to confirm.

    A line that means a group goes to each of its members of the day.
    """
    paper = ours_to_issue(actor, scope, paper_id)
    bodies: list[UUID] = []
    if paper.state in PAPER["issue_paper"].sources:
        _ready(paper)
        bodies = dispatch(paper, actor)
    return perform(
        subject=paper,
        transition=PAPER["issue_paper"],
        actor=actor,
        check=lambda _: ALLOWED,
        body=paper.body_id,
        changes={
            "party_keys": list(dict.fromkeys([paper.body_id, *bodies])),
            "revision": paper.revision + 1,
        },
        waits=waits_of,
    )


def _ready(paper: Paper) -> None:
    if paper.number is None or paper.issued_on is None:
        refuse("no_number", "Văn bản chưa có số, ngày ban hành. Cấp số hoặc ghi số rồi phát hành.")
    if not paper.signatures.exists():
        refuse("unsigned", "Văn bản chưa có chữ ký được ghi nhận nên chưa phát hành được.")
    if not paper.recipients.exists():
        refuse("no_recipient", "Văn bản chưa có nơi nhận. Thêm ít nhất một nơi nhận rồi phát hành.")


@transaction.atomic
def receive_paper(*, actor: Actor, scope: Scope | None, paper_id: UUID, recipient_id: UUID) -> Paper:
    """Confirm for a body that the paper has come; it is entered in that body's book of what came in.

    Returns the incoming paper. Raises RefusedError when somebody has confirmed before.
    """
    if not by_program(actor, scope) and scope is not None:
        visible_papers(scope).only("pk").get(pk=paper_id)
    paper = locked_paper(paper_id)
    row = paper.recipients.select_related("body").get(pk=recipient_id)
    _may_confirm(scope, paper, row)
    row.received_at, row.received_by_id = now(), actor.pk if actor else None
    row.save(update_fields=["received_at", "received_by"])
    assert row.body is not None  # noqa: S101 - asked just now
    came = arrive(paper, row.body, actor)
    keep_waits(paper)
    after = {"recipient": row.text, "arrival_number": came.arrival_number}
    record(actor=actor, action="receive_paper", subject=paper, body=row.body_id, after=after)
    return came


def _may_confirm(scope: Scope | None, paper: Paper, row: Recipient) -> None:
    if row.body is None:
        refuse("not_in_directory", "Nơi nhận này không thuộc danh bạ; ghi ngày nhận trên sổ chuyển giao.")
    if scope is not None:
        require(may_receive(scope, row.body_id))
    if row.dispatched_at is None or paper.state == PaperState.DRAFT:
        refuse("not_sent", "Văn bản chưa được phát hành đến đơn vị này.")
    if row.received_at is not None:
        refuse("received", f"Đơn vị đã xác nhận nhận văn bản lúc {moment_words(row.received_at)}.")


@transaction.atomic
def supersede_paper(
    *, actor: Actor, scope: Scope | None, paper_id: UUID, by_id: UUID | None, reason: str
) -> Paper:
    """Say that an issued paper is replaced by another issued one of the same body."""
    paper = ours_to_issue(actor, scope, paper_id)
    rows = Paper.objects.filter(
        body=paper.body_id, direction=Direction.OUTGOING, state=PaperState.ISSUED
    ).exclude(pk=paper.pk)
    successor = rows.filter(pk=by_id).first() if by_id else None
    if successor is None:
        refuse("successor_missing", "Chọn văn bản thay thế đã phát hành của cùng cơ quan.", field="by")
    return _ended(
        paper, actor, scope, step="supersede_paper", reason=reason, changes={"superseded_by": successor}
    )


@transaction.atomic
def withdraw_paper(*, actor: Actor, scope: Scope | None, paper_id: UUID, reason: str) -> Paper:
    """Call an issued paper back: receivers give the paper copy back and destroy the electronic one."""
    paper = ours_to_issue(actor, scope, paper_id)
    return _ended(paper, actor, scope, step="withdraw_paper", reason=reason, changes={})


def _ended(
    paper: Paper, actor: Actor, scope: Scope | None, *, step: str, reason: str, changes: dict[str, object]
) -> Paper:
    def check(row: Paper) -> Verdict:
        if row.direction != Direction.OUTGOING:
            return Refusal("incoming", "Văn bản đến do nơi gửi thu hồi hoặc thay thế.")
        return may_issue(scope, row.path) if scope is not None else ALLOWED

    return perform(
        subject=paper,
        transition=PAPER[step],
        actor=actor,
        check=check,
        body=paper.body_id,
        reason=squash(reason),
        changes={**changes, "revision": paper.revision + 1},
        waits=waits_of,
    )
