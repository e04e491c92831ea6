"""``vinhdanh audit verify``: was the log altered? Exit code 0 when it was not, 1 when it was."""

import argparse
from dataclasses import asdict

from vinhdanh.interfaces.cli.main import emit, show
from vinhdanh.interfaces.cli.problems import Problem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="in JSON")


def run(args: argparse.Namespace) -> int:
    from vinhdanh.foundation.audit.verify import verify

    try:
        report = verify()
    except OSError as error:
        raise Problem(
            f"Chưa so được với mốc neo: {error}. Kiểm tra thư mục hoặc kho lưu mốc neo rồi chạy lại."
        ) from error
    if args.json:
        told = asdict(report) | {"ok": report.fault is None, "sentence": report.sentence}
        if report.fault:
            told["fault"]["row_id"] = str(report.fault.row_id) if report.fault.row_id else None
        emit(told)
    else:
        show(report.sentence)
    return 0 if report.fault is None else 1
