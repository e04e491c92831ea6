"""The lock after repeated failures: counted, said in a sentence, written into the audit log."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from django.conf import settings
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vinhdanh.domain.access.actions.signing import note_failed_sign_in, note_lock
from vinhdanh.domain.access.queries.signing import failures_since
from vinhdanh.interfaces.office.signing.visits import visit_of


class Locks(AxesDatabaseHandler):
    """One name from one address may fail ``AXES_FAILURE_LIMIT`` times, one address for all names
    ``ADDRESS_FAILURE_LIMIT`` times; then both the wrong and the right password are refused for a while.
    """

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Failures of the name from this address, or those of the address on the same scale."""
        pair, address = (
            queryset.aggregate(total=Sum("failures_since_start"))["total"] or 0
            for queryset in self.get_user_attempts(request, credentials)
        )
        return max(pair, address * settings.AXES_FAILURE_LIMIT // settings.ADDRESS_FAILURE_LIMIT)

    def user_login_failed(
        self, sender: object, credentials: dict[str, Any], request: Any = None, **kwargs: Any
    ) -> None:
        """Count the failure; a row in the audit log for it and one when it closes the lock."""
        was_locked = request is not None and request.axes_locked_out
        super().user_login_failed(sender, credentials, request, **kwargs)
        if request is None or was_locked:
            return
        name = get_client_username(request, credentials) or ""
        note_failed_sign_in(username=name, visit=visit_of(request))
        if request.axes_locked_out:
            note_lock(username=name, visit=visit_of(request))

    def reset_user_attempts(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """A sign-in clears the failures of its own name only.

        Otherwise somebody with an account could clear the count of a whole address between guesses.
        """
        pair, _ = self.filter_user_attempts(request, credentials)
        deleted, _ = pair.delete()
        return int(deleted)

    def minutes_left(self, request: HttpRequest, credentials: dict[str, Any] | None) -> int:
        """Minutes until a locked-out request may try again, at least 1."""
        last = max(
            (queryset.aggregate(at=Max("attempt_time"))["at"] or timezone.now())
            for queryset in self.get_user_attempts(request, credentials)
        )
        return _minutes(last)


def _minutes(last: datetime) -> int:
    # The machine's time: axes counts by it, and a lock must end also where a demo's clock stands still.
    left = last + settings.AXES_COOLOFF_TIME - timezone.now()
    return max(1, math.ceil(left.total_seconds() / 60))


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """What is shown instead of a sign-in or of a confirmation by password."""
    minutes = Locks().minutes_left(request, credentials)
    if request.user.is_authenticated:
        reason = (
            f"Mật khẩu sai nhiều lần nên tạm khóa {minutes} phút. Việc đang mở không mất; "
            "sau đó thử lại, hoặc nhờ người quản trị mở khóa."
        )
        return render(request, "office/refused.html", {"reason": reason}, status=429)
    context = {
        "next": request.POST.get("next", ""),
        "username": request.POST.get("username", ""),
        "locked": minutes,
    }
    return render(request, "office/sign_in.html", context, status=429)


@dataclass(frozen=True, slots=True)
class Locked:
    """A name or an address that may not try now; ``what`` is the name or the address."""

    what: str
    failures: int
    minutes: int


def locked_names() -> Sequence[Locked]:
    """Names that are locked from at least one address, newest first; one query."""
    full = _recent("username", "ip_address").filter(total__gte=settings.AXES_FAILURE_LIMIT)
    return [
        Locked(row["username"] or "", row["total"], _minutes(row["at"])) for row in full.order_by("-at")[:200]
    ]


def locked_minutes(username: str) -> int:
    """Minutes for which the name is still locked somewhere; 0 when it is not. One query."""
    return next((row.minutes for row in locked_names() if row.what.lower() == username.lower()), 0)


def locked_addresses() -> Sequence[Locked]:
    """Addresses that are locked for every name; one query."""
    full = _recent("ip_address").filter(total__gte=settings.ADDRESS_FAILURE_LIMIT, ip_address__isnull=False)
    return [Locked(row["ip_address"], row["total"], _minutes(row["at"])) for row in full.order_by("-at")[:50]]


def _recent(*by: str) -> Any:
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    return failures_since(since, *by)
