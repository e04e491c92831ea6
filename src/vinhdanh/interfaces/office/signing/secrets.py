"""Secrets of second factors lie encrypted in the database, by a key that lies outside it."""

import base64
import logging
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

_PURPOSE = b"vinhdanh second factors v1"
_log = logging.getLogger(__name__)


def encrypt(text: str) -> str:
    """Encrypt under a key derived from ``SECRET_KEY``."""
    return _box(settings.SECRET_KEY, tuple(settings.SECRET_KEY_FALLBACKS)).encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """The clear text again; raises ValidationError, with a sentence, when the key is another one by now."""
    from cryptography.fernet import InvalidToken

    box = _box(settings.SECRET_KEY, tuple(settings.SECRET_KEY_FALLBACKS))
    try:
        return str(box.decrypt(text.encode()).decode())
    except InvalidToken as error:
        _log.error("a second factor cannot be read: it was stored under another SECRET_KEY")
        sentence = "Máy chủ đã đổi khóa nên không đọc được mã bảo vệ cũ. Nhờ người quản trị đặt lại giúp."
        raise ValidationError(sentence, code="unreadable_secret") from error


@lru_cache(maxsize=4)
def _box(key: str, older: tuple[str, ...]) -> "MultiFernet":
    from cryptography.fernet import Fernet, MultiFernet

    return MultiFernet([Fernet(_derived(each)) for each in (key, *older)])


def _derived(key: str) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(key.encode())
    return base64.urlsafe_b64encode(derived)
