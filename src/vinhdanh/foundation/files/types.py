"""What a file is, by its first bytes; its name is only a hint between kinds that look alike."""

import io
import zipfile
from pathlib import PurePosixPath

from vinhdanh.foundation.kernel.results import Refusal, RefusedError

OCTETS = 20_000_000
PLAIN = "text/plain"
_TEXT_ENDINGS = frozenset({"", ".txt", ".csv", ".md"})

_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
_OFFICE = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/presentation.xml": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


def media_type_of(data: bytes, name: str) -> str:
    """The media type of a piece of evidence; raises RefusedError for what we do not keep.

    Kept: PDF, PNG, JPEG, Word, Excel, PowerPoint (2007 and later), plain text; at most 20 MB.
    """
    if not data:
        raise RefusedError(Refusal("empty", f"Tệp “{name}” rỗng. Kiểm tra lại tệp rồi gửi.", field="files"))
    if len(data) > OCTETS:
        size = round(len(data) / 1_000_000)
        text = f"Tệp “{name}” nặng {size} MB, quá mức 20 MB. Giảm cỡ ảnh hoặc chia tệp rồi gửi."
        raise RefusedError(Refusal("too_large", text, field="files"))
    found = _by_magic(data) or (_by_zip(data) if data.startswith(b"PK") else _by_text(data, name))
    if found is None:
        text = (
            f"Tệp “{name}” không thuộc loại nhận được. Dùng PDF, ảnh PNG hoặc JPG, Word, Excel hay văn bản."
        )
        raise RefusedError(Refusal("wrong_type", text, field="files"))
    return found


def _by_magic(data: bytes) -> str | None:
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)


def _by_zip(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return None
    if any(name.endswith("vbaProject.bin") for name in names):
        return None
    return next((kind for part, kind in _OFFICE.items() if part in names), None)


def _by_text(data: bytes, name: str) -> str | None:
    """Plain text under the name of plain text: a script would also be text."""
    if b"\0" in data[:4096] or PurePosixPath(name).suffix.lower() not in _TEXT_ENDINGS:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return PLAIN
