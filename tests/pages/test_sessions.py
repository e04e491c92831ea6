"""Pages of council sessions: fix, look, move with a proof sheet, mark a step, call off."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.world import World, body, plan, row
from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.domain.organisations.models import Body
from vinhdanh.domain.planning.models import CouncilSession, StepList

pytestmark = pytest.mark.django_db


@pytest.fixture
def council(world: World) -> Body:
    return body("Hội đồng Thi đua - Khen thưởng tỉnh", parent=world.province, kind="council")


def _as(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _fix(world: World, council: Body, **more: str) -> CouncilSession:
    data = {"name": "Xét khen thưởng đợt 2/9", "council": str(council.pk), "held_on": "12/9/2026", **more}
    answer = _as(world.officer).post("/phien-hop/moi/", data)
    assert answer.status_code == 302, answer.content.decode()
    return CouncilSession.objects.latest("id")


def test_an_officer_fixes_a_session_and_sees_its_steps(world: World, council: Body) -> None:
    session = _fix(world, council, plan=str(world.plan.pk))
    text = _as(world.officer).get(f"/phien-hop/{session.pk}/").content.decode()
    assert "Công khai danh sách, lấy ý kiến" in text
    assert "14/08/2026" in text
    assert "Ngày họp rơi vào thứ Bảy, 12/09/2026" in text
    assert session.plan_id == world.plan.pk


def test_what_was_typed_comes_back(world: World, council: Body) -> None:
    data = {"name": "Đợt 2/9", "council": str(council.pk), "held_on": "31/9/2026"}
    answer = _as(world.officer).post("/phien-hop/moi/", data)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "“31/9/2026” không phải ngày có trong lịch" in text
    assert 'value="Đợt 2/9"' in text


def test_a_move_is_shown_first_and_applied_with_a_reason(world: World, council: Body) -> None:
    session = _fix(world, council)
    client, where = _as(world.officer), f"/phien-hop/{session.pk}/doi/"
    seen = client.get(where, {"held_on": "20/03/2026"}).content.decode()
    assert "đã qua" in seen
    assert "Tôi đã đọc những điều bắt buộc" in seen
    session.refresh_from_db()
    assert session.held_on == date(2026, 9, 12)
    typed = {"held_on": "20/03/2026", "revision": str(session.revision), "reason": "Họp gấp"}
    refused = client.post(where, typed)
    assert refused.status_code == 422
    assert "Họp gấp" in refused.content.decode()
    assert client.post(where, {**typed, "accept": "1"}).status_code == 302
    session.refresh_from_db()
    assert session.held_on == date(2026, 3, 20)


def test_a_change_of_nothing_is_no_change(world: World, council: Body) -> None:
    session = _fix(world, council)
    client, where = _as(world.officer), f"/phien-hop/{session.pk}/doi/"
    assert client.get(where).status_code == 200
    for typed, words in (
        ({"held_on": ""}, "Ghi ngày mới"),
        ({"step": "la", "due_on": "9/9/2026"}, "Bước này không còn"),
    ):
        answer = client.post(where, {**typed, "revision": "0", "reason": "Thử"})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    session.refresh_from_db()
    assert session.revision == 0


def test_one_step_gets_a_day_of_its_own(world: World, council: Body) -> None:
    session = _fix(world, council)
    client, where = _as(world.officer), f"/phien-hop/{session.pk}/doi/"
    typed = {"step": "papers", "due_on": "9/9/2026"}
    assert "chỉ có 2 ngày làm việc, phải ít nhất 5" in client.get(where, typed).content.decode()
    answer = client.post(where, {**typed, "revision": "0", "reason": "Chờ in tài liệu"})
    assert answer.status_code == 302
    assert session.milestones.get(code="papers").pinned_on == date(2026, 9, 9)
    assert "đặt riêng" in client.get(f"/phien-hop/{session.pk}/").content.decode()


def test_a_step_is_marked_done_and_opened_again(world: World, council: Body) -> None:
    session = _fix(world, council)
    step = session.milestones.get(code="cut_off")
    client, where = _as(world.officer), f"/phien-hop/{session.pk}/buoc/{step.pk}/"
    refused = client.post(where + "xong/", {"paper": "Báo cáo số 3", "done_on": "20/12/2026"})
    assert refused.status_code == 422
    assert "Ngày xong chưa tới" in refused.content.decode()
    assert "Báo cáo số 3" in refused.content.decode()
    assert client.post(where + "xong/", {"paper": "Báo cáo số 3"}).status_code == 302
    assert "Báo cáo số 3" in client.get(f"/phien-hop/{session.pk}/").content.decode()
    client.post(where + "mo-lai/")
    assert "Báo cáo số 3" not in client.get(f"/phien-hop/{session.pk}/").content.decode()


def test_a_step_is_given_to_another_body(world: World, council: Body) -> None:
    session = _fix(world, council)
    step = session.milestones.get(code="cut_off")
    client, where = _as(world.officer), f"/phien-hop/{session.pk}/buoc/{step.pk}/giao/"
    assert "Giao bước này" in client.get(f"/phien-hop/{session.pk}/doi/?step=cut_off").content.decode()
    refused = client.post(where, {"lead_find": "Sở không có"})
    assert refused.status_code == 422
    assert "Không có đơn vị nào tên “Sở không có”" in refused.content.decode()
    assert client.post(where, {"lead_find": world.health.name}).status_code == 302
    owed = Obligation.objects.get(source_id=step.pk)
    assert owed.party_id == world.health.pk
    assert _as(world.other_clerk).get(f"/phien-hop/{session.pk}/").status_code == 200
    done = f"/phien-hop/{session.pk}/buoc/{step.pk}/xong/"
    assert _as(world.other_clerk).post(done, {"paper": "Công văn 5"}).status_code == 302
    assert "mở lại bước trước" in client.post(where, {"lead_find": world.office.name}).content.decode()


def test_a_task_that_asks_for_a_session_leads_to_it(world: World, council: Body) -> None:
    made = plan(
        world.officer,
        world.province,
        [row("Họp Hội đồng", council, products=["council_session"])],
        number="6/KH-UBND",
    )
    session = _fix(world, council, plan=str(made.pk))
    text = _as(world.officer).get(f"/nhiem-vu/{made.tasks.get().pk}/").content.decode()
    assert f"/phien-hop/{session.pk}/" in text


def test_who_reads_only_sees_no_form_and_others_see_nothing(world: World, council: Body) -> None:
    session = _fix(world, council)
    where = f"/phien-hop/{session.pk}/"
    assert "Đổi ngày họp" not in _as(world.leader).get(where).content.decode()
    assert _as(world.clerk).get(where).status_code == 404
    assert _as(world.clerk).post(where + "huy/", {"reason": "Thử"}).status_code == 404


def test_a_step_leads_to_its_line_on_the_page_of_its_session(world: World, council: Body) -> None:
    session = _fix(world, council)
    step = session.milestones.get(code="papers")
    answer = _as(world.officer).get(f"/phien-hop/buoc/{step.pk}/")
    assert answer.headers["Location"] == f"/phien-hop/{session.pk}/#b-papers"
    assert _as(world.clerk).get(f"/phien-hop/buoc/{step.pk}/").status_code == 404


def test_cancelling_wants_a_reason(world: World, council: Body) -> None:
    session = _fix(world, council)
    client, where = _as(world.officer), f"/phien-hop/{session.pk}/"
    assert "Ghi lý do hủy" in client.post(where + "huy/", {"reason": ""}).content.decode()
    client.post(where + "huy/", {"reason": "Gộp hai đợt"})
    assert "Gộp hai đợt" in client.get(where).content.decode()


def test_the_steps_are_edited_as_a_new_dated_list(world: World, council: Body) -> None:
    client = _as(world.officer)
    form = client.get("/phien-hop/cac-buoc/").context["rows"]
    data: dict[str, Any] = {
        "code": [row["code"] for row in form],
        "valid_from": "01/03/2026",
        "note": "Quy chế",
    }
    for step in form:
        data |= {f"{name}:{step['code']}": step[name] for name in step if isinstance(step[name], str)}
    data["days:invited"] = "10"
    assert client.post("/phien-hop/cac-buoc/", {**data, "days:papers": "năm"}).status_code == 422
    assert client.post("/phien-hop/cac-buoc/", data).status_code == 302
    assert StepList.objects.get().steps.count() == 11
    session = _fix(world, council)
    assert session.milestones.get(code="invited").due_on == date(2026, 8, 26)


def test_a_ring_of_steps_is_refused_with_what_was_typed(world: World) -> None:
    data = {"code": ["a", "b"], "name:a": "Bước A", "anchor:a": "b", "days:a": "1"}
    data |= {"name:b": "Bước B", "anchor:b": "a", "days:b": "1"}
    answer = _as(world.officer).post("/phien-hop/cac-buoc/", data)
    assert answer.status_code == 422
    assert "“Bước A”, “Bước B” tính ngày lẫn nhau" in answer.content.decode()
    assert 'value="Bước A"' in answer.content.decode()


def _queries(act: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as seen:
        act()
    return len(seen)


def test_the_list_costs_the_same_for_one_and_for_three(world: World, council: Body) -> None:
    client = _as(world.officer)
    _fix(world, council)
    one = _queries(lambda: client.get("/phien-hop/"))
    _fix(world, council, held_on="15/10/2026")
    _fix(world, council, held_on="15/11/2026")
    assert _queries(lambda: client.get("/phien-hop/")) == one <= 15
    assert client.get("/phien-hop/").content.decode().count("Xét khen thưởng đợt 2/9") == 3
