"""Say something to people: in the application always, by e-mail where they want it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from vinhdanh.domain.access.queries.acting import addresses_of
from vinhdanh.domain.notices.models import Notice
from vinhdanh.domain.notices.queries.preferences import channels_of
from vinhdanh.domain.notices.states import Channel
from vinhdanh.foundation.kernel.ids import uuid7
from vinhdanh.foundation.mail.outbox import NewLetter, post

_LOCK = 7_310_001


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing to say to one person. ``key`` names the occasion; said once, it is not said again."""

    key: str
    user_id: UUID
    kind: str
    title: str
    subject_kind: str
    subject_id: UUID
    text: str = ""
    body_id: UUID | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A telling that was new: its notice, and the address that opens it."""

    telling: Telling
    id: UUID

    @property
    def address(self) -> str:
        return notice_address(self.id)


def notice_address(notice_id: UUID) -> str:
    """The address that opens a notice, for a letter; it asks for a login."""
    return str(settings.NOTICE_ADDRESS).format(notice_id)


@dataclass(frozen=True, slots=True)
class LetterText:
    """The words of one letter to one person; ``about`` are the rows it speaks of."""

    kind: str
    subject: str
    text: str
    expires_at: datetime
    about: tuple[UUID, ...] = ()
    from_name: str = ""
    reply_to: str = ""


Writer: TypeAlias = Callable[[UUID, Sequence[Said]], LetterText]
"""From a person and what is new for them to their one letter."""


@transaction.atomic
def tell(*, tellings: Iterable[Telling], write: Writer, sender_id: UUID | None = None) -> Sequence[Said]:
    """Write the notices that are new, and one letter for each person who wants these kinds at once.

    A constant number of queries. Returns what was new; a key said before is passed over, also when
    two do this at the same moment.
    """
    with connection.cursor() as cursor:
        # One at a time: each sees what the others have already said.
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    wanted = {each.key: each for each in tellings}
    known = set(Notice.objects.filter(key__in=list(wanted)).values_list("key", flat=True))
    said = [Said(each, uuid7()) for key, each in wanted.items() if key not in known]
    if not said:
        return []
    letters = _letters(said, write)
    Notice.objects.bulk_create(
        [_notice(each, sender_id, letters.get(each.id)) for each in said], batch_size=1000
    )
    return said


def _notice(said: Said, sender_id: UUID | None, letter_id: UUID | None) -> Notice:
    told = said.telling
    return Notice(
        id=said.id,
        key=told.key,
        user_id=told.user_id,
        kind=told.kind,
        title=told.title[:300],
        text=told.text,
        subject_kind=told.subject_kind,
        subject_id=told.subject_id,
        sender_id=sender_id,
        body_id=told.body_id,
        path=told.path,
        letter_id=letter_id,
    )


def _letters(said: Sequence[Said], write: Writer) -> Mapping[UUID, UUID]:
    """The letters, by the notices they carry."""
    users = {each.telling.user_id for each in said}
    addresses, channels = addresses_of(users), channels_of(users)
    by_user: dict[UUID, list[Said]] = defaultdict(list)
    for each in said:
        told = each.telling
        if addresses.get(told.user_id) and channels[told.user_id][told.kind] == Channel.AT_ONCE:
            by_user[told.user_id].append(each)
    keys = {user: f"notice:{some[0].id}" for user, some in by_user.items()}
    new = []
    for user, some in by_user.items():
        words, person = write(user, some), addresses[user]
        new.append(
            NewLetter(
                key=keys[user],
                kind=words.kind,
                recipient_id=user,
                to_name=person.name,
                to_address=person.email,
                from_name=words.from_name,
                reply_to=words.reply_to,
                subject=words.subject,
                text=words.text,
                about=words.about,
                expires_at=words.expires_at,
            )
        )
    ids = post(new)
    return {each.id: ids[keys[user]] for user, some in by_user.items() for each in some}
