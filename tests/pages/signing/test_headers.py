"""What every answer carries, the pages of the door included."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.pages.signing.door import PASSWORD, come_in, set_up_app, words
from tests.world import World

pytestmark = pytest.mark.django_db
OPEN = ("/dang-nhap/", "/cong-khai/", "/khong-co-trang-nay/", "/dat-mat-khau/thu/thu/")
INSIDE = (
    "/bao-mat/",
    "/bao-mat/ung-dung/",
    "/bao-mat/khoa/them/",
    "/bao-mat/mat-khau/",
    "/bao-mat/ma-du-phong/",
    "/xac-nhan/",
    "/trang-chu/",
)


@pytest.mark.parametrize("address", [*OPEN, *INSIDE])
def test_security_headers_stand_on_every_page(world: World, address: str) -> None:
    client = Client()
    if address in INSIDE:
        client = come_in("clerk").client
        if address.endswith("du-phong/"):
            set_up_app(client)
    answer = client.get(address)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "data:" not in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    page = words(answer)
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|src=\"data:", page)
    if address in INSIDE:
        assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "address",
    [
        "/dang-nhap/",
        "/dung-thu/chuyen-vien/",
        "/bao-mat/mat-khau/",
        "/bao-mat/ung-dung/tat/",
        "/bao-mat/phien/ket-thuc-khac/",
        "/dang-xuat/",
    ],
)
def test_a_form_from_another_house_is_not_taken(world: World, address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.clerk)
    answer = client.post(address, {"username": "clerk", "password": PASSWORD})
    assert answer.status_code == 403
    assert "Tải lại trang" in words(answer)
    assert client.get("/trang-chu/").status_code == 200


def test_cookies_are_closed_to_scripts_and_to_other_houses(world: World, settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE = True
    cookie = come_in("clerk").cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", True)


def test_the_session_gets_a_new_name_at_the_door(world: World) -> None:
    """Nobody waits inside with a session that was theirs before."""
    client = Client()
    client.get("/dang-nhap/buoc-hai/")
    session = client.session
    session["x"] = 1
    session.save()
    client.cookies["sessionid"] = session.session_key
    come_in("clerk", client=client)
    assert client.cookies["sessionid"].value != session.session_key
