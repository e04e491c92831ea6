"""Where an account is signed in, what protects it, and who cannot get in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils import timezone

from vinhdanh.domain.access.models import Appointment, BrowserSession, User
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Permission
from vinhdanh.foundation.kernel.text import squash

PAGE = 50


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One browser; ``here`` is the one that asks."""

    id: UUID
    device: str
    network: str
    started_at: datetime
    seen_at: datetime
    here: bool


@dataclass(frozen=True, slots=True)
class Factor:
    """One second factor; ``kind`` is ``totp``, ``webauthn`` or ``recovery_codes``."""

    id: int
    kind: str
    name: str
    created_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class AccountHelp:
    """An account as somebody who may help it sees it."""

    id: UUID
    name: str
    username: str
    active: bool
    posts: str
    factors: int


def sessions_of(user_id: UUID, current_key: str) -> Sequence[SessionRow]:
    """Browsers signed in, the asking one first, then the latest used; two queries.

    A session that ran out is not shown; Django keeps its row until the sweep.
    """
    rows = list(BrowserSession.objects.filter(user_id=user_id).order_by("-seen_at")[:PAGE])
    alive = set(
        Session.objects.filter(
            session_key__in=[row.session_key for row in rows], expire_date__gt=timezone.now()
        ).values_list("session_key", flat=True)
    )
    found = [
        SessionRow(
            row.id, row.device, row.network, row.started_at, row.seen_at, row.session_key == current_key
        )
        for row in rows
        if row.session_key in alive or row.session_key == current_key
    ]
    return sorted(found, key=lambda row: not row.here)


def factors_of(user_id: UUID) -> Sequence[Factor]:
    """Second factors, oldest first; one query."""
    rows = Authenticator.objects.filter(user_id=user_id).order_by("created_at", "pk")
    return [
        Factor(row.pk, row.type, str(row.data.get("name", "")), row.created_at, row.last_used_at)
        for row in rows
    ]


def has_second_factor(user_id: UUID) -> bool:
    """Whether a code or a key guards the account (recovery codes alone do not count)."""
    return bool(Authenticator.objects.filter(user_id=user_id, type__in=["totp", "webauthn"]).exists())


def has_failures(user: User) -> bool:
    """Whether failed sign-ins of the name are still counted against it."""
    return bool(AccessAttempt.objects.filter(username__iexact=user.username).exists())


def helped_accounts(scope: Scope) -> QuerySet[User]:
    """Accounts whom a holder of MANAGE_ACCOUNTS may help in: every post of theirs lies in a tree of his.

    So nobody opens a door that leads higher than where they stand.
    """
    tops = [post.scope_path for post in scope.posts if Permission.MANAGE_ACCOUNTS in post.permissions]
    if not tops:
        return User.objects.none()
    posts = Appointment.objects.filter(starts_on__lte=scope.on).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=scope.on)
    )
    inside = Q(pk__in=())
    for top in tops:
        inside |= Q(scope__path=top) | Q(scope__path__startswith=top + ".")
    return User.objects.filter(pk__in=posts.filter(inside).values("user_id")).exclude(
        pk__in=posts.exclude(inside).values("user_id")
    )


def accounts_to_help(scope: Scope, words: str, *, locked: Iterable[str] = ()) -> Sequence[AccountHelp]:
    """The first accounts by user name whose name or user name holds ``words``, those in ``locked`` when none.

    Page by id first; four queries whatever the number.
    """
    wanted = squash(words)
    seen = helped_accounts(scope)
    found = (
        seen.filter(Q(username__icontains=wanted) | Q(name__icontains=wanted))
        if wanted
        else seen.filter(username__in=list(locked))
    )
    return _helped(scope, list(found.order_by("username").values_list("pk", flat=True)[:PAGE]))


def account_to_help(scope: Scope, user_id: UUID) -> AccountHelp | None:
    """One account, nothing when it is not the asker's to help."""
    if not helped_accounts(scope).filter(pk=user_id).exists():
        return None
    return _helped(scope, [user_id])[0]


def _helped(scope: Scope, ids: Sequence[UUID]) -> Sequence[AccountHelp]:
    posts: dict[UUID, list[str]] = {}
    for row in _posts(scope, ids):
        posts.setdefault(row.user_id, []).append(f"{row.called}, {row.body.name}")
    counts: dict[UUID, int] = {}
    for user_id in Authenticator.objects.filter(user_id__in=ids).values_list("user_id", flat=True):
        counts[user_id] = counts.get(user_id, 0) + 1
    return [
        AccountHelp(
            user.pk,
            user.name,
            user.username,
            user.is_active,
            "; ".join(posts.get(user.pk, [])),
            counts.get(user.pk, 0),
        )
        for user in User.objects.filter(pk__in=ids).order_by("username")
    ]


def _posts(scope: Scope, ids: Sequence[UUID]) -> QuerySet[Appointment]:
    return (
        Appointment.objects.filter(user_id__in=ids, starts_on__lte=scope.on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=scope.on))
        .select_related("body", "role")
        .order_by("starts_on")
    )
