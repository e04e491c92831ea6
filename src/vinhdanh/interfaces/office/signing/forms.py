"""The library's forms, with secrets that lie encrypted and answers to odd input."""

from collections.abc import Callable
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError

from vinhdanh.interfaces.office.signing import secrets

KEY_NAME_LENGTH = 40
_CODE_SECONDS = 180
_ODD = (ValueError, KeyError, TypeError, AttributeError, IndexError)


class SetUpApp(ActivateTOTPForm):
    """The secret waits in the session between the two pages; there it lies encrypted too."""

    secret: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        session = context.request.session
        if self.is_bound and self.secret.startswith("gAAAA"):
            self.secret = secrets.decrypt(self.secret)
        else:
            session[SECRET_SESSION_KEY] = secrets.encrypt(self.secret)


class UseCode(AuthenticateForm):
    def clean_code(self) -> str:
        return _once(self.user, super().clean_code())


class ConfirmByCode(ReauthenticateForm):
    def clean_code(self) -> str:
        return _once(self.user, super().clean_code())


def _once(user: Any, code: str) -> str:
    """A code opens once. The library remembers it for half a minute only, but takes it for three halves."""
    digits = "".join(letter for letter in code if letter.isalnum())
    if not cache.add(f"code-used:{user.pk}:{digits}", "y", timeout=_CODE_SECONDS):
        raise get_adapter().validation_error("incorrect_code")
    return code


class AddKey(AddWebAuthnForm):
    name = forms.CharField(required=False, max_length=KEY_NAME_LENGTH)

    def clean(self) -> Any:
        return _answered(super().clean)


class UseKey(AuthenticateWebAuthnForm):
    def clean_credential(self) -> Any:
        return _answered(super().clean_credential)


class ConfirmByKey(ReauthenticateWebAuthnForm):
    def clean_credential(self) -> Any:
        return _answered(super().clean_credential)


def _answered(clean: Callable[[], Any]) -> Any:
    """What no key ever sends becomes a sentence, not a broken page."""
    from cryptography.exceptions import InvalidSignature

    try:
        return clean()
    except (*_ODD, InvalidSignature) as error:
        raise ValidationError(
            "Chưa đọc được trả lời của khóa bảo mật. Rút khóa ra, cắm lại rồi thử lần nữa."
        ) from error
