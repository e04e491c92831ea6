"""An office may be stricter than the law, not laxer."""

from datetime import date

import pytest

from vinhdanh.engines.law.loader import load
from vinhdanh.engines.law.local import LocalKind, LocalRule, contradictions
from vinhdanh.engines.law.model import Condition, Ref

HERE = Ref("quy_che", "7")


def rule(award: str, kind: LocalKind = "standard", **given: object) -> LocalRule:
    values: dict[str, object] = {"code": "d7", "since": date(2025, 8, 1), **given}
    return LocalRule(award=award, kind=kind, **values)  # type: ignore[arg-type]


def asks(name: str, **params: object) -> Condition:
    return Condition(name, params, HERE)


def said(*rules: LocalRule) -> str:
    return " ".join(found.what for found in contradictions(load(), rules))


LAXER = [
    (
        "tap_the_ld_tien_tien",
        asks("members_with_title", codes=("lao_dong_tien_tien",), min_percent=65),
        "65 thấp hơn mức 70",
    ),
    ("cstd_cap_tinh", asks("consecutive_titles", codes=("cstd_co_so",), count=2), "2 thấp hơn mức 3"),
    (
        "huan_chuong_lao_dong_3_ca_nhan",
        asks("held_award", codes=("bang_khen_ttg_ca_nhan",), min_years_since=4),
        "4 thấp hơn mức 5",
    ),
    ("lao_dong_tien_tien", asks("task_completion_at_least", level="completed", years=1), "Mức hoàn thành"),
    ("cstd_toan_quoc", asks("initiative_recognised", scope="tinh", count=1), "Phạm vi hẹp hơn"),
]


@pytest.mark.parametrize(("award", "condition", "words"), LAXER)
def test_a_standard_laxer_than_the_law_is_named_with_the_article(
    award: str, condition: Condition, words: str
) -> None:
    what = said(rule(award, condition=condition))
    assert words in what
    assert "Luật số 06/2022/QH15" in what


@pytest.mark.parametrize(
    ("award", "condition"),
    [
        (
            "tap_the_ld_tien_tien",
            asks("members_with_title", codes=("lao_dong_tien_tien",), min_percent=80),
        ),
        ("cstd_co_so", asks("initiative_recognised", scope="co_so", count=1, years=1)),
        ("giay_khen_xa_ca_nhan", asks("task_completion_at_least", level="completed", years=1)),
        ("bang_khen_tinh_ca_nhan", asks("qualitative")),
    ],
)
def test_stricter_or_beside_the_law_is_allowed(award: str, condition: Condition) -> None:
    assert said(rule(award, condition=condition)) == ""


def test_an_award_that_the_law_does_not_know() -> None:
    assert "không có phần thưởng mang mã “chien_si_gioi”" in said(rule("chien_si_gioi"))


def test_an_award_that_is_no_longer_there_on_those_days() -> None:
    assert "không có trong luật vào những ngày đó" in said(rule("giay_khen_huyen_ca_nhan"))


def test_a_share_of_votes_below_that_of_the_law() -> None:
    assert "75% thấp hơn 80%" in said(rule("cstd_co_so", "ratio", figure=75))
    assert said(rule("cstd_co_so", "ratio", figure=85)) == ""
    assert said(rule("giay_khen_xa_ca_nhan", "ratio", figure=50)) == ""


def test_a_quota_is_a_percentage() -> None:
    assert "từ 1% đến 100%" in said(rule("cstd_co_so", "quota", figure=0))
    assert said(rule("cstd_co_so", "quota", figure=15)) == ""


def test_a_shorter_time_of_publicity() -> None:
    short = rule("huan_chuong_lao_dong_3_ca_nhan", "deadline", code="publicity", figure=5)
    assert "5 ngày làm việc ngắn hơn 10" in said(short)


def test_days_reversed() -> None:
    assert "trước ngày bắt đầu" in said(rule("cstd_co_so", until=date(2025, 7, 1)))


def test_the_row_is_named() -> None:
    rows = [rule("cstd_co_so", "ratio", figure=85), rule("cstd_co_so", "ratio", code="d9", figure=60)]
    assert [found.code for found in contradictions(load(), rows)] == ["d9"]
