"""Capitals of a letterhead turned into the way one writes the name in a sentence."""

import re
from functools import cache

from vinhdanh.foundation.kernel.text import fold

# Common nouns in names of bodies: small inside a name, whatever the letterhead does.
_SMALL = frozenset(
    (
        "nhân",
        "dân",
        "tỉnh",
        "thành",
        "phố",
        "huyện",
        "quận",
        "xã",
        "phường",
        "thị",
        "trấn",
        "đặc",
        "khu",
        "và",
        "các",
        "của",
        "về",
        "trực",
        "thuộc",
    )
)
_ABBREVIATED = re.compile(r"[A-ZĐ]{2,5}(?:[-–][A-ZĐ]{2,5})?|[IVX]+|\w*\d\w*")
_KNOWN = re.compile(
    r"\b(?:U[ỷỳ]|Ủ[yỷ]|Ủy|Hội|Huyện|Tỉnh|Thành|Đảng|Quận|Mặt|Công|Liên|Trung)(?=\s+(?:Ban|Ủy|Uỷ|"
    r"Đồng|Trận|Đoàn|Tâm))\s+\w+"
)
_KEPT = frozenset(
    {
        "UBND",
        "HĐND",
        "MTTQ",
        "THPT",
        "THCS",
        "TĐKT",
        "PTDT",
        "PTDTNT",
        "TNHH",
        "MTV",
        "CP",
        "GDTX",
        "GD",
        "TP",
        "GDNN",
    }
)


def sentence_case(words: str, text: str) -> str:
    """``words`` (in capitals) as ``text`` writes them elsewhere, else by the rule for proper names."""
    if not in_capitals(words):
        return words
    parts = words.split()
    for count in range(len(parts), 1, -1):
        known = _as_written(parts[:count], text)
        if known:
            return " ".join([known, *(_word(word, 1) for word in parts[count:])])
    return _KNOWN.sub(
        lambda found: found.group().capitalize(), " ".join(_word(word, at) for at, word in enumerate(parts))
    )


def in_capitals(text: str) -> bool:
    """Set in capitals, a misread letter or two aside."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(letter.isupper() for letter in letters) * 5 > len(letters) * 4


def _as_written(words: list[str], text: str) -> str:
    pattern = re.compile(r"\s+".join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE)
    for found in pattern.finditer(text):
        if not found.group().isupper() and found.group()[:1].isupper():
            return " ".join(found.group().split())
    return ""


def _word(word: str, at: int) -> str:
    if word in _KEPT or (_ABBREVIATED.fullmatch(word) and not any(c in "AEIOUYĂÂÊÔƠƯ" for c in _plain(word))):
        return word
    small = word.lower()
    if small in _SMALL and at > 0:
        return small
    return "".join(part.capitalize() for part in re.split(r"([-–.(])", small))


@cache
def _plain(word: str) -> str:
    return fold(word).upper()
