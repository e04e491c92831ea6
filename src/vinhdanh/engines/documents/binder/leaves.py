"""Pages of other people's files, made ready to be bound."""

import io
from collections.abc import Sequence
from typing import Any, Final

_DPI: Final = 150
_POINT: Final = 25.4 / 72
_MOST_DOTS: Final = 4_000
"""A side of a picture: a page may say that it is a hundred metres long."""


def reopened(pdf: bytes) -> tuple[bytes, list[tuple[float, float]]]:
    """The file written anew, what stands on its pages (signatures, stamps) drawn into them; sizes in mm.

    Raises ``ValueError`` with the end of a sentence.
    """
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        reason = "có mật khẩu" if "password" in str(error).lower() else "không phải tệp PDF đọc được"
        raise ValueError(reason) from error
    with document:
        if not len(document):
            raise ValueError("không có trang nào")
        sizes = []
        for page in document:
            # Signatures and stamps lie above the page: pressed into it, or they would be left behind.
            raw.FPDFPage_Flatten(page, raw.FLAT_PRINT)
            wide, high = page.get_size()
            sizes.append((wide * _POINT, high * _POINT))
        out = io.BytesIO()
        document.save(out)
    return out.getvalue(), sizes


def leaves(name: str, sizes: Sequence[tuple[float, float]]) -> list[dict[str, Any]]:
    """Pages as data for the sheet."""
    return [
        {"file": name, "page": place, "width": wide, "height": high}
        for place, (wide, high) in enumerate(sizes, 1)
    ]


def pictures(name: str, pdf: bytes) -> dict[str, bytes]:
    """Each page as a PNG, under ``name-0.png`` …"""
    import pypdfium2

    found = {}
    with pypdfium2.PdfDocument(pdf) as document:
        for place, page in enumerate(document):
            out = io.BytesIO()
            page.render(scale=_scale(page.get_size())).to_pil().save(out, "PNG")
            found[f"{name}-{place}.png"] = out.getvalue()
    return found


def _scale(size: tuple[float, float]) -> float:
    """Pictures to a point: what the print asks for, less where the page is no sheet of paper."""
    return float(min(_DPI / 72, _MOST_DOTS / max(*size, 1)))
