"""Nobody loses typed words to a refusal, with scripts or without; each form can be reached without them."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.world import World, draft, row, scope
from vinhdanh.domain.planning.actions.progress import change_state
from vinhdanh.domain.planning.models import PlanDraft

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(world: World) -> Client:
    client = Client()
    client.force_login(world.officer)
    return client


@pytest.fixture
def waiting(world: World) -> PlanDraft:
    return draft(
        world.officer, world.province, [row("Một việc", world.health), row("Hai")], number="9/KH-UBND"
    )


def _typed_row(world: World, **more: Any) -> dict[str, Any]:
    return {
        "revision": "0",
        "text": "Lời vừa gõ",
        "period": "month:2026-05",
        "deadline": "31/02/2026",
        "conditional": "1",
        "lead_text": ["Sở Y tế", "Tên mới gõ"],
        "lead_target": [f"body:{world.health.pk}", ""],
        "lead_find": ["", ""],
        "coordinator_text": ["Các hội"],
        "coordinator_target": ["open"],
        "coordinator_find": ["không có tên này"],
        **more,
    }


def _form(page: str, form: str) -> str:
    found = re.search(rf'<form[^>]*id="f-{form}".*?</form>', page, re.DOTALL)
    assert found, form
    return found.group(0)


def _holds_all(form: str, world: World) -> None:
    assert "Lời vừa gõ</textarea>" in form
    assert '<option value="month:2026-05" selected>' in form
    assert 'value="31/02/2026"' in form
    assert re.search(r'name="conditional" value="1"\s+checked', form)
    assert 'value="Sở Y tế"' in form
    assert f'<option value="body:{world.health.pk}" selected>' in form
    assert 'value="Tên mới gõ"' in form
    assert 'value="không có tên này"' in form
    assert '<option value="open" selected>' in form


@pytest.mark.parametrize("htmx", [False, True], ids=["without scripts", "htmx"])
def test_a_refused_row_comes_back_as_it_was_typed(
    world: World, officer: Client, waiting: PlanDraft, htmx: bool
) -> None:
    found = waiting.rows.get(position=1)
    headers = {"HX-Request": "true"} if htmx else {}
    address = f"/ke-hoach/ban-doc/{waiting.pk}/dong/{found.pk}/"
    answer = officer.post(address, _typed_row(world), headers=headers)
    assert answer.status_code == (200 if htmx else 422)
    form = _form(answer.content.decode(), "r1")
    _holds_all(form, world)
    assert re.search(r'role="alert"[^>]*id="r1-loi"|id="r1-loi"[^>]*role="alert"', form)
    assert re.search(r'name="deadline"[^>]*aria-describedby="r1-loi" aria-invalid="true"', form)
    found.refresh_from_db()
    assert found.text == "Một việc"


def test_the_refusal_stands_at_the_search_field_it_is_about(
    world: World, officer: Client, waiting: PlanDraft
) -> None:
    found = waiting.rows.get(position=1)
    post = _typed_row(world, deadline="31/05/2026")
    page = officer.post(f"/ke-hoach/ban-doc/{waiting.pk}/dong/{found.pk}/", post).content.decode()
    assert "Không có đơn vị nào tên “không có tên này”" in page
    fields = re.findall(r'<input[^>]*aria-invalid="true"[^>]*>', _form(page, "r1"))
    assert [re.search(r'id="([^"]+)"', field).group(1) for field in fields] == ["r1-coordinator-1-f"]  # type: ignore[union-attr]


def test_whoever_comes_second_sees_the_new_row_and_keeps_their_words(
    world: World, officer: Client, waiting: PlanDraft
) -> None:
    found = waiting.rows.get(position=1)
    address = f"/ke-hoach/ban-doc/{waiting.pk}/dong/{found.pk}/"
    good = {"coordinator_find": [""], "deadline": ""}
    assert officer.post(address, _typed_row(world, text="Bản của người trước", **good)).status_code == 302
    answer = officer.post(address, _typed_row(world, **good))
    form = _form(answer.content.decode(), "r1")
    assert answer.status_code == 422
    assert "Lời vừa gõ</textarea>" in form
    assert "Bản của người trước" in form
    assert 'name="revision" value="1"' in form


def test_a_refused_new_row_keeps_everything(world: World, officer: Client, waiting: PlanDraft) -> None:
    answer = officer.post(f"/ke-hoach/ban-doc/{waiting.pk}/them-dong/", _typed_row(world))
    assert answer.status_code == 422
    _holds_all(_form(answer.content.decode(), "them"), world)
    assert waiting.rows.count() == 2


def test_a_refused_new_task_keeps_its_parties(world: World, officer: Client) -> None:
    answer = officer.post(f"/ke-hoach/{world.plan.pk}/them-viec/", _typed_row(world))
    assert answer.status_code == 422
    form = _form(answer.content.decode(), "them")
    assert "Lời vừa gõ</textarea>" in form
    assert 'value="Tên mới gõ"' in form
    assert f'<option value="body:{world.health.pk}" selected>' in form
    assert '<option value="month:2026-05" selected>' in form


def test_a_column_that_is_missing_erases_no_party(world: World, officer: Client, waiting: PlanDraft) -> None:
    found = waiting.rows.get(position=1)
    post = _typed_row(world, deadline="", coordinator_find=[""])
    del post["lead_find"]
    officer.post(f"/ke-hoach/ban-doc/{waiting.pk}/dong/{found.pk}/", post)
    found.refresh_from_db()
    assert [party["text"] for party in found.leads] == ["Sở Y tế", "Tên mới gõ"]
    assert found.leads[0]["target"] == f"body:{world.health.pk}"


DIALOGS = ("complete_task", "waive_task", "doi", "giao")


@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_opens_in_the_page_without_scripts(world: World, officer: Client, name: str) -> None:
    task = world.tasks["Việc của xã"]
    page = officer.get(f"/nhiem-vu/{task.pk}/?mo={name}").content.decode()
    opened = re.findall(r'<dialog id="([\w-]+)"[^>]*\sopen\s', page)
    assert opened == [f"d-{name}"]
    assert f'href="/nhiem-vu/{task.pk}/" data-dialog-close' in _form(page, name)


def test_an_ended_task_is_reopened_without_scripts(world: World, officer: Client) -> None:
    task = world.tasks["Việc của xã"]
    change_state(actor=world.officer, scope=scope(world.officer), task=task, name="complete_task")
    page = officer.get(f"/nhiem-vu/{task.pk}/?mo=reopen_task").content.decode()
    assert re.search(r'<dialog id="d-reopen_task"[^>]*\sopen\s', page)
    officer.post(f"/nhiem-vu/{task.pk}/buoc/reopen_task/", {"reason": "Thiếu văn bản"})
    task.refresh_from_db()
    assert task.state == "in_progress"


def test_no_dialog_is_open_unless_asked(world: World, officer: Client) -> None:
    page = officer.get(f"/nhiem-vu/{world.tasks['Việc của xã'].pk}/?mo=khong-co").content.decode()
    assert not re.search(r"<dialog[^>]*\sopen\s", page)


def _bad_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("virus.exe", b"MZ\x90\x00")


# Address, form, what is posted, and the words that must come back.
REFUSED: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "note": ("tien-do", "note", {"text": "Đã làm nửa", "files": True}, "Đã làm nửa"),
    "complete": ("buoc/complete_task", "complete_task", {"reason": "Ban hành", "files": True}, "Ban hành"),
    "move": (
        "doi",
        "doi",
        {"period": "quarter:2026-Q3", "deadline": "99/9/2026", "reason": "Chờ ý kiến"},
        "Chờ ý kiến",
    ),
    "assign": (
        "giao",
        "giao",
        {"lead_text": "Hội Chữ thập", "lead_target": "", "lead_find": "không có"},
        "Hội Chữ thập",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refused_act_on_a_task_gives_the_words_back(world: World, officer: Client, case: str) -> None:
    address, form, post, words = REFUSED[case]
    data = {**post, "files": _bad_file()} if "files" in post else post
    answer = officer.post(f"/nhiem-vu/{world.tasks['Việc của xã'].pk}/{address}/", data)
    assert answer.status_code == 422
    page = answer.content.decode()
    found = _form(page, form)
    assert words in found
    assert 'role="alert"' in found
    assert page.count(f'id="{form}-loi"') == 1
    if form != "note":
        assert re.findall(r'<dialog id="d-([\w-]+)"[^>]*\sopen\s', page) == [form]
    if form == "doi":
        assert '<option value="quarter:2026-Q3" selected>' in found


def test_words_for_a_step_that_somebody_else_took_are_not_lost(world: World, officer: Client) -> None:
    task = world.tasks["Việc của xã"]
    change_state(actor=world.officer, scope=scope(world.officer), task=task, name="complete_task")
    answer = officer.post(f"/nhiem-vu/{task.pk}/buoc/complete_task/", {"reason": "Kết quả của tôi"})
    assert answer.status_code == 422
    form = _form(answer.content.decode(), "complete_task")
    assert "Kết quả của tôi</textarea>" in form
    assert "Có thể người khác vừa xử lý" in form


def test_a_form_tells_the_browser_when_its_words_are_saved(world: World, officer: Client) -> None:
    task = world.tasks["Việc của xã"]
    key = f"note-{task.pk}"
    assert f'name="keep" value="{key}"' in officer.get(f"/nhiem-vu/{task.pk}/").content.decode()
    refused = officer.post(f"/nhiem-vu/{task.pk}/tien-do/", {"keep": key, "text": " "})
    assert "vd_saved" not in refused.cookies
    saved = officer.post(f"/nhiem-vu/{task.pk}/tien-do/", {"keep": key, "text": "Xong một nửa"})
    assert saved.cookies["vd_saved"].value == key
    odd = officer.post(f"/nhiem-vu/{task.pk}/tien-do/", {"keep": "a;b", "text": "Xong cả"})
    assert "vd_saved" not in odd.cookies


def test_every_form_with_typed_words_is_kept_by_the_browser(
    world: World, officer: Client, waiting: PlanDraft
) -> None:
    found, base = waiting.rows.get(position=1), f"/ke-hoach/ban-doc/{waiting.pk}/"
    task = f"/nhiem-vu/{world.tasks['Việc của xã'].pk}/"
    forms = {
        f"{base}?sua={found.pk}": ["r1"],
        f"{base}?them=1": ["them"],
        f"{base}phan-dau/": ["h"],
        f"/ke-hoach/{world.plan.pk}/them-viec/": ["them"],
        task: ["complete_task", "waive_task", "doi", "giao", "note"],
    }
    for address, names in forms.items():
        page = officer.get(address).content.decode()
        for name in names:
            form = _form(page, name)
            assert " data-keep" in form
            assert 'name="keep"' in form
            assert "data-refused" not in form
    row_form = _form(officer.get(f"{base}?sua={found.pk}").content.decode(), "r1")
    assert 'data-version="0"' in row_form
