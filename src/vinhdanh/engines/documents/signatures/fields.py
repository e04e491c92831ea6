"""Where signatures go on an unsigned PDF: empty fields sized as Phụ lục I Nghị định 30/2020/NĐ-CP has
them."""

import io
from dataclasses import dataclass
from typing import Any, Final

PERSON: Final = "ChuKyNguoiKy"
SEAL: Final = "ConDauCoQuan"
_POINTS: Final = 72 / 25.4
_PERSON_MM: Final = (50, 18)
"""Room between the office and the name, where the picture of the signature stands (ô 7c)."""
_SEAL_MM: Final = 36
"""A seal in its real size; it covers a third of the signature at its left (ô 8)."""
_ABOVE_NAME_MM: Final = 4


@dataclass(frozen=True, slots=True)
class Zone:
    """A place on a page (from 0) in points from its lower left corner: left, bottom, right, top."""

    page: int
    box: tuple[int, int, int, int]


def zones(pdf: bytes, signer: str) -> dict[str, Zone]:
    """Where the person signs and where the seal goes: above the last place where the signer's name stands,
    else in the lower right of the last page."""
    page, centre, bottom = _name_place(pdf, signer)
    width, height = (round(side * _POINTS) for side in _PERSON_MM)
    seal = round(_SEAL_MM * _POINTS)
    left, low = round(centre - width / 2), round(bottom + _ABOVE_NAME_MM * _POINTS)
    sealed = left + width // 3 - seal
    return {
        PERSON: Zone(page, (left, low, left + width, low + height)),
        SEAL: Zone(
            page, (sealed, low - (seal - height) // 2, sealed + seal, low - (seal - height) // 2 + seal)
        ),
    }


def _name_place(pdf: bytes, signer: str) -> tuple[int, float, float]:
    """Page, centre and top of the signer's name."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        for number in reversed(range(len(document))):
            found = _last_box(document[number], signer) if signer.strip() else None
            if found is not None:
                return number, (found[0] + found[2]) / 2, found[3]
        width, _ = document[len(document) - 1].get_size()
        return len(document) - 1, width * 0.72, 110.0


def _last_box(page: Any, words: str) -> tuple[float, float, float, float] | None:
    text = page.get_textpage()
    search = text.search(words, match_case=True)
    last = None
    while (found := search.get_next()) is not None:
        last = found
    if last is None:
        return None
    boxes = [text.get_charbox(last[0] + place) for place in range(last[1])]
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


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
