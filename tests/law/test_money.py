"""Bonuses and votes: whole numbers, the day of the decision, what is paid together."""

from datetime import date
from fractions import Fraction

import pytest

from vinhdanh.engines.law.loader import load
from vinhdanh.engines.law.model import Kind
from vinhdanh.engines.law.money import Grant, bonus, council_votes, payments, rounded_up


def paid(award: str, kind: Kind, on: date, period: str = "2025") -> int:
    found = bonus(load(), Grant(award, kind, on, period))
    assert found is not None
    return found.amount


@pytest.mark.parametrize(
    ("award", "kind", "on", "amount"),
    [
        ("lao_dong_tien_tien", "individual", date(2026, 7, 1), 760_000),
        ("lao_dong_tien_tien", "individual", date(2026, 6, 30), 710_000),
        ("cstd_co_so", "individual", date(2026, 1, 10), 2_340_000),
        ("bang_khen_ttg_ca_nhan", "individual", date(2018, 5, 10), 4_550_000),
        ("bang_khen_ttg_ca_nhan", "individual", date(2018, 7, 2), 4_870_000),
        ("bang_khen_ttg_tap_the", "collective", date(2026, 8, 1), 17_710_000),
        ("bang_khen_tinh_ho_gia_dinh", "household", date(2026, 8, 1), 5_700_000),
        ("co_thi_dua_chinh_phu", "collective", date(2026, 8, 1), 30_360_000),
        ("bang_khen_quan_khu_dhqg", "collective", date(2026, 8, 1), 5_060_000),
    ],
)
def test_a_bonus_is_the_base_salary_of_the_decision_rounded_up(
    award: str, kind: Kind, on: date, amount: int
) -> None:
    assert paid(award, kind, on) == amount


def test_rounding_is_up_and_exact() -> None:
    assert rounded_up(Fraction("0.3") * 2_530_000) == 760_000
    assert rounded_up(Fraction(2_340_000)) == 2_340_000
    assert rounded_up(Fraction(2_340_001)) == 2_350_000


def test_an_award_without_a_bonus_has_none() -> None:
    on = date(2026, 8, 1)
    assert bonus(load(), Grant("huan_chuong_huu_nghi", "individual", on, "2025")) is None
    assert bonus(load(), Grant("cstd_co_so", "collective", on, "2025")) is None
    assert bonus(load(), Grant("cstd_co_so", "individual", date(1999, 1, 1), "1998")) is None


def test_of_titles_for_the_same_time_only_the_highest_is_paid() -> None:
    on = date(2026, 3, 1)
    grants = [
        Grant("lao_dong_tien_tien", "individual", on, "2025"),
        Grant("cstd_co_so", "individual", on, "2025"),
        Grant("cstd_cap_tinh", "individual", on, "2023-2025"),
        Grant("bang_khen_tinh_ca_nhan", "individual", on, "2025"),
    ]
    assert [payment.paid for payment in payments(load(), grants)] == [False, True, True, True]


@pytest.mark.parametrize(
    ("percent", "members", "least"),
    [(80, 9, 8), (90, 9, 9), (90, 10, 9), (80, 15, 12), (90, 11, 10), (0, 9, 0), (100, 0, 0)],
)
def test_votes_are_of_all_members(percent: int, members: int, least: int) -> None:
    assert council_votes(percent, members) == least


@pytest.mark.parametrize(("percent", "members"), [(101, 9), (-1, 9), (80, -1)])
def test_votes_of_nonsense_are_refused(percent: int, members: int) -> None:
    with pytest.raises(ValueError, match="percent"):
        council_votes(percent, members)
