"""The machine: programs, disk, fonts, what may be absent."""

import platform
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from vinhdanh import __version__
from vinhdanh.interfaces.cli.checkup.findings import Finding, judged

_OPTIONAL = {
    "tesseract": ("nhận chữ trong ảnh quét", "apt install tesseract-ocr tesseract-ocr-vie"),
    "soffice": ("đọc tệp Word cũ (.doc)", "apt install libreoffice-writer-nogui"),
}


def programs() -> Iterator[Finding]:
    yield Finding("Phiên bản", "ok", f"Vinh Danh {__version__}, Python {platform.python_version()}")
    for program, (purpose, command) in _OPTIONAL.items():
        there = shutil.which(program) is not None
        text = f"{program}: {'có' if there else 'không có'}, dùng để {purpose} (không bắt buộc)"
        yield judged("Chương trình kèm", text, bad=not there, todo=f"Nếu cần: {command}.")


def disk() -> Iterator[Finding]:
    from django.conf import settings

    for what, folder in {"dữ liệu": settings.DATA, "sao lưu": settings.BACKUPS}.items():
        place = next(each for each in [Path(folder), *Path(folder).parents] if each.is_dir())
        usage = shutil.disk_usage(place)
        free = usage.free // 1_000_000
        yield judged(
            "Ổ đĩa",
            f"Còn {free} MB cho {what} ({place})",
            bad=free < settings.LEAST_FREE_MB,
            todo="Dọn bớt hoặc thêm ổ đĩa; hết chỗ thì tải tệp và ghi dữ liệu bị từ chối.",
            level="fail" if free < settings.LEAST_FREE_MB // 4 else "warn",
        )


def fonts() -> Iterator[Finding]:
    from vinhdanh.interfaces.office.assets import SOURCE

    built = SOURCE.parents[2].parent / "assets" / "fonts"
    there = find_spec("fontpkg_be_vietnam_pro") is not None or any(built.glob("*.woff2"))
    text = "Phông chữ tiếng Việt của trang: " + ("có" if there else "không thấy")
    yield judged("Phông chữ", text, bad=not there, todo="Chạy ./run một lần để dựng lại.", level="fail")
