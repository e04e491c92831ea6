"""The facts by which the law judges, out of the book."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domain.registry.book import award, collective, person, rating, take
from tests.world import World
from vinhdanh.domain.organisations.actions import create_body, merge_bodies
from vinhdanh.domain.organisations.models import Succession
from vinhdanh.domain.registry.actions import DisciplineRow, FiguresRow, HoldRow, RecognitionRow
from vinhdanh.domain.registry.queries import facts_of

ON = date(2026, 3, 2)


def _facts(subject: Any, year: int = 2025) -> dict[str, Any]:
    return facts_of([subject], year, ON)[subject]


def test_the_shape_is_the_one_of_law_check(world: World) -> None:
    someone = person(
        "Lò Thị Thử", world.health, sex="female", groups=["cong_chuc"], title="Trưởng phòng", leader=True,
        since=date(2020, 3, 3), served_since=date(2005, 3, 2),
    )  # fmt: skip
    take("rating", rating(someone))
    take("award", award(someone))
    take(
        "recognition",
        RecognitionRow(someone, "initiative", "Máy", "tinh", 2025, recognised_on=date(2025, 12, 1)),
        RecognitionRow(
            someone, "science_work", "Đề tài", "tinh", 2024, recognised_on=date(2024, 11, 20),
            used_for="cstd_cap_tinh", used_year=2024,
        ),
    )  # fmt: skip
    take("discipline", DisciplineRow(someone, "canh_cao", date(2022, 6, 30), ended_on=date(2023, 6, 30)))
    take("hold", HoldRow(someone, "inspection", date(2026, 2, 10)))
    assert _facts(someone) == {
        "year": 2025,
        "received_on": "2026-03-02",
        "subject": {"kind": "individual", "groups": ["cong_chuc"], "women": True},
        "ratings": [{"year": 2025, "level": "excellent"}],
        "awards": [
            {
                "code": "cstd_co_so", "year": 2025, "decided_on": "2026-01-10", "manner": "merit",
                "issuer_level": "tinh", "revoked_on": None,
            }
        ],
        "initiatives": [{"scope": "tinh", "year": 2025, "used_for": None, "recognised_on": "2025-12-01"}],
        "science_works": [
            {"scope": "tinh", "year": 2024, "used_for": "cstd_cap_tinh", "accepted_on": "2024-11-20"}
        ],
        "discipline": [{"form": "canh_cao", "decided_on": "2022-06-30", "ended_on": "2023-06-30"}],
        "holds": [{"reason": "inspection", "opened_on": "2026-02-10", "closed_on": None}],
        "collective": None,
        "years_of_service": 21,
        "years_in_post": 5,
    }  # fmt: skip


def test_what_nobody_wrote_down_is_not_known(world: World) -> None:
    facts = _facts(person("Lò Thị Thử", world.health))
    assert facts["subject"] == {"kind": "individual"}
    assert facts["awards"] == facts["holds"] == []
    assert "years_of_service" not in facts
    blank = person("Vàng A Thử", world.health)
    take("award", award(blank, manner="", issuer_level="", decided_on=None))
    assert _facts(blank)["awards"] == [
        {"code": "cstd_co_so", "year": 2025, "decided_on": None, "revoked_on": None}
    ]


def test_the_year_of_a_collective(world: World) -> None:
    team = collective("Khoa Nội", world.health, groups=["khac"], founded_on=date(2005, 1, 1))
    assert _facts(team)["collective"] == {"founded_on": "2005-01-01"}
    titles = {"lao_dong_tien_tien": 30}
    take(
        "figures",
        FiguresRow(team, 2025, members=40, completed_percent=100, titles=titles, flag_eligible=True,
                   discipline_known=True, cluster_rank=1, cluster_organiser="tinh"),
    )  # fmt: skip
    facts = _facts(team)
    assert facts["collective"] == {
        "founded_on": "2005-01-01", "members": 40, "completed_percent": 100, "titles": titles,
        "flag_eligible": True, "max_discipline": None,
    }  # fmt: skip
    assert (facts["cluster_rank"], facts["cluster_organiser"]) == (1, "tinh")
    assert "members" not in _facts(team, 2024)["collective"]


@pytest.mark.parametrize(("kind", "counted"), [("renamed", 1), ("merged", 0)])
def test_a_renamed_body_counts_what_it_was_given_before(world: World, kind: str, counted: int) -> None:
    since = {"level": "province", "kind": "department"}
    old = create_body(actor=None, name="Sở Cũ", valid_from=date(2010, 1, 1), **since)
    new = create_body(actor=None, name="Sở Mới", valid_from=date(2025, 7, 1), **since)
    before = collective("Sở Cũ", old, own_body_id=old.pk)
    now = collective("Sở Mới", new, own_body_id=new.pk)
    take("award", award(before, "co_thi_dua_cap_tinh", 2023))
    merge_bodies(
        actor=None, predecessor_ids=[old.pk], successor_id=new.pk, effective_on=date(2025, 7, 1), decision="x"
    )
    Succession.objects.filter(predecessor=old).update(kind=kind)
    assert len(_facts(now)["awards"]) == counted


def test_many_subjects_ask_no_more(world: World) -> None:
    people = [person(f"Lò Thị Thử {number}", world.health) for number in range(5)]
    teams = [collective(f"Khoa {number}", world.health) for number in range(5)]
    take("rating", *(rating(one) for one in people))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(facts_of([*people, *teams], 2025, ON)) == 10
    assert len(asked) <= 11
