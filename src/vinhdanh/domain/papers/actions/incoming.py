"""Papers that come in: registered with an arrival number, from outside or from a body of the system."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.actions.common import locked
from vinhdanh.domain.papers.access import may_write
from vinhdanh.domain.papers.actions.common import (
    Actor,
    by_program,
    needed,
    refuse,
    reworded,
    seen,
    short,
    touch,
)
from vinhdanh.domain.papers.actions.numbering import arrival_number, checked_symbol, no_twin
from vinhdanh.domain.papers.models import Paper, PaperVersion
from vinhdanh.domain.papers.states import KINDS, Direction, PaperState, Secrecy, Urgency, VersionSource
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.files.intake import Incoming
from vinhdanh.foundation.files.store import keep
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import require
from vinhdanh.foundation.kernel.text import fold, squash

if TYPE_CHECKING:
    from vinhdanh.domain.organisations.models import Body


@dataclass(frozen=True, slots=True)
class Arrival:
    """What stands on a paper that came in (Phụ lục VI Nghị định 30/2020/NĐ-CP)."""

    author: str
    number: int | None
    symbol: str
    issued_on: date | None
    kind: str
    subject: str
    urgency: str = ""
    secrecy: str = ""
    handed_to: str = ""
    due_on: date | None = None


@transaction.atomic
def register_arrival(
    *,
    actor: Actor,
    scope: Scope | None,
    body_id: UUID,
    arrival: Arrival,
    file: Incoming | None = None,
    allow_twin: bool = False,
) -> Paper:
    """Enter a paper in the body's book of what came in, with the next arrival number and its file.

    Raises RefusedError ``twin`` naming the paper of the same number, symbol and author, unless
    ``allow_twin``.
    """
    body = locked(body_id)
    if not by_program(actor, scope) and scope is not None:
        require(may_write(scope, body.path))
    _complete(arrival)
    if arrival.secrecy and file is not None:
        refuse("secret", "Văn bản mật chỉ ghi sổ, không đưa tệp lên hệ thống nối mạng.", field="file")
    paper = _new(body, arrival, actor)
    if not allow_twin and paper.number is not None and paper.issued_on is not None:
        no_twin(paper, paper.number, symbol=paper.symbol, day=paper.issued_on)
    paper.save()
    paper.arrival_number = arrival_number(paper, actor, today())
    paper.save(update_fields=["arrival_number"])
    if file is not None:
        _attach(paper, file, actor)
    after = {
        "arrival_number": paper.arrival_number,
        "paper": "văn bản mật" if paper.is_secret else paper.subject[:160],
        "number": paper.full_number,
    }
    record(actor=actor, action="register_arrival", subject=paper, body=body.pk, after=after)
    return paper


def _complete(arrival: Arrival) -> None:
    needed(arrival.author, "author", "Ghi cơ quan ban hành văn bản đến.", most=255)
    needed(arrival.subject, "subject", "Ghi trích yếu của văn bản đến.", most=500)
    short(arrival.handed_to, "handed_to", most=200)
    if arrival.number is not None and arrival.number < 1:
        refuse(
            "number_wrong", "Số của văn bản từ 1 trở lên; để trống nếu văn bản không có số.", field="number"
        )
    if arrival.issued_on is not None and arrival.issued_on > today():
        text = f"Ngày ban hành {arrival.issued_on:%d/%m/%Y} sau hôm nay; xem lại ngày ghi trên văn bản."
        refuse("day_ahead", text, field="issued_on")
    if arrival.kind not in KINDS:
        refuse("kind_unknown", "Chọn loại văn bản.", field="kind")
    if arrival.urgency not in Urgency.values or arrival.secrecy not in Secrecy.values:
        refuse("mark_unknown", "Chọn độ khẩn, độ mật trong danh sách.", field="urgency")


def _new(body: "Body", arrival: Arrival, actor: Actor) -> Paper:
    symbol = checked_symbol(arrival.symbol) if arrival.symbol.strip() else ""
    paper = Paper(
        direction=Direction.INCOMING,
        state=PaperState.ARRIVED,
        body=body,
        path=body.path,
        party_keys=[body.pk],
        kind=arrival.kind,
        subject=squash(arrival.subject),
        issuer_name=squash(arrival.author),
        number=arrival.number,
        symbol=symbol,
        symbol_key=fold(symbol)[:30],
        issued_on=arrival.issued_on,
        urgency=arrival.urgency,
        secrecy=arrival.secrecy,
        handed_to=squash(arrival.handed_to),
        handed_on=today() if arrival.handed_to.strip() else None,
        due_on=arrival.due_on,
        arrived_on=today(),
        created_by_id=actor.pk if actor else None,
    )
    paper.words = reworded(paper)
    return paper


def _attach(paper: Paper, file: Incoming, actor: Actor) -> None:
    stored = keep(file, by=actor, body=paper.body_id)
    PaperVersion.objects.create(
        paper=paper, n=1, source=VersionSource.UPLOAD, file=stored, sha256=stored.sha256,
        made_by_id=actor.pk if actor else None,
    )  # fmt: skip


def arrive(paper: Paper, body: "Body", actor: Actor) -> Paper:
    """Enter an issued paper of the system in the receiver's book; part of the receipt."""
    row = _new(
        body,
        Arrival(
            paper.issuer_name, paper.number, paper.symbol, paper.issued_on, paper.kind, paper.subject,
            paper.urgency, due_on=paper.due_on,
        ),
        actor,
    )  # fmt: skip
    row.origin = paper
    row.save()
    row.arrival_number = arrival_number(row, actor, today())
    row.save(update_fields=["arrival_number"])
    return row


@transaction.atomic
def hand_on(*, actor: Actor, scope: Scope | None, paper_id: UUID, to: str, due_on: date | None) -> Paper:
    """Say to whom a paper that came in was handed, and by when it is to be answered."""
    paper = seen(actor, scope, paper_id)
    if scope is not None:
        require(may_write(scope, paper.path))
    if paper.direction != Direction.INCOMING:
        refuse("outgoing", "Chỉ văn bản đến mới chuyển xử lý.")
    words = needed(to, "handed_to", "Ghi đơn vị hoặc người nhận xử lý.", most=200)
    touch(paper, handed_to=words, handed_on=today(), due_on=due_on)
    record(actor=actor, action="hand_on_paper", subject=paper, body=paper.body_id, after={"handed_to": words})
    return paper
