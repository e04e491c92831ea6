"""``vinhdanh plan read FILE``: what a plan says, as JSON; no database."""

import argparse
from pathlib import Path

from vinhdanh.interfaces.cli.main import emit
from vinhdanh.interfaces.cli.problems import BadInput


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="kế hoạch: .txt .md .docx .pdf .xlsx")
    parser.add_argument("--json", action="store_true", help="in JSON (mặc định)")


def run(args: argparse.Namespace) -> int:
    from vinhdanh.engines.reading import ReadingFault, extract
    from vinhdanh.engines.reading.plan import read_plan

    try:
        data = args.file.read_bytes()
    except OSError as error:
        raise BadInput(f"Không mở được tệp {args.file}: {error.strerror}.") from error
    try:
        document = extract(data, args.file.name)
    except ReadingFault as fault:
        raise BadInput(f"{args.file.name}: {fault.sentence}") from fault
    emit(read_plan(document).as_contract())
    return 0
