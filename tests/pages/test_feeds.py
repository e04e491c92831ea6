"""Calendar feeds: a secret address, whole days, nothing about persons, and an end with a reason."""

import re
from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar

from tests.world import World, body, scope
from vinhdanh.domain.access.actions import end_appointment
from vinhdanh.domain.access.models import User
from vinhdanh.domain.obligations.actions import Owed, set_obligations
from vinhdanh.domain.planning.actions.feeds import open_feed, revoke_feed
from vinhdanh.domain.planning.actions.sessions import plan_session
from vinhdanh.domain.planning.models import CalendarFeed
from vinhdanh.foundation.kernel.clock import FrozenClock
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db


def _open(user: User, body_id: object = None) -> str:
    return open_feed(actor=user, scope=scope(user), body_id=body_id).token  # type: ignore[arg-type]


def _read(token: str, **headers: str) -> tuple[int, list[dict[str, object]], str]:
    answer = Client().get(f"/lich-ical/{token}.ics", headers=headers)
    if answer.status_code != 200:
        return answer.status_code, [], answer.content.decode()
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    rows = [{"uid": str(e["uid"]), "on": e["dtstart"].dt, "title": str(e["summary"])} for e in events]
    return 200, rows, answer.headers["ETag"]


def test_tasks_reports_milestones_and_sessions_are_whole_days(world: World) -> None:
    owed = [Owed("report", world.office.pk, world.province.pk, "Báo cáo 6 tháng", due_on=date(2026, 5, 15))]
    set_obligations(
        actor=None, source_kind="planning.reportingduty", owed={world.plan.pk: owed}, kinds=["report"]
    )
    council = body("Hội đồng TĐKT tỉnh", parent=world.province, kind="council")
    plan_session(
        actor=world.officer,
        scope=scope(world.officer),
        council_id=council.pk,
        name="Đợt 2/9",
        held_on=date(2026, 9, 11),
    )
    status, rows, _ = _read(_open(world.officer))
    found = {row["title"]: row["on"] for row in rows}
    assert status == 200
    assert found["Việc của Sở Nội vụ"] == date(2026, 3, 31)
    assert found["Báo cáo 6 tháng"] == date(2026, 5, 15)
    assert found["Họp: Đợt 2/9"] == date(2026, 9, 11)
    assert found["Gửi giấy mời họp (Đợt 2/9)"] == date(2026, 9, 3)
    assert all(type(day) is date for day in found.values())


def test_a_calendar_is_read_again_only_when_something_changed(world: World) -> None:
    token = _open(world.clerk)
    _, before, etag = _read(token)
    assert _read(token, **{"If-None-Match": etag})[0] == 304
    task = world.tasks["Việc của xã"]
    task.due_on = date(2026, 4, 1)
    task.save()
    status, after, _ = _read(token, **{"If-None-Match": etag})
    assert status == 200
    uid = f"task-{task.pk}@vinh-danh"
    assert [row["on"] for row in before if row["uid"] == uid] == [date(2026, 3, 10)]
    assert [row["on"] for row in after if row["uid"] == uid] == [date(2026, 4, 1)]


def test_it_holds_only_what_names_the_body_and_no_person(world: World) -> None:
    token = _open(world.clerk)
    status, rows, _ = _read(token)
    assert (status, [row["title"] for row in rows]) == (200, ["Việc của xã"])
    raw = Client().get(f"/lich-ical/{token}.ics").content.decode()
    assert world.clerk.name not in raw
    assert "ORGANIZER" not in raw
    assert "ATTENDEE" not in raw


def test_the_feed_of_a_body_is_that_body_alone(world: World) -> None:
    _, rows, _ = _read(_open(world.other_clerk, world.health.pk))
    assert {row["title"] for row in rows} == {"Việc của các sở", "Việc chưa có chủ trì"}
    with pytest.raises(RefusedError) as refused:
        _open(world.other_clerk, world.commune.pk)
    assert refused.value.refusal.code == "not_your_body"


def test_a_new_address_ends_the_old_one(world: World) -> None:
    old = _open(world.clerk)
    new = _open(world.clerk)
    assert _read(old)[0] == 410
    assert "đã được thu hồi" in _read(old)[2]
    assert _read(new)[0] == 200
    assert old not in "".join(CalendarFeed.objects.values_list("token_hash", flat=True))


def test_an_ended_post_or_a_closed_account_ends_the_calendar(world: World, clock: FrozenClock) -> None:
    token, other = _open(world.clerk), _open(world.other_clerk)
    end_appointment(
        actor=None,
        appointment_id=world.clerk.appointments.get().pk,
        ends_on=date(2026, 3, 16),
        reason="Chuyển công tác",
    )
    assert _read(token)[0] == 200, "the last day still counts"
    clock.move_to("2026-03-17")
    assert _read(token)[0] == 410
    assert "không còn vai trò nào" in _read(token)[2]
    User.objects.filter(pk=world.other_clerk.pk).update(is_active=False)
    assert _read(other)[0] == 410


def test_a_guessed_address_is_not_there() -> None:
    assert Client().get("/lich-ical/khong-co.ics").status_code == 404


def test_the_page_shows_the_address_once_and_when_it_was_read(world: World) -> None:
    client = Client()
    client.force_login(world.clerk)
    assert "Chưa mở" in client.get("/lich-cua-toi/").content.decode()
    text = client.post("/lich-cua-toi/", {"body": ""}).content.decode()
    found = re.search(r"/lich-ical/([\w-]+)\.ics", text)
    assert found is not None
    assert found[1] not in client.get("/lich-cua-toi/").content.decode()
    assert "Chưa đọc lần nào" in client.get("/lich-cua-toi/").content.decode()
    assert _read(found[1])[0] == 200
    assert "Chưa đọc lần nào" not in client.get("/lich-cua-toi/").content.decode()
    feed = CalendarFeed.objects.get()
    client.post(f"/lich-cua-toi/{feed.pk}/thu-hoi/")
    assert _read(found[1])[0] == 410


def test_nobody_revokes_for_another(world: World) -> None:
    _open(world.clerk)
    feed = CalendarFeed.objects.get()
    with pytest.raises(RefusedError):
        revoke_feed(actor=world.other_clerk, scope=scope(world.other_clerk), feed_id=feed.pk)
