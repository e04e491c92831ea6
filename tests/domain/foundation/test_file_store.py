"""Files come in whole or not at all, are screened and counted, and go when nobody needs them."""

import io
import resource
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.domain.foundation.clamd import VIRUS, clamd
from tests.unit.reading.formats import files as samples
from tests.world import World, scope
from vinhdanh.config.papers import FileSettings
from vinhdanh.domain.planning.actions.progress import Attachment, add_note, change_state
from vinhdanh.domain.planning.models import Evidence, ProgressNote
from vinhdanh.engines.previews import making, office
from vinhdanh.engines.previews.making import render
from vinhdanh.foundation.files.intake import received
from vinhdanh.foundation.files.models import BodyUse, Quarantined, Rendition, StoredFile
from vinhdanh.foundation.files.places import place
from vinhdanh.foundation.files.quotas import in_words, recount, set_allowed
from vinhdanh.foundation.files.states import RenditionKind, ScanState
from vinhdanh.foundation.files.store import key_of, path_of, put, read, rendered
from vinhdanh.foundation.files.upkeep import damages, referring_columns, scan_waiting, sweep
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> Path:
    settings.FILE_STORE = tmp_path / "files"
    settings.FILES = FileSettings(tmp_path / "files")
    return tmp_path / "files"


def _loose(store: Path) -> list[Path]:
    """Everything in the store that no row needs."""
    needed = {path_of(row) for row in StoredFile.objects.all()}
    return [path for path in store.rglob("*") if path.is_file() and path not in needed]


def _text(words: str = "Chữ", **more: Any) -> StoredFile:
    return put(words.encode(), name="a.txt", media_type="text/plain", by=None, **more)


def _png(size: tuple[int, int] = (900, 600)) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", size, "#8a1538").save(out, "PNG")
    return out.getvalue()


@contextmanager
def _largest_file(octets: int) -> Iterator[None]:
    """The system itself refuses to write more than this to any file, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (octets, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


# Coming in


def test_a_stream_is_kept_as_it_came(store: Path) -> None:
    data = b"%PDF-1.7 " + b"x" * 300_000
    with received(io.BytesIO(data), name="Báo cáo.pdf") as incoming:
        assert (incoming.media_type, incoming.size) == ("application/pdf", len(data))
        assert incoming.path.is_file()
    assert not _loose(store)


def test_a_disk_that_fills_up_refuses_in_a_sentence_and_keeps_nothing(world: World, store: Path) -> None:
    task = world.tasks["Việc của xã"]
    with _largest_file(100_000), pytest.raises(RefusedError) as stopped:
        change_state(
            actor=world.clerk,
            scope=scope(world.clerk),
            task=task,
            name="complete_task",
            reason="Xong.",
            attachments=[Attachment("bao-cao.pdf", io.BytesIO(b"%PDF-1.7 " + b"x" * 300_000))],
        )
    assert stopped.value.refusal.code == "disk_full"
    assert "bao-cao.pdf" in stopped.value.refusal.reason
    task.refresh_from_db()
    assert task.state == "planned"
    assert not ProgressNote.objects.exists()
    assert not _loose(store)


def test_what_is_too_large_stops_on_the_way(settings: Any, store: Path) -> None:
    settings.FILES = replace(settings.FILES, limit_bytes=1_000_000)

    class Endless(io.RawIOBase):
        sent = 0

        def read(self, size: int = -1) -> bytes:
            self.sent += size
            return b"a" * size

    source = Endless()
    with pytest.raises(RefusedError, match="quá mức 1 MB"), received(source, name="a.txt"):  # type: ignore[arg-type]
        pass
    assert source.sent < 1_200_000
    assert not _loose(store)


def test_one_bad_file_keeps_the_good_ones_out_too(world: World, store: Path) -> None:
    task = world.tasks["Việc của xã"]
    attachments = [Attachment("tot.txt", b"chu"), Attachment("xau.exe", b"MZ\x90\x00")]
    with pytest.raises(RefusedError, match=r"xau\.exe"):
        add_note(
            actor=world.clerk, scope=scope(world.clerk), task=task, text="Đã làm", attachments=attachments
        )
    assert not ProgressNote.objects.exists()
    assert not StoredFile.objects.filter(name="tot.txt").exists()
    assert not _loose(store)


# The scanner


@pytest.fixture
def scanner(settings: Any, tmp_path: Path) -> Iterator[None]:
    with clamd(tmp_path) as address:
        settings.FILES = replace(settings.FILES, scanner=address)
        yield
    Quarantined.objects.all().delete()


def test_a_clean_file_is_marked_as_scanned(scanner: None) -> None:
    assert _text().scan == ScanState.CLEAN


def test_an_infected_file_is_refused_recorded_and_not_kept(world: World, scanner: None, store: Path) -> None:
    task = world.tasks["Việc của xã"]
    with pytest.raises(RefusedError) as stopped:
        add_note(
            actor=world.clerk,
            scope=scope(world.clerk),
            task=task,
            text="Đã làm",
            attachments=[Attachment("doc.txt", b"chu " + VIRUS)],
        )
    assert stopped.value.refusal.code == "infected"
    assert "Thu.Nghiem-1" in stopped.value.refusal.reason
    found = Quarantined.objects.get(name="doc.txt")
    assert (found.signature, found.by, found.body) == ("Thu.Nghiem-1", world.clerk.pk, world.commune.pk)
    assert not StoredFile.objects.filter(name="doc.txt").exists()
    assert not _loose(store)


def test_the_record_of_an_infected_file_outlives_the_transaction_around_it(scanner: None) -> None:
    with pytest.raises(RefusedError), transaction.atomic():
        _text(VIRUS.decode())
    assert Quarantined.objects.filter(name="a.txt").exists()


@pytest.mark.parametrize("words", ["BUSY", "khong co may quet"])
def test_without_an_answer_the_setting_decides(settings: Any, scanner: None, words: str) -> None:
    if words != "BUSY":
        settings.FILES = replace(settings.FILES, scanner="unix:/khong/co")
    with pytest.raises(RefusedError, match="Bộ quét vi-rút đang không trả lời"):
        _text(words)
    settings.FILES = replace(settings.FILES, scan_required=False)
    assert _text(words).scan == ScanState.UNSCANNED


def test_what_was_kept_unscanned_is_scanned_later(settings: Any, scanner: None) -> None:
    works = settings.FILES.scanner
    settings.FILES = replace(settings.FILES, scanner="unix:/khong/co", scan_required=False)
    clean, infected = _text("lành"), _text(VIRUS.decode())
    assert scan_waiting() == 0
    settings.FILES = replace(settings.FILES, scanner=works)
    assert scan_waiting() == 2
    clean.refresh_from_db()
    infected.refresh_from_db()
    assert (clean.scan, infected.scan) == (ScanState.CLEAN, ScanState.INFECTED)
    assert Quarantined.objects.filter(sha256=infected.sha256).exists()


# Room


def test_files_are_counted_to_their_body_and_refused_beyond_its_limit(world: World, settings: Any) -> None:
    settings.FILES = replace(settings.FILES, quota_bytes=1_000)
    _text("a" * 600, body=world.commune.pk)
    with pytest.raises(RefusedError) as stopped, transaction.atomic():
        _text("b" * 600, body=world.commune.pk)
    assert stopped.value.refusal.code == "quota"
    assert "đã dùng 600 byte trên 1 KB" in stopped.value.refusal.reason
    use = BodyUse.objects.get(body=world.commune.pk)
    assert (use.files, use.octets) == (1, 600)
    set_allowed(actor=world.admin, body=world.commune.pk, allowed=5_000, reason="Năm tổng kết.")
    _text("b" * 600, body=world.commune.pk)


def test_wrong_sums_are_put_right(world: World) -> None:
    _text("a" * 600, body=world.commune.pk)
    BodyUse.objects.update(octets=5)
    BodyUse.objects.create(body=world.health.pk, files=3, octets=9)
    assert recount() == 2
    assert BodyUse.objects.get(body=world.commune.pk).octets == 600
    assert BodyUse.objects.get(body=world.health.pk).files == 0


@pytest.mark.parametrize(
    ("octets", "words"), [(0, "0 byte"), (999, "999 byte"), (1_500_000, "1,5 MB"), (5_000_000_000, "5 GB")]
)
def test_sizes_in_words(octets: int, words: str) -> None:
    assert in_words(octets) == words


# Sweeping and checking


def _grow_old(store: Path) -> None:
    import os

    StoredFile.objects.update(created_at="2020-01-01T00:00:00Z")
    for path in store.rglob("*"):
        os.utime(path, (1_577_836_800, 1_577_836_800))


def test_every_foreign_key_to_a_file_is_known() -> None:
    from django.apps import apps

    fields = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is StoredFile
    }
    assert set(referring_columns()) == fields
    assert ("planning_evidence", "file_id") in fields


def test_a_sweep_takes_what_nobody_refers_to_and_leaves_the_rest(world: World, store: Path) -> None:
    task = world.tasks["Việc của xã"]
    orphan = _text("không ai giữ", body=world.commune.pk)
    add_note(
        actor=world.clerk, scope=scope(world.clerk), task=task, text="Có tệp",
        attachments=[Attachment("giu.txt", "được giữ".encode())],
    )  # fmt: skip
    owned = Evidence.objects.get().file
    (store / ".incoming").mkdir(exist_ok=True)
    (store / ".incoming" / "do-dang").write_bytes(b"x")
    _grow_old(store)
    fresh = _text("mới gửi")
    dry = sweep(dry=True)
    assert (dry.rows, dry.contents, dry.leftovers) == (1, 1, 1)
    assert path_of(orphan).exists()
    assert sweep() == dry
    assert not StoredFile.objects.filter(pk=orphan.pk).exists()
    assert place().size(key_of(orphan.sha256)) is None
    assert (read(owned), read(fresh)) == ("được giữ".encode(), "mới gửi".encode())
    assert BodyUse.objects.get(body=world.commune.pk).files == 1


def test_a_content_that_somebody_takes_up_meanwhile_stays(store: Path) -> None:
    first = _text("hai lần")
    _grow_old(store)
    second = _text("hai lần")
    assert sweep().rows == 1
    assert not StoredFile.objects.filter(pk=first.pk).exists()
    assert read(second) == "hai lần".encode()


def test_a_row_taken_up_between_looking_and_deleting_stays(world: World, store: Path) -> None:
    from vinhdanh.foundation.files.upkeep import _drop_rows

    add_note(
        actor=world.clerk, scope=scope(world.clerk), task=world.tasks["Việc của xã"], text="Có tệp",
        attachments=[Attachment("giu.txt", b"giu")],
    )  # fmt: skip
    assert _drop_rows([Evidence.objects.get().file_id]) == 0
    assert StoredFile.objects.filter(name="giu.txt").exists()


def test_a_lost_and_a_changed_file_are_named(store: Path) -> None:
    lost, changed, whole = _text("mất"), _text("bị sửa"), _text("còn nguyên")
    path_of(lost).unlink()
    path_of(changed).write_bytes(b"khac")
    found = {one.sha256: one for one in damages()}
    assert found.keys() >= {lost.sha256, changed.sha256}
    assert whole.sha256 not in found
    assert found[lost.sha256].gone
    assert "đã bị sửa hoặc hỏng" in found[changed.sha256].sentence


def test_the_same_bytes_sent_again_mend_a_damaged_content(store: Path) -> None:
    first = _text("bị cụt")
    path_of(first).write_bytes(b"")
    again = _text("bị cụt")
    assert read(again) == "bị cụt".encode()


# Previews


def test_a_picture_and_a_pdf_get_a_small_picture() -> None:
    from PIL import Image

    for data, media_type in ((_png(), "image/png"), (samples.pdf("Báo cáo"), "application/pdf")):
        row = put(data, name="a.bin", media_type=media_type, by=None)
        render(row.sha256)
        made = rendered(row, RenditionKind.THUMB)
        assert made is not None
        with Image.open(made.path) as small:
            assert small.format == "WEBP"
            assert small.width <= 480
            assert small.height <= 640


def test_what_cannot_be_drawn_is_remembered_and_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    row = put(b"%PDF-1.7 hong", name="a.pdf", media_type="application/pdf", by=None)
    render(row.sha256)
    assert rendered(row, RenditionKind.THUMB) is None
    assert Rendition.objects.get(sha256=row.sha256).size == 0

    def again(*_: object) -> bytes:
        raise AssertionError("tried again")

    monkeypatch.setattr(making, "_picture", again)
    render(row.sha256)


def test_a_picture_that_claims_ten_thousand_million_points_is_not_drawn() -> None:
    from PIL import Image

    out = io.BytesIO()
    Image.new("1", (8, 8)).save(out, "PNG")
    head = b"IHDR" + (100_000).to_bytes(4, "big") * 2 + out.getvalue()[24:29]
    bomb = out.getvalue()[:12] + head + zlib.crc32(head).to_bytes(4, "big") + out.getvalue()[33:]
    row = put(bomb, name="bom.png", media_type="image/png", by=None)
    render(row.sha256)
    assert rendered(row, RenditionKind.THUMB) is None


def test_without_libreoffice_a_word_file_has_no_preview(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.shutil, "which", lambda _: None)
    docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    row = put(b"PK", name="a.docx", media_type=docx, by=None)
    render(row.sha256)
    assert rendered(row, RenditionKind.PDF) is None
    assert rendered(row, RenditionKind.THUMB) is None


def test_previews_go_with_their_content(store: Path) -> None:
    row = put(_png(), name="a.png", media_type="image/png", by=None)
    render(row.sha256)
    _grow_old(store)
    assert sweep().contents == 2
    assert not _loose(store)
    assert not Rendition.objects.filter(sha256=row.sha256).exists()


def test_a_kept_picture_queues_its_preview_in_the_same_transaction() -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    queued = ProcrastinateJob.objects.filter(task_name="previews.render")
    with transaction.atomic():
        put(_png(), name="a.png", media_type="image/png", by=None)
        assert queued.exists()
        transaction.set_rollback(True)
    assert not queued.exists()
