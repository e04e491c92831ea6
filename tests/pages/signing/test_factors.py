"""Second factors: set up, used, asked for, lost, and never readable in the database."""

import json
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.checks import run_checks
from django.test import Client

from tests.pages.signing.door import acts, code_of, come_in, set_up_app, words
from tests.world import World, account
from vinhdanh.domain.access.actions import add_role
from vinhdanh.domain.access.models import BrowserSession
from vinhdanh.foundation.audit.models import AuditRow

pytestmark = pytest.mark.django_db
KEY = {"name": "x", "credential": {}}


def test_a_phone_is_set_up_and_asked_for_at_the_next_sign_in(world: World) -> None:
    client = come_in("clerk").client
    secret = set_up_app(client)
    assert "Mã sáu số từ ứng dụng: đang dùng" in words(client.get("/bao-mat/"))
    assert acts(subject_id=world.clerk.pk)[-1] == "add_second_factor"
    answer = come_in("clerk", next="/nhiem-vu/")
    assert answer.headers["Location"] == "/dang-nhap/buoc-hai/"
    again = answer.client
    # The password alone opens nothing.
    assert again.get("/trang-chu/").status_code == 302
    wrong = again.post("/dang-nhap/buoc-hai/", {"code": "000000"})
    assert wrong.status_code == 422
    assert "Mã chưa đúng" in words(wrong)
    assert acts(subject_id=world.clerk.pk)[-1] == "second_factor_failed"
    right = again.post("/dang-nhap/buoc-hai/", {"code": code_of(secret)})
    assert right.headers["Location"] == "/nhiem-vu/"
    row = AuditRow.objects.filter(action="sign_in", subject_id=world.clerk.pk).latest("id")
    assert row.after["by"] == "password+totp"


def test_a_code_works_once(world: World) -> None:
    secret = set_up_app(come_in("clerk").client)
    code = code_of(secret)
    first, second = come_in("clerk").client, come_in("clerk").client
    assert first.post("/dang-nhap/buoc-hai/", {"code": code}).status_code == 302
    assert second.post("/dang-nhap/buoc-hai/", {"code": code}).status_code == 422
    # Nor when the library has forgotten it, while its time has not passed.
    cache.delete(f"allauth.mfa.totp.used?user={world.clerk.pk}&code={code}")
    assert second.post("/dang-nhap/buoc-hai/", {"code": code}).status_code == 422


def test_a_form_sent_twice_sets_one_phone_up(world: World) -> None:
    client = come_in("clerk").client
    set_up_app(client)
    again = client.post("/bao-mat/ung-dung/", {"code": "123456"})
    assert again.headers["Location"] == "/bao-mat/"
    assert Authenticator.objects.filter(user=world.clerk, type="totp").count() == 1


def test_guessing_codes_is_stopped(world: World) -> None:
    secret = set_up_app(come_in("clerk").client)
    client = come_in("clerk").client
    for _ in range(6):
        answer = client.post("/dang-nhap/buoc-hai/", {"code": "111111"})
    assert "Sai nhiều lần liền" in words(answer)
    assert client.post("/dang-nhap/buoc-hai/", {"code": code_of(secret)}).status_code == 422


def test_a_wrong_code_keeps_the_secret_that_the_phone_already_has(world: World) -> None:
    client = come_in("clerk").client
    before = words(client.get("/bao-mat/ung-dung/"))
    answer = client.post("/bao-mat/ung-dung/", {"code": "000000"})
    assert answer.status_code == 422
    found = [re.search(r'id="khoa">([A-Z2-7 ]+)<', page) for page in (before, words(answer))]
    assert found[0]
    assert found[1]
    assert found[0][1] == found[1][1]


def test_recovery_codes_are_shown_downloaded_used_once_and_renewed(world: World) -> None:
    client = come_in("clerk").client
    set_up_app(client)
    shown = re.findall(r"<li>(\d{4}) (\d{4})</li>", words(client.get("/bao-mat/ma-du-phong/")))
    assert len(shown) == 10
    file = client.get("/bao-mat/ma-du-phong/tep/")
    assert "attachment" in file.headers["Content-Disposition"]
    assert file.headers["Cache-Control"] == "private, no-store"
    assert " ".join(shown[0]) in words(file)
    code = "".join(shown[0])
    assert come_in("clerk").client.post("/dang-nhap/buoc-hai/", {"code": code}).status_code == 302
    assert come_in("clerk").client.post("/dang-nhap/buoc-hai/", {"code": code}).status_code == 422
    assert "Còn 9 trên 10" in words(client.get("/bao-mat/ma-du-phong/"))
    client.post("/bao-mat/ma-du-phong/moi/")
    assert acts(subject_id=world.clerk.pk)[-1] == "renew_recovery_codes"
    assert " ".join(shown[1]) not in words(client.get("/bao-mat/ma-du-phong/"))


def test_secrets_are_nowhere_to_be_read(world: World) -> None:
    client = come_in("clerk").client
    page = words(client.get("/bao-mat/ung-dung/"))
    found = re.search(r'id="khoa">([A-Z2-7 ]+)<', page)
    assert found
    secret = found[1].replace(" ", "")
    waiting = json.dumps([row.get_decoded() for row in Session.objects.all()])
    assert "mfa.totp.secret" in waiting
    assert secret not in waiting
    client.post("/bao-mat/ung-dung/", {"code": code_of(secret)})
    codes = re.findall(r"<li>(\d{4}) (\d{4})</li>", words(client.get("/bao-mat/ma-du-phong/")))
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    kept += json.dumps(list(AuditRow.objects.values_list("after", flat=True)))
    assert secret not in kept
    assert all("".join(code) not in kept for code in codes)


def test_another_key_of_the_server_makes_a_sentence_and_an_older_one_still_reads(
    world: World, settings: Any
) -> None:
    secret = set_up_app(come_in("clerk").client)
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "mot-khoa-khac"
    lost = come_in("clerk").client.post("/dang-nhap/buoc-hai/", {"code": code_of(secret)})
    assert "Máy chủ đã đổi khóa" in words(lost)
    settings.SECRET_KEY_FALLBACKS = [old]
    kept = come_in("clerk").client.post("/dang-nhap/buoc-hai/", {"code": code_of(secret)})
    assert kept.status_code == 302


def test_changing_what_guards_asks_again_who_it_is(world: World) -> None:
    """Somebody at a desk that was left open can set up nothing of theirs."""
    client = Client()
    client.force_login(world.clerk)
    answer = client.get("/bao-mat/ung-dung/")
    assert answer.headers["Location"] == "/xac-nhan/?next=%2Fbao-mat%2Fung-dung%2F"
    wrong = client.post(answer.headers["Location"], {"password": "sai"})
    assert wrong.status_code == 422
    assert "Mật khẩu chưa đúng" in words(wrong)
    right = client.post(answer.headers["Location"], {"password": "mot-mat-khau"})
    assert right.headers["Location"] == "/bao-mat/ung-dung/"
    assert client.get("/bao-mat/ung-dung/").status_code == 200


def test_wrong_passwords_at_the_confirmation_lock_too(world: World) -> None:
    client = Client()
    client.force_login(world.clerk)
    answers = [client.post("/xac-nhan/", {"password": "sai"}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 422, 429]
    assert "tạm khóa 15 phút" in words(answers[-1])
    locked = client.post("/xac-nhan/", {"password": "mot-mat-khau"})
    assert locked.status_code == 422
    assert "Sai nhiều lần liền" in words(locked)


def test_the_phone_is_taken_away_with_its_codes(world: World) -> None:
    client = come_in("clerk").client
    set_up_app(client)
    assert "Gỡ mã sáu số" in words(client.get("/bao-mat/ung-dung/tat/"))
    assert client.post("/bao-mat/ung-dung/tat/").status_code == 302
    assert not Authenticator.objects.filter(user=world.clerk).exists()
    assert acts(subject_id=world.clerk.pk)[-1] == "remove_second_factor"
    assert come_in("clerk").headers["Location"] == "/trang-chu/"


def test_who_must_have_one_is_led_to_it_before_anything_else(world: World, settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = ["clerk"]
    client = come_in("clerk", next="/nhiem-vu/").client
    for address in ("/nhiem-vu/", "/trang-chu/", "/tim/?q=a", "/bao-mat/mat-khau/"):
        assert client.get(address).headers["Location"] == "/bao-mat/", address
    assert client.post("/bao-mat/phien/ket-thuc-khac/").headers["Location"] == "/bao-mat/"
    page = words(client.get("/bao-mat/"))
    assert "Còn một bước trước khi vào việc" in page
    assert client.get("/cong-khai/").status_code == 200
    set_up_app(client)
    assert client.get("/nhiem-vu/").status_code == 200
    assert "Còn một bước" not in words(client.get("/bao-mat/"))
    # The last one stays where one is asked for.
    refused = client.get("/bao-mat/ung-dung/tat/")
    assert "đây là lớp cuối cùng" in words(refused)
    client.post("/bao-mat/ung-dung/tat/")
    assert Authenticator.objects.filter(user=world.clerk, type="totp").exists()
    # Other roles are not asked.
    assert come_in("leader").client.get("/trang-chu/").status_code == 200


def test_all_means_also_accounts_without_a_post(world: World, settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = ["all"]
    client = come_in("member").client
    assert client.get("/trang-chu/").headers["Location"] == "/bao-mat/"


@pytest.mark.parametrize(
    "sent", ["", "null", "[]", "{}", "khong phai json", '{"id": 1, "rawId": "x", "type": "public-key"}']
)
@pytest.mark.parametrize("address", ["/bao-mat/khoa/them/", "/dang-nhap/buoc-hai/", "/xac-nhan/khoa/"])
def test_odd_answers_of_a_key_are_answered_with_a_sentence(world: World, sent: str, address: str) -> None:
    client = come_in("clerk").client
    set_up_app(client)
    Authenticator.objects.create(
        user=world.other_clerk, type="webauthn", data={"name": "x", "credential": {}}
    )
    if "buoc-hai" in address:
        client = come_in("clerk").client
    client.get(address)
    answer = client.post(address, {"credential": sent, "name": "Khóa"})
    assert answer.status_code in {302, 422}
    assert not Authenticator.objects.filter(user=world.clerk, type="webauthn").exists()


def test_nobody_removes_the_key_of_another(world: World) -> None:
    key = Authenticator.objects.create(
        user=world.leader, type="webauthn", data={"name": "x", "credential": {}}
    )
    client = come_in("clerk").client
    assert client.get(f"/bao-mat/khoa/{key.pk}/go/").status_code == 404
    assert client.post(f"/bao-mat/khoa/{key.pk}/go/").status_code == 404


def test_a_role_that_nobody_has_made_is_reported_and_one_of_the_offices_own_is_not(
    world: World, settings: Any
) -> None:
    def told() -> str:
        found = run_checks(include_deployment_checks=True)
        return " ".join(f"{m.msg} {m.hint}" for m in found if m.id == "vinhdanh.W011")

    settings.SECOND_FACTOR_ROLES = ["oficer", "clerk"]
    assert "không có: oficer." in told()
    own = add_role(actor=None, scope=None, name="Văn thư", permissions=["read_plans"])
    assert own.code in told()
    settings.SECOND_FACTOR_ROLES = ["all", "clerk", own.code]
    assert told() == ""


def test_a_role_of_the_offices_own_may_be_asked_for_a_factor(world: World, settings: Any) -> None:
    own = add_role(actor=None, scope=None, name="Văn thư", permissions=["read_plans"])
    account("van.thu", own.code, world.health)
    settings.SECOND_FACTOR_ROLES = [own.code]
    assert come_in("van.thu").client.get("/trang-chu/").headers["Location"] == "/bao-mat/"
    assert come_in("clerk").client.get("/trang-chu/").status_code == 200


def test_who_views_another_is_asked_by_their_own_role_and_can_always_stop(
    world: World, settings: Any
) -> None:
    client = come_in("admin").client
    client.post(f"/quan-tri/tai-khoan/{world.clerk.pk}/xem-thay/", {"reason": "Phiếu 18"})
    settings.SECOND_FACTOR_ROLES = ["clerk"]
    assert client.get("/trang-chu/").status_code == 200
    settings.SECOND_FACTOR_ROLES = ["administrator"]
    assert client.get("/trang-chu/").headers["Location"] == "/bao-mat/"
    assert client.post("/xem-thay/thoi/").headers["Location"] == f"/quan-tri/tai-khoan/{world.clerk.pk}/"


def test_viewing_changes_no_session_no_factor_and_no_password(world: World) -> None:
    theirs = come_in("clerk").client
    set_up_app(theirs)
    client = come_in("admin").client
    client.post(f"/quan-tri/tai-khoan/{world.clerk.pk}/xem-thay/", {"reason": "Phiếu 18"})
    sessions = set(BrowserSession.objects.values_list("session_key", flat=True))
    key = BrowserSession.objects.get(user=world.clerk).pk
    for address in (
        "/bao-mat/mat-khau/", "/bao-mat/ung-dung/", "/bao-mat/ung-dung/tat/", "/bao-mat/khoa/them/",
        "/bao-mat/ma-du-phong/moi/", "/bao-mat/phien/ket-thuc-khac/", f"/bao-mat/phien/{key}/ket-thuc/",
    ):  # fmt: skip
        client.get(address)
        assert client.post(address, {}).status_code == 403, address
    assert set(BrowserSession.objects.values_list("session_key", flat=True)) == sessions
    assert set(Authenticator.objects.values_list("user", flat=True)) == {world.clerk.pk}
    assert theirs.get("/nhiem-vu/").status_code == 200
