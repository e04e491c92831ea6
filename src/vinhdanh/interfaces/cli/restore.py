"""``vinhdanh restore FILE``: a backup into an empty place."""

import argparse
import os
from pathlib import Path

from vinhdanh.config.environment import data_folder
from vinhdanh.interfaces.cli.backup import shelf_in_use
from vinhdanh.interfaces.cli.main import say
from vinhdanh.interfaces.cli.problems import Problem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="bản sao lưu")


def run(args: argparse.Namespace) -> int:
    """Restore, compare with what the backup says, apply the migrations that are newer."""
    from vinhdanh.foundation.backups import BackupError, restore, verified
    from vinhdanh.foundation.postgres.places import make_data_folder
    from vinhdanh.interfaces.cli.database import with_database
    from vinhdanh.interfaces.cli.migrations import on_disk

    source, data = Path(args.file).resolve(), make_data_folder(data_folder())
    try:
        verified(source)  # before a server is started for it
        with with_database():
            url, known = os.environ["DATABASE_URL"], on_disk()
            manifest = restore(source, url=url, data=data, shelf=shelf_in_use(), known_migrations=known)
            _catch_up()
    except BackupError as error:
        raise Problem(str(error)) from error
    rows = sum(table.rows for table in manifest.content.tables.values())
    say(
        f"Đã khôi phục bản sao lưu lúc {manifest.made_at}: {len(manifest.content.tables)} bảng, {rows} dòng, "
        f"{len(manifest.content.files)} tệp, giống hệt bản gốc. Chạy ./run để mở lại."
    )
    return 0


def _catch_up() -> None:
    """Bring the tables of an older version up to this one."""
    from vinhdanh.interfaces.cli.database import with_django

    with with_django():
        pass
