"""``vinhdanh law validate [FOLDER]``: faults of the instruments with file and row, as JSON; no database."""

import argparse
from pathlib import Path

from vinhdanh.interfaces.cli.main import emit
from vinhdanh.interfaces.cli.problems import BadInput


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, nargs="?", help="thư mục văn bản (mặc định: của chương trình)")


def run(args: argparse.Namespace) -> int:
    from vinhdanh.engines.law.loader import INSTRUMENTS
    from vinhdanh.engines.law.validate import faults

    found = faults(args.folder or INSTRUMENTS)
    emit({"faults": [{"file": fault.file, "row": fault.row, "what": fault.what} for fault in found]})
    if found:
        raise BadInput(f"{len(found)} lỗi; đầu tiên: {found[0]}")
    return 0
