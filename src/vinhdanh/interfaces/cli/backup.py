"""``vinhdanh backup [FILE]``: everything into one file, verified; the site may go on running."""

import argparse
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vinhdanh.config.environment import backups_folder, data_folder, files_folder
from vinhdanh.config.papers import s3_place
from vinhdanh.interfaces.cli.main import say
from vinhdanh.interfaces.cli.problems import Problem

if TYPE_CHECKING:
    from vinhdanh.foundation.backups import Shelf


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", help="tệp đích; không ghi thì vào thư mục VINHDANH_BACKUPS")


def run(args: argparse.Namespace) -> int:
    """Make the backup; the file's path on standard output."""
    from vinhdanh.foundation.backups import BackupError, make
    from vinhdanh.interfaces.cli.database import with_database
    from vinhdanh.interfaces.cli.main import show

    target = Path(args.file).resolve() if args.file else default_target()
    with with_database():
        try:
            manifest = make(target, url=os.environ["DATABASE_URL"], data=data_folder(), shelf=shelf_in_use())
        except BackupError as error:
            raise Problem(str(error)) from error
    rows = sum(table.rows for table in manifest.content.tables.values())
    size = target.stat().st_size / 1_000_000
    say(
        f"Đã sao lưu và đọc kiểm lại: {len(manifest.content.tables)} bảng, {rows} dòng, "
        f"{len(manifest.content.files)} tệp, {size:.1f} MB. "
        "Tệp này chứa dữ liệu cá nhân và khóa ký: cất nơi an toàn."
    )
    if manifest.lost:
        say(f"Cảnh báo: {len(manifest.lost)} tệp đã mất hoặc hỏng trong kho nên không có trong bản sao lưu.")
    show(str(target))
    return 1 if manifest.lost else 0


def shelf_in_use() -> "Shelf":
    """Where the file store of this site keeps its bytes: its bucket, or its folder."""
    from vinhdanh.foundation.backups import shelf_of

    return shelf_of(files_folder(), s3_place("VINHDANH_S3"))


def default_target() -> Path:
    """A name by the minute in the folder of backups."""
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    return backups_folder() / f"vinhdanh-{stamp}.vdbackup"
