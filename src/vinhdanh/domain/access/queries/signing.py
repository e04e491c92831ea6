"""Where an account is signed in, what protects it, and who cannot get in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db.models import Max, QuerySet, Sum
from django.utils import timezone

from vinhdanh.domain.access.access import visible_accounts, visible_posts
from vinhdanh.domain.access.models import BrowserSession, User
from vinhdanh.domain.access.scope import Scope

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
class LockedAccount:
    """An account that may not try now because its name was tried too often."""

    id: UUID
    name: str
    username: str
    posts: str


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


def failures_since(since: datetime, *by: str) -> QuerySet[AccessAttempt, dict[str, Any]]:
    """Failed sign-ins by ``username`` or ``ip_address``: ``total``, and ``at`` of the last one."""
    rows = AccessAttempt.objects.filter(attempt_time__gte=since).order_by().values(*by)
    found: QuerySet[AccessAttempt, dict[str, Any]] = rows.annotate(
        total=Sum("failures_since_start"), at=Max("attempt_time")
    )
    return found


def locked_accounts(scope: Scope, locked: Iterable[str]) -> Sequence[LockedAccount]:
    """Those of the accounts seen whose user names are in ``locked`` (lower case), by user name; two
    queries whatever the number."""
    rows = list(visible_accounts(scope).filter(username__in=list(locked)).order_by("username")[:PAGE])
    posts: dict[UUID, list[str]] = {}
    held = visible_posts(scope).filter(user__in=rows, starts_on__lte=scope.on).exclude(ends_on__lt=scope.on)
    for post in held.select_related("body", "role").order_by("starts_on", "id"):
        posts.setdefault(post.user_id, []).append(f"{post.called}, {post.body.name}")
    return [LockedAccount(row.pk, row.name, row.username, "; ".join(posts.get(row.pk, []))) for row in rows]
