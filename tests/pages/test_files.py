"""Files as people get them: through the row that owns them, whole or in parts, and never by a bare id."""

import io
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.domain.foundation.test_file_store import _largest_file, _png
from tests.world import World
from vinhdanh.domain.planning.models import Evidence, Task
from vinhdanh.engines.previews.making import render
from vinhdanh.foundation.files.models import BodyUse, StoredFile
from vinhdanh.foundation.files.states import ScanState
from vinhdanh.foundation.files.store import path_of, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(world: World) -> Client:
    client = Client()
    client.force_login(world.clerk)
    return client


@pytest.fixture
def task(world: World) -> Task:
    return world.tasks["Việc của xã"]


def _send(client: Client, task: Task, name: str, data: bytes) -> Any:
    form = {"text": "Đã họp", "files": SimpleUploadedFile(name, data)}
    return client.post(f"/nhiem-vu/{task.pk}/tien-do/", form, follow=True)


def _address(task: Task) -> str:
    return f"/nhiem-vu/{task.pk}/minh-chung/{Evidence.objects.get(note__task=task).pk}/"


def _body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_evidence_shows_kind_size_and_picture_once_it_is_made(clerk: Client, task: Task) -> None:
    page = _send(clerk, task, "Ảnh họp.png", _png()).content.decode()
    assert "Ảnh họp.png" in page
    assert "Ảnh PNG ·" in page
    assert "/anh/" not in page
    render(Evidence.objects.get().file.sha256)
    page = clerk.get(f"/nhiem-vu/{task.pk}/").content.decode()
    assert f'src="{_address(task)}anh/"' in page
    answer = clerk.get(_address(task) + "anh/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert "private" in answer["Cache-Control"]
    assert _body(answer)[8:12] == b"WEBP"
    again = clerk.get(_address(task) + "anh/", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_only_who_sees_the_task_gets_the_file_and_its_picture(
    world: World, clerk: Client, task: Task
) -> None:
    _send(clerk, task, "a.png", _png())
    render(Evidence.objects.get().file.sha256)
    stranger = Client()
    stranger.force_login(world.other_clerk)
    for address in (_address(task), _address(task) + "anh/"):
        assert clerk.get(address).status_code == 200
        assert stranger.get(address).status_code == 404
    other = world.tasks["Việc của các sở"]
    borrowed = _address(task).replace(str(task.pk), str(other.pk))
    assert stranger.get(borrowed).status_code == 404
    assert clerk.get(_address(task) + "khac/").status_code == 404
    assert clerk.get(_address(task) + "pdf/").status_code == 404


def test_a_download_is_an_attachment_that_no_browser_runs(clerk: Client, task: Task) -> None:
    _send(clerk, task, "Báo cáo.txt", b"0123456789")
    answer = clerk.get(_address(task))
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''B%C3%A1o")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Accept-Ranges"] == "bytes"
    assert _body(answer) == b"0123456789"


@pytest.mark.parametrize(
    ("asked", "status", "body", "told"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
        ("bytes=-2", 206, b"89", "bytes 8-9/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=-99", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=-0", 416, b"", "bytes */10"),
        ("bytes=3-1", 200, b"0123456789", ""),
        ("bytes=0-1,4-5", 200, b"0123456789", ""),
        ("bytes=-", 200, b"0123456789", ""),
        ("trang=1", 200, b"0123456789", ""),
    ],
)
def test_parts_of_a_file(clerk: Client, task: Task, asked: str, status: int, body: bytes, told: str) -> None:
    _send(clerk, task, "a.txt", b"0123456789")
    answer = clerk.get(_address(task), headers={"Range": asked})
    assert answer.status_code == status
    assert _body(answer) == body
    assert answer.get("Content-Range", "") == told


def test_a_part_of_a_file_that_has_changed_is_the_whole(clerk: Client, task: Task) -> None:
    _send(clerk, task, "a.txt", b"0123456789")
    answer = clerk.get(_address(task), headers={"Range": "bytes=0-3", "If-Range": '"khac"'})
    assert (answer.status_code, _body(answer)) == (200, b"0123456789")


def test_a_file_found_infected_later_is_not_handed_out(clerk: Client, task: Task) -> None:
    _send(clerk, task, "a.png", _png())
    render(Evidence.objects.get().file.sha256)
    StoredFile.objects.update(scan=ScanState.INFECTED)
    answer = clerk.get(_address(task))
    assert answer.status_code == 403
    assert "có mã độc" in answer.content.decode()
    assert clerk.get(_address(task) + "anh/").status_code == 404
    assert "Có mã độc, không tải được" in clerk.get(f"/nhiem-vu/{task.pk}/").content.decode()


def test_a_file_that_the_store_lost_is_not_found(clerk: Client, task: Task) -> None:
    _send(clerk, task, "a.txt", b"se mat")
    path_of(Evidence.objects.get().file).unlink()
    assert clerk.get(_address(task)).status_code == 404


def test_a_full_disk_says_so_and_gives_the_typed_words_back(clerk: Client, task: Task) -> None:
    with _largest_file(50_000):
        answer = _send(clerk, task, "bao-cao.pdf", b"%PDF-1.7 " + b"x" * 200_000)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "đã hết chỗ lưu" in page
    assert "Đã họp" in page
    assert not Evidence.objects.exists()


def test_a_disk_full_while_the_form_comes_in_says_so_too(clerk: Client, task: Task) -> None:
    """Large uploads are spooled before any page of ours sees them."""
    with _largest_file(1_000_000):
        answer = _send(clerk, task, "bao-cao.pdf", b"%PDF-1.7 " + b"x" * 4_000_000)
    assert answer.status_code == 507
    assert "đã hết chỗ" in answer.content.decode()
    assert not Evidence.objects.exists()


def test_a_quota_refusal_names_used_and_allowed_and_keeps_the_words(
    clerk: Client, task: Task, settings: Any
) -> None:
    settings.FILES = replace(settings.FILES, quota_bytes=1_000)
    answer = _send(clerk, task, "a.txt", b"x" * 2_000)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "đã dùng 0 byte trên 1 KB" in page
    assert "Đã họp" in page
    assert not BodyUse.objects.exists()


def test_the_operator_sees_use_and_sets_a_limit(world: World, task: Task) -> None:
    put(b"x" * 1_500_000, name="a.txt", media_type="text/plain", by=None, body=world.commune.pk)
    admin = Client()
    admin.force_login(world.admin)
    page = admin.get("/kho-tep/").content.decode()
    assert "Ủy ban nhân dân xã Thử" in page
    assert "1,5 MB" in page
    form = {"body_name": "Ủy ban nhân dân xã Thử", "megabytes": "8.000", "reason": "Năm tổng kết."}
    page = admin.post("/kho-tep/muc/", form, follow=True).content.decode()
    assert "8 GB" in page
    assert "mức riêng" in page
    assert BodyUse.objects.get(body=world.commune.pk).allowed == 8_000_000_000


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"body_name": ""}, "Ghi tên đơn vị"),
        ({"body_name": "Không có"}, "Không có đơn vị nào tên"),
        ({"body_name": "Sở Y tế tỉnh Thử Nghiệm", "megabytes": "nhiều"}, "bằng số MB"),
        ({"body_name": "Sở Y tế tỉnh Thử Nghiệm", "megabytes": "99999999"}, "quá lớn"),
        ({"body_name": "Sở Y tế tỉnh Thử Nghiệm", "megabytes": "5"}, "Ghi lý do"),
    ],
)
def test_a_limit_that_cannot_be_set_keeps_what_was_typed(
    world: World, form: dict[str, str], words: str
) -> None:
    admin = Client()
    admin.force_login(world.admin)
    answer = admin.post("/kho-tep/muc/", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert form.get("megabytes", "") in page


def test_an_operator_of_one_commune_sets_no_limits_elsewhere(world: World) -> None:
    from tests.world import account
    from vinhdanh.domain.access.states import Role

    local = Client()
    local.force_login(account("local", Role.ADMINISTRATOR, world.commune))
    form = {"body_name": "Sở Y tế tỉnh Thử Nghiệm", "megabytes": "5", "reason": "Thử."}
    answer = local.post("/kho-tep/muc/", form)
    assert "không thuộc phạm vi" in answer.content.decode()
    put(b"x", name="a.txt", media_type="text/plain", by=None, body=world.health.pk)
    assert "Sở Y tế" not in local.get("/kho-tep/").content.decode()


def test_the_plan_page_shows_its_paper(world: World, clerk: Client) -> None:
    page = clerk.get(f"/ke-hoach/{world.plan.pk}/").content.decode()
    assert "ke-hoach.txt" in page
    assert "Văn bản ·" in page
    assert clerk.get(f"/ke-hoach/{world.plan.pk}/tep/anh/").status_code == 404


def test_the_store_page_costs_the_same_for_one_body_and_for_three(world: World) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    admin = Client()
    admin.force_login(world.admin)
    counts = []
    for bodies in ([world.commune], [world.health, world.office]):
        for body in bodies:
            put(io.BytesIO(b"chu").read(), name="a.txt", media_type="text/plain", by=None, body=body.pk)
        with CaptureQueriesContext(connection) as seen:
            admin.get("/kho-tep/")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 15
