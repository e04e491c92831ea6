"""Coming in, being turned away, going out: each leaves a row in the audit log.

None of the rows holds a password, a code or a name as it was typed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.crypto import salted_hmac

from vinhdanh.domain.access.models import BrowserSession, TypedName, User
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.results import Refusal, RefusedError


@dataclass(frozen=True, slots=True)
class Visit:
    """Where somebody comes from, in words: "Chrome trên Windows", "mạng 203.0.113.x"."""

    device: str
    network: str

    def as_facts(self) -> dict[str, str]:
        return {"device": self.device, "network": self.network}


def typed_name(username: str) -> TypedName:
    """The stand-in for a typed user name; case does not matter."""
    digest = salted_hmac("vinhdanh.typed-name", username.strip().lower(), algorithm="sha256").digest()
    return TypedName(id=UUID(bytes=digest[:16], version=5))


@transaction.atomic
def note_sign_in(*, actor: User, session_key: str, by: str, visit: Visit) -> BrowserSession:
    """Remember the browser that an account has just signed in with; ``by`` says how."""
    row, _ = BrowserSession.objects.update_or_create(
        session_key=session_key,
        defaults={"user": actor, "started_at": now(), "seen_at": now(), **visit.as_facts()},
    )
    record(actor=actor, action="sign_in", subject=actor, after={"by": by, **visit.as_facts()})
    return row


@transaction.atomic
def note_failed_sign_in(*, actor: None = None, username: str, visit: Visit) -> None:
    """A wrong name or password. The row looks the same whether or not the name exists."""
    record(actor=actor, action="sign_in_failed", subject=typed_name(username), after=visit.as_facts())


@transaction.atomic
def note_lock(*, actor: None = None, username: str, visit: Visit) -> None:
    """Too many failures: name or address is locked for a while."""
    record(actor=actor, action="sign_in_locked", subject=typed_name(username), after=visit.as_facts())


@transaction.atomic
def note_failed_code(*, actor: None = None, user: User, visit: Visit) -> None:
    """The password was right, the code or key was not."""
    record(actor=actor, action="second_factor_failed", subject=user, after=visit.as_facts())


@transaction.atomic
def note_sign_out(*, actor: User, session_key: str) -> None:
    BrowserSession.objects.filter(session_key=session_key).delete()
    record(actor=actor, action="sign_out", subject=actor)


def note_seen(session_key: str, visit: Visit) -> None:
    """The browser is in use now; not an act, so no audit row."""
    BrowserSession.objects.filter(session_key=session_key).update(seen_at=now(), **visit.as_facts())


def follow_session(old_key: str, new_key: str) -> None:
    """The same browser under a new key, as after a change of password."""
    BrowserSession.objects.filter(session_key=old_key).update(session_key=new_key)


@transaction.atomic
def end_session(*, actor: User, session_id: UUID, current_key: str) -> None:
    """Sign one of the actor's own browsers out; raises RefusedError for the one in use."""
    row = BrowserSession.objects.select_for_update().get(pk=session_id, user=actor)
    if row.session_key == current_key:
        text = "Đây là phiên đang dùng. Muốn kết thúc phiên này, hãy bấm Đăng xuất."
        raise RefusedError(Refusal("session_in_use", text))
    facts = {"device": row.device, "network": row.network}
    end_rows([row])
    record(actor=actor, action="end_session", subject=actor, before=facts)


@transaction.atomic
def end_other_sessions(*, actor: User, current_key: str) -> int:
    """Sign every other browser of the actor out; returns how many."""
    rows = list(
        BrowserSession.objects.select_for_update().filter(user=actor).exclude(session_key=current_key)
    )
    if rows:
        end_rows(rows)
        record(actor=actor, action="end_other_sessions", subject=actor, before={"sessions": len(rows)})
    return len(rows)


def end_sessions_of(user: User, *, keep_key: str = "") -> int:
    """Sign an account out everywhere but ``keep_key``; part of an action that leaves its own audit row."""
    rows = list(BrowserSession.objects.select_for_update().filter(user=user).exclude(session_key=keep_key))
    end_rows(rows)
    return len(rows)


def end_rows(rows: Iterable[BrowserSession]) -> None:
    """Delete sessions and the rows that tell of them."""
    keys = [row.session_key for row in rows]
    Session.objects.filter(session_key__in=keys).delete()
    BrowserSession.objects.filter(session_key__in=keys).delete()


@transaction.atomic
def note_factor(*, actor: User, added: bool, kind: str, name: str = "") -> None:
    """A second factor was set up or taken away by its owner."""
    action = "add_second_factor" if added else "remove_second_factor"
    record(actor=actor, action=action, subject=actor, after={"kind": kind, "name": name})


@transaction.atomic
def note_new_codes(*, actor: User) -> None:
    """The old recovery codes are void, new ones were made."""
    record(actor=actor, action="renew_recovery_codes", subject=actor)


@transaction.atomic
def change_password(*, actor: User, password: str, current_key: str) -> int:
    """Give the actor a new password (already checked for strength) and sign the other browsers out.

    Returns how many were signed out.
    """
    actor.set_password(password)
    actor.save(update_fields=["password"])
    ended = end_sessions_of(actor, keep_key=current_key)
    record(actor=actor, action="change_password", subject=actor, after={"sessions_ended": ended})
    return ended


@transaction.atomic
def set_password_by_link(*, actor: User, token: str, password: str) -> None:
    """The owner of a one-time link chooses a password; every browser is signed out.

    Asked again under a lock, so that of two forms at once one wins; raises RefusedError for the other.
    """
    actor = User.objects.select_for_update().get(pk=actor.pk)
    if not default_token_generator.check_token(actor, token):
        text = "Liên kết này vừa được dùng rồi. Đăng nhập bằng mật khẩu mới, hoặc xin một liên kết khác."
        raise RefusedError(Refusal("link_over", text))
    actor.set_password(password)
    actor.save(update_fields=["password"])
    ended = end_sessions_of(actor)
    record(actor=actor, action="set_password_by_link", subject=actor, after={"sessions_ended": ended})
