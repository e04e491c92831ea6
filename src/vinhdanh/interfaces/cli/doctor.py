"""``vinhdanh doctor``: how the site is, line by line, and what to do where it is not well."""

import argparse
import os
from collections.abc import Iterator
from dataclasses import asdict

from vinhdanh.config.environment import data_folder
from vinhdanh.interfaces.cli.checkup.findings import Finding, Look
from vinhdanh.interfaces.cli.main import emit, show

_WORDS = {"ok": "ổn   ", "warn": "chú ý", "fail": "HỎNG "}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="in JSON")


def run(args: argparse.Namespace) -> int:
    """Look at everything; the code is 1 when a line says fail. Changes nothing, migrates nothing."""
    findings = list(_all())
    bad = any(each.level == "fail" for each in findings)
    if args.json:
        emit({"ok": not bad, "findings": [asdict(each) for each in findings]})
        return int(bad)
    for each in findings:
        todo = f" → {each.todo}" if each.todo else ""
        show(f"{_WORDS[each.level]}  {each.name}: {each.text.rstrip('.')}.{todo}")
    return int(bad)


def _all() -> Iterator[Finding]:
    from vinhdanh.foundation.postgres import PostgresError
    from vinhdanh.interfaces.cli import database
    from vinhdanh.interfaces.cli.checkup import machine, safety, store

    if (data_folder() / "demo").exists():
        os.environ.setdefault("VINHDANH_DEMO", "1")
    try:
        with database.with_database():
            with database.with_django(database=False):
                yield from _looked(machine.programs, machine.disk, machine.fonts)
                yield from _looked(store.database, store.clock, store.queue, store.outbox, store.files)
                yield from _looked(safety.configuration)
            database.close_connections()
    except PostgresError as error:
        yield Finding("Cơ sở dữ liệu", "fail", str(error), "Sửa như trên rồi chạy lại doctor")


def _looked(*looks: Look) -> Iterator[Finding]:
    """Trouble in one look is a finding of its own."""
    for look in looks:
        try:
            yield from look()
        except Exception as error:
            said = " ".join(str(error).split())[:200]
            yield Finding(look.__name__, "fail", f"Không xem được: {said}", "Xem các dòng HỎNG khác trước")
