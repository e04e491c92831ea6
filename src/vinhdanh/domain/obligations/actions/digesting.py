"""The Monday digest: set it up, hold it back, send it once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.queries.acting import chasers_of
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.notices.actions.telling import LetterText, Said, Telling, tell
from vinhdanh.domain.notices.states import NoticeKind
from vinhdanh.domain.obligations.access import may_chase
from vinhdanh.domain.obligations.actions.reminding import end_of
from vinhdanh.domain.obligations.models import DigestIssue, DigestSetting
from vinhdanh.domain.obligations.queries.digest import (
    OPEN,
    DigestLetter,
    digest_day,
    in_charge,
    letters_for,
    monday_of,
    readers_of,
)
from vinhdanh.domain.organisations.queries.places import paths_of
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.clock import VIETNAM, now, today
from vinhdanh.foundation.kernel.results import Refusal, RefusedError, require
from vinhdanh.foundation.kernel.text import squash

if TYPE_CHECKING:
    from vinhdanh.domain.access.models import User

LETTER: Final = "digest"
ISSUE: Final = "obligations.digestissue"
_AT_ONCE = 500
# A digest that a stopped machine or a held week kept back goes out until Wednesday, not after.
_LATEST = timedelta(days=2)
_LINK = "{address}"


@transaction.atomic
def save_digest_setting(
    *, actor: "User", scope: Scope, body_id: UUID, officer_id: UUID, phone: str, at: time, enabled: bool
) -> DigestSetting:
    """Say in whose name the digest of a tree goes, and when.

    Raises RefusedError outside one's reach, and for an officer who does not look after this tree.
    """
    require(may_chase(scope, paths_of([body_id]).get(body_id, "")))
    people = {person.user_id: person for person in chasers_of([body_id], today()).get(body_id, ())}
    if officer_id not in people:
        reason = "Chọn một người đang phụ trách nhắc việc trong phạm vi này."
        raise RefusedError(Refusal("not_in_charge", reason, field="officer"))
    if len(squash(phone)) > 40:
        raise RefusedError(Refusal("too_long", "Số điện thoại dài quá 40 ký tự.", field="phone"))
    values = {
        "office_id": people[officer_id].body_id,
        "officer_id": officer_id,
        "phone": squash(phone),
        "at": at,
        "enabled": enabled,
    }
    row, _ = DigestSetting.objects.update_or_create(body_id=body_id, defaults=values)
    after = {"officer": people[officer_id].name, "at": at.isoformat("minutes"), "enabled": enabled}
    record(actor=actor, action="save_digest", subject=row, body=body_id, after=after)
    return row


@transaction.atomic
def hold_digest(*, actor: "User", scope: Scope, body_id: UUID, monday: date) -> None:
    """Keep the digest of one week back; raises RefusedError when it has gone."""
    _settle(actor, scope, body_id, monday=monday, hold=True)


@transaction.atomic
def release_digest(*, actor: "User", scope: Scope, body_id: UUID, monday: date) -> None:
    """Let a digest that was kept back go at its hour, or now where that has passed."""
    _settle(actor, scope, body_id, monday=monday, hold=False)


def _settle(actor: "User", scope: Scope, body_id: UUID, *, monday: date, hold: bool) -> None:
    setting = DigestSetting.objects.select_for_update(of=("self",)).select_related("body").get(body=body_id)
    require(may_chase(scope, setting.body.path))
    issue = DigestIssue.objects.filter(body=body_id, monday=monday).first()
    if issue is not None and issue.state == DigestIssue.State.SENT:
        raise RefusedError(
            Refusal("digest_sent", "Thư điểm việc tuần này đã gửi rồi, không giữ lại được nữa.")
        )
    if hold and issue is None:
        DigestIssue.objects.create(body_id=body_id, monday=monday, state=DigestIssue.State.HELD, by=actor)
    if not hold and issue is not None:
        issue.delete()
    after = {"monday": monday.isoformat()}
    action = "hold_digest" if hold else "release_digest"
    record(actor=actor, action=action, subject=setting, body=body_id, after=after)


def send_digests() -> int:
    """Send every digest whose hour has come and that was neither sent nor held; how many people got one."""
    on = today()
    monday, day = monday_of(on), digest_day(on)
    if not day <= on <= day + _LATEST:
        return 0
    rows = DigestSetting.objects.filter(enabled=True).order_by("id").values_list("pk", "at")
    come = [pk for pk, at in rows if datetime.combine(day, at, tzinfo=VIETNAM) <= now()]
    return sum(_send(pk, monday, on) for pk in come)


@transaction.atomic
def _send(setting_id: UUID, monday: date, on: date) -> int:
    """One tree, whole or not at all."""
    setting = (
        DigestSetting.objects.select_for_update(of=("self",))
        .select_related("body", "office", "officer")
        .get(pk=setting_id)
    )
    if DigestIssue.objects.filter(body=setting.body_id, monday=monday).exists():
        return 0
    issue = DigestIssue.objects.create(body=setting.body, monday=monday, state=DigestIssue.State.SENT)
    readers = iter(readers_of(setting, on))
    people = 0
    while chunk := list(islice(readers, _AT_ONCE)):
        letters = letters_for(setting, chunk, on, address=_LINK)
        people += _tell(setting, issue, letters, on=on)
    DigestIssue.objects.filter(pk=issue.pk).update(people=people)
    after = {"monday": monday.isoformat(), "people": people}
    record(actor=None, action="send_digest", subject=issue, body=setting.body_id, after=after)
    return people


def _tell(setting: DigestSetting, issue: DigestIssue, letters: Sequence[DigestLetter], *, on: date) -> int:
    tellings = [
        Telling(
            key=f"digest:{issue.monday}:{letter.user_id}",
            user_id=letter.user_id,
            kind=NoticeKind.DIGEST,
            title=letter.subject,
            text=letter.text.replace(f"{OPEN}{_LINK}\n\n", ""),
            subject_kind=ISSUE,
            subject_id=issue.pk,
            body_id=letter.body_id,
            path=setting.body.path,
        )
        for letter in letters
    ]
    write = _Writer(setting, {letter.user_id: letter for letter in letters}, on)
    return len(tell(tellings=tellings, write=write, sender_id=setting.officer_id))


class _Writer:
    """The digest as a letter, from the officer in charge; of no use after Wednesday."""

    def __init__(self, setting: DigestSetting, letters: Mapping[UUID, DigestLetter], on: date) -> None:
        self._letters, self._expires = letters, end_of(on + _LATEST)
        named = in_charge(setting, on)
        self._from = setting.officer.name if named else setting.office.name
        self._reply_to = setting.officer.email if named else ""

    def __call__(self, user_id: UUID, said: Sequence[Said]) -> LetterText:
        letter = self._letters[user_id]
        return LetterText(
            kind=LETTER,
            subject=letter.subject,
            text=letter.text.replace(_LINK, said[0].address),
            expires_at=self._expires,
            from_name=self._from,
            reply_to=self._reply_to,
        )
