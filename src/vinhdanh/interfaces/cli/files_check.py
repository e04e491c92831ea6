"""``vinhdanh files check``: is every file still what it was? Exit code 0 when so, 1 when not."""

import argparse
from dataclasses import asdict

from vinhdanh.interfaces.cli.main import emit, show


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="in JSON")


def run(args: argparse.Namespace) -> int:
    from vinhdanh.foundation.files.models import StoredFile
    from vinhdanh.foundation.files.upkeep import damages

    total = StoredFile.objects.values("sha256").distinct().count()
    found = list(damages())
    if args.json:
        emit({"contents": total, "ok": not found, "damaged": [asdict(one) for one in found]})
        return 1 if found else 0
    for one in found:
        show(one.sentence)
    show(f"Đã đọc {total} nội dung: {f'{len(found)} bị mất hoặc hỏng' if found else 'tất cả nguyên vẹn'}.")
    return 1 if found else 0
