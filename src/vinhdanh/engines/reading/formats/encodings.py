"""Bytes of a text file to Unicode: UTF-8, UTF-16, and the code pages Vietnamese offices used before them.

TCVN 5712:1993 (VN3, "ABC" fonts) and VNI-Windows are the usual tables of the
1990s and 2000s; Windows-1258 is Python's ``cp1258``. Among the old ones the
table wins under which the most words are possible Vietnamese syllables.
"""

import re
import unicodedata
from collections.abc import Callable

from vinhdanh.engines.reading.faults import FaultCode, fault
from vinhdanh.foundation.kernel.text import fold, nfc

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))

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

_SYLLABLE = re.compile(
    r"(?:ngh?|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdghklmnrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
_ENOUGH = 0.8


def decode(data: bytes) -> str:
    """The text of a ``.txt`` or ``.md`` file; :class:`ReadingFault` ``encoding`` when no table fits."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, errors="replace")
    if wide := _utf16_without_bom(data):
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _nearly_utf8(data) or _legacy(data)


def vietnamese_share(text: str) -> float:
    """The share (0..1) of words with marks that are possible Vietnamese syllables; 0 when there is none."""
    words = [w for w in _WORD.findall(nfc(text[:_SAMPLE])) if not w.isascii()]
    return sum(map(_possible, words)) / len(words) if words else 0.0


def from_font(text: str, font: str) -> str:
    """Text stored as Western letters but drawn by an old font (``.VnTime``, ``VNI-Times``) as Unicode.

    ``.Vn`` fonts whose name ends in H hold capitals only. Text that is Unicode
    already (a stray font name) comes back unchanged.
    """
    table = next((table for prefix, table in _FONTS if font.lower().startswith(prefix)), None)
    if table is None:
        return text
    try:
        data = text.encode("cp1252")
    except UnicodeEncodeError:
        return text
    written = table(data)
    return written.upper() if table is _tcvn3 and font.endswith("H") else written


def _utf16_without_bom(data: bytes) -> str | None:
    """Latin text in UTF-16 has a zero in every other byte."""
    sample = data[:4000]
    if len(sample) < 4 or 0 not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 < len(sample) // 2:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _nearly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few bytes lost, as after a cut transfer."""
    text = data.decode("utf-8", errors="replace")
    marked = sum(1 for c in text if c > "\x7f")
    return text if text.count("\ufffd") * 8 < marked else None


def _legacy(data: bytes) -> str:
    readings = [(vietnamese_share(text), text) for text in (table(data) for table in _TABLES) if text]
    share, text = max(readings, key=lambda pair: pair[0], default=(0.0, ""))
    if share < _ENOUGH:
        raise fault(FaultCode.ENCODING)
    return text


def _cp1258(data: bytes) -> str:
    try:
        return data.decode("cp1258")
    except UnicodeDecodeError:
        return ""


def _tcvn3(data: bytes) -> str:
    return data.decode("latin-1").translate(_TCVN3)


def _vni(data: bytes) -> str:
    return nfc(_VNI.sub(_vni_letter, data.decode("cp1252", errors="replace")))


def _vni_letter(found: re.Match[str]) -> str:
    if letter := found["letter"]:
        plain = _VNI_LETTERS[letter.lower()]
        return plain if letter.islower() else plain.upper()
    base = found["base"]
    plain = _VNI_LETTERS.get(base.lower(), base.lower())
    whole = unicodedata.normalize("NFC", plain + _VNI_MARKS[found["mark"].lower()])
    return whole if base.islower() else whole.upper()


_TABLES: tuple[Callable[[bytes], str], ...] = (_cp1258, _tcvn3, _vni)
_FONTS = ((".vn", _tcvn3), ("vni-", _vni))


def _possible(word: str) -> bool:
    tones = [c for c in unicodedata.normalize("NFD", word) if c in {_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT}]
    capitals_inside = word != word.upper() and word[1:] != word[1:].lower()
    return len(tones) <= 1 and not capitals_inside and bool(_SYLLABLE.fullmatch(fold(word)))
