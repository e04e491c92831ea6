"""No sentence of a library comes out in English, whatever language the browser prefers."""

import html
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.test import Client
from django.utils.translation import gettext, ngettext, override

from tests.pages.signing.door import come_in, set_up_app, words
from tests.world import World
from vinhdanh.interfaces.office import assets

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en-US,en;q=0.9"}
REACHABLE = (
    "incorrect_code",
    "incorrect_password",
    "too_many_login_attempts",
    "rate_limited",
    "account_inactive",
)


def _english() -> set[str]:
    """Every sentence of the sign-in libraries, out of the catalogues they carry."""
    found = set()
    for name in ("allauth", "axes"):
        spec = find_spec(name)
        assert spec
        assert spec.origin
        for file in (Path(spec.origin).parent / "locale").glob("de/LC_MESSAGES/django.po"):
            found |= {entry.msgid for entry in polib.pofile(str(file)) if len(entry.msgid) > 12}
    assert len(found) > 100
    return {each for each in found if "%" not in each and "{" not in each}


def _seen(world: World) -> Iterator[tuple[str, str]]:
    """Every page of the flows, also refused, as a browser that prefers English gets it."""

    def shown(name: str, answer: object) -> tuple[str, str]:
        text = re.sub(r"<(script|style|path)[^>]*>", " ", words(answer))
        return name, html.unescape(re.sub(r"<[^>]+>", "\n", text) + " ".join(re.findall(r'"([^"]+)"', text)))

    client = Client(headers=ENGLISH)
    yield shown("sign-in", client.get("/dang-nhap/"))
    yield shown("wrong", come_in("clerk", "sai", client=client))
    come_in("clerk", client=client)
    yield shown("index", client.get("/bao-mat/"))
    for address in ("/bao-mat/ung-dung/", "/bao-mat/khoa/them/", "/bao-mat/mat-khau/"):
        yield shown(address, client.get(address))
    yield shown("wrong code", client.post("/bao-mat/ung-dung/", {"code": "1"}))
    yield shown("no code", client.post("/bao-mat/ung-dung/", {"code": ""}))
    yield shown("odd key", client.post("/bao-mat/khoa/them/", {"credential": "{"}))
    yield shown("no key", client.post("/bao-mat/khoa/them/", {}))
    yield shown("weak", client.post("/bao-mat/mat-khau/", {"new": "clerk123", "again": "clerk123"}))
    yield shown("common", client.post("/bao-mat/mat-khau/", {"new": "password", "again": "password"}))
    yield shown("short", client.post("/bao-mat/mat-khau/", {"new": "ab1", "again": "ab1"}))
    set_up_app(client)
    for address in (
        "/bao-mat/",
        "/bao-mat/ma-du-phong/",
        "/bao-mat/ma-du-phong/moi/",
        "/bao-mat/ung-dung/tat/",
    ):
        yield shown(address, client.get(address))
    for address in ("/xac-nhan/", "/xac-nhan/ma/"):
        yield shown(address, client.get(address))
        yield shown(address, client.post(address, {"password": "sai", "code": "1"}))
    for _ in range(12):
        last = client.post("/xac-nhan/ma/", {"code": "1"})
    yield shown("too often", last)
    second = Client(headers=ENGLISH)
    come_in("clerk", client=second)
    yield shown("second step", second.get("/dang-nhap/buoc-hai/"))
    for _ in range(7):
        yield shown("second step, wrong", second.post("/dang-nhap/buoc-hai/", {"code": "1"}))
    for _ in range(6):
        yield shown("locked", come_in("leader", "sai", client=Client(headers=ENGLISH)))


def test_no_page_of_the_flows_shows_a_sentence_of_a_library(world: World) -> None:
    english, seen, wrong = _english(), 0, []
    for name, text in _seen(world):
        seen += 1
        wrong += [f"{name}: {sentence}" for sentence in english if sentence in text]
        wrong += [f"{name}: {found}" for found in re.findall(r"This field[^\n]+|Ensure [^\n]+", text)]
    assert seen > 30
    assert not wrong


def test_each_sentence_that_can_be_reached_is_in_the_catalogue() -> None:
    from axes.conf import settings as axes_settings

    with override("en"):
        sentences = [str(each) for each in DefaultMFAAdapter.error_messages.values()]
        sentences += [str(DefaultAccountAdapter.error_messages[name]) for name in REACHABLE]
        sentences += [str(axes_settings.AXES_COOLOFF_MESSAGE), str(axes_settings.AXES_PERMALOCK_MESSAGE)]
        sentences += ["Use your password", "Use authenticator app or code", "Use a security key"]
    with override("vi"):
        assert [each for each in sentences if gettext(each) == each] == []
        short = "This password is too short. It must contain at least %d character."
        assert ngettext(short, short.replace("character.", "characters."), 8).startswith("Mật khẩu ngắn quá")


def test_the_catalogue_is_whole_and_compiles(tmp_path: Path) -> None:
    copy = tmp_path / "django.po"
    copy.write_bytes(assets.WORDS.read_bytes())
    assets.compile_words(copy)
    catalogue = polib.mofile(str(copy.with_suffix(".mo")))
    assert len(catalogue) == len(polib.pofile(str(copy)))
    assert not polib.pofile(str(copy)).untranslated_entries()
    assert not polib.pofile(str(copy)).fuzzy_entries()


def test_templates_of_libraries_cannot_show() -> None:
    for name in ("account/login.html", "mfa/authenticate.html", "socialaccount/signup.html", "429.html"):
        try:
            origin = get_template(name).origin.name
        except TemplateDoesNotExist:
            continue
        assert str(settings.BASE) in origin
