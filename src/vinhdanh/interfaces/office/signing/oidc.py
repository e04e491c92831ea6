"""The steps to an identity provider and back."""

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse
from requests import RequestException

from vinhdanh.interfaces.office.signing.identity import the_door


class ClaimOnly(OpenIDConnectOAuth2Adapter):
    """Of all that the provider tells about a person, only what the match needs is kept."""

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        login = super().complete_login(request, app, token, **kwargs)
        told = login.account.extra_data
        told = told.get("userinfo") or told.get("id_token") or told
        wanted = {the_door().claim, "name", "email_verified"}
        login.account.extra_data = {key: value for key, value in told.items() if key in wanted}
        return login


def leave(request: HttpRequest, provider_id: str, target: str) -> HttpResponse:
    """Send the browser to the provider, only ever to sign in; it comes back to ``target``."""
    provider = get_adapter().get_provider(request, provider=_known(provider_id))
    try:
        response: HttpResponse = provider.redirect(request, "login", next_url=target or None)
    except RequestException:
        get_adapter().on_authentication_error(request, provider)
        raise
    return response


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the provider says."""
    view = OAuth2CallbackView.adapter_view(ClaimOnly(request, _known(provider_id)))
    response: HttpResponse = view(request)
    return response


def _known(provider_id: str) -> str:
    if provider_id != the_door().as_allauth_app()["provider_id"]:
        raise Http404
    return provider_id
