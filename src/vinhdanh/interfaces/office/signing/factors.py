"""Setting up, using and giving up second factors: the library's steps on our pages, each written down."""

import json
from collections.abc import Callable
from typing import Any

from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.recovery_codes.views import (
    DownloadRecoveryCodesView,
    GenerateRecoveryCodesView,
    ViewRecoveryCodesView,
)
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy

from vinhdanh.domain.access.actions.signing import note_factor, note_failed_code, note_new_codes
from vinhdanh.domain.access.queries.signing import factors_of
from vinhdanh.interfaces.office.helpers import user_of
from vinhdanh.interfaces.office.signing.drawing import qr_path
from vinhdanh.interfaces.office.signing.forms import (
    AddKey,
    ConfirmByCode,
    ConfirmByKey,
    SetUpApp,
    UseCode,
    UseKey,
)
from vinhdanh.interfaces.office.signing.needs import may_remove
from vinhdanh.interfaces.office.signing.visits import visit_of


def _options(context: dict[str, Any], name: str) -> str:
    """What the browser needs to talk to a key, as an attribute of its form."""
    return json.dumps(context["js_data"][name], cls=DjangoJSONEncoder)


class _Unprocessable:
    """A refused form says so in its status."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = 422
        return response


class SecondStep(_Unprocessable, AuthenticateView):
    """After the password: the code, a recovery code or the key."""

    template_name = "office/security/second_step.html"
    form_class = UseCode
    webauthn_form_class = UseKey

    def form_invalid(self, form: Any) -> HttpResponse:
        note_failed_code(user=self.stage.login.user, visit=visit_of(self.request))
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        kinds = {factor.kind for factor in factors_of(self.stage.login.user.pk)}
        return {
            **context,
            "options": _options(context, "request_options"),
            "has_key": "webauthn" in kinds,
            "has_app": "totp" in kinds,
        }


class SetUpAppView(_Unprocessable, ActivateTOTPView):
    template_name = "office/security/app.html"
    form_class = SetUpApp

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Sent twice, the second finds the phone set up already; the library would ask to remove it."""
        if any(factor.kind == "totp" for factor in factors_of(user_of(request).pk)):
            return redirect("mfa_index")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        size, dark = qr_path(context["totp_url"])
        secret = context["form"].secret
        spaced = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
        return {**context, "qr_size": size, "qr_dark": dark, "secret": spaced}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                response: HttpResponse = super().form_valid(form)
                note_factor(actor=self.request.user, added=True, kind="totp")
        except IntegrityError:  # two forms at the same moment: the other one has set it up
            return redirect("mfa_index")
        return response


class RemoveAppView(DeactivateTOTPView):
    template_name = "office/security/remove.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "what": "mã sáu số từ ứng dụng"}

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        note_factor(actor=self.request.user, added=False, kind="totp")
        return response


class AddKeyView(_Unprocessable, AddWebAuthnView):
    template_name = "office/security/key.html"
    form_class = AddKey

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        host = self.request.get_host()
        return {**context, "options": _options(context, "creation_options"), "usable_host": _has_name(host)}

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        note_factor(actor=self.request.user, added=True, kind="webauthn", name=form.cleaned_data["name"])
        return response


class RemoveKeyView(RemoveWebAuthnView):
    template_name = "office/security/remove.html"
    success_url = reverse_lazy("mfa_index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "what": f"khóa “{self.object.wrap().name}”"}

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        if not may_remove(self.request, self.object):
            messages.error(self.request, LAST_ONE)
            return redirect("mfa_index")
        name = self.object.wrap().name
        response: HttpResponse = super().form_valid(form)
        note_factor(actor=self.request.user, added=False, kind="webauthn", name=name)
        return response


class CodesView(ViewRecoveryCodesView):
    template_name = "office/security/codes.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return _readable(lambda: super(CodesView, self).dispatch(request, *args, **kwargs), request)


class CodesFileView(DownloadRecoveryCodesView):
    template_name = "office/security/codes.txt"
    content_type = "text/plain; charset=utf-8"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return _readable(lambda: super(CodesFileView, self).dispatch(request, *args, **kwargs), request)

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().render_to_response(context, **kwargs)
        response["Content-Disposition"] = 'attachment; filename="vinh-danh-ma-du-phong.txt"'
        return response


def _readable(show: Callable[[], HttpResponseBase], request: HttpRequest) -> HttpResponseBase:
    """Codes stored under another key of the server: a sentence, and the page to make new ones."""
    try:
        response = show()
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("mfa_index")
    response["Cache-Control"] = "private, no-store"
    return response


class NewCodesView(GenerateRecoveryCodesView):
    template_name = "office/security/new_codes.html"

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        note_new_codes(actor=self.request.user)
        return response


class PasswordAgain(_Unprocessable, ReauthenticateView):
    template_name = "office/security/again.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "by": "password"}


class CodeAgain(_Unprocessable, CodeAgainView):
    template_name = "office/security/again.html"
    form_class = ConfirmByCode

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "by": "code"}


class KeyAgain(ReauthenticateWebAuthnView):
    template_name = "office/security/again.html"
    form_class = ConfirmByKey

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "by": "key", "options": _options(context, "request_options")}

    def form_invalid(self, form: Any) -> HttpResponse:
        for sentence in form.errors.get("credential", []):
            messages.error(self.request, sentence)
        return redirect(self.request.get_full_path())


LAST_ONE = (
    "Cơ quan yêu cầu có lớp bảo vệ thứ hai và đây là lớp cuối cùng. Thêm cách khác trước, rồi gỡ cách này."
)


def _has_name(host: str) -> bool:
    """Browsers tie keys to a name; an address of numbers has none."""
    name = host.rpartition(":")[0] or host
    return not name.replace(".", "").isdigit() and not name.startswith("[")
