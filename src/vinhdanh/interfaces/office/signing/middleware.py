"""On each request of a signed-in person: is the second factor there that must be; the browser is in use."""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from vinhdanh.domain.access.actions.signing import note_seen
from vinhdanh.interfaces.office.signing.needs import must_set_up
from vinhdanh.interfaces.office.signing.visits import visit_of
from vinhdanh.interfaces.routing import Who

SEEN_EVERY_SECONDS = 300.0
_MOST_REMEMBERED = 5_000
# Where one may go to get a factor, or to leave.
_OPEN_WITHOUT = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "security_add_key",
        "mfa_view_recovery_codes",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "viewing_end",
        "sign_out",
    }
)


class SigningMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._seen: OrderedDict[str, float] = OrderedDict()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Lead to the security page whoever lacks the factor they must have; nothing else opens before."""
        access = getattr(view, "access", None)
        if access is None or access.who is Who.EVERYONE or not request.user.is_authenticated:
            return None
        self._note_seen(request)
        name = request.resolver_match.url_name if request.resolver_match else ""
        if name in _OPEN_WITHOUT or not must_set_up(request):
            return None
        return redirect("mfa_index")

    def _note_seen(self, request: HttpRequest) -> None:
        """One write in five minutes for each browser, whatever the number of its requests."""
        key = request.session.session_key or ""
        since = self._seen.setdefault(key, time.monotonic())
        if len(self._seen) > _MOST_REMEMBERED:
            self._seen.popitem(last=False)
        if time.monotonic() - since >= SEEN_EVERY_SECONDS:
            self._seen[key] = time.monotonic()
            self._seen.move_to_end(key)
            note_seen(key, visit_of(request))
