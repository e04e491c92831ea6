"""Where signatures go on an unsigned PDF: empty fields sized as Phụ lục I Nghị định 30/2020/NĐ-CP has
them."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

PERSON: Final = "ChuKyNguoiKy"
SEAL: Final = "ConDauCoQuan"
_POINTS: Final = 72 / 25.4
_PERSON_MM: Final = (50, 18)
"""Room between the office and the name, where the picture of the signature stands (ô 7c)."""
_SEAL_MM: Final = 36
"""A seal in its real size; it covers a third of the signature at its left (ô 8)."""
_ABOVE_NAME_MM: Final = 4


_Box: TypeAlias = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Zone:
    """A place on a page (from 0) in points from its lower left corner: left, bottom, right, top."""

    page: int
    box: _Box


def zones(pdf: bytes, signer: str) -> dict[str, Zone]:
    """Where the person signs and where the seal goes: in the free room above the signer's name, else in the
    lower right of the last page.

    The name may stand in a list too, even behind the signature: there is no free room above it.
    """
    page, person = _room(pdf, signer)
    left, low, _, high = person
    seal = round(_SEAL_MM * _POINTS)
    sealed = left + _side(0) // 3 - seal
    under = low - (seal - (high - low)) // 2
    return {PERSON: Zone(page, person), SEAL: Zone(page, (sealed, under, sealed + seal, under + seal))}


def _room(pdf: bytes, signer: str) -> tuple[int, _Box]:
    """Page and box for the person's signature."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        named = [
            (number, _above(box), page.get_textpage())
            for number, page in enumerate(document)
            for box in _boxes(page, signer)
        ]
        free = [(number, box) for number, box, text in named if not text.get_text_bounded(*box).strip()]
        width, _ = document[len(document) - 1].get_size()
        lower_right = (len(document) - 1, _above((width * 0.72, 0, width * 0.72, 110)))
        return (free or [(number, box) for number, box, _ in named] or [lower_right])[-1]


def _above(name: tuple[float, float, float, float]) -> _Box:
    """The room above the box of a name, in its middle."""
    left = round((name[0] + name[2]) / 2 - _side(0) / 2)
    low = round(name[3] + _ABOVE_NAME_MM * _POINTS)
    return left, low, left + _side(0), low + _side(1)


def _side(which: int) -> int:
    return round(_PERSON_MM[which] * _POINTS)


def _boxes(page: Any, words: str) -> Iterator[tuple[float, float, float, float]]:
    """Every place on a page where the words stand."""
    if not words.strip():
        return
    text = page.get_textpage()
    search = text.search(words, match_case=True)
    while (found := search.get_next()) is not None:
        boxes = [text.get_charbox(found[0] + place) for place in range(found[1])]
        lefts, lows, rights, highs = zip(*boxes, strict=True)
        yield min(lefts), min(lows), max(rights), max(highs)


def with_fields(pdf: bytes, signer: str) -> bytes:
    """The PDF with two empty signature fields, added behind its bytes as they are."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    for name, zone in zones(pdf, signer).items():
        append_signature_field(writer, SigFieldSpec(name, on_page=zone.page, box=zone.box))
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()
