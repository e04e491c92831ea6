"""The checks before use and the doctor: what is well, what is not, what to do."""

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as live
from django.db import connection

from tests.world import World
from vinhdanh.config import checks
from vinhdanh.foundation.files.store import path_of, put
from vinhdanh.foundation.jobs.models import Run
from vinhdanh.foundation.kernel.clock import machine_now
from vinhdanh.interfaces.cli import check
from vinhdanh.interfaces.cli.checkup import machine, safety, store
from vinhdanh.interfaces.cli.checkup.findings import Finding, judged
from vinhdanh.interfaces.cli.doctor import _looked


@pytest.fixture
def office(settings: Any, tmp_path: Path) -> Any:
    """A site as it should be."""
    settings.SECRET_KEY = "x7" * 30
    settings.HTTPS = True
    settings.ALLOWED_HOSTS = ["tdkt.songmay.gov.vn"]
    settings.SECOND_FACTOR_ROLES = ("officer",)
    settings.MAIL_SERVER = object()
    settings.BACKUPS = tmp_path
    settings.FIXED_NOW, settings.DEMO, settings.DEBUG = "", False, False
    (tmp_path / "a.vdbackup").touch()
    from datetime import UTC, datetime

    (tmp_path / "last-drill.json").write_text(json.dumps({"at": datetime.now(UTC).isoformat()}))
    return settings


def _ids() -> set[str]:
    return {each.id or "" for each in checks.ready_for_use(None)}


def test_a_site_as_it_should_be_is_told_nothing(office: Any) -> None:
    assert _ids() == set()
    assert [each.level for each in safety.configuration()] == ["ok"]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SECRET_KEY", "ngan", "vinhdanh.E001"),
        ("DEBUG", True, "vinhdanh.E002"),
        ("HTTPS", False, "vinhdanh.E003"),
        ("ALLOWED_HOSTS", ["*"], "vinhdanh.E004"),
        ("ALLOWED_HOSTS", ["localhost"], "vinhdanh.W004"),
        ("DEMO", True, "vinhdanh.E005"),
        ("FIXED_NOW", "2026-03-16", "vinhdanh.E006"),
        ("SECOND_FACTOR_ROLES", (), "vinhdanh.W007"),
        ("MAIL_SERVER", None, "vinhdanh.W008"),
        ("BACKUPS", Path("/khong/co"), "vinhdanh.W009"),
    ],
)
def test_each_weakness_is_told_with_what_to_do(office: Any, name: str, value: object, told: str) -> None:
    setattr(office, name, value)
    assert told in _ids()
    assert all(each.hint for each in checks.ready_for_use(None))


def test_an_old_backup_and_a_damaged_record_are_told(office: Any, tmp_path: Path) -> None:
    old = time.time() - 48 * 3600
    os.utime(tmp_path / "a.vdbackup", (old, old))
    (tmp_path / "last-drill.json").write_text("hong")
    assert _ids() == {"vinhdanh.W009", "vinhdanh.W010"}
    assert round(checks.newest_backup_hours() or 0) == 48


def test_the_command_says_no_and_yes(office: Any, capsys: pytest.CaptureFixture[str]) -> None:
    import argparse

    office.SESSION_COOKIE_SECURE = office.CSRF_COOKIE_SECURE = True
    assert check.run(argparse.Namespace(json=True)) == 0
    assert not [each for each in json.loads(capsys.readouterr().out) if each["id"].startswith("vinhdanh.")]
    office.HTTPS = False
    assert check.run(argparse.Namespace(json=False)) == 1
    said = capsys.readouterr().out
    assert "LỖI" in said
    assert "VINHDANH_HTTPS=1" in said


@pytest.mark.django_db
def test_the_doctor_finds_what_was_planted(office: Any, world: World) -> None:
    assert {each.level for each in store.database()} == {"ok"}
    assert {each.level for each in store.clock()} == {"ok"}
    Run.objects.create(name="x", queue="q", state="failed", finished_at=machine_now())
    kept = put(b"mot tep", name="a.txt", media_type="text/plain", by=None)
    assert [each.level for each in store.files()] == ["ok"]
    path_of(kept).write_bytes(b"khac")
    found = next(iter(store.files()))
    assert (found.level, found.todo) == ("fail", "Lấy lại tệp từ bản sao lưu gần nhất, kiểm tra ổ đĩa.")
    path_of(kept).unlink()
    assert next(iter(store.files())).level == "fail"
    levels = [each.level for each in store.queue()]
    assert levels[0] == "warn"  # no worker, and nothing waits for one
    office.FIXED_NOW = "2026-03-16"
    assert [each.level for each in store.clock()] == ["ok", "fail"]


@pytest.mark.django_db
def test_letters_that_wait_too_long_are_told() -> None:
    assert next(iter(store.outbox())).level == "ok"
    with connection.cursor() as cursor:
        # Stands before the outbox of the mail room, whose columns are its own affair.
        cursor.execute(
            "CREATE TEMPORARY TABLE mail_letter (state text, created_at timestamptz) ON COMMIT DROP"
        )
        cursor.execute("INSERT INTO mail_letter VALUES ('waiting', now() - interval '2 days')")
    found = next(iter(store.outbox()))
    assert (found.level, found.text) == ("warn", "1 thư chờ gửi, lâu nhất 48 giờ")


def test_a_disk_that_fills_is_told_before_it_is_full(office: Any) -> None:
    office.LEAST_FREE_MB = 10**9
    assert {each.level for each in machine.disk()} == {"fail"}
    office.LEAST_FREE_MB = 1
    assert {each.level for each in machine.disk()} == {"ok"}
    assert next(iter(machine.fonts())).level == "ok"
    assert live.BACKUPS == office.BACKUPS


def test_trouble_in_one_look_stops_no_other() -> None:
    def broken() -> list[Finding]:
        raise ZeroDivisionError("chia cho không")

    found = list(_looked(broken, lambda: [judged("A", "tốt", bad=False, todo="")]))
    assert [each.level for each in found] == ["fail", "ok"]
    assert "chia cho không" in found[0].text
