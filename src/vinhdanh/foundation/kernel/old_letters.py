"""Letters of the time before Unicode: TCVN 5712:1993 (VN3, "ABC" fonts) and VNI-Windows.

Files and names of the 1990s and 2000s hold Western letters that a font drew as Vietnamese ones. All
functions take and return ``str``, one character per old byte (Latin-1, cp1252), and none of them raises.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from vinhdanh.foundation.kernel.text import nfc

_TCVN3 = {
    0xA1: "Ă", 0xA2: "Â", 0xA3: "Ê", 0xA4: "Ô", 0xA5: "Ơ", 0xA6: "Ư", 0xA7: "Đ", 0xA8: "ă",
    0xA9: "â", 0xAA: "ê", 0xAB: "ô", 0xAC: "ơ", 0xAD: "ư", 0xAE: "đ", 0xB5: "à", 0xB6: "ả",
    0xB7: "ã", 0xB8: "á", 0xB9: "ạ", 0xBB: "ằ", 0xBC: "ẳ", 0xBD: "ẵ", 0xBE: "ắ", 0xC6: "ặ",
    0xC7: "ầ", 0xC8: "ẩ", 0xC9: "ẫ", 0xCA: "ấ", 0xCB: "ậ", 0xCC: "è", 0xCE: "ẻ", 0xCF: "ẽ",
    0xD0: "é", 0xD1: "ẹ", 0xD2: "ề", 0xD3: "ể", 0xD4: "ễ", 0xD5: "ế", 0xD6: "ệ", 0xD7: "ì",
    0xD8: "ỉ", 0xDC: "ĩ", 0xDD: "í", 0xDE: "ị", 0xDF: "ò", 0xE1: "ỏ", 0xE2: "õ", 0xE3: "ó",
    0xE4: "ọ", 0xE5: "ồ", 0xE6: "ổ", 0xE7: "ỗ", 0xE8: "ố", 0xE9: "ộ", 0xEA: "ờ", 0xEB: "ở",
    0xEC: "ỡ", 0xED: "ớ", 0xEE: "ợ", 0xEF: "ù", 0xF1: "ủ", 0xF2: "ũ", 0xF3: "ú", 0xF4: "ụ",
    0xF5: "ừ", 0xF6: "ử", 0xF7: "ữ", 0xF8: "ứ", 0xF9: "ự", 0xFA: "ỳ", 0xFB: "ỷ", 0xFC: "ỹ",
    0xFD: "ý", 0xFE: "ỵ",
}  # fmt: skip

_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_VNI_MARKS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _CIRCUMFLEX, "á": _CIRCUMFLEX + _ACUTE, "à": _CIRCUMFLEX + _GRAVE, "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE, "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE, "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI = re.compile(r"(?P<base>[aeouyôö])(?P<mark>[ùøûõïâáàåãäêéèúüë])|(?P<letter>[ôöñíìæóòî])", re.IGNORECASE)

_CLOSED: Final = frozenset(
    re.findall(r"\S+", "a ă â e ê i iê o ô ơ u ư y oa oă oe oo ôô uâ uê uô uơ uy uyê ươ yê")
)
"""Vowels before a final consonant, without the tone."""
_OPEN: Final = frozenset(
    re.findall(
        r"\S+",
        "a e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iêu iu oa oai oao oay oe oeo oi ôi ơi"
        " ua uây uau uê ui uôi uơ uy uya uyu ưa ưi ươi ươu ưu yêu",
    )
)
"""Vowels that end a syllable, without the tone."""
_SYLLABLE = re.compile(
    r"(?:ngh(?=[eêi])|gh(?=[eêi])|ng|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnrstvx])?"
    r"(?P<nucleus>[aăâeêioôơuưy]{1,3})(?P<final>ch|ng|nh|[cmnpt])?"
)
_WORD = re.compile(r"[^\W\d_]+")
_TONES: Final = frozenset({_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT})
_MARKS: Final = _TONES | {_CIRCUMFLEX, _BREVE, "\u031b"}
_OWN: Final = re.compile(r"[\u00a1-\u00ff\u0152\u0153\u0178\u0192\u02c6\u02dc\u2013-\u2122]")


def from_tcvn3(text: str) -> str:
    """Text of an ABC font, one character per old byte, as Unicode."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """Text of a VNI font, one character per old byte, as Unicode."""
    return nfc(_VNI.sub(_vni_letter, text))


def vietnamese_share(text: str) -> float:
    """The share (0..1) of words with marks that are possible Vietnamese syllables; 0 when there is none."""
    words = [word for word in _WORD.findall(nfc(text)) if not word.isascii()]
    return sum(map(possible, words)) / len(words) if words else 0.0


def possible(word: str) -> bool:
    """Whether a word can be a Vietnamese syllable: such letters, and one tone at most, where it may stand."""
    if word != word.upper() and word[1:] != word[1:].lower():
        return False
    plain, toned = _without_tones(nfc(word.lower()))
    found = _SYLLABLE.fullmatch(plain)
    if found is None or found["nucleus"] not in (_CLOSED if found["final"] else _OPEN) or len(toned) > 1:
        return False
    return not toned or toned[0] - found.start("nucleus") in _tone_places(found["nucleus"], found["final"])


def _without_tones(word: str) -> tuple[str, list[int]]:
    """The letters without tones, and where the tones stood."""
    letters, toned = [], []
    for place, letter in enumerate(word):
        parts = unicodedata.normalize("NFD", letter)
        if _TONES & set(parts):
            toned.append(place)
        letters.append(nfc("".join(char for char in parts if char not in _TONES)))
    return "".join(letters), toned


def _tone_places(nucleus: str, final: str | None) -> set[int]:
    """Where a tone may stand: on the last vowel with a mark of its own, else by the shape of the syllable."""
    marked = [place for place, vowel in enumerate(nucleus) if vowel in "ăâêôơư"]
    if marked:
        return {marked[-1]}
    if len(nucleus) == 1:
        return {0}
    if final or len(nucleus) == 3:
        return {1}
    # hòa and hoà, thủy and thuỷ: both are written.
    return {0, 1} if nucleus in {"oa", "oe", "uy"} else {0}


def recognised(text: str) -> tuple[str, str] | None:
    """``(name of the table, text as Unicode)`` when ``text`` is surely of an old font, else ``None``.

    Sure is: some word cannot be Vietnamese as it stands, and under the table every word with marks can.
    """
    if text.isascii() or not _OWN.search(text) or all(_plain(word) for word in text.split()):
        return None
    for name, table in _TABLES:
        turned = table(text)
        if turned != text and all(_plain(word) for word in turned.split()):
            return name, nfc(turned)
    return None


def _plain(word: str) -> bool:
    """Letters of the Vietnamese alphabet only, in possible syllables; words without marks pass."""
    marks = {char for char in unicodedata.normalize("NFD", word) if not char.isascii()}
    if not marks <= _MARKS | {"đ", "Đ"}:
        return False
    return all(part.isascii() or possible(part) for part in _WORD.findall(word))


def _vni_letter(found: re.Match[str]) -> str:
    if letter := found["letter"]:
        plain = _VNI_LETTERS[letter.lower()]
        return plain if letter.islower() else plain.upper()
    base = found["base"]
    plain = _VNI_LETTERS.get(base.lower(), base.lower())
    whole = unicodedata.normalize("NFC", plain + _VNI_MARKS[found["mark"].lower()])
    return whole if base.islower() else whole.upper()


_TABLES: tuple[tuple[str, Callable[[str], str]], ...] = (("TCVN3", from_tcvn3), ("VNI", from_vni))
