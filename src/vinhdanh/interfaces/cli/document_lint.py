"""``vinhdanh document lint FILE…``: what departs from Nghị định 30/2020/NĐ-CP; tells, never refuses."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vinhdanh.interfaces.cli.main import emit, show
from vinhdanh.interfaces.cli.problems import BadInput

if TYPE_CHECKING:
    from vinhdanh.engines.documents.lint import Deviation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="văn bản Word (.docx)")
    parser.add_argument("--json", action="store_true", help="in JSON")


def run(args: argparse.Namespace) -> int:
    found = [(file, _deviations(file)) for file in args.files]
    if args.json:
        emit([{"file": file.name, "deviations": [one.as_json() for one in all_]} for file, all_ in found])
        return 0
    for file, all_ in found:
        show(f"{file.name}: {f'{len(all_)} điểm' if all_ else 'không thấy điểm nào khác Nghị định'}")
        for one in all_:
            show(f"  {one.sentence()}")
    return 0


def _deviations(file: Path) -> "tuple[Deviation, ...]":
    from vinhdanh.engines.documents.lint import UnreadablePaper, lint_docx

    try:
        return lint_docx(file.read_bytes())
    except OSError as error:
        raise BadInput(f"Không mở được tệp {file}: {error.strerror}.") from error
    except UnreadablePaper as fault:
        raise BadInput(f"{file.name}: {fault}") from fault
