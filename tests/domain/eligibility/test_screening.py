"""Everybody looked through: who qualifies and was not thought of, and what that is like for units."""

from datetime import date
from uuid import UUID

import pytest

from tests.domain.catalogue.drafts import published
from tests.domain.registry.book import award, person, rating, take
from tests.world import World, scope
from vinhdanh.domain.catalogue.actions.editing import RuleChange
from vinhdanh.domain.eligibility.actions.screening import run_screening, start_screening
from vinhdanh.domain.eligibility.models import ScreenedSubject, Screening
from vinhdanh.domain.organisations.actions import define_group, set_group_member
from vinhdanh.domain.registry.actions import RecognitionRow
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 2)


def good(subject: UUID, *, titles: int = 3) -> None:
    """A record that meets every machine-checkable condition of the provincial title."""
    take("rating", *(rating(subject, year) for year in range(2021, 2026)), key=f"r{subject}")
    take("award", *(award(subject, year=year) for year in range(2026 - titles, 2026)), key=f"a{subject}")
    row = RecognitionRow(
        subject_id=subject, kind="initiative", title="Cải tiến", scope="tinh", year=2025,
        recognised_on=date(2025, 12, 1),
    )  # fmt: skip
    take("recognition", row, key=f"s{subject}")


def screen(world: World, **changes: object) -> Screening:
    asked = {"body_id": world.province.pk, "year": 2025, "received_on": ON, **changes}
    made = start_screening(actor=world.officer, scope=scope(world.officer), **asked)  # type: ignore[arg-type]
    run_screening(made.pk)
    made.refresh_from_db()
    return made


def found(made: Screening, code: str) -> dict[str, ScreenedSubject]:
    return {row.name: row for row in made.subjects.filter(award=code)}


def test_who_qualifies_and_was_not_given_is_found(world: World) -> None:
    ready = person("Nguyễn Thị Đủ", world.health, groups=["cong_chuc"])
    short = person("Trần Văn Thiếu", world.health, groups=["cong_chuc"])
    given = person("Lê Văn Được", world.commune, groups=["cong_chuc"])
    good(ready)
    good(short, titles=2)
    good(given)
    take("award", award(given, code="cstd_cap_tinh"), key="given")
    made = screen(world)
    rows = found(made, "cstd_cap_tinh")
    assert set(rows) == {"Nguyễn Thị Đủ"}
    assert rows["Nguyễn Thị Đủ"].get_standing_display() == "Đủ tiêu chuẩn"
    assert rows["Nguyễn Thị Đủ"].unit == world.health.name
    assert made.evaluated == 3
    units = {unit.name: (unit.members, unit.given, unit.forgotten) for unit in made.units.all()}
    assert units[world.health.name] == (2, 2, 2)
    assert units[world.commune.name][:2] == (1, 1)


def test_shares_are_counted_and_remote_places_come_from_groups(world: World) -> None:
    group = define_group(actor=None, name="Các xã biên giới", owner_id=world.province.pk)
    set_group_member(actor=None, group_id=group.pk, body_id=world.commune.pk)
    good(person("Nguyễn Thị Đủ", world.commune, sex="female", direct_worker=True, leader=False))
    good(person("Trần Văn Đủ", world.health, sex="male"))
    made = screen(world)
    counts = made.shares
    assert (counts["all"], counts["forgotten"], counts["forgotten:women"]) == (2, 2, 1)
    assert (counts["forgotten:direct"], counts["forgotten:direct:known"]) == (1, 1)
    assert (counts["forgotten:remote"], counts["forgotten:plain"]) == (1, 1)


def test_under_a_hold_nobody_is_put_forward(world: World) -> None:
    from vinhdanh.domain.registry.actions import HoldRow

    held = person("Nguyễn Văn Hoãn", world.health)
    good(held)
    take("hold", HoldRow(subject_id=held, cause="inspection", opened_on=date(2026, 2, 10)), key="h")
    assert not found(screen(world), "cstd_cap_tinh")


def test_from_october_2026_nothing_is_wholly_met(world: World) -> None:
    good(person("Nguyễn Thị Đủ", world.health))
    made = screen(world, received_on=date(2026, 10, 1))
    assert {row.get_standing_display() for row in made.subjects.all()} <= {"Chỉ còn chờ người xét"}


def test_a_units_own_rule_holds_for_its_people_only(world: World) -> None:
    rule = RuleChange("standard", "cstd_cap_tinh", "consecutive_titles", "cstd_co_so", 4, article="Điều 3")
    published(world, rule, at=world.health, kind="unit_rule")
    good(person("Người Ngành Y", world.health))
    good(person("Người Xã", world.commune))
    assert set(found(screen(world), "cstd_cap_tinh")) == {"Người Xã"}


def test_only_whoever_reads_the_book_there_may_look(world: World) -> None:
    for user, body in ((world.clerk, world.province), (world.member, world.office)):
        with pytest.raises(RefusedError) as stopped:
            start_screening(actor=user, scope=scope(user), body_id=body.pk, year=2025, received_on=ON)
        assert stopped.value.refusal.code == "not_yours_to_screen"
    with pytest.raises(RefusedError) as stopped:
        screen(world, year=2030)
    assert stopped.value.refusal.code == "year_out_of_range"


def test_running_again_changes_nothing(world: World) -> None:
    good(person("Nguyễn Thị Đủ", world.health))
    made = screen(world)
    before = made.subjects.count()
    run_screening(made.pk)
    assert made.subjects.count() == before


def test_time_alone_and_deeds_unknown_to_the_book_put_nobody_forward(world: World) -> None:
    person("Người Lâu Năm", world.health, groups=["cong_chuc"], served_since=date(1990, 1, 1))
    awards = set(screen(world).subjects.values_list("award", flat=True))
    assert not awards
