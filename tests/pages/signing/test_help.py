"""Administrators let people in again: only those below them, never without a reason, always written down."""

import argparse
import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.pages.signing.door import acts, come_in, set_up_app, words
from tests.smtp import PostOffice, post_office
from tests.world import SINCE, World, account
from vinhdanh.domain.access.actions import appoint
from vinhdanh.domain.access.actions.letters import TOKEN, UID, send_password_letter
from vinhdanh.domain.access.actions.rescue import one_time_link
from vinhdanh.domain.access.actions.signing import set_password_by_link
from vinhdanh.domain.access.models import BrowserSession, User
from vinhdanh.domain.access.states import Role
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.foundation.mail.models import Letter
from vinhdanh.interfaces.cli import account_rescue
from vinhdanh.interfaces.cli.problems import BadInput

pytestmark = pytest.mark.django_db
NEW = "con-trau-qua-cau-9"
CHOOSE = "/dat-mat-khau/"
WHY = {"reason": "Mất điện thoại, đã gặp trực tiếp"}


@pytest.fixture
def admin(world: World) -> Client:
    client = Client()
    client.force_login(world.admin)
    return client


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as running:
        yield running


def _page(user: User, act: str = "") -> str:
    return f"/quan-tri/tai-khoan/{user.pk}/{act}"


def _choose(link: str) -> Any:
    """Open a link in a browser of its own and send the form with a new password."""
    visitor = Client()
    visitor.get(link)
    return visitor.post(CHOOSE, {"new": NEW, "again": NEW})


def _link(admin: Client, user: User) -> str:
    """A new link as the administrator sees it, the once."""
    answer = admin.post(_page(user, "lien-ket/"), WHY, follow=True)
    assert answer.headers["Cache-Control"] == "private, no-store"
    found = re.search(r"http://testserver(/dat-mat-khau/[^<\"]+)", words(answer))
    assert found
    return found[1]


def _lock(name: str) -> None:
    for _ in range(5):
        come_in(name, "sai")


def test_a_locked_account_is_listed_and_let_in_again(world: World, admin: Client) -> None:
    assert "Không ai đang bị khóa" in words(admin.get("/quan-tri/dang-nhap/"))
    _lock("clerk")
    assert "còn 15 phút" in words(admin.get("/quan-tri/dang-nhap/"))
    assert "Mở khóa ngay, không chờ 15 phút" in words(admin.get(_page(world.clerk)))
    assert admin.post(_page(world.clerk, "mo-khoa/"), WHY).status_code == 302
    assert come_in("clerk").status_code == 302
    row = AuditRow.objects.get(action="lift_lock")
    assert (row.actor, row.subject_id, row.reason) == (world.admin, world.clerk.pk, WHY["reason"])


@pytest.mark.parametrize("act", ["mo-khoa/", "go-bao-ve/", "lien-ket/"])
def test_without_a_reason_nothing_is_done_and_the_form_says_so(world: World, admin: Client, act: str) -> None:
    set_up_app(come_in("clerk").client)
    _lock("clerk")
    answer = admin.post(_page(world.clerk, act), {"reason": "   "})
    assert answer.status_code == 422
    assert "Ghi lý do" in words(answer)
    assert Authenticator.objects.filter(user=world.clerk).count() == 2
    assert come_in("clerk").status_code == 429


def test_a_lost_phone_is_taken_off_and_every_browser_signed_out(world: World, admin: Client) -> None:
    theirs = come_in("clerk").client
    set_up_app(theirs)
    assert admin.post(_page(world.clerk, "go-bao-ve/"), WHY).status_code == 302
    assert theirs.get("/nhiem-vu/").status_code == 302
    assert not Authenticator.objects.filter(user=world.clerk).exists()
    assert come_in("clerk").headers["Location"] == "/trang-chu/"
    row = AuditRow.objects.get(action="reset_second_factors")
    assert row.before == {"kinds": ["recovery_codes", "totp"]}
    assert row.reason == WHY["reason"]
    again = admin.post(_page(world.clerk, "go-bao-ve/"), WHY)
    assert "chưa đặt lớp bảo vệ thứ hai" in words(again)


def test_a_link_sets_a_password_once(world: World, admin: Client) -> None:
    theirs = come_in("clerk").client
    address = _link(admin, world.clerk)
    assert "dat-mat-khau" not in words(admin.get(_page(world.clerk)))
    visitor = Client()
    opened = visitor.get(address)
    assert opened.headers["Location"] == CHOOSE
    page = visitor.get(CHOOSE)
    # With "no-referrer" browsers would send the form without an origin, and it would be refused.
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["Cache-Control"] == opened.headers["Cache-Control"] == "private, no-store"
    assert visitor.post(CHOOSE, {"new": "ngan", "again": "ngan"}).status_code == 422
    assert visitor.post(CHOOSE, {"new": NEW, "again": NEW}).status_code == 302
    assert visitor.post(CHOOSE, {"new": NEW, "again": NEW}).status_code == 410
    assert theirs.get("/nhiem-vu/").status_code == 302
    assert come_in("clerk", NEW).status_code == 302
    assert visitor.get(address).status_code == 410
    assert "không còn dùng được" in words(visitor.get(address))
    assert address not in "".join(str(row.after) + row.reason for row in AuditRow.objects.all())
    assert {"make_password_link", "set_password_by_link"} <= set(acts(subject_id=world.clerk.pk))


def test_a_link_opened_where_one_is_signed_in_ends_that_session_calmly(world: World, admin: Client) -> None:
    theirs = come_in("clerk").client
    address = _link(admin, world.clerk)
    theirs.get(address)
    answer = theirs.post(CHOOSE, {"new": NEW, "again": NEW})
    assert answer.headers["Location"] == "/dang-nhap/"
    assert "Đã đặt mật khẩu mới" in words(theirs.get("/dang-nhap/"))
    assert theirs.get("/nhiem-vu/").status_code == 302


def test_of_two_forms_with_one_link_one_wins(world: World) -> None:
    link = one_time_link(world.clerk)
    set_password_by_link(actor=world.clerk, token=link.token, password=NEW)
    with pytest.raises(RefusedError, match="vừa được dùng"):
        set_password_by_link(actor=world.clerk, token=link.token, password="mat-khau-khac-7")
    assert come_in("clerk", NEW).status_code == 302


def test_a_link_does_not_go_past_the_second_factor(world: World, admin: Client) -> None:
    set_up_app(come_in("clerk").client)
    address = _link(admin, world.clerk)
    _choose(address)
    assert come_in("clerk", NEW).headers["Location"] == "/dang-nhap/buoc-hai/"


@pytest.mark.parametrize("address", ["/dat-mat-khau/thu/thu/", "/dat-mat-khau/MTIz/abc-def/"])
def test_a_made_up_link_is_over(world: World, address: str) -> None:
    assert Client().get(address).status_code == 410
    assert _choose(address).status_code == 410


def test_nobody_helps_above_or_beside_themselves(world: World) -> None:
    """The administrator of a commune cannot reach the province's accounts through a shared one."""
    below = account("quan-tri-xa", Role.ADMINISTRATOR, world.commune)
    client = Client()
    client.force_login(below)
    assert "Hỗ trợ đăng nhập" in words(client.get(_page(world.clerk)))
    for user in (world.officer, world.other_clerk, world.admin):
        for act in ("", "mo-khoa/", "go-bao-ve/", "lien-ket/"):
            send = client.post if act else client.get
            assert send(_page(user, act), WHY).status_code == 404
    appoint(
        actor=None,
        user=world.clerk,
        role=Role.OFFICER,
        body_id=world.office.pk,
        scope_id=world.province.pk,
        starts_on=SINCE,
    )
    page = words(client.get(_page(world.clerk)))
    assert "Hỗ trợ đăng nhập" not in page
    assert "cấp trên" in page
    for act in ("mo-khoa/", "go-bao-ve/", "lien-ket/"):
        answer = client.post(_page(world.clerk, act), WHY)
        assert (answer.status_code, "cấp trên" in words(answer)) == (422, True)
    assert not {"lift_lock", "reset_second_factors", "make_password_link"} & set(acts())


def test_ones_own_account_is_not_helped_here(world: World, admin: Client) -> None:
    assert "Bảo mật tài khoản" in words(admin.get(_page(world.admin)))
    answer = admin.post(_page(world.admin, "lien-ket/"), WHY)
    assert answer.status_code == 422
    assert "make_password_link" not in acts()


def test_a_locked_address_is_opened(world: World, admin: Client, settings: Any) -> None:
    settings.ADDRESS_FAILURE_LIMIT = 10
    far = Client(REMOTE_ADDR="203.0.113.4")
    for number in range(10):
        come_in(f"ten-{number}", "sai", client=far)
    assert "203.0.113.4" in words(admin.get("/quan-tri/dang-nhap/"))
    refused = admin.post("/quan-tri/dang-nhap/mo-dia-chi/", {"address": "203.0.113.4", "reason": ""})
    assert refused.status_code == 422
    wrong = admin.post("/quan-tri/dang-nhap/mo-dia-chi/", {"address": "khong-co", **WHY})
    assert wrong.status_code == 422
    admin.post("/quan-tri/dang-nhap/mo-dia-chi/", {"address": "203.0.113.4", **WHY})
    assert come_in("clerk", client=far).status_code == 302
    assert AuditRow.objects.get(action="lift_address_lock").after == {"address": "203.0.113.4"}


def test_the_list_costs_the_same_for_one_account_and_for_many(world: World, admin: Client) -> None:
    counts = []
    for number in (1, 3):
        for each in range(number):
            account(f"dan-{number}-{each}", Role.CLERK, world.health, starts_on=date(2026, 1, 1))
            _lock(f"dan-{number}-{each}")
        admin.get("/quan-tri/dang-nhap/")
        with CaptureQueriesContext(connection) as seen:
            page = words(admin.get("/quan-tri/dang-nhap/"))
        counts.append(len(seen))
        assert f"dan-{number}-0" in page
    assert counts[0] == counts[1] <= 15


def test_the_machine_itself_rescues_the_last_administrator(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_app(come_in("admin").client)
    _lock("admin")
    words_typed = argparse.Namespace(username="ADMIN", reason="Mất điện thoại", keep_factors=False)
    assert account_rescue.run(words_typed) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["username"], told["unlocked"], told["factors_removed"]) == ("admin", True, 2)
    assert _choose(told["link"]).status_code == 302
    assert come_in("admin", NEW).headers["Location"] == "/trang-chu/"
    with pytest.raises(BadInput, match="khong-co"):
        account_rescue.run(argparse.Namespace(username="khong-co", reason="x", keep_factors=False))
    with pytest.raises(BadInput, match="Ghi lý do"):
        account_rescue.run(argparse.Namespace(username="admin", reason=" ", keep_factors=False))


def test_without_a_mail_server_there_is_no_page_to_ask_by_mail(world: World) -> None:
    assert Client().get("/quen-mat-khau/").status_code == 404
    assert "/quen-mat-khau/" not in words(Client().get("/dang-nhap/"))


def test_a_link_comes_by_mail_where_a_server_is_set_up(
    world: World, settings: Any, office: PostOffice
) -> None:
    settings.MAIL_SERVER = office.setting()
    world.clerk.email = "clerk@example.vn"
    world.clerk.save()
    visitor = Client()
    assert "/quen-mat-khau/" in words(visitor.get("/dang-nhap/"))
    known, unknown = (visitor.post("/quen-mat-khau/", {"username": name}) for name in ("clerk", "ai-do"))
    assert words(known).split("<main")[1] == words(unknown).split("<main")[1]
    assert acts(action="ask_for_password_letter") == ["ask_for_password_letter"]
    from procrastinate.contrib.django.models import ProcrastinateJob

    job = ProcrastinateJob.objects.get(task_name="access.password_letter")
    assert job.args["user_id"] == str(world.clerk.pk)
    assert f"/{UID}/{TOKEN}/" in job.args["address"]
    send_password_letter(user_id=world.clerk.pk, address=job.args["address"])
    [letter] = office.letters
    assert letter["To"] == "clerk@example.vn"
    # Lies in no outbox, where operators could read it.
    assert not Letter.objects.exists()
    found = re.search(r"http://testserver(/dat-mat-khau/\S+)", str(letter.get_content()))
    assert found
    assert _choose(found[1]).status_code == 302
    assert not BrowserSession.objects.filter(user=world.clerk).exists()
