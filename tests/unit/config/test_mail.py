"""Where letters go out, and the words said about a wrong setting."""

import pytest

from vinhdanh.config.environment import SettingError
from vinhdanh.config.mail import mail_server, site_address
from vinhdanh.foundation.mail.server import MailServer

FINE = {"VINHDANH_MAIL_HOST": "mail.example.vn", "VINHDANH_MAIL_FROM": "tdkt@example.vn"}


def test_without_a_host_there_is_no_server() -> None:
    assert mail_server({}) is None
    assert mail_server({"VINHDANH_MAIL_HOST": " ", "VINHDANH_MAIL_PORT": "x"}) is None


@pytest.mark.parametrize(("tls", "port"), [("", 587), ("starttls", 587), ("tls", 465), ("none", 25)])
def test_the_port_follows_the_kind_of_connection(tls: str, port: int) -> None:
    more = {"VINHDANH_MAIL_TLS": tls} if tls else {}
    assert mail_server({**FINE, **more}) == MailServer(
        "mail.example.vn",
        port,
        "tdkt@example.vn",
        tls=tls or "starttls",  # type: ignore[arg-type]
    )


def test_everything_can_be_said() -> None:
    given = {"VINHDANH_MAIL_PORT": "2525", "VINHDANH_MAIL_USER": "u", "VINHDANH_MAIL_PASSWORD": "p"}
    found = mail_server({**FINE, **given})
    assert found is not None
    assert (found.port, found.user, found.password) == (2525, "u", "p")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("VINHDANH_MAIL_PORT", "0"),
        ("VINHDANH_MAIL_PORT", "65536"),
        ("VINHDANH_MAIL_PORT", "²"),
        ("VINHDANH_MAIL_TLS", "ssl"),
        ("VINHDANH_MAIL_FROM", ""),
        ("VINHDANH_MAIL_FROM", "Sở Nội vụ <a@b.vn>"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        mail_server({**FINE, name: value})


def test_the_address_of_the_site() -> None:
    assert site_address({}) == "http://localhost:8000"
    assert site_address({"VINHDANH_PORT": "8204"}) == "http://localhost:8204"
    assert site_address({"VINHDANH_URL": "https://tdkt.example.vn/"}) == "https://tdkt.example.vn"
    with pytest.raises(SettingError, match="VINHDANH_URL"):
        site_address({"VINHDANH_URL": "tdkt.example.vn"})
