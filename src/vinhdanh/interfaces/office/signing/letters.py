"""Links with which a password is chosen, as addresses of this site."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from vinhdanh.domain.access.actions.letters import TOKEN, UID, ask_for_password_letter


def may_send() -> bool:
    """Whether a mail server is set up."""
    return settings.MAIL_SERVER is not None


def link_for(request: HttpRequest, uid: str, token: str) -> str:
    return request.build_absolute_uri(reverse("set_password", args=[uid, token]))


def send_link(request: HttpRequest, username: str) -> None:
    ask_for_password_letter(username=username, address=link_for(request, UID, TOKEN))
