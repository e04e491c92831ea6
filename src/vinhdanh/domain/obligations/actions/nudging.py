"""Officers nudge those who are late: proof first, then once a day."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection, transaction

from vinhdanh.domain.access.queries.acting import Person
from vinhdanh.domain.access.scope import Post, Scope
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.notices.actions.telling import LetterText, Said, Telling, tell
from vinhdanh.domain.notices.states import NoticeKind
from vinhdanh.domain.obligations import words as say
from vinhdanh.domain.obligations.models import Nudge, NudgedBody, NudgedObligation
from vinhdanh.domain.obligations.queries.chase import MOST, Proof, ProofRow, proof_of
from vinhdanh.domain.obligations.words import Due
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.foundation.kernel.text import nfc, squash

if TYPE_CHECKING:
    from vinhdanh.domain.access.models import User

LETTER = "nudge"
NUDGE = "obligations.nudge"
MOST_WORDS = 1_000
_LOCK = 7_310_002
_KEPT = timedelta(days=7)
USUAL_WORDS = (
    "Kính đề nghị đơn vị hoàn thành các việc dưới đây. Nếu có vướng mắc, xin báo lại để cùng tháo gỡ."
)


@transaction.atomic
def nudge(
    *,
    actor: "User",
    scope: Scope,
    obligation_ids: Sequence[UUID],
    words: str,
    nudge_id: UUID,
    again_reason: str = "",
    leave_out: bool = False,
) -> Nudge:
    """Nudge the people of every body that still owes one of these things, in one notice each.

    ``nudge_id`` is made with the proof sheet: sent twice, it is one nudge. A body nudged earlier the
    same day is nudged again only with ``again_reason``, or stays out with ``leave_out``. Raises
    RefusedError where nothing is left to nudge about, without words, and for more than 2,000 at once.
    """
    with connection.cursor() as cursor:
        # Two officers at once: the second sees whom the first has nudged.
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    known = Nudge.objects.filter(pk=nudge_id).first()
    if known is not None:
        return _once_sent(known, actor)
    text = _checked_words(words)
    if len(set(obligation_ids)) > MOST:
        reason = f"Mỗi lần nhắc tối đa {MOST} việc; lọc hẹp hơn rồi nhắc nhiều lần."
        raise RefusedError(Refusal("too_many", reason))
    proof = proof_of(scope, obligation_ids)
    chosen = _chosen(proof, again_reason=squash(again_reason), leave_out=leave_out)
    made = _written(actor, scope, chosen, nudge_id=nudge_id, text=text, reason=squash(again_reason))
    dues = _by_person(chosen)
    tell(tellings=_tellings(made, chosen, dues), write=_Writer(made, actor, dues), sender_id=actor.pk)
    after = {"bodies": [row.party for row in chosen][:50], "count": len(chosen), "words": text}
    record(
        actor=actor, action="nudge", subject=made, body=made.office_id, after=after, reason=made.again_reason
    )
    return made


def _once_sent(known: Nudge, actor: "User") -> Nudge:
    if known.sender_id != actor.pk:
        reason = "Tờ soát này đã được người khác gửi. Mở lại danh sách và soát lần nữa."
        raise RefusedError(Refusal("sent_by_another", reason))
    return known


def _checked_words(words: str) -> str:
    text = nfc(words).strip()
    if not text:
        raise RefusedError(Refusal("words_missing", "Ghi vài lời nhắc trước khi gửi.", field="words"))
    if len(text) > MOST_WORDS:
        reason = f"Lời nhắc dài quá {MOST_WORDS} chữ; rút gọn rồi gửi lại."
        raise RefusedError(Refusal("too_long", reason, field="words"))
    return text


def _chosen(proof: Proof, *, again_reason: str, leave_out: bool) -> Sequence[ProofRow]:
    rows = [row for row in proof.rows if not (leave_out and row.today)]
    if not rows:
        reason = (
            "Không còn việc nào để nhắc: các việc đã xong, đơn vị đã được nhắc hôm nay, "
            "hoặc ngoài phạm vi của anh/chị."
        )
        raise RefusedError(Refusal("nothing_to_nudge", reason))
    today = [row for row in rows if row.today]
    if today and not again_reason:
        reason = (
            f"{len(today)} đơn vị đã được nhắc hôm nay, trong đó có {today[0].party}. "
            "Ghi lý do nhắc lại, hoặc chọn để các đơn vị ấy ra ngoài."
        )
        raise RefusedError(Refusal("nudged_today", reason, field="again_reason"))
    return rows


def _written(
    actor: "User", scope: Scope, rows: Sequence[ProofRow], *, nudge_id: UUID, text: str, reason: str
) -> Nudge:
    post = chasing_post(scope)
    made = Nudge.objects.create(
        id=nudge_id,
        sender=actor,
        office_id=post.body_id,
        path=post.scope_path,
        words=text,
        again_reason=reason if any(row.today for row in rows) else "",
        on=scope.on,
    )
    NudgedBody.objects.bulk_create(
        [
            NudgedBody(
                nudge=made, party_id=row.party_id, on=scope.on, again=row.today, people=len(row.people)
            )
            for row in rows
        ],
        batch_size=1000,
    )
    NudgedObligation.objects.bulk_create(
        [
            NudgedObligation(nudge=made, obligation_id=due.id, title=due.title)
            for row in rows
            for due in row.dues
        ],
        batch_size=1000,
    )
    return made


def chasing_post(scope: Scope) -> Post:
    """The post in whose name the person chases; raises RefusedError without one."""
    for post in scope.posts:
        if Permission.CHASE in post.permissions:
            return post
    raise RefusedError(Refusal("no_permission", "Tài khoản của anh/chị chưa có quyền nhắc việc đơn vị khác."))


def _by_person(rows: Sequence[ProofRow]) -> dict[UUID, list[Due]]:
    """What each person is told of, for all the bodies in whose name they are addressed."""
    found: dict[UUID, list[Due]] = {}
    for row in rows:
        for person in row.people:
            found.setdefault(person.user_id, []).extend(row.dues)
    return found


def _tellings(made: Nudge, rows: Sequence[ProofRow], dues: Mapping[UUID, list[Due]]) -> list[Telling]:
    """One for each person."""
    first = {person.user_id: (row, person) for row in reversed(rows) for person in row.people}
    return [_telling(made, row, person, dues=dues[user]) for user, (row, person) in first.items()]


def _telling(made: Nudge, row: ProofRow, person: Person, *, dues: Sequence[Due]) -> Telling:
    return Telling(
        key=f"nudge:{made.pk}:{person.user_id}",
        user_id=person.user_id,
        kind=NoticeKind.NUDGE,
        title=f"{made.office} nhắc: {dues[0].title}"
        if len(dues) == 1
        else f"{made.office} nhắc {len(dues)} việc",
        text=f"{made.words}\n{say.lines(dues)}",
        subject_kind=NUDGE,
        subject_id=made.pk,
        body_id=row.party_id,
        path=made.path,
    )


class _Writer:
    """The letter of a nudge, signed by who nudges; of no use after a week."""

    def __init__(self, made: Nudge, actor: "User", dues: Mapping[UUID, list[Due]]) -> None:
        self.made, self.actor, self._dues = made, actor, dues

    def __call__(self, user_id: UUID, said: Sequence[Said]) -> LetterText:
        dues = self._dues[user_id]
        return LetterText(
            kind=LETTER,
            subject=f"Đề nghị hoàn thành {len(dues)} việc thi đua, khen thưởng",
            text=nudge_text(self.made, dues, said[0].address),
            about=tuple(due.id for due in dues),
            expires_at=now() + _KEPT,
            from_name=self.actor.name,
            reply_to=self.actor.email,
        )


def nudge_text(made: Nudge, dues: Sequence[Due], address: str) -> str:
    """The words of a nudge as a letter; ``address`` opens what it is about."""
    return (
        f"Kính gửi anh/chị,\n\n{made.words}\n\n{say.lines(dues)}\n\n"
        f"Mở việc (cần đăng nhập): {address}\n\n{made.sender}\n{made.office}"
    )
