"""What the confined process does: a picture or a PDF in, a small WebP picture out.

Standard input: the media type, a line feed, the file's bytes. Standard output: the picture.
"""

import io
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, HEIGHT = 480, 640
"""The picture fits into this; twice as large as pages show it, for sharp screens."""
_MOST_PIXELS = 60_000_000


def request(data: bytes, media_type: str) -> bytes:
    """The bytes that :func:`main` expects."""
    return media_type.encode() + b"\n" + data


def main() -> None:
    """Draw, answer, end; a file that cannot be drawn ends the process with a traceback."""
    media_type, _, data = sys.stdin.buffer.read().partition(b"\n")
    picture = _first_page(data) if media_type == b"application/pdf" else _opened(data)
    # Threads of the encoder are not allowed here, and metadata (place, camera) must not travel on.
    clean = picture.convert("RGB")
    clean.thumbnail((WIDTH, HEIGHT))
    out = io.BytesIO()
    clean.save(out, "WEBP", quality=80, method=4)
    sys.stdout.buffer.write(out.getvalue())


def _opened(data: bytes) -> "Image":
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS // 2  # Pillow refuses at twice this
    opened = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
    opened.draft("RGB", (WIDTH * 2, HEIGHT * 2))
    return ImageOps.exif_transpose(opened)


def _first_page(data: bytes) -> "Image":
    import pypdfium2

    page = pypdfium2.PdfDocument(data)[0]
    width, height = page.get_size()
    picture: Image = page.render(scale=min(WIDTH / width, HEIGHT / height)).to_pil()
    return picture
