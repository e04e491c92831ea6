"""Who gets a paper: lines of “Nơi nhận” as bodies and groups of the directory, and the members of groups."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.queries.groups import expand_group
from vinhdanh.domain.organisations.queries.labels import called
from vinhdanh.domain.organisations.queries.matching import match_names
from vinhdanh.domain.papers.access import may_write
from vinhdanh.domain.papers.actions.common import Actor, needed, refuse, seen, touch
from vinhdanh.domain.papers.models import Paper, Recipient
from vinhdanh.domain.papers.states import PaperState
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.clock import now, today
from vinhdanh.foundation.kernel.results import require
from vinhdanh.foundation.kernel.text import fold, squash

_SAME_AS_ABOVE = "nhu tren"
_FILED = "luu"


def name_recipients(paper: Paper, lines: Sequence[str]) -> None:
    """The lines of a new paper; those that surely mean a body or a group of the directory are linked.

    “Như trên” stands for addressees, which are lines here already, and “Lưu” is nobody to send to.
    """
    texts = [squash(line).strip(" -;.")[:300] for line in lines]
    texts = [
        text for text in dict.fromkeys(texts) if text and not fold(text).startswith((_SAME_AS_ABOVE, _FILED))
    ]
    rows: list[Recipient] = []
    for position, (text, (body, group)) in enumerate(zip(texts, _meant(paper, texts), strict=True), 1):
        taken = {paper.body_id, *(row.body_id for row in rows)}
        fresh = body if body not in taken else None
        rows.append(Recipient(paper=paper, position=position, text=text, body_id=fresh, group_id=group))
    Recipient.objects.bulk_create(rows)


def _meant(paper: Paper, texts: Sequence[str]) -> list[tuple[UUID | None, UUID | None]]:
    """The body or the group that each text surely means, seen from the body whose paper it is."""
    found: list[tuple[UUID | None, UUID | None]] = []
    for match in match_names(texts, within=paper.body, on=today()):
        best = match.best if match.sure else None
        found.append((best.body_id, best.group_id) if best else (None, None))
    return found


def _chosen(text: str) -> tuple[UUID | None, UUID | None] | None:
    """The same for words taken from the suggestions of a name field, which name what stands above too."""
    found = called(text, today())
    if len(found) != 1:
        return None
    kind, _, key = found[0].target.partition(":")
    return (UUID(key), None) if kind == "body" else (None, UUID(key))


@transaction.atomic
def add_recipient(
    *, actor: Actor, scope: Scope | None, paper_id: UUID, text: str, body_id: UUID | None = None
) -> Recipient:
    """One more line of “Nơi nhận” of a paper that has not gone out yet."""
    paper = _not_sent(actor, scope, paper_id)
    line = needed(text, "recipient", "Ghi tên nơi nhận, hoặc chọn một đơn vị trong danh bạ.", most=300)
    body, group = (body_id, None) if body_id else _chosen(line) or _meant(paper, [line])[0]
    if body and paper.recipients.filter(body=body).exists():
        refuse("recipient_twice", f"“{line}” đã có trong nơi nhận.", field="recipient")
    if group and paper.recipients.filter(group=group).exists():
        refuse("recipient_twice", f"“{line}” đã có trong nơi nhận.", field="recipient")
    last = paper.recipients.order_by("-position").values_list("position", flat=True).first() or 0
    row = Recipient.objects.create(paper=paper, position=last + 1, text=line, body_id=body, group_id=group)
    touch(paper)
    record(actor=actor, action="add_recipient", subject=paper, body=paper.body_id, after={"recipient": line})
    return row


@transaction.atomic
def drop_recipient(*, actor: Actor, scope: Scope | None, paper_id: UUID, recipient_id: UUID) -> None:
    """Take a line of “Nơi nhận” out of a paper that has not gone out yet."""
    paper = _not_sent(actor, scope, paper_id)
    row = paper.recipients.get(pk=recipient_id)
    before = {"recipient": row.text}
    row.delete()
    touch(paper)
    record(actor=actor, action="drop_recipient", subject=paper, body=paper.body_id, before=before)


def _not_sent(actor: Actor, scope: Scope | None, paper_id: UUID) -> Paper:
    paper = seen(actor, scope, paper_id)
    if scope is not None:
        require(may_write(scope, paper.path))
    if paper.state not in {PaperState.DRAFT, PaperState.SUBMITTED, PaperState.SIGNED}:
        refuse("sent", "Văn bản đã phát hành nên không sửa nơi nhận được; gửi thêm bằng một văn bản chuyển.")
    return paper


def dispatch(paper: Paper, actor: Actor) -> list[UUID]:
    """Everybody who has not been sent the paper yet is sent it; the bodies of the directory among them.

    A group stands for those of its members of today who are not named by a line of their own.
    """
    rows = list(paper.recipients.select_related("group"))
    taken = {paper.body_id, *(row.body_id for row in rows if row.body_id)}
    for row in rows:
        fresh = {key: name for key, name in _members(row) if key not in taken}
        taken |= fresh.keys()
        Recipient.objects.bulk_create(
            Recipient(paper=paper, position=row.position, text=name, body_id=key, within=row)
            for key, name in fresh.items()
        )
    sent = {"dispatched_at": now(), "dispatched_by": actor.pk if actor else None}
    paper.recipients.filter(dispatched_at__isnull=True).update(**sent)
    return list(taken - {paper.body_id})


def _members(row: Recipient) -> list[tuple[UUID, str]]:
    return [(each.id, each.name) for each in expand_group(row.group, today())] if row.group else []
