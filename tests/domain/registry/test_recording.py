"""Rows come into the book once, and impossible ones are named."""

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.registry.book import award, collective, person, rating, take
from tests.world import World, scope
from vinhdanh.domain.registry.actions import (
    DisciplineRow,
    FiguresRow,
    HoldRow,
    RecognitionRow,
    record_entry,
    record_rows,
)
from vinhdanh.domain.registry.models import Award, Intake, Recognition
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.kernel.results import RefusedError


def test_the_same_list_twice_adds_nothing(world: World) -> None:
    someone = person("Lò Thị Thử", world.health)
    rows = [award(someone, year=year) for year in (2022, 2023, 2024)]
    assert take("award", *rows).added == 3
    again = take("award", *rows)
    assert (again.added, again.known, again.faults) == (0, 3, [])
    assert list(again.ids) == list(Award.objects.order_by("year").values_list("id", flat=True))


def test_the_same_row_written_otherwise_adds_nothing(world: World) -> None:
    someone = person("Lò Thị Thử", world.health)
    take("award", award(someone, number="12/QĐ-UBND"))
    assert take("award", award(someone, number="12 / qđ-ubnd", name="Chiến sĩ thi đua cơ sở")).known == 1


def test_the_same_row_twice_in_one_list_is_one(world: World) -> None:
    someone = person("Lò Thị Thử", world.health)
    report = take("award", award(someone), award(someone))
    assert (report.added, report.known) == (1, 1)
    assert report.ids[0] == report.ids[1]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"year": 2027, "decided_on": None}, "year_in_future"),
        ({"year": 1900}, "year_too_early"),
        ({"decided_on": date(2024, 12, 31)}, "decided_before_year"),
        ({"decided_on": date(2026, 3, 17)}, "day_in_future"),
        ({"issuer_level": "huyen", "decided_on": date(2025, 7, 1)}, "district_ended"),
        ({"issuer_level": "quan"}, "issuer_level_wrong"),
        ({"manner": "khac"}, "manner_wrong"),
        ({"code": "CSTĐCS"}, "code_wrong"),
        ({"year_from": 2026}, "period_reversed"),
        ({"number": "9" * 61}, "number_too_long"),
    ],
)
def test_an_impossible_award_is_named(world: World, change: dict[str, object], code: str) -> None:
    someone = person("Lò Thị Thử", world.health)
    report = take("award", award(someone, year=2024), replace(award(someone), **change))
    assert [(fault.index, fault.code) for fault in report.faults] == [(1, code)]
    assert report.added == 1
    assert report.faults[0].reason.endswith(".")


def test_the_last_day_of_districts_is_good(world: World) -> None:
    someone = person("Lò Thị Thử", world.health)
    row = award(someone, "giay_khen_huyen_ca_nhan", issuer_level="huyen", decided_on=date(2025, 6, 30))
    assert take("award", row).added == 1


def test_two_titles_of_one_year_contradict_each_other(world: World) -> None:
    someone = person("Lò Thị Thử", world.health)
    report = take("award", award(someone), award(someone, number="99/QĐ-UBND"))
    assert [fault.code for fault in report.faults] == ["title_twice"]
    assert "2025/QĐ-UBND ngày 10/01/2026" in report.faults[0].reason


def test_two_certificates_of_one_year_do_not(world: World) -> None:
    someone = person("Lò Thị Thử", world.health)
    one = award(someone, "bang_khen_tinh_ca_nhan")
    assert take("award", one, replace(one, number="99/QĐ-UBND", manner="sudden")).added == 2


def test_two_ratings_of_one_year_contradict_each_other(world: World) -> None:
    someone = person("Lò Thị Thử", world.health)
    report = take("rating", rating(someone), rating(someone), rating(someone, level="good"))
    assert (report.added, report.known, [fault.code for fault in report.faults]) == (1, 1, ["rating_differs"])


def test_only_collectives_exceed_targets_and_have_members(world: World) -> None:
    someone = person("Lò Thị Thử", world.health)
    assert take("rating", rating(someone, level="exceeds_targets")).faults[0].code == "level_of_collectives"
    assert take("figures", FiguresRow(someone, 2025, members=3)).faults[0].code == "not_collective"
    team = collective("Khoa Nội", world.health)
    wrong = FiguresRow(team, 2025, members=3, titles={"lao_dong_tien_tien": 4})
    assert take("figures", wrong).faults[0].code == "more_than_members"
    assert take("figures", replace(wrong, members=4)).added == 1
    assert take("figures", replace(wrong, members=5)).faults[0].code == "differs"


def test_conduct_has_its_order(world: World) -> None:
    someone = person("Lò Thị Thử", world.health)
    day = date(2024, 5, 6)
    row = DisciplineRow(someone, "khien_trach", day, ended_on=date(2024, 5, 5))
    assert take("discipline", row).faults[0].code == "end_before_start"
    hold = HoldRow(someone, "inspection", date(2026, 3, 17))
    assert take("hold", hold).faults[0].code == "day_in_future"
    assert take("hold", replace(hold, opened_on=day)).added == 1


def test_a_used_initiative_comes_with_its_use(world: World) -> None:
    someone = person("Lò Thị Thử", world.health)
    row = RecognitionRow(
        someone, "initiative", "Máy bóc ngô", "tinh", 2024, recognised_on=date(2024, 11, 1),
        used_for="cstd_cap_tinh", used_year=2024,
    )  # fmt: skip
    assert take("recognition", row, row).added == 1
    assert Recognition.objects.get().use.code == "cstd_cap_tinh"


def test_a_missing_subject_is_a_fault(world: World) -> None:
    report = take("award", award(world.health.pk))
    assert report.faults[0].code == "subject_missing"
    assert report.ids == [None]


def test_who_acts_writes_in_their_own_trees_only(world: World) -> None:
    mine, other = person("Lò Thị Thử", world.health), person("Vàng A Thử", world.commune)
    seen = scope(world.officer)
    assert record_rows(actor=world.officer, scope=seen, kind="award", rows=[award(mine)], key="a").added == 1
    clerk = scope(world.clerk)
    report = record_rows(actor=world.clerk, scope=clerk, kind="award", rows=[award(other)], key="b")
    assert report.faults[0].code == "not_keeper"
    with pytest.raises(ValueError, match="scope"):
        record_rows(actor=world.officer, kind="award", rows=[], key="c")


def test_a_list_leaves_one_trace(world: World) -> None:
    someone = person("Lò Thị Thử", world.health)
    take("award", award(someone), award(someone, year=2024), key="tep-1")
    take("award", award(someone, year=2023), key="tep-1")
    assert Intake.objects.get().added == 3
    assert AuditRow.objects.filter(action="take_in_rows").count() == 2


def test_one_row_by_hand(world: World) -> None:
    someone = person("Lò Thị Thử", world.health)
    seen = scope(world.officer)
    entry = record_entry(actor=world.officer, scope=seen, kind="award", row=award(someone))
    assert entry.recorded_by == world.officer
    with pytest.raises(RefusedError, match="đã có trong sổ"):
        record_entry(actor=world.officer, scope=seen, kind="award", row=award(someone))
    with pytest.raises(RefusedError, match="chưa tới"):
        record_entry(actor=world.officer, scope=seen, kind="award", row=award(someone, year=2026))
    with pytest.raises(RefusedError, match="cơ quan khác ghi"):
        record_entry(actor=world.clerk, scope=scope(world.clerk), kind="award", row=award(someone, year=2023))
