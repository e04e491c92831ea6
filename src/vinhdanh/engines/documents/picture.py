"""A page of a PDF that we wrote ourselves, as a picture for the screen."""

import io
from typing import Final

_SCALE: Final = 1.6
"""A4 at about 950 × 1,350 points of the screen: small print stays legible."""


def page_picture(pdf: bytes, number: int = 1) -> tuple[bytes, int]:
    """PNG of page ``number`` (the last one when there are fewer), and how many pages there are."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = len(document)
        page = document[min(max(number, 1), pages) - 1]
        out = io.BytesIO()
        page.render(scale=_SCALE).to_pil().convert("L").save(out, "PNG")
        return out.getvalue(), pages
    finally:
        document.close()
