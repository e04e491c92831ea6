"""Settings of the door, out of the environment."""

import pytest

from vinhdanh.config.doors import Identity, identity, second_factor_roles
from vinhdanh.config.environment import SettingError

OIDC = {
    "VINHDANH_OIDC_ISSUER": "https://dinhdanh.example.vn/realm/",
    "VINHDANH_OIDC_CLIENT": "vinh-danh",
    "VINHDANH_OIDC_SECRET": "x",
}


@pytest.mark.parametrize(
    ("env", "real", "roles"),
    [
        ({}, False, []),
        ({}, True, ["all"]),
        ({"VINHDANH_MFA": ""}, True, []),
        ({"VINHDANH_MFA": "none"}, True, []),
        ({"VINHDANH_MFA": "0"}, True, []),
        ({"VINHDANH_MFA": "all"}, False, ["all"]),
        ({"VINHDANH_MFA": "officer, Leader ,"}, False, ["officer", "leader"]),
    ],
)
def test_who_must_have_a_second_factor(env: dict[str, str], real: bool, roles: list[str]) -> None:
    assert second_factor_roles(real=real, env=env) == roles


def test_no_issuer_no_provider() -> None:
    assert identity({}) is None


def test_a_provider_with_its_defaults() -> None:
    found = identity(OIDC)
    assert found == Identity(
        issuer="https://dinhdanh.example.vn/realm",
        client_id="vinh-danh",
        secret="x",
        name="tài khoản định danh",
        claim="preferred_username",
        match="username",
        create=False,
    )
    assert found.as_allauth_app()["settings"]["oauth_pkce_enabled"] is True


def test_by_address_the_claim_is_the_address() -> None:
    found = identity({**OIDC, "VINHDANH_OIDC_MATCH": "email"})
    assert found
    assert found.claim == "email"


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"VINHDANH_OIDC_ISSUER": "http://dinhdanh.example.vn"}, "VINHDANH_OIDC_ISSUER"),
        ({"VINHDANH_OIDC_ISSUER": "dinhdanh.example.vn"}, "VINHDANH_OIDC_ISSUER"),
        ({"VINHDANH_OIDC_CLIENT": ""}, "VINHDANH_OIDC_CLIENT"),
        ({"VINHDANH_OIDC_SECRET": " "}, "VINHDANH_OIDC_SECRET"),
        ({"VINHDANH_OIDC_MATCH": "phone"}, "VINHDANH_OIDC_MATCH"),
        ({"VINHDANH_OIDC_CREATE": "có"}, "VINHDANH_OIDC_CREATE"),
    ],
)
def test_what_is_missing_or_unsafe_is_named(more: dict[str, str], named: str) -> None:
    with pytest.raises(SettingError, match=named):
        identity({**OIDC, **more})
