"""Names of people: their parts, their usual writing, and when two spellings are one."""

import re
import unicodedata
from dataclasses import dataclass

from vinhdanh.foundation.kernel.text import fold, nfc, squash

_SALUTATIONS = ("Đồng chí", "Đ/c", "Ông", "Bà", "Cô", "Thầy")
_LEARNED = (
    *("GS", "PGS", "TSKH", "TS", "ThS", "KS", "KTS", "CN", "BS", "DS", "LS"),
    *("BSCKII", "BSCKI", "CKII", "CKI", "CK2", "CK1"),
    *(
        "NGND",
        "NGƯT",
        "NSND",
        "NSƯT",
        "TTND",
        "TTƯT",
        "NNND",
        "NNƯT",
        "AHLĐ",
        "AHLLVTND",
    ),
)
_RANKS = tuple(
    f"{degree} {grade}"
    for grade in ("tướng", "tá", "úy", "uý")
    for degree in ("Đại", "Thượng", "Trung", "Thiếu")
)
_TWO_WORD_FAMILIES = frozenset({"ton that", "ton nu", "au duong"})
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTERS = re.compile(r"[^\W\d_]+")


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# A salutation, a rank and an undotted title need a space behind them; a dotted title may touch the name.
_SALUTATION = re.compile(rf"({_any_of(_SALUTATIONS)})[:.]?\s+(?=\S)", re.IGNORECASE)
_TITLE = re.compile(
    rf"(?:(?P<rank>(?i:{_any_of(_RANKS)}))[.,]?\s+|(?P<dotted>(?i:{_any_of(_LEARNED)}))\.\s*"
    rf"|(?P<plain>{_any_of(_LEARNED)}),?\s+)(?=\S)"
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """Parts of a name in their usual writing; a single word is the given name."""

    family: str
    middle: str
    given: str
    titles: tuple[str, ...] = ()
    salutation: str = ""

    @property
    def full(self) -> str:
        """Family, middle and given name, without salutation and titles."""
        return " ".join(part for part in (self.family, self.middle, self.given) if part)


def _strip_front(text: str) -> tuple[str, str, tuple[str, ...]]:
    """The bare name, the salutation and the titles in front of it.

    At least one word stays as the name.
    """
    salutation, titles = "", []
    if match := _SALUTATION.match(text):
        salutation, text = match.group(1), text[match.end() :]
    while match := _TITLE.match(text):
        titles.append(next(filter(None, match.groups())))
        text = text[match.end() :]
    return text, salutation, tuple(titles)


def _capital(word: str) -> str:
    """Capitalise: "NGUYỄN" and "nguyễn" become "Nguyễn", "H'BIA" becomes "H'Bia", "McKay" stays."""
    plain = word.isupper() or word.islower()
    return _LETTERS.sub(lambda m: m[0][0].upper() + (m[0][1:].lower() if plain else m[0][1:]), word)


def parse_name(text: str) -> PersonName:
    """Parts of a full name as documents write it; never raises, an empty text gives empty parts.

    >>> parse_name("Bà TS. TRẦN  thị Hoà").given
    'Hoà'
    """
    bare, salutation, titles = _strip_front(squash(text))
    words = [_capital(word) for word in bare.split()]
    if len(words) < 2:
        return PersonName("", "", "".join(words), titles, salutation)
    size = 2 if len(words) > 2 and fold(" ".join(words[:2])) in _TWO_WORD_FAMILIES else 1
    return PersonName(" ".join(words[:size]), " ".join(words[size:-1]), words[-1], titles, salutation)


def display_name(text: str) -> str:
    """The name alone, one space between words, each word with a capital."""
    return parse_name(text).full


def _spelling(match: re.Match[str]) -> str:
    marks = unicodedata.normalize("NFD", match.group())
    bare = "".join(mark for mark in marks if mark not in _TONES)
    tones = sorted(str(_TONES[mark]) for mark in marks if mark in _TONES)
    return unicodedata.normalize("NFC", bare) + "".join(tones)


def same_spelling_key(text: str) -> str:
    """Equal for two spellings that differ in tone placement, case or spaces only. Never for display.

    "hoà" and "hòa", "THUỶ" and "Thủy" are equal; "lí" and "lý", "hoa" and "hoà" are not.
    """
    return _LETTERS.sub(_spelling, squash(nfc(text)).lower())
