"""What a file is, by its content. The ending of its name is only compared with the finding.

Cheap enough for a web request: the first bytes, and for zip containers the
directory. Nothing is unpacked or parsed.
"""

import re
from pathlib import PurePosixPath
from typing import Final

from vinhdanh.engines.reading import limits
from vinhdanh.engines.reading.archive import open_archive
from vinhdanh.engines.reading.faults import FaultCode, fault
from vinhdanh.engines.reading.model import FileKind

LABELS: Final[dict[FileKind, str]] = {
    "txt": "văn bản thuần (TXT)",
    "md": "văn bản thuần (MD)",
    "docx": "DOCX",
    "pdf": "PDF",
    "xlsx": "XLSX",
}
_SUFFIXES: Final[dict[str, FileKind]] = {
    ".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md",
    ".docx": "docx", ".pdf": "pdf", ".xlsx": "xlsx",
}  # fmt: skip
_FOREIGN: Final = (
    (re.compile(rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|BM.{4}\0{4}|II\*\0|MM\0\*|RIFF.{4}WEBP", re.DOTALL),
     "tệp hình ảnh"),
    (re.compile(rb"\{\\rtf"), "tệp RTF"),
    (re.compile(rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ"), "tệp nén"),
    (re.compile(rb"MZ|\x7fELF"), "tệp chương trình"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s{0,200}<(?:!doctype\s+html|html)\b", re.IGNORECASE), "trang web"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s{0,200}<\?xml\b"), "tệp XML"),
)  # fmt: skip
_UNKNOWN: Final = "dữ liệu không nhận ra được"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_HEAD: Final = 1024
_SAMPLE: Final = 8192
_CONTROLS: Final = frozenset(range(32)) - set(b"\t\n\v\f\r\x1b")
_MACRO_MAIN: Final = re.compile(r"(?:word|xl)/vbaProject\.bin", re.IGNORECASE)


def detect(data: bytes, name: str) -> FileKind:
    """The kind of a file. Raises :class:`ReadingFault` for what the reader does not take:

    ``empty``, ``too_large``, ``wrong_type``, ``renamed``, ``old_format``,
    ``encrypted``, ``macros``, ``damaged``, ``zip_bomb``.
    """
    if len(data) > limits.FILE_BYTES:
        raise fault(
            FaultCode.TOO_LARGE,
            size=-(-len(data) // limits.MEGABYTE),
            limit=limits.FILE_BYTES // limits.MEGABYTE,
        )
    if not data.strip(b"\0 \t\r\n\v\f\xef\xbb\xbf"):
        raise fault(FaultCode.EMPTY)
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    kind = _kind(data, suffix)
    expected = _SUFFIXES.get(suffix, kind if not suffix else None)
    if kind == "txt" and expected == "md":
        return "md"
    if kind == expected:
        return kind
    if kind == "txt" and expected is None:
        raise fault(FaultCode.WRONG_TYPE, found=f"tệp {suffix}")
    raise fault(FaultCode.RENAMED, suffix=suffix, found=LABELS[kind])


def _kind(data: bytes, suffix: str) -> FileKind:
    if b"%PDF-" in data[:_PDF_HEAD]:
        return "pdf"
    if data.startswith(_OLE):
        raise _ole_fault(data, suffix)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data, suffix)
    for pattern, label in _FOREIGN:
        if pattern.match(data):
            raise _foreign(suffix, label)
    if not _is_text(data[:_SAMPLE]):
        raise _foreign(suffix, _UNKNOWN)
    return "txt"


def _foreign(suffix: str, label: str) -> Exception:
    """A kind that is never read: refused as itself, or as renamed when its name claims otherwise."""
    if suffix in _SUFFIXES:
        return fault(FaultCode.RENAMED, suffix=suffix, found=label)
    return fault(FaultCode.WRONG_TYPE, found=label)


def _ole_fault(data: bytes, suffix: str) -> Exception:
    """OLE containers: a DOCX or XLSX under a password, or the formats before 2007."""
    label = suffix.removeprefix(".").upper() if suffix in (".docx", ".xlsx") else "Word/Excel"
    if _utf16("EncryptedPackage") in data:
        return fault(FaultCode.ENCRYPTED, found=label)
    if _utf16("WordDocument") in data:
        return fault(FaultCode.OLD_FORMAT, old=".doc", new=".docx")
    if _utf16("Workbook") in data or _utf16("Book") in data:
        return fault(FaultCode.OLD_FORMAT, old=".xls", new=".xlsx")
    return _foreign(suffix, _UNKNOWN)


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def _zip_kind(data: bytes, suffix: str) -> FileKind:
    label = suffix.removeprefix(".").upper() if suffix in (".docx", ".xlsx") else "nén"
    names = open_archive(data, label).namelist()
    if any(_MACRO_MAIN.fullmatch(name) for name in names):
        word = any(name.startswith("word/") for name in names)
        raise fault(FaultCode.MACROS, found="Word" if word else "Excel", new=".docx" if word else ".xlsx")
    kind = _office_kind(names)
    if kind is not None:
        return kind
    raise _foreign(suffix, _zip_label(names))


def _office_kind(names: list[str]) -> FileKind | None:
    if "[Content_Types].xml" not in names:
        return None
    if any(name.startswith("word/document") and name.endswith(".xml") for name in names):
        return "docx"
    return "xlsx" if any(name.startswith("xl/workbook") and name.endswith(".xml") for name in names) else None


def _zip_label(names: list[str]) -> str:
    if any(name.startswith("ppt/") for name in names):
        return "tệp PowerPoint"
    if "content.xml" in names and "mimetype" in names:
        return "tệp OpenDocument (LibreOffice)"
    return "tệp nén"


def _is_text(sample: bytes) -> bool:
    """Few control characters; zeros only where every other byte is one (UTF-16)."""
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    zeros = max(sample[::2].count(0), sample[1::2].count(0)), min(sample[::2].count(0), sample[1::2].count(0))
    if zeros[0]:
        return zeros[0] * 4 >= len(sample) // 2 and zeros[1] * 50 <= len(sample)
    return sum(1 for byte in sample if byte in _CONTROLS) * 100 <= len(sample)
