"""Signing in by an identity provider: to an account that exists, or to a sentence."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from tests.pages.signing.door import come_in, set_up_app, words
from tests.pages.signing.provider import CLIENT, SECRET, Provider
from tests.world import World
from vinhdanh.config.doors import Identity
from vinhdanh.domain.access.models import User
from vinhdanh.foundation.audit.models import AuditRow

pytestmark = pytest.mark.django_db
START = "/dang-nhap/dinh-danh/"
BACK = "/dang-nhap/dinh-danh/ve/"


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    made = Provider()
    _use(settings, made)
    yield made
    made.close()


def _use(settings: Any, provider: Provider, **more: Any) -> None:
    facts = {"claim": "preferred_username", "match": "username", "create": False, **more}
    door = Identity(provider.url, CLIENT, SECRET, "Định danh điện tử", **facts)
    settings.IDENTITY = door
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [door.as_allauth_app()]}}


def _through(provider: Provider, client: Client | None = None, *, to: str = "") -> Any:
    client = client or Client()
    start = client.get(START + (f"?next={to}" if to else ""))
    assert start.status_code == 302
    assert start.headers["Location"].startswith(f"{provider.url}/authorize?")
    answer = client.get(BACK, provider.confirm(start.headers["Location"]))
    answer.client = client
    return answer


def test_the_account_that_the_claim_names_comes_in(world: World, provider: Provider) -> None:
    assert "Đăng nhập bằng Định danh điện tử" in words(Client().get("/dang-nhap/"))
    answer = _through(provider, to="/nhiem-vu/")
    assert answer.headers["Location"] == "/nhiem-vu/"
    assert answer.client.get("/nhiem-vu/").status_code == 200
    row = AuditRow.objects.get(action="sign_in", subject_id=world.clerk.pk)
    assert row.after["by"] == "socialaccount"


def test_no_more_is_kept_of_a_person_than_the_match_needs(world: World, provider: Provider) -> None:
    provider.person |= {
        "national_id": "001099000001",
        "birthdate": "1990-01-01",
        "phone_number": "0900000000",
    }
    _through(provider)
    kept = SocialAccount.objects.get(user=world.clerk)
    assert set(kept.extra_data) <= {"preferred_username", "name", "email_verified"}
    assert not SocialToken.objects.exists()


def test_the_identity_stays_tied_when_the_name_there_changes(world: World, provider: Provider) -> None:
    _through(provider)
    provider.person["preferred_username"] = "leader"
    answer = _through(provider)
    assert answer.client.session["_auth_user_id"] == str(world.clerk.pk)


def test_an_unknown_person_gets_a_sentence_and_no_account(world: World, provider: Provider) -> None:
    provider.person["preferred_username"] = "nguoi-la"
    before = User.objects.count()
    answer = _through(provider)
    assert answer.status_code == 403
    assert "Chưa có tài khoản nào ứng với Định danh điện tử này" in words(answer)
    assert User.objects.count() == before
    assert "_auth_user_id" not in answer.client.session


def test_a_setting_makes_the_account_without_any_right(
    world: World, provider: Provider, settings: Any
) -> None:
    _use(settings, provider, create=True)
    provider.person["preferred_username"] = "nguoi-moi"
    answer = _through(provider)
    assert answer.status_code == 302
    made = User.objects.get(username="nguoi-moi")
    assert (made.name, made.has_usable_password()) == ("Một người", False)
    assert "không có vai trò nào còn hiệu lực" in words(answer.client.get("/nhiem-vu/"))


@pytest.mark.parametrize("told", [{}, {"preferred_username": ""}, {"preferred_username": None}])
def test_an_answer_without_the_claim_gets_a_sentence(
    world: World, provider: Provider, told: dict[str, Any]
) -> None:
    provider.person = {"sub": "s-9", **told}
    assert "không cho biết" in words(_through(provider))


@pytest.mark.parametrize(
    ("verified", "sentence"),
    [(True, ""), (False, "chưa được xác minh"), ("true", "chưa được xác minh"), (None, "chưa được xác minh")],
)
def test_an_address_counts_only_when_the_provider_vouches_for_it(
    world: World, provider: Provider, settings: Any, verified: object, sentence: str
) -> None:
    _use(settings, provider, claim="email", match="email")
    world.clerk.email = "clerk@example.vn"
    world.clerk.save()
    provider.person |= {"email": "Clerk@example.vn", "email_verified": verified}
    answer = _through(provider)
    assert (sentence in words(answer)) if sentence else answer.status_code == 302


def test_an_address_of_two_accounts_is_nobody(world: World, provider: Provider, settings: Any) -> None:
    _use(settings, provider, claim="email", match="email")
    User.objects.filter(username__in=["clerk", "leader"]).update(email="chung@example.vn")
    provider.person |= {"email": "chung@example.vn", "email_verified": True}
    assert "nhiều tài khoản" in words(_through(provider))


def test_a_closed_account_stays_closed(world: World, provider: Provider) -> None:
    _through(provider)
    User.objects.filter(username="clerk").update(is_active=False)
    answer = _through(provider)
    assert answer.status_code == 403
    assert "đã ngừng hoạt động" in words(answer)


def test_the_second_factor_of_ours_is_still_asked(world: World, provider: Provider) -> None:
    set_up_app(come_in("clerk").client)
    assert _through(provider).headers["Location"] == "/dang-nhap/buoc-hai/"


def test_what_comes_back_wrong_is_answered_in_a_sentence(world: World, provider: Provider) -> None:
    client = Client()
    start = client.get(START)
    back = provider.confirm(start.headers["Location"])
    said = [
        Client().get(BACK, back),  # another browser
        client.get(BACK, {"state": "bịa", "code": "ma-1"}),
        client.get(BACK),
        client.get(BACK, {"state": back["state"], "error": "access_denied"}),
    ]
    start = client.get(START)
    back = {**provider.confirm(start.headers["Location"]), "code": "ma-sai"}
    said.append(client.get(BACK, back))
    for answer in said:
        assert answer.status_code == 403
        assert "Chưa đăng nhập được bằng Định danh điện tử" in words(answer)
    assert "_auth_user_id" not in client.session


def test_a_provider_that_is_down_is_said_to_be(world: World, provider: Provider) -> None:
    provider.broken = True
    answer = Client().get(START)
    assert answer.status_code == 403
    assert "nơi định danh không trả lời" in words(answer)


def test_an_identity_is_never_tied_to_whoever_is_signed_in(world: World, provider: Provider) -> None:
    client = come_in("leader").client
    client.get(START + "?process=connect")
    answer = _through(provider, client)
    assert answer.client.session["_auth_user_id"] == str(world.clerk.pk)
    assert SocialAccount.objects.get().user_id == world.clerk.pk


def test_without_a_provider_there_is_no_such_page(world: World) -> None:
    assert Client().get(START).status_code == 404
    assert Client().get(BACK).status_code == 404
    assert Client().get("/dang-nhap/khac/").status_code == 404
