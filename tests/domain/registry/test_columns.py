"""The same facts as columns, for screening."""

from datetime import date

from tests.domain.registry.book import award, collective, person, rating, take
from tests.world import World, scope
from vinhdanh.domain.people.access import visible_subjects
from vinhdanh.domain.registry.actions import (
    DisciplineRow,
    FiguresRow,
    HoldRow,
    RecognitionRow,
    correct_entry,
    revoke_award,
)
from vinhdanh.domain.registry.queries import columns as book
from vinhdanh.domain.registry.queries import columns_of

ON = date(2026, 3, 2)


def test_columns_say_what_the_facts_say(world: World) -> None:
    one = person(
        "Lò Thị Thử", world.health, sex="female", groups=["cong_chuc", "tri_thuc"], ethnic_minority=True,
        served_since=date(2005, 3, 2), leader=True, since=date(2020, 3, 3), title="Trưởng phòng",
    )  # fmt: skip
    two = person("Vàng A Thử", world.health, sex="male")
    team = collective("Khoa Nội", world.commune, founded_on=date(2005, 1, 1))
    take("rating", rating(one), rating(two, 2024, "good"))
    ids = take(
        "award", award(one), award(one, year=2024), award(two, year=2023, manner="", decided_on=None)
    ).ids
    correct_entry(
        actor=None, scope=None, kind="award", entry_id=ids[1], row=award(one, year=2022), reason="Gõ nhầm"
    )
    revoke_award(actor=None, scope=None, award_id=ids[0], on=date(2026, 3, 1), reason="Sai")
    take(
        "recognition",
        RecognitionRow(one, "initiative", "Máy", "tinh", 2025, recognised_on=date(2025, 12, 1)),
        RecognitionRow(two, "science_work", "Đề tài", "bo", 2024, used_for="cstd_cap_bo", used_year=2024),
    )
    take("discipline", DisciplineRow(two, "canh_cao", date(2022, 6, 30)))
    take("hold", HoldRow(two, "inspection", date(2026, 2, 10)), HoldRow(one, "press", date(2026, 3, 3)))
    figures = FiguresRow(team, 2025, members=9, titles={"lao_dong_tien_tien": 7}, discipline_known=True)
    take("figures", figures)
    found = columns_of(visible_subjects(scope(world.officer)), year=2025, received_on=ON)
    at = {found.id_at(place): place for place in range(found.size)}
    assert set(at) == {one, two, team}
    first, second, third = at[one], at[two], at[team]
    assert [book.KINDS[found.kind[place]] for place in (first, third)] == ["individual", "collective"]
    assert (found.women[first], found.women[second], found.women[third]) == (1, 0, -1)
    assert found.groups[first] == 1 | 1 << book.GROUPS.index("tri_thuc")
    assert (found.minority[first], found.minority[second], found.leader[first]) == (1, -1, 1)
    assert (found.service[first], found.in_post[first], found.service[second]) == (21, 5, -1)
    assert found.founded[third] == date(2005, 1, 1).toordinal()
    assert found.held_up.tolist()[second] == 1
    assert found.held_up.sum() == 1
    assert found.codes == ("cstd_co_so", "lao_dong_tien_tien")
    rows = sorted(zip(*(column.tolist() for column in found.awards), strict=True))
    tinh = book.ISSUERS.index("tinh")
    assert rows == sorted(
        [
            (first, 0, 2025, date(2026, 1, 10).toordinal(), 0, tinh, 1),
            (first, 0, 2022, date(2023, 1, 10).toordinal(), 0, tinh, 0),
            (second, 0, 2023, 0, -1, tinh, 0),
        ]
    )
    assert found.awards.subject.tolist() == sorted(row[0] for row in rows)
    assert sorted(zip(*(column.tolist() for column in found.ratings), strict=True)) == sorted(
        [(first, 2025, 3), (second, 2024, 2)]
    )
    assert [column.tolist() for column in found.initiatives] == [
        [first], [2], [2025], [date(2025, 12, 1).toordinal()], [0]
    ]  # fmt: skip
    assert [column.tolist() for column in found.science] == [[second], [3], [2024], [-1], [1]]
    assert [column.tolist() for column in found.discipline] == [
        [second], [date(2022, 6, 30).toordinal()], [-1]
    ]  # fmt: skip
    assert [column.tolist() for column in found.figures] == [[third], [9], [-1], [-1], [0], [-1], [-1]]
    assert [column.tolist() for column in found.titles] == [[third], [1], [7]]


def test_columns_hold_only_whom_one_sees(world: World) -> None:
    person("Lò Thị Thử", world.health)
    mine = person("Vàng A Thử", world.commune)
    found = columns_of(visible_subjects(scope(world.clerk)), year=2025, received_on=ON)
    assert (found.size, found.id_at(0)) == (1, mine)
    nobody = columns_of(visible_subjects(scope(world.member)), year=2025, received_on=ON)
    assert (nobody.size, nobody.keys, nobody.awards.subject.size) == (0, b"", 0)
