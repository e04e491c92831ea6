"""The small parts: what they say, and that nothing a caller hands in becomes markup."""

from datetime import UTC, date, datetime
from time import process_time

import pytest
from django.template import Context

from vinhdanh.domain.planning.states import DraftState, TaskState
from vinhdanh.foundation.kernel.periods import Period
from vinhdanh.interfaces.office.templatetags import ui
from vinhdanh.interfaces.office.templatetags.shapes import ALIASES, DRAWINGS, KINDS, kind_of

EVIL = '"><script>alert(1)</script>'


@pytest.mark.parametrize(
    "html",
    [
        ui.status("done", EVIL),
        ui.chip(EVIL, "lead"),
        ui.chip("Sở Nội vụ", "with", href=EVIL, hint=EVIL),
        ui.shape("done", EVIL),
        ui.icon("check", "", EVIL),
        ui.icon("check", EVIL),
        ui.day(None, empty=EVIL),
        ui.moment(None, empty=EVIL),
        ui.period(EVIL),
        ui.period(None, empty=EVIL),
    ],
)
def test_what_callers_hand_in_stays_text(html: str) -> None:
    assert "<script" not in html
    assert "&quot;&gt;&lt;script&gt;" in html


def test_a_status_has_shape_word_and_tone() -> None:
    html = ui.status("overdue", "Quá hạn 6 ngày")
    assert DRAWINGS["triangle"] in html
    assert "Quá hạn 6 ngày</span>" in html
    assert 'class="status is-fault"' in html
    assert "boxed" in ui.status("overdue", "", True)


def test_a_status_without_a_word_says_its_usual_one() -> None:
    assert "Đang làm" in ui.status("doing")


@pytest.mark.parametrize("state", [*TaskState.values, *DraftState.values])
def test_states_of_planning_have_a_look(state: str) -> None:
    assert kind_of(state).word


def test_an_unknown_status_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(KeyError):
        ui.status("nonsense")


def test_every_kind_is_drawn_and_aliases_lead_somewhere() -> None:
    assert {look.shape for look in KINDS.values()} <= DRAWINGS.keys()
    assert set(ALIASES.values()) <= KINDS.keys()
    assert not ALIASES.keys() & KINDS.keys()


def test_meanings_differ_in_shape() -> None:
    """Without colour, done and not done, late and soon, waiting and doing must not look alike."""
    names = (
        "done",
        "unmet",
        "overdue",
        "due",
        "waiting",
        "doing",
        "paused",
        "doubt",
        "ahead",
        "dropped",
        "moved",
    )
    assert len({KINDS[name].shape for name in names}) == len(names)


def test_an_icon_is_hidden_from_readers_unless_it_stands_alone() -> None:
    assert 'aria-hidden="true"' in ui.icon("check")
    assert 'role="img" aria-label="Đóng"' in ui.icon("x", "", "Đóng")


def test_an_unknown_icon_names_itself() -> None:
    with pytest.raises(ui.IconError, match="no-such-icon"):
        ui.icon("no-such-icon")


def test_chips() -> None:
    assert '<span class="sr">Chủ trì: </span>Sở Nội vụ' in ui.chip("Sở Nội vụ", "lead")
    assert "Các sở <b>1.018</b>" in ui.chip("Các sở", "group", count=1018)
    assert ui.chip("Xã Vân Sơn", href="/don-vi/1/").startswith('<a class="chip" href="/don-vi/1/"')
    with pytest.raises(ValueError, match="chip kind 'boss'"):
        ui.chip("Sở Nội vụ", "boss")


def test_days_and_moments_are_in_the_offices_own_time_zone() -> None:
    late_evening_in_utc = datetime(2026, 3, 15, 18, 5, tzinfo=UTC)
    assert ui.day(late_evening_in_utc) == '<time datetime="2026-03-16">16/03/2026</time>'
    assert ">01:05, 16/03/2026<" in ui.moment(late_evening_in_utc)
    assert ">thứ Hai, 16/03/2026<" in ui.day(date(2026, 3, 16), True)
    assert ">Chủ nhật, 05/04/2026<" in ui.day(date(2026, 4, 5), True)


def test_periods_are_written_as_officials_do() -> None:
    assert ui.period(Period.of_quarter(2026, 1)) == '<span class="period">Quý I/2026</span>'
    assert "Chưa ghi thời gian" in ui.period("")


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0"), (999, "999"), (1000, "1.000"), (1001, "1.000+"), (5_000_000, "1.000+")]
)
def test_counts_stop_at_a_thousand(number: int, words: str) -> None:
    assert ui.upto(number) == words


def test_numbers_money_and_initials() -> None:
    assert ui.dotted(1490000) == "1.490.000"
    assert ui.dotted(None) == ""
    assert ui.dong(1490000) == "1.490.000 đồng"
    assert ui.dong(None) == ""
    assert ui.initials("nguyễn Thị Hạnh") == "NH"
    assert ui.initials("Y") == "Y"
    assert ui.initials("") == ""


def test_the_theme_comes_from_the_cookie_and_from_nothing_else(rf) -> None:
    request = rf.get("/")
    assert ui.theme(Context({"request": request})) == "auto"
    request.COOKIES[ui.THEME_COOKIE] = "dark"
    assert ui.theme(Context({"request": request})) == "dark"
    request.COOKIES[ui.THEME_COOKIE] = EVIL
    assert ui.theme(Context({"request": request})) == "auto"
    assert ui.theme(Context()) == "auto"


def test_a_thousand_small_parts_cost_less_than_a_twentieth_of_a_second() -> None:
    def seconds() -> float:
        start = process_time()
        for _ in range(500):
            ui.status("overdue", "Quá hạn 6 ngày")
            ui.icon("check")
        return process_time() - start

    assert min(seconds() for _ in range(5)) < 0.05
