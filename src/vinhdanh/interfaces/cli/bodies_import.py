"""``vinhdanh bodies import FILE``: the directory of an office out of CSV; said again it adds nothing."""

import argparse
import csv
from pathlib import Path
from typing import TYPE_CHECKING

from vinhdanh.interfaces.cli.main import emit
from vinhdanh.interfaces.cli.problems import BadInput

if TYPE_CHECKING:
    from vinhdanh.domain.organisations.actions import BodyImport

COLUMNS = ("code", "name", "kind", "level", "parent_code", "short_name", "aliases")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, help=f"CSV (UTF-8) với các cột: {', '.join(COLUMNS)}; aliases cách nhau bằng ;"
    )


def run(args: argparse.Namespace) -> int:
    from vinhdanh.domain.organisations.actions import import_bodies
    from vinhdanh.foundation.kernel.results import RefusedError

    try:
        report = import_bodies(actor=None, rows=_rows(args.file))
    except RefusedError as refused:
        raise BadInput(str(refused.refusal)) from refused
    emit({"created": len(report.created), "changed": len(report.changed)})
    return 0


def _rows(path: Path) -> "list[BodyImport]":
    """The rows of the file; BadInput names the file, or the columns that are missing."""
    from vinhdanh.domain.organisations.actions import BodyImport

    try:
        with path.open(encoding="utf-8-sig", newline="") as source:
            reader = csv.DictReader(source)
            missing = [name for name in COLUMNS[:5] if name not in (reader.fieldnames or [])]
            if missing:
                raise BadInput(f"{path.name}: thiếu cột {', '.join(missing)}; dòng đầu phải ghi tên các cột.")
            return [
                BodyImport(
                    code=row["code"].strip(),
                    name=row["name"].strip(),
                    kind=row["kind"].strip(),
                    level=row["level"].strip(),
                    parent_code=row["parent_code"].strip(),
                    short_name=(row.get("short_name") or "").strip(),
                    aliases=tuple(a.strip() for a in (row.get("aliases") or "").split(";") if a.strip()),
                )
                for row in reader
            ]
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"Không đọc được {path}: cần tệp CSV lưu theo UTF-8.") from error
