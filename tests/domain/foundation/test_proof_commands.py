"""What the commands say and how they end; and what the worker does by itself."""

import json
import os
from argparse import Namespace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from procrastinate.jobs import Job

from tests.domain.foundation.test_audit_chain import _without_triggers
from tests.world import body
from vinhdanh.config.papers import AnchorSettings, FileSettings
from vinhdanh.foundation.audit.anchors import anchors
from vinhdanh.foundation.audit.jobs import anchor_turn, seal_turn
from vinhdanh.foundation.audit.models import AuditRow, Seal, Waiting
from vinhdanh.foundation.files.models import StoredFile
from vinhdanh.foundation.files.store import path_of, put
from vinhdanh.foundation.jobs.carrying import carry_out
from vinhdanh.foundation.jobs.loops import LOOPS, Loop, take_turn
from vinhdanh.foundation.kernel.tracing import current_trace
from vinhdanh.interfaces.cli import audit_verify, files_check, files_sweep
from vinhdanh.interfaces.cli.problems import Problem

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places(settings: Any, tmp_path: Path) -> Path:
    settings.ANCHORS = AnchorSettings(tmp_path / "anchors")
    settings.FILE_STORE = tmp_path / "files"
    settings.FILES = FileSettings(tmp_path / "files")
    return tmp_path


def _told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_audit_verify_tells_and_ends_by_what_it_finds(capsys: pytest.CaptureFixture[str]) -> None:
    body("Một tổ chức")
    seal_turn()
    anchor_turn()
    assert audit_verify.run(Namespace(json=False)) == 0
    assert "nguyên vẹn" in capsys.readouterr().out
    _without_triggers("UPDATE audit_auditrow SET action = 'khac'")
    assert audit_verify.run(Namespace(json=True)) == 1
    told = _told(capsys)
    assert (told["ok"], told["fault"]["kind"], told["fault"]["number"]) == (False, "changed", 1)
    assert told["fault"]["row_id"] == str(AuditRow.objects.get().pk)
    assert told["sentence"].startswith("Dòng số 1 khác với lúc niêm")


def test_audit_verify_says_when_the_anchors_cannot_be_read(places: Path) -> None:
    (places / "anchors").mkdir()
    (places / "anchors" / "000000000001-x.json").mkdir()
    with pytest.raises(Problem, match="Chưa so được với mốc neo"):
        audit_verify.run(Namespace(json=False))


def test_files_check_names_what_is_damaged(capsys: pytest.CaptureFixture[str]) -> None:
    row = put(b"se hong", name="Biên bản.txt", media_type="text/plain", by=None)
    assert files_check.run(Namespace(json=True)) == 0
    assert _told(capsys) == {"contents": 1, "ok": True, "damaged": []}
    path_of(row).write_bytes(b"da hong")
    assert files_check.run(Namespace(json=False)) == 1
    assert "Biên bản.txt" in capsys.readouterr().out


def test_files_sweep_counts_first_and_takes_only_when_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    row = put(b"khong ai giu", name="a.txt", media_type="text/plain", by=None)
    StoredFile.objects.update(created_at="2020-01-01T00:00:00Z")
    os.utime(path_of(row), (1_577_836_800, 1_577_836_800))
    assert files_sweep.run(Namespace(json=True, dry_run=True, hours=24)) == 0
    told = _told(capsys)
    assert (told["rows"], told["contents"], told["dry"]) == (1, 1, True)
    assert "planning_evidence.file_id" in told["referring"]
    assert files_sweep.run(Namespace(json=False, dry_run=False, hours=24)) == 0
    assert "Đã xóa 1 tệp không nơi nào dùng, 1 nội dung" in capsys.readouterr().out
    assert not StoredFile.objects.exists()


def test_the_worker_seals_and_anchors_by_itself() -> None:
    body("Một tổ chức")
    assert {"audit.seal", "audit.anchor"} <= LOOPS.keys()
    seal_turn()
    anchor_turn()
    assert not Waiting.objects.exists()
    assert list(anchors()) == [Seal.objects.count()]


def test_trouble_in_a_turn_is_logged_and_ends_nothing(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vinhdanh.foundation.jobs.loops.connection.close", lambda: None)

    def fail() -> None:
        raise OSError("kho không trả lời")

    assert take_turn("thu", Loop(timedelta(seconds=1), fail)) is False
    assert take_turn("thu", Loop(timedelta(seconds=1), lambda: None)) is True
    assert "kho không trả lời" in caplog.text


def test_a_job_has_a_word_of_its_own() -> None:
    heard: list[str] = []
    for number in (1, 2):
        queued = Job(id=number, queue="default", lock=None, queueing_lock=None, task_name="tests.trace")
        carry_out(lambda: heard.append(current_trace()), queued, {})
    assert len(set(heard)) == 2
    assert all(len(word) == 32 for word in heard)
    assert current_trace() == ""


def test_each_answer_carries_its_word_and_takes_none_from_outside(client: Any) -> None:
    first = client.get("/dang-nhap/", headers={"X-Request-ID": "muon"})["X-Request-ID"]
    second = client.get("/dang-nhap/")["X-Request-ID"]
    assert len({first, second, "muon"}) == 3
