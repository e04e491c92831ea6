"""The door: right and wrong passwords, the lock, the lid on forms, what the audit log says of it."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.pages.signing.door import PASSWORD, acts, come_in, words
from tests.world import World
from vinhdanh.domain.access.models import BrowserSession
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.limits.counting import Limit, forget_ended, seconds_to_wait
from vinhdanh.foundation.limits.models import Counter

pytestmark = pytest.mark.django_db


def test_a_right_password_leads_where_one_wanted_to_go_and_is_written_down(world: World) -> None:
    answer = come_in("clerk", next="/nhiem-vu/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/nhiem-vu/")
    row = AuditRow.objects.filter(action="sign_in", subject_id=world.clerk.pk).get()
    assert row.after == {"by": "password", "device": "Chrome trên Windows", "network": "chính máy chủ này"}
    assert BrowserSession.objects.get(user=world.clerk).session_key == answer.client.session.session_key


@pytest.mark.parametrize("target", ["https://xau.example/", "//xau.example/", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_house(world: World, target: str) -> None:
    assert come_in("clerk", next=target).headers["Location"] == "/trang-chu/"


def test_a_wrong_name_and_a_wrong_password_look_the_same(world: World) -> None:
    wrong, unknown = come_in("clerk", "sai"), come_in("khong-co-ai", "sai")
    assert wrong.status_code == unknown.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in words(wrong)
    rows = AuditRow.objects.filter(action="sign_in_failed")
    assert len({(row.actor_id, row.subject_kind, tuple(row.after)) for row in rows}) == 1
    assert len({row.subject_id for row in rows}) == 2
    kept = " ".join(f"{row.after}{row.before}{row.reason}{row.subject_id}" for row in rows)
    assert "sai" not in kept
    assert "clerk" not in kept
    assert world.clerk.pk not in {row.subject_id for row in rows}


def test_a_closed_account_is_turned_away_like_a_wrong_password(world: World) -> None:
    world.clerk.is_active = False
    world.clerk.save()
    assert come_in("clerk").status_code == 422


def test_five_failures_lock_and_the_right_password_is_refused_with_the_minutes_left(world: World) -> None:
    for _ in range(4):
        assert come_in("clerk", "sai").status_code == 422
    assert come_in("clerk", "sai").status_code == 429
    locked = come_in("clerk", PASSWORD)
    assert locked.status_code == 429
    assert "còn 15 phút" in words(locked)
    assert 'value="clerk"' in words(locked)
    assert "sessionid" not in locked.client.cookies
    # Somebody else at the same address is not held up.
    assert come_in("leader").status_code == 302
    assert acts(action="sign_in_locked") == ["sign_in_locked"]
    assert len(acts(action="sign_in_failed")) == 5


def test_the_lock_ends_by_itself_and_is_not_made_longer_by_trying(world: World) -> None:
    from axes.models import AccessAttempt
    from django.conf import settings

    for _ in range(5):
        come_in("clerk", "sai")
    AccessAttempt.objects.update(attempt_time=timezone.now() - settings.AXES_COOLOFF_TIME * 0.9)
    answer = come_in("clerk")
    assert answer.status_code == 429
    assert "còn 2 phút" in words(answer)
    AccessAttempt.objects.update(attempt_time=timezone.now() - settings.AXES_COOLOFF_TIME * 1.1)
    assert come_in("clerk").status_code == 302


def test_one_address_that_tries_many_names_is_locked_for_all(world: World, settings: Any) -> None:
    settings.ADDRESS_FAILURE_LIMIT = 10
    for number in range(10):
        come_in(f"ten-{number}", "sai")
    assert come_in("clerk").status_code == 429
    # From elsewhere the same account comes in.
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    assert come_in("clerk", client=elsewhere).status_code == 302


def test_a_sign_in_of_ones_own_does_not_clear_the_address(world: World, settings: Any) -> None:
    settings.ADDRESS_FAILURE_LIMIT = 10
    for number in range(9):
        come_in(f"ten-{number}", "sai")
    assert come_in("clerk").status_code == 302
    come_in("ten-9", "sai")
    assert come_in("leader").status_code == 429


def test_the_address_comes_from_the_proxy_only_where_the_settings_say_so(world: World, settings: Any) -> None:
    liar = Client(headers={"x-forwarded-for": "203.0.113.9"}, REMOTE_ADDR="198.51.100.7")
    come_in("clerk", client=liar)
    assert BrowserSession.objects.get(user=world.clerk).network == "mạng 198.51.100.x"
    settings.TRUSTED_PROXIES = 1
    proxied = Client(headers={"x-forwarded-for": "10.9.9.9, 203.0.113.9"}, REMOTE_ADDR="127.0.0.1")
    come_in("leader", client=proxied)
    assert BrowserSession.objects.get(user=world.leader).network == "mạng 203.0.113.x"
    broken = Client(headers={"x-forwarded-for": "không phải địa chỉ".encode().decode("latin-1")})
    come_in("officer", client=broken)
    assert BrowserSession.objects.get(user=world.officer).network == "chính máy chủ này"


@pytest.mark.parametrize("name", ["x" * 5000, "Nguyễn " * 40, "\N{ZERO WIDTH SPACE}", "' OR 1=1 --"])
def test_odd_names_are_wrong_names(world: World, name: str) -> None:
    assert come_in(name, "sai").status_code == 422


def test_too_many_forms_from_one_address_get_one_sentence(world: World) -> None:
    client = Client()
    codes = {
        client.post("/dang-nhap/", {"username": f"n{n}", "password": "x"}).status_code for n in range(30)
    }
    assert codes == {422}
    answer = client.post("/dang-nhap/", {"username": "clerk", "password": PASSWORD})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) in range(1, 61)
    assert "Có quá nhiều lần gửi từ mạng này" in words(answer)
    assert client.get("/dang-nhap/").status_code == 200
    assert come_in("clerk", client=Client(REMOTE_ADDR="198.51.100.8")).status_code == 302


def test_a_limit_counts_each_doer_and_starts_anew_when_its_time_is_over(db: None) -> None:
    limit = Limit("thu", most=2, seconds=60)
    assert [bool(seconds_to_wait(limit, "a")) for _ in range(3)] == [False, False, True]
    assert not seconds_to_wait(limit, "b")
    Counter.objects.update(ends_at=timezone.now() - timezone.timedelta(seconds=1))
    assert not seconds_to_wait(limit, "a")
    assert forget_ended() == 1
    assert Counter.objects.count() == 1


def test_the_cache_that_keeps_used_codes_is_shared_by_all_processes(db: None) -> None:
    assert "DatabaseCache" in type(cache._connections["default"]).__name__
    assert cache.add("ma", "y", 30)
    assert not cache.add("ma", "y", 30)


def test_signing_out_ends_the_session_and_is_written_down(world: World) -> None:
    client = come_in("clerk").client
    client.post("/dang-xuat/")
    assert not BrowserSession.objects.filter(user=world.clerk).exists()
    assert acts(subject_id=world.clerk.pk)[-1] == "sign_out"
    assert client.get("/trang-chu/").status_code == 302
