"""Bytes of a text file to Unicode: UTF-8, UTF-16, and the code pages Vietnamese offices used before them.

TCVN 5712:1993 (VN3, "ABC" fonts) and VNI-Windows are the usual tables of the
1990s and 2000s; Windows-1258 is Python's ``cp1258``. Among the old ones the
table wins under which the most words are possible Vietnamese syllables.
"""

from collections.abc import Callable

from vinhdanh.engines.reading.faults import FaultCode, fault
from vinhdanh.foundation.kernel.old_letters import from_tcvn3, from_vni, vietnamese_share

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))

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
    texts = [text for text in (table(data) for table in _TABLES) if text]
    readings = [(vietnamese_share(text[:_SAMPLE]), text) for text in texts]
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
    return from_tcvn3(data.decode("latin-1"))


def _vni(data: bytes) -> str:
    return from_vni(data.decode("cp1252", errors="replace"))


_TABLES: tuple[Callable[[bytes], str], ...] = (_cp1258, _tcvn3, _vni)
_FONTS = ((".vn", _tcvn3), ("vni-", _vni))
