"""Browsers signed in: listed, ended; a new password ends the others."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.pages.signing.door import PASSWORD, acts, come_in, words
from tests.world import World
from vinhdanh.domain.access.jobs import sweep_sessions
from vinhdanh.domain.access.models import BrowserSession
from vinhdanh.foundation.kernel.clock import FrozenClock

pytestmark = pytest.mark.django_db
NEW = "con-trau-qua-cau-9"


def test_browsers_are_listed_in_plain_words_and_this_one_is_marked(world: World, clock: FrozenClock) -> None:
    phone = Client(headers={"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Safari/604.1"})
    come_in("clerk", client=phone)
    page = words(come_in("clerk").client.get("/bao-mat/"))
    assert "Chrome trên Windows" in page
    assert "Safari trên iPhone" in page
    assert page.count("thiết bị này") == 1
    assert page.index("thiết bị này") < page.index("Safari trên iPhone")


def test_one_browser_is_signed_out_from_another(world: World) -> None:
    there, here = come_in("clerk").client, come_in("clerk").client
    row = BrowserSession.objects.get(session_key=there.session.session_key)
    here.post(f"/bao-mat/phien/{row.pk}/ket-thuc/")
    assert there.get("/nhiem-vu/").status_code == 302
    assert here.get("/nhiem-vu/").status_code == 200
    assert acts(subject_id=world.clerk.pk)[-1] == "end_session"


def test_the_browser_in_use_is_left_by_signing_out(world: World) -> None:
    here = come_in("clerk").client
    row = BrowserSession.objects.get(user=world.clerk)
    here.post(f"/bao-mat/phien/{row.pk}/ket-thuc/")
    assert "hãy bấm Đăng xuất" in words(here.get("/bao-mat/"))


def test_nobody_ends_the_session_of_another(world: World) -> None:
    there, here = come_in("leader").client, come_in("clerk").client
    row = BrowserSession.objects.get(user=world.leader)
    assert here.post(f"/bao-mat/phien/{row.pk}/ket-thuc/").status_code == 404
    assert there.get("/nhiem-vu/").status_code == 200


def test_all_others_are_signed_out_at_once(world: World) -> None:
    others = [come_in("clerk").client for _ in range(3)]
    here = come_in("clerk").client
    here.post("/bao-mat/phien/ket-thuc-khac/")
    assert [client.get("/nhiem-vu/").status_code for client in others] == [302, 302, 302]
    assert "Đã đăng xuất 3 thiết bị khác" in words(here.get("/bao-mat/"))
    here.post("/bao-mat/phien/ket-thuc-khac/")
    assert "Không có thiết bị nào khác" in words(here.get("/bao-mat/"))


def test_a_new_password_ends_the_others_and_keeps_this_one(world: World) -> None:
    there, here = come_in("clerk").client, come_in("clerk").client
    answer = here.post("/bao-mat/mat-khau/", {"new": NEW, "again": NEW})
    assert answer.status_code == 302
    assert there.get("/nhiem-vu/").status_code == 302
    page = words(here.get("/bao-mat/"))
    assert "1 thiết bị khác đã được đăng xuất" in page
    assert page.count("thiết bị này") == 1
    assert come_in("clerk").status_code == 422
    assert come_in("clerk", NEW).status_code == 302
    assert "change_password" in acts(subject_id=world.clerk.pk)


@pytest.mark.parametrize(
    ("new", "again", "sentence"),
    [
        ("", "", "Gõ mật khẩu mới."),
        (NEW, "khác", "không giống nhau"),
        ("ngan9", "ngan9", "cần ít nhất 8 ký tự"),
        ("password", "password", "dễ đoán"),
        ("clerk123", "clerk123", "giống tên đăng nhập quá"),
    ],
)
def test_a_weak_or_mistyped_password_is_refused_in_a_sentence(
    world: World, new: str, again: str, sentence: str
) -> None:
    answer = come_in("clerk").client.post("/bao-mat/mat-khau/", {"new": new, "again": again})
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert come_in("clerk", PASSWORD).status_code == 302


def test_a_password_is_never_left_waiting_in_a_session(world: World) -> None:
    """The form of a desk that was left for long is not suspended with what was typed in it."""
    client = Client()
    client.force_login(world.clerk)
    answer = client.post("/bao-mat/mat-khau/", {"new": NEW, "again": NEW})
    assert answer.headers["Location"] == "/xac-nhan/?next=/bao-mat/mat-khau/"
    assert NEW not in str(dict(client.session))


def test_the_page_costs_the_same_for_one_browser_and_for_four(world: World) -> None:
    client = come_in("clerk").client
    counts = []
    for _ in range(2):
        client.get("/bao-mat/")
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/bao-mat/").status_code == 200
        counts.append(len(seen))
        for _ in range(3):
            come_in("clerk")
    assert counts[0] == counts[1] <= 15


def test_the_sweep_drops_what_ran_out(world: World) -> None:
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    gone, alive = come_in("clerk").client, come_in("clerk").client
    key = gone.session.session_key
    Session.objects.filter(session_key=key).update(expire_date=timezone.now() - timezone.timedelta(hours=1))
    assert "thiết bị này" in words(alive.get("/bao-mat/"))
    assert words(alive.get("/bao-mat/")).count("Chrome trên Windows") < 3
    sweep_sessions()
    assert [row.session_key for row in BrowserSession.objects.all()] == [alive.session.session_key]


def test_a_browser_in_use_is_noted_every_five_minutes_only(
    world: World, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vinhdanh.interfaces.office.signing import middleware

    client = come_in("clerk").client
    client.get("/trang-chu/")
    clock.move_to("2026-03-16T09:00")
    client.get("/trang-chu/")
    assert BrowserSession.objects.get().seen_at.hour != 9 - 7
    monkeypatch.setattr(middleware, "SEEN_EVERY_SECONDS", 0.0)
    client.get("/trang-chu/")
    assert BrowserSession.objects.get().seen_at.isoformat().startswith("2026-03-16T02:00")
