"""What a file is, by its first bytes; its name is only a hint between kinds that look alike."""

import codecs
import io
import zipfile
from pathlib import PurePosixPath
from typing import IO

from django.conf import settings

from vinhdanh.foundation.kernel.results import Refusal, RefusedError

PLAIN = "text/plain"
PDF = "application/pdf"
_TEXT_ENDINGS = frozenset({"", ".txt", ".csv", ".md"})

_MAGIC = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
_OFFICE = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/presentation.xml": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


OFFICE = frozenset(_OFFICE.values())
PICTURES = frozenset({"image/png", "image/jpeg"})
_WORDS = {
    PDF: "PDF",
    PLAIN: "Văn bản",
    "text/markdown": "Văn bản",
    "image/png": "Ảnh PNG",
    "image/jpeg": "Ảnh JPG",
    **dict(zip(_OFFICE.values(), ("Word", "Excel", "PowerPoint"), strict=True)),
}


def kind_word(media_type: str) -> str:
    """What people call a kind of file."""
    return _WORDS.get(media_type, "Tệp")


def can_be_shown(media_type: str) -> bool:
    """May a small picture be made of it?"""
    return media_type == PDF or media_type in PICTURES or media_type in OFFICE


def too_large(name: str, limit: int, *, field: str = "files") -> Refusal:
    """The refusal of a file beyond ``limit`` bytes."""
    text = f"Tệp “{name}” nặng quá mức {limit // 1_000_000} MB. Giảm cỡ ảnh hoặc chia tệp rồi gửi."
    return Refusal("too_large", text, field=field)


def media_type_of(data: bytes, name: str) -> str:
    """The same for bytes at hand."""
    if len(data) > settings.FILES.limit_bytes:
        raise RefusedError(too_large(name, settings.FILES.limit_bytes))
    return media_type_of_file(io.BytesIO(data), size=len(data), name=name)


def media_type_of_file(file: IO[bytes], *, size: int, name: str, field: str = "files") -> str:
    """The media type of a piece of evidence; raises RefusedError for what we do not keep.

    Kept: PDF, PNG, JPEG, Word, Excel, PowerPoint (2007 and later), plain text.
    """
    if not size:
        raise RefusedError(Refusal("empty", f"Tệp “{name}” rỗng. Kiểm tra lại tệp rồi gửi.", field=field))
    start = file.read(4096)
    file.seek(0)
    found = _by_magic(start) or (_by_zip(file) if start.startswith(b"PK") else _by_text(file, start, name))
    if found is None:
        text = (
            f"Tệp “{name}” không thuộc loại nhận được. Dùng PDF, ảnh PNG hoặc JPG, Word, Excel hay văn bản."
        )
        raise RefusedError(Refusal("wrong_type", text, field=field))
    return found


def _by_magic(data: bytes) -> str | None:
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)


def _by_zip(file: IO[bytes]) -> str | None:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return None
    if any(name.endswith("vbaProject.bin") for name in names):
        return None
    return next((kind for part, kind in _OFFICE.items() if part in names), None)


def _by_text(file: IO[bytes], start: bytes, name: str) -> str | None:
    """Plain text under the name of plain text: a script would also be text."""
    if b"\0" in start or PurePosixPath(name).suffix.lower() not in _TEXT_ENDINGS:
        return None
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(1 << 16):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return PLAIN
