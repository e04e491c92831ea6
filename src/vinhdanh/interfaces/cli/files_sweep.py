"""``vinhdanh files sweep``: take away files that nothing refers to."""

import argparse
from dataclasses import asdict
from datetime import timedelta

from vinhdanh.interfaces.cli.main import emit, show


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="chỉ đếm, không xóa gì")
    parser.add_argument("--hours", type=int, default=24, help="chỉ xét tệp cũ hơn số giờ này (mặc định 24)")
    parser.add_argument("--json", action="store_true", help="in JSON")


def run(args: argparse.Namespace) -> int:
    from vinhdanh.foundation.files.quotas import in_words
    from vinhdanh.foundation.files.upkeep import referring_columns, sweep

    found = sweep(older_than=timedelta(hours=max(args.hours, 1)), dry=args.dry_run)
    places = [f"{table}.{column}" for table, column in referring_columns()]
    if args.json:
        emit(asdict(found) | {"dry": args.dry_run, "referring": places})
        return 0
    verb = "Sẽ xóa" if args.dry_run else "Đã xóa"
    show(
        f"{verb} {found.rows} tệp không nơi nào dùng, {found.contents} nội dung ({in_words(found.octets)}), "
        f"{found.leftovers} tệp gửi dở. Nơi dùng tệp đã xét: {', '.join(places)}."
    )
    return 0
