"""Identity numbers as a keyed digest, so that they can be compared and never read back."""

import hashlib
import hmac
import re
from collections.abc import Sequence

from django.conf import settings


def digits_of(typed: str) -> str:
    """The digits and letters of a number as typed."""
    return re.sub(r"[^0-9A-Za-z]", "", typed).upper()


def digest_of(typed: str) -> str:
    """The digest kept now: 64 hexadecimal digits."""
    return _digest(digits_of(typed), settings.SECRET_KEY)


def digests_of(typed: str) -> Sequence[str]:
    """Digests under every key ever used, for finding."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [_digest(digits_of(typed), key) for key in keys]


def _digest(number: str, key: str) -> str:
    return hmac.new(f"id-number:{key}".encode(), number.encode(), hashlib.sha256).hexdigest()
