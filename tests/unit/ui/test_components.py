"""Components as they come out of the template engine."""

from collections.abc import Callable
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django_cotton.utils import render_component

from vinhdanh.interfaces.office.design import SampleForm, design_context

EVIL = '"><script>alert(1)</script>'
Render = Callable[..., str]


@pytest.fixture
def render(rf: RequestFactory) -> Render:
    request = rf.get("/")
    return lambda component, **values: render_component(request, component, values)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("card", {"title": EVIL, "count": EVIL, "id": "a"}),
        ("page-head", {"title": EVIL, "lede": EVIL}),
        ("chain", {"steps": [{"label": EVIL, "url": EVIL, "state": "past"}]}),
        ("tabs", {"tabs": [{"label": EVIL, "url": EVIL, "count": EVIL}]}),
        ("empty", {"title": EVIL}),
        ("counters", {"items": [{"label": EVIL, "value": 1, "note": EVIL, "url": EVIL, "kind": "due"}]}),
        ("note", {"title": EVIL}),
        ("toast", {"text": EVIL, "href": EVIL}),
        ("dialog", {"id": "d", "title": EVIL}),
        ("field", {"label": EVIL, "for": "x", "hint": EVIL, "error": EVIL}),
        ("drop", {"hint": EVIL, "error": EVIL, "accept": EVIL}),
        ("progress", {"label": EVIL, "words": EVIL, "note": EVIL}),
        ("stepper", {"steps": [{"label": EVIL, "note": EVIL, "state": "here"}]}),
        ("viewing", {"who": EVIL, "whom": EVIL}),
        ("work", {"text": EVIL, "url": EVIL, "word": EVIL, "note": EVIL, "go": EVIL}),
        ("task", {"text": EVIL, "url": EVIL, "word": EVIL, "when": EVIL, "no": EVIL}),
        ("lane", {"id": "q", "title": EVIL, "note": EVIL, "overdue": EVIL}),
        ("pages", {"shown": EVIL, "next": EVIL}),
        ("choice", {"name": EVIL, "role": EVIL}),
    ],
)
def test_components_escape(render: Render, name: str, values: dict[str, Any]) -> None:
    html = render(name, **values)
    assert "<script" not in html
    assert "&lt;script" in html


def test_a_wrong_field_is_tied_to_its_words(render: Render) -> None:
    form = SampleForm({"due": "31/02/2026"})
    assert not form.is_valid()
    html = render("field", field=form["due"])
    assert 'aria-describedby="id_due_helptext id_due_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_due_helptext"' in html
    assert 'id="id_due_error"' in html
    assert "chỉ có 28 ngày" in html
    assert '<label for="id_due">' in html


def test_a_set_of_choices_is_a_fieldset_with_a_legend(render: Render) -> None:
    html = render("field", field=SampleForm()["outcome"])
    assert "<fieldset" in html
    assert "<legend>Kết quả</legend>" in html
    assert html.count('<label class="option">') == 2


def test_an_optional_field_says_so_and_a_needed_one_does_not(render: Render) -> None:
    assert "(không bắt buộc)" in render("field", field=SampleForm()["notes"])
    assert "(không bắt buộc)" not in render("field", field=SampleForm()["name"])


def test_progress_without_a_value_is_open_ended(render: Render) -> None:
    assert " value=" not in render("progress", label="Đang đọc")
    assert 'value="0"' in render("progress", label="Đang đọc", value=0)


def test_an_empty_lane_says_so(render: Render) -> None:
    assert "Không có việc nào" in render("lane", id="q1", title="Quý I")


def test_a_dialog_can_be_closed_without_scripts(render: Render) -> None:
    html = render("dialog", id="d", title="Xong")
    assert '<form method="dialog">' in html
    assert 'aria-labelledby="d-title"' in html


def test_chain_marks_here_and_what_lies_ahead(render: Render) -> None:
    html = render("chain", steps=design_context()["chain"])
    assert '<span aria-current="step">Kế hoạch 12/KH-UBND năm 2026</span>' in html
    assert html.count('class="ahead"') == 3


def test_a_long_title_is_set_smaller(render: Render) -> None:
    assert 'class="long"' in render("page-head", title="x" * 111)
    assert 'class="long"' not in render("page-head", title="Bảng năm")


@pytest.mark.parametrize("part", ["foundations", "controls", "forms", "feedback", "lists", "year", "paper"])
def test_the_component_page_shows_both_themes(part: str) -> None:
    html = render_to_string(f"office/design/{part}.html", design_context())
    assert 'data-theme="light"' in html
    assert 'data-theme="dark"' in html
    ids = [part.split('"')[0] for part in html.split(' id="')[1:]]
    assert len(ids) == len(set(ids)), sorted({name for name in ids if ids.count(name) > 1})


def test_the_rail_links_what_exists_and_only_names_the_rest() -> None:
    nav = [
        {"label": "Kế hoạch", "url": "/ke-hoach/", "current": True, "count": 1200},
        {"label": "Phong trào", "soon": True},
    ]
    html = " ".join(render_to_string("office/rail.html", {"nav": nav}).split())
    assert '<a href="/ke-hoach/" aria-current="page">' in html
    assert "1.200" in html
    assert "Phong trào" in html
    assert html.count("<a ") == 2, "the section and the way out of the sheet"
