"""Vietnamese collation as a plain string.

A key holds printable ASCII only and compares byte by byte, so that Python and a
SQL column under the C collation agree. Its three levels are parted by a space,
the lowest character used:

1. letters (a ă â b c d đ e ê g h … x y; the foreign f j w z in their Latin
   places), words parted by ``!``, numbers by value and before letters;
2. tones, one digit a syllable: ngang, huyền, hỏi, ngã, sắc, nặng;
3. case, small letters first.

A tone counts for its whole syllable, hence "hoà" and "hòa" share one key.
"""

import re
import unicodedata

from vinhdanh.foundation.kernel.names import parse_name
from vinhdanh.foundation.kernel.text import fold, squash

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_CODES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg"
_PLACE = dict(zip(_ALPHABET, _CODES, strict=True))
_FOREIGN = "z"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_LEVEL = " "
_WORD = "!"


def _letter_and_tone(char: str) -> tuple[str, str]:
    """A small letter without its tone, and the tone's digit ("" for ngang)."""
    marks = unicodedata.normalize("NFD", char)
    tone = "".join(_TONES.get(mark, "") for mark in marks[1:])
    bare = unicodedata.normalize("NFC", "".join(m for m in marks if m not in _TONES))
    return bare, tone[:1]


def _place(letter: str) -> str:
    code = _PLACE.get(letter) or "".join(_PLACE.get(c, "") for c in fold(letter))
    return code or f"{_FOREIGN}{ord(letter[0]):06x}"


def _number(digits: str) -> str:
    """Digits behind their count, so that 2 < 10 < 100; counts of nine and more go on in further digits."""
    digits = digits.lstrip("0")
    nines, rest = divmod(len(digits), 9)
    return f"{'9' * nines}{rest}{digits}"


def _word(word: str) -> tuple[str, str]:
    """Level one of a run of letters, and the digit of its tone."""
    parts = [_letter_and_tone(char) for char in word.lower()]
    tone = next((tone for _, tone in parts if tone), "0")
    return "".join(_place(letter) for letter, _ in parts if letter), tone


def _tokens(text: str) -> list[tuple[str, bool]]:
    """Runs of digits or letters, each with whether it sticks to the run before it ("A1")."""
    found, end = [], -1
    for match in _TOKEN.finditer(text):
        found.append((match.group(), match.start() == end))
        end = match.end()
    return found


def sort_key(text: str) -> str:
    """Collation key of any text; never raises, empty text sorts first.

    >>> sorted(["Đà Nẵng", "Quý 10", "Da Nang", "Quý 2"], key=sort_key)
    ['Da Nang', 'Đà Nẵng', 'Quý 2', 'Quý 10']
    """
    letters, tones, cases = "", "", ""
    for token, sticks in _tokens(squash(text)):
        glue = "" if sticks or not letters else _WORD
        if token.isascii() and token.isdigit():
            letters += glue + _number(token)
            continue
        places, tone = _word(token)
        letters += glue + places
        tones += tone
        cases += "".join("1" if char.isupper() else "0" for char in token)
    return _LEVEL.join((letters, tones.rstrip("0"), cases.rstrip("0")))


def person_sort_key(full_name: str) -> str:
    """Key of a person's name as Vietnamese lists order people: given name, family name, middle name.

    Salutations and titles ("Bà", "TS.") do not count.
    """
    name = parse_name(full_name)
    return (_LEVEL * 2).join(sort_key(part) for part in (name.given, name.family, name.middle))
