"""Vietnamese text: one normal form, one folding, used by every index and every query.

All functions take and return ``str``. None of them raises on odd input: text
out of scans, macOS file names and old encodings must pass through unharmed.
"""

import re
import unicodedata

_SPACES = re.compile(r"[\s\u00a0\u200b\u2060\ufeff]+")
# Control characters come along with words copied out of other programs; no database and no Word file holds
# them.
_CONTROLS = [*range(0x09), *range(0x0E, 0x20), 0x7F]
_ZERO_WIDTH = dict.fromkeys([*map(ord, "\u200b\u2060\ufeff\u00ad"), *_CONTROLS])


def _fold_table() -> dict[int, str]:
    """Every Latin letter with marks that NFC can produce, mapped to its plain letter."""
    table = {ord("đ"): "d", ord("Đ"): "d"}
    for code in [*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00)]:
        plain = unicodedata.normalize("NFD", chr(code))[0].lower()
        if plain.isascii() and plain.isalpha():
            table[code] = plain
    for mark in range(0x0300, 0x0370):
        table[mark] = ""
    return table


_FOLD = _fold_table()


def nfc(text: str) -> str:
    """Compose to NFC and drop characters that take no room (soft hyphen, zero-width space, controls)."""
    return unicodedata.normalize("NFC", text).translate(_ZERO_WIDTH)


def squash(text: str) -> str:
    """NFC with every run of white space made one space, ends trimmed."""
    return _SPACES.sub(" ", nfc(text)).strip()


def fold(text: str) -> str:
    """Lower case without diacritics (đ becomes d), white space squashed.

    >>> fold("Hội đồng  TĐKT")
    'hoi dong tdkt'
    """
    return squash(text).translate(_FOLD).lower()


def fold_keep_length(text: str) -> str:
    """Fold an NFC string character by character, so that offsets stay true.

    For patterns that must point back into the source. White space is kept;
    a character that folds to nothing (a stray combining mark) becomes a space.
    """
    return "".join((_FOLD.get(ord(c), c).lower() or " ")[0] for c in text)
