"""What is odd about the way a name is written, and how it might be meant. Suggests; never decides.

:func:`examine` says every oddity in one sentence. What a person typed is kept by whoever asks until
a person has taken the suggestion.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

from vinhdanh.foundation.kernel.names import parse_name
from vinhdanh.foundation.kernel.old_letters import recognised
from vinhdanh.foundation.kernel.text import nfc, squash

Style = Literal["old", "new"]
"""Where the tone of oa, oe, uy stands: ``old`` is hòa, thủy; ``new`` is hoà, thuỷ."""

_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
_LETTERS = re.compile(r"[^\W\d_]+")
_OPEN_PAIR = re.compile(r"(?P<head>.*)(?P<pair>oa|oe|uy)", re.IGNORECASE | re.DOTALL)
_VOWELS: Final = frozenset("aeiouy")
_MIXED = re.compile(r"(?=\S*\d)(?=\S*[^\W\d_])\S+")
_DIGITS: Final = str.maketrans("0135", "oles")
_FOREIGN: Final = str.maketrans(
    "АВЕКМНОРСТХаеорсухіΑΒΕΗΙΚΜΝΟΡΤΥΧο",
    "ABEKMHOPCTXaeopcyxiABEHIKMNOPTYXo",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One oddity: a stable ``code``, the words before and after, one sentence.

    ``sure`` is false where only a person can know what is meant.
    """

    code: str
    before: str
    after: str
    said: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """``typed`` as it came, ``suggested`` after every finding in order."""

    typed: str
    suggested: str
    findings: tuple[Finding, ...]

    @property
    def healthy(self) -> bool:
        return not self.findings

    @property
    def sure(self) -> bool:
        """Whether nothing needs a person's knowledge."""
        return all(finding.sure for finding in self.findings)


def examine(text: str, *, style: Style | None = None) -> Diagnosis:
    """Oddities of a person's name as typed; never raises, an empty text is healthy.

    ``style`` is the office's choice of tone placement; without one neither is odd.

    >>> examine("Đ/c TRẦN  VĂN AN").suggested
    'Trần Văn An'
    """
    findings: list[Finding] = []
    current = text
    for look in (_old_font, _composed, _foreign_letters, _digits, _spaces, _titles, _capitals):
        current = _step(findings, look(current), current)
    if style:
        current = _step(findings, _placed(current, style), current)
    return Diagnosis(text, current, tuple(findings))


def place_tones(text: str, style: Style) -> str:
    """Every open oa, oe, uy with its tone where ``style`` puts it; all else as it was (in NFC)."""
    return _LETTERS.sub(lambda match: _place(match[0], style), nfc(text))


def matching_key(text: str) -> str:
    """Equal for spellings of one name: tone placement, i or y, case, spaces, decomposed letters, titles.

    Never for display. "Lý Thuỷ" and "LÍ Thủy" are equal; "Lý" and "Ly" are not.
    """
    return " ".join(_key(word) for word in parse_name(nfc(text)).full.split())


def _step(findings: list[Finding], found: Finding | None, current: str) -> str:
    if found is None:
        return current
    findings.append(found)
    return found.after


def _old_font(text: str) -> Finding | None:
    turned = recognised(text)
    if turned is None:
        return None
    name, after = turned
    return Finding("old_font", text, after, f"Chữ của phông cũ ({name}), đọc ra là “{after}”.")


def _composed(text: str) -> Finding | None:
    after = nfc(text)
    if after == text:
        return None
    said = (
        "Chữ gõ bằng dấu rời (hoặc có ký tự ẩn), nhìn giống nhưng tìm không ra; viết lại bằng chữ dựng sẵn."
    )
    return Finding("decomposed", text, after, said)


def _foreign_letters(text: str) -> Finding | None:
    after = text.translate(_FOREIGN)
    if after == text:
        return None
    said = f"Có chữ cái Nga hoặc Hy Lạp trông giống chữ Việt; có phải “{after}” không?"
    return Finding("foreign_letters", text, after, said, sure=False)


def _digits(text: str) -> Finding | None:
    after = _MIXED.sub(lambda match: _without_digits(match[0]), text)
    if after != text:
        said = f"Có chữ số lẫn trong tên; có phải “{squash(after)}” không?"
        return Finding("digits", text, after, said, sure=False)
    if any(char.isdigit() for char in text):
        return Finding("digits", text, text, "Có chữ số trong tên; ghi lại tên không có chữ số.", sure=False)
    return None


def _without_digits(word: str) -> str:
    turned = word.translate(_DIGITS)
    if any(char.isdigit() for char in turned):
        return word
    return turned.upper() if word.upper() == word else turned[0].upper() + turned[1:]


def _spaces(text: str) -> Finding | None:
    after = squash(text)
    if after == text:
        return None
    return Finding("spaces", text, after, "Thừa dấu cách; đã bỏ phần thừa.")


def _titles(text: str) -> Finding | None:
    name = parse_name(text)
    front = [part for part in (name.salutation, *name.titles) if part]
    if not front:
        return None
    after = " ".join(text.split()[-len(name.full.split()) :])
    after = _after_dot(after, name.full)
    return Finding(
        "title", text, after, f"“{', '.join(front)}” là cách xưng hô hoặc học vị, không thuộc tên."
    )


def _after_dot(text: str, full: str) -> str:
    """A dotted title may touch the name ("TS.Trần"): the name's own letters only."""
    return text[-len(full) :]


def _capitals(text: str) -> Finding | None:
    letters = [char for char in text if char.isalpha()]
    if len(letters) < 2 or not (text.isupper() or text.islower()):
        return None
    after = parse_name(text).full
    said = "Tên viết toàn chữ hoa." if text.isupper() else "Tên viết toàn chữ thường."
    return Finding("capitals", text, after, f"{said} Viết hoa chữ cái đầu: “{after}”.")


def _placed(text: str, style: Style) -> Finding | None:
    after = place_tones(text, style)
    if after == text:
        return None
    return Finding(
        "tone_place", text, after, f"Dấu thanh đặt khác lối của cơ quan; theo lối đó là “{after}”."
    )


def _parted(word: str) -> tuple[str, str]:
    """A word without its tone (NFC), and the tone's mark."""
    marks = unicodedata.normalize("NFD", word)
    tone = "".join(mark for mark in marks if mark in _TONES)
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES)), tone


def _place(word: str, style: Style) -> str:
    bare, tone = _parted(word)
    match = _OPEN_PAIR.fullmatch(bare)
    if len(tone) != 1 or match is None:
        return word
    head = match["head"].lower()
    if (match["pair"].lower() == "uy" and head.endswith("q")) or head[-1:] in _VOWELS:
        return word
    at = len(bare) - (2 if style == "old" else 1)
    return unicodedata.normalize("NFC", bare[: at + 1] + tone + bare[at + 1 :])


def _key(word: str) -> str:
    bare, tone = _parted(word.lower())
    vowels = [char for char in unicodedata.normalize("NFD", bare) if char in _VOWELS]
    if vowels == ["y"] or (bare.startswith("quy") and vowels == ["u", "y"]):
        bare = bare.replace("y", "i")
    return bare + tone
