"""``vinhdanh backup drill``: back up, restore somewhere else, compare; nothing of the site is touched."""

import argparse
import json
import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from vinhdanh.config.environment import backups_folder, data_folder
from vinhdanh.interfaces.cli.backup import shelf_in_use
from vinhdanh.interfaces.cli.main import say, show
from vinhdanh.interfaces.cli.problems import Problem

RECORD = "last-drill.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--file", help="thử bản sao lưu có sẵn thay vì tạo bản mới")


def run(args: argparse.Namespace) -> int:
    """Report each step with its time; the code is 0 only when everything came back the same."""
    from vinhdanh.foundation.backups import BackupError, make
    from vinhdanh.interfaces.cli.database import with_database

    began = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="vinhdanh-drill-") as place:
            source = Path(args.file).resolve() if args.file else Path(place) / "thu.vdbackup"
            if not args.file:
                with with_database():
                    make(source, url=os.environ["DATABASE_URL"], data=data_folder(), shelf=shelf_in_use())
                _step("Tạo bản sao lưu và đọc kiểm lại", began)
            report = _restored(source, Path(place) / "data")
    except BackupError as error:
        raise Problem(f"Diễn tập không đạt: {error}") from error
    record = backups_folder() / RECORD
    record.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    record.write_text(json.dumps({"at": datetime.now(UTC).isoformat(timespec="seconds"), **report}), "utf-8")
    show(
        f"Diễn tập đạt: {report['tables']} bảng, {report['rows']} dòng, {report['files']} tệp, "
        f"đầu sổ nhật ký {report['audit']} đều giống nhau (sau {time.monotonic() - began:.1f} giây)."
    )
    return 0


def _restored(source: Path, data: Path) -> dict[str, object]:
    """Restore into a server made for it and compare; raises BackupError on any difference."""
    from vinhdanh.foundation.backups import restore
    from vinhdanh.foundation.postgres.testing import temporary_server
    from vinhdanh.interfaces.cli.migrations import on_disk

    data.mkdir(mode=0o700)
    began = time.monotonic()
    with temporary_server() as server:
        manifest = restore(source, url=server.url, data=data, known_migrations=on_disk())
    _step("Khôi phục vào một máy chủ tạm và so từng bảng, từng tệp, đầu sổ nhật ký", began)
    content = manifest.content
    if manifest.lost:
        say(f"Cảnh báo: {len(manifest.lost)} tệp đã mất hoặc hỏng từ trước khi sao lưu.")
    return {
        "tables": len(content.tables),
        "rows": sum(table.rows for table in content.tables.values()),
        "files": len(content.files) - len(manifest.lost),
        "audit": content.audit.get("digest") or content.audit.get("last") or "trống",
    }


def _step(words: str, since: float) -> None:
    say(f"{words}: {time.monotonic() - since:.1f} giây")
