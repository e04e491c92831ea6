"""What a user hears about each bad file, and that nothing of it stays where it should not."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
import xlsxwriter
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.unit.reading.formats import files
from tests.world import World, make_world
from vinhdanh.domain.planning.actions.reading import read_draft
from vinhdanh.domain.planning.models import PlanDraft
from vinhdanh.foundation.files.models import StoredFile
from vinhdanh.foundation.jobs.queue import enqueue

pytestmark = pytest.mark.django_db

PLAN = """ỦY BAN NHÂN DÂN
TỈNH THỬ NGHIỆM
Số: 5/KH-UBND
KẾ HOẠCH
Công tác năm 2026

Quý I
1. Họp Hội đồng xét danh hiệu
2. Báo cáo tổng kết năm
"""


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * 30_000_000)
    return out.getvalue()


def _entities() -> bytes:
    doctype = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
    return files.zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": doctype})


def _encrypted_pdf() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("mat-khau", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _workbook_without_plan() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Mã hàng", "Giá"])
        sheet.write_row(1, 0, ["A1", 2000])
    return out.getvalue()


@pytest.fixture
def officer(world: World) -> Client:
    client = Client()
    client.force_login(world.officer)
    return client


def _send(client: Client, name: str, data: bytes) -> tuple[int, str]:
    answer = client.post("/ke-hoach/doc/", {"file": SimpleUploadedFile(name, data)}, follow=True)
    return answer.status_code, answer.content.decode()


def _drafts() -> QuerySet[PlanDraft]:
    """The drafts of the test itself; the world's own plan came from one too."""
    return PlanDraft.objects.exclude(state="accepted")


AT_THE_DOOR: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "wrong type": ("a.exe", lambda: b"MZ\x90\x00\x03", "Chưa đọc được"),
    "40 MB": ("a.txt", lambda: b"x" * 40 * 1024 * 1024, "Tệp nặng 40 MB, quá mức 20 MB"),
    "zip bomb": ("a.docx", _bomb, "nén quá mức"),
    "empty": ("a.txt", lambda: b"", "rỗng"),
    "renamed": ("a.docx", lambda: files.pdf("Chữ"), "bên trong là PDF"),
}
IN_THE_READER: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "entities": ("a.docx", _entities, "thực thể ngoài"),
    "encrypted": ("a.pdf", _encrypted_pdf, "mật khẩu"),
    "picture": ("a.pdf", files.picture_pdf, "chỉ có hình ảnh"),
    "no plan": ("a.xlsx", _workbook_without_plan, "Không tìm thấy nhiệm vụ nào"),
    "damaged": ("a.pdf", lambda: b"%PDF-1.7 hong", "hỏng"),
}


@pytest.mark.parametrize("case", AT_THE_DOOR)
def test_a_bad_file_is_turned_away_at_the_door_and_not_kept(officer: Client, case: str) -> None:
    name, build, words = AT_THE_DOOR[case]
    data = build()
    status, page = _send(officer, name, data)
    assert status == 422
    assert words in page
    assert not _drafts().exists()
    assert not StoredFile.objects.filter(name=name).exists()
    # By its hash, as the store keeps files: another process of the tests may be receiving one just now.
    assert not list(Path(settings.FILE_STORE).rglob(hashlib.sha256(data).hexdigest()[2:]))


@pytest.mark.parametrize("case", IN_THE_READER)
def test_a_file_that_the_reader_refuses_says_why(officer: Client, case: str) -> None:
    name, build, words = IN_THE_READER[case]
    status, _ = _send(officer, name, build())
    assert status == 200
    draft = _drafts().get()
    read_draft(draft.pk)
    page = officer.get(f"/ke-hoach/ban-doc/{draft.pk}/").content.decode()
    assert words in page
    assert "Gửi tệp khác" in page
    draft.refresh_from_db()
    assert draft.state == "failed"


def test_a_plan_is_read_once_and_reading_again_changes_nothing(officer: Client, world: World) -> None:
    _send(officer, "ke-hoach.txt", PLAN.encode())
    draft = _drafts().get()
    read_draft(draft.pk)
    read_draft(draft.pk)
    draft.refresh_from_db()
    assert (draft.state, draft.progress, draft.rows.count()) == ("ready", 100, 2)
    assert draft.issuer_id == world.province.pk
    assert "Họp Hội đồng" in officer.get(f"/ke-hoach/ban-doc/{draft.pk}/").content.decode()


def test_the_same_bytes_again_are_the_same_draft(officer: Client) -> None:
    _send(officer, "ke-hoach.txt", PLAN.encode())
    _, page = _send(officer, "ten-khac.txt", PLAN.encode())
    assert _drafts().count() == 1
    assert "đã được tải lên trước đây" in page


def test_a_rolled_back_upload_queues_nothing(world: World) -> None:
    before = ProcrastinateJob.objects.count()
    with transaction.atomic():
        enqueue("planning.read_draft", draft_id="0")
        transaction.set_rollback(True)
    assert ProcrastinateJob.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_an_upload_queues_its_reading_in_the_same_transaction() -> None:
    world = make_world()
    client = Client()
    client.force_login(world.officer)
    before = list(ProcrastinateJob.objects.values_list("pk", flat=True))
    _send(client, "ke-hoach.txt", PLAN.encode())
    job = ProcrastinateJob.objects.exclude(pk__in=before).get()
    assert job.args == {"draft_id": str(_drafts().get().pk)}


def test_trouble_of_ours_ends_with_a_sentence_and_not_in_endless_waiting(
    officer: Client, caplog: pytest.LogCaptureFixture
) -> None:
    _send(officer, "ke-hoach.txt", PLAN.encode())
    draft = _drafts().get()
    for path in Path(settings.FILE_STORE).rglob(draft.file.sha256[2:]):
        path.unlink()
    read_draft(draft.pk)
    draft.refresh_from_db()
    assert draft.state == "failed"
    assert "gửi lần nữa" in draft.fault
    assert "reading of draft" in caplog.text
