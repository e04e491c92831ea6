"""Zip containers (DOCX, XLSX) looked at from outside: names and sizes, nothing is unpacked."""

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Final

from vinhdanh.engines.reading import limits
from vinhdanh.engines.reading.faults import FaultCode, fault

_END_RECORD: Final = b"PK\x05\x06"
_END_BYTES: Final = 22
_COMMENT_BYTES: Final = 65_535
_ENCRYPTED_FLAG: Final = 0x1


def open_archive(data: bytes, label: str) -> zipfile.ZipFile:
    """The archive, once its directory has passed the limits.

    Raises the faults ``damaged``, ``zip_bomb`` and ``encrypted``; ``label``
    names the file in their sentences. Sizes are the declared ones: ``zipfile``
    never unpacks more of an entry than it declares.
    """
    _check_directory(data, label)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, struct.error, NotImplementedError):
        raise fault(FaultCode.DAMAGED, found=label) from None
    entries = archive.infolist()
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise fault(FaultCode.ENCRYPTED, found=label)
    if len(entries) > limits.ZIP_ENTRIES or _swollen(entries):
        raise fault(FaultCode.ZIP_BOMB, found=label)
    return archive


def unpack(archive: zipfile.ZipFile, name: str, *, label: str, limit: int) -> bytes:
    """One entry's bytes. Raises ``damaged`` (also when it is missing) and ``zip_bomb`` past ``limit``."""
    try:
        info = archive.getinfo(name)
        if info.file_size > limit:
            raise fault(FaultCode.ZIP_BOMB, found=label)
        return archive.read(info)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
            RuntimeError, struct.error):  # fmt: skip
        raise fault(FaultCode.DAMAGED, found=label) from None


def _check_directory(data: bytes, label: str) -> None:
    """Refuse a directory too long to be worth parsing: the entry count may lie, its length cannot."""
    at = data.rfind(_END_RECORD, max(0, len(data) - _COMMENT_BYTES - _END_BYTES))
    if at < 0 or at + _END_BYTES > len(data):
        raise fault(FaultCode.DAMAGED, found=label)
    (size,) = struct.unpack_from("<I", data, at + 12)
    if size > limits.ZIP_DIRECTORY_BYTES:
        raise fault(FaultCode.ZIP_BOMB, found=label)


def _swollen(entries: list[zipfile.ZipInfo]) -> bool:
    if sum(entry.file_size for entry in entries) > limits.ZIP_TOTAL_BYTES:
        return True
    return any(
        entry.file_size > limits.ZIP_RATIO_FROM_BYTES
        and entry.file_size > limits.ZIP_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
