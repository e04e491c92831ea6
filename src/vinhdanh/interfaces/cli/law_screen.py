"""``vinhdanh law screen --on DATE``: who in the book meets every condition that a machine can check."""

import argparse
import time
from datetime import date

from vinhdanh.interfaces.cli.main import emit
from vinhdanh.interfaces.cli.problems import BadInput


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", required=True, metavar="NGÀY", help="ngày nhận hồ sơ, dạng 2026-03-02")
    parser.add_argument(
        "--year", type=int, metavar="NĂM", help="năm thành tích; bỏ trống: năm trước ngày nhận"
    )
    parser.add_argument(
        "--award", action="append", default=[], metavar="MÃ", help="chỉ xét danh hiệu, hình thức này"
    )


def run(args: argparse.Namespace) -> int:
    from vinhdanh.domain.catalogue.queries.book import is_known
    from vinhdanh.domain.eligibility.queries.everybody import screen_everybody

    on = _day(args.on)
    year = on.year - 1 if args.year is None else args.year
    if not 1980 <= year <= on.year:
        raise BadInput(f"--year {year}: năm thành tích phải từ 1980 đến {on.year}; sửa lại.")
    unknown = [code for code in args.award if not is_known(code)]
    if unknown:
        raise BadInput(
            f"--award {unknown[0]}: không có mã này; xem các mã bằng “vinhdanh law awards --on {on}”."
        )
    began = time.perf_counter()
    found = screen_everybody(on=on, year=year, codes=args.award)
    emit(
        {
            "evaluated": found.evaluated,
            "seconds": round(time.perf_counter() - began, 3),
            "eligible": [
                {"subject": str(each.subject), "award": each.award, "verdict": each.verdict}
                for each in found.eligible
            ],
        }
    )
    return 0


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        text = f"--on {words}: không phải ngày có trong lịch; ghi dạng năm-tháng-ngày, ví dụ 2026-03-02."
        raise BadInput(text) from None
