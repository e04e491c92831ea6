"""What a signed PDF shows or carries beside the pages that were exported and the signatures on them.

A signature proves what was signed, not that it is what we handed out: a strip of white over a sum, a note, a
script or an attached file may have been put in before. Words alone do not tell, so the pages are drawn too.
"""

import io
from collections.abc import Iterator
from typing import Any, Final

_POINT: Final = 1.0
"""Pixels a point: a figure of 13 points is some ten pixels high, and a page takes 10 ms."""
_SHADE: Final = 48
"""Of 255; less is the same page drawn from a file that was only written anew."""
_ACTIONS: Final = frozenset({"/GoTo", "/URI", "/Named"})
_CODE: Final = "mã tự chạy"
_ATTACHED: Final = "tệp đính kèm"
_LAYERS: Final = "lớp hiện ẩn theo lúc xem, lúc in"
_NOTE: Final = "ghi chú hoặc hình đặt trên trang"
_EMPTY: Final = "ô ký trống không phải của bản đã xuất"
_TAIL: Final = "dữ liệu nối sau phần cuối của tệp"


def same_look(signed: bytes, exported: bytes) -> bool:
    """Do the pages look alike, signatures and notes left out? ``ValueError`` for an unreadable PDF."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(signed) as mine, pypdfium2.PdfDocument(exported) as ours:
            return len(mine) == len(ours) and all(_alike(mine[at], ours[at]) for at in range(len(ours)))
    except pypdfium2.PdfiumError as error:
        raise ValueError("unreadable PDF") from error


def _alike(mine: Any, ours: Any) -> bool:
    if [round(side) for side in mine.get_size()] != [round(side) for side in ours.get_size()]:
        return False
    pictures = [page.render(scale=_POINT, grayscale=True, draw_annots=False) for page in (mine, ours)]
    one, other = (bytes(picture.buffer) for picture in pictures)
    if one == other:
        return True
    return len(one) == len(other) and max(abs(a - b) for a, b in zip(one, other, strict=True)) <= _SHADE


def strangers(signed: bytes, exported: bytes) -> str:
    """What is in the signed file that has no business there, in words; empty for nothing.

    ``ValueError`` for a PDF that cannot be read.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    if not signed.rstrip().endswith(b"%%EOF"):
        return _TAIL
    try:
        mine, ours = (PdfFileReader(io.BytesIO(data), strict=False).root for data in (signed, exported))
        return next(_found(mine, ours), "")
    except (PdfError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError("unreadable PDF") from error


def _found(mine: Any, ours: Any) -> Iterator[str]:
    names = _at(mine, "/Names") or {}
    if "/AA" in mine or "/JavaScript" in names or "/XFA" in (_at(mine, "/AcroForm") or {}):
        yield _CODE
    if _acts(_at(mine, "/OpenAction")):
        yield _CODE
    if "/EmbeddedFiles" in names or "/AF" in mine or "/Collection" in mine:
        yield _ATTACHED
    if "/OCProperties" in mine:
        yield _LAYERS
    for page, known in zip(_pages(mine["/Pages"]), _pages(ours["/Pages"]), strict=False):
        yield from _on_page(page, known)


def _pages(node: Any) -> Iterator[Any]:
    for kid in node["/Kids"]:
        page = kid.get_object()
        if "/Kids" in page:
            yield from _pages(page)
        else:
            yield page


def _on_page(page: Any, known: Any) -> Iterator[str]:
    notes = [each.get_object() for each in _at(page, "/Annots") or ()]
    before = [each.get_object() for each in _at(known, "/Annots") or ()]
    if "/AA" in page or any("/AA" in note or _acts(_at(note, "/A")) for note in notes):
        yield _CODE
    links = [sum(_kind(note) == "/Link" for note in each) for each in (notes, before)]
    if links[0] > links[1] or any(_kind(note) not in {"/Link", "/Widget"} for note in notes):
        yield _NOTE
    empty = [_looks(note) for note in before if _is_empty(note)]
    for note in notes:
        if _kind(note) != "/Widget":
            continue
        if _of_field(note, "/FT") != "/Sig":
            yield _NOTE
        elif _is_empty(note) and _looks(note) not in empty:
            yield _EMPTY


def _is_empty(note: Any) -> bool:
    return _kind(note) == "/Widget" and _of_field(note, "/V") is None


def _of_field(note: Any, key: str) -> Any:
    """A value of the field: on the widget itself, or on the field above it."""
    found = _at(note, key)
    return found if found is not None else _at(_at(note, "/Parent") or {}, key)


def _looks(note: Any) -> tuple[Any, ...]:
    """Name, place and drawing of an empty field."""
    drawn = _at(_at(note, "/AP") or {}, "/N")
    words = getattr(drawn, "data", b"")
    return str(_of_field(note, "/T")), tuple(round(float(side)) for side in note["/Rect"]), words


def _kind(note: Any) -> str:
    return str(_at(note, "/Subtype"))


def _at(entries: Any, key: str) -> Any:
    """The value itself, also where the file only points to it (``get`` would give the pointer)."""
    return entries[key] if key in entries else None  # noqa: SIM401


def _acts(action: Any) -> bool:
    """Does opening or clicking do more than to go somewhere?"""
    if not hasattr(action, "keys"):
        return False
    return str(_at(action, "/S")) not in _ACTIONS or "/Next" in action
