"""Typed words survive a closed tab in the browser, and go once the server has them (a real browser)."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import CHROMIUM
from vinhdanh.interfaces.office import assets

pytestmark = [
    pytest.mark.journey,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt install chromium)"),
    pytest.mark.xdist_group("journey"),
]

PAGE = """<!doctype html><meta charset="utf-8">
<dialog id="d-doi" {opened}><div class="dialog-body"><input name="reason"></div>
<a href="/viec" data-dialog-close>Thôi</a></dialog>
<form id="f-note" data-keep data-version="{version}" {refused}>
  <input type="hidden" name="keep" value="note-1"><textarea name="text">{text}</textarea>
  <input name="lead_text" value="Một"><input name="lead_text">
  <input type="checkbox" name="conditional" value="1">
  <select name="period"><option value="">-</option><option value="q1">Quý I</option></select>
</form>
<form id="ra" data-sign-out><button>Đăng xuất</button></form>
<script type="module">{script}</script>"""


class Tab:
    """One browser on one origin whose only page is ``PAGE``."""

    def __init__(self, page: Any) -> None:
        self.page, self.values, self.troubles = page, self.blank(), []
        page.route(
            "http://vd.test/**", lambda route: route.fulfill(content_type="text/html", body=self.html())
        )
        page.on("pageerror", lambda error: self.troubles.append(str(error)))

    @staticmethod
    def blank() -> dict[str, str]:
        return {"version": "0", "refused": "", "text": "", "opened": ""}

    def html(self) -> str:
        html = PAGE
        for name, value in {**self.values, "script": assets.script()}.items():
            html = html.replace("{" + name + "}", value, 1)
        return html

    def open(self, **values: str) -> None:
        self.values = {**self.blank(), **values}
        self.page.goto("http://vd.test/viec")

    def fill(self) -> None:
        self.page.fill("textarea", "Chữ gõ dở")
        self.page.locator("[name=lead_text]").nth(1).fill("Hai")
        self.page.check("[name=conditional]")
        self.page.select_option("[name=period]", "q1")

    def filled(self) -> tuple[Any, ...]:
        leads = [field.input_value() for field in self.page.locator("[name=lead_text]").all()]
        text, period = self.page.input_value("textarea"), self.page.input_value("select")
        return text, leads, self.page.is_checked("[name=conditional]"), period

    def keys(self) -> list[str]:
        return list(self.page.evaluate("Object.keys(localStorage)"))


FILLED = ("Chữ gõ dở", ["Một", "Hai"], True, "q1")
EMPTY = ("", ["Một", ""], False, "")


@pytest.fixture
def tab(chromium: Any) -> Iterator[Tab]:
    context = chromium.new_context()
    made = Tab(context.new_page())
    yield made
    context.close()
    assert not made.troubles


def test_words_come_back_when_the_form_is_opened_again(tab: Tab) -> None:
    tab.open()
    tab.fill()
    tab.open()
    assert tab.filled() == FILLED
    assert "Đã lấy lại chữ gõ dở" in tab.page.inner_text("[role=status]")
    tab.page.click("[data-keep-drop]")
    assert tab.filled() == EMPTY
    tab.open()
    assert tab.filled() == EMPTY
    assert tab.page.locator("[role=status]").count() == 0


def test_words_for_an_older_revision_are_let_go(tab: Tab) -> None:
    tab.open()
    tab.fill()
    tab.open(version="1")
    assert tab.filled() == EMPTY
    assert tab.keys() == []


def test_the_cookie_of_the_server_lets_them_go(tab: Tab) -> None:
    tab.open()
    tab.fill()
    tab.page.context.add_cookies([{"name": "vd_saved", "value": "note-1", "url": "http://vd.test/"}])
    tab.open()
    assert tab.filled() == EMPTY
    assert tab.keys() == []
    assert tab.page.context.cookies() == []


def test_what_the_server_put_back_after_a_refusal_is_kept(tab: Tab) -> None:
    tab.open()
    tab.page.fill("textarea", "Lần đầu")
    tab.open(version="1", refused="data-refused", text="Lời bị từ chối")
    assert tab.page.input_value("textarea") == "Lời bị từ chối"
    tab.open(version="1")
    assert tab.page.input_value("textarea") == "Lời bị từ chối"


def test_signing_out_leaves_nothing(tab: Tab) -> None:
    tab.open()
    tab.fill()
    assert tab.keys() == ["vd:keep:note-1"]
    tab.page.click("#ra button")
    tab.page.wait_for_load_state()
    assert tab.keys() == []


def test_a_dialog_that_the_server_opened_comes_forward_and_closes(tab: Tab) -> None:
    tab.open(opened="open")
    assert tab.page.evaluate("document.querySelector('dialog').matches(':modal')")
    tab.page.click("[data-dialog-close]")
    assert not tab.page.evaluate("document.querySelector('dialog').open")
