"""Reading a backup: is it whole, and is every part what the manifest says."""

import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vinhdanh.foundation.backups.model import DUMP, MANIFEST, BackupError, Manifest
from vinhdanh.foundation.backups.shelf import hash_from

_LARGEST_MANIFEST = 256 << 20


@contextmanager
def opened(source: Path) -> Iterator[tarfile.TarFile]:
    """The archive; raises BackupError where there is none or it breaks off."""
    try:
        with tarfile.open(source, mode="r:") as archive:
            yield archive
    except FileNotFoundError:
        raise BackupError(f"Không có tệp {source}: kiểm tra lại tên.") from None
    except (tarfile.TarError, EOFError) as error:
        raise BackupError(
            f"{source} không phải bản sao lưu nguyên vẹn ({error}): dùng bản sao lưu khác."
        ) from error
    except OSError as error:
        raise BackupError(f"Không đọc được {source}: {error.strerror or error}.") from error


def manifest_of(archive: tarfile.TarFile) -> Manifest:
    """Raises BackupError when there is none."""
    try:
        entry = archive.getmember(MANIFEST)
    except KeyError:
        raise BackupError(
            "Tệp này không có bản kê: không phải bản sao lưu của Vinh Danh, hoặc bị cắt cụt khi sao chép."
        ) from None
    source = archive.extractfile(entry)
    if source is None or entry.size > _LARGEST_MANIFEST:
        raise BackupError("Bản kê trong bản sao lưu không đọc được: tệp đã hỏng, dùng bản khác.")
    return Manifest.from_json(source.read())


def verified(source: Path) -> Manifest:
    """The manifest, once every part was read and found to be what it says. Raises BackupError."""
    with opened(source) as archive:
        manifest = manifest_of(archive)
        found = {entry.name: _hash(archive, entry) for entry in archive if entry.name != MANIFEST}
    for name, sha256 in manifest.parts.items():
        if found.pop(name, None) != sha256:
            raise BackupError(f"Phần {name} trong {source} đã hỏng hoặc thiếu: dùng bản sao lưu khác.")
    if found or DUMP not in manifest.parts:
        raise BackupError(f"{source} có phần lạ hoặc thiếu cơ sở dữ liệu: không phải bản sao lưu nguyên vẹn.")
    return manifest


def _hash(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> str:
    source = archive.extractfile(entry) if entry.isfile() else None
    return hash_from(source) if source else ""
