"""`law screen`: the whole book, with the verdict of each who meets what a machine can check."""

import json
from argparse import Namespace
from datetime import date

import pytest

from tests.domain.catalogue.drafts import published
from tests.domain.eligibility.test_screening import good
from tests.domain.registry.book import person
from tests.world import World
from vinhdanh.domain.catalogue.actions.editing import RuleChange
from vinhdanh.domain.catalogue.queries.layers import layer_for
from vinhdanh.domain.eligibility.queries.everybody import screen_everybody
from vinhdanh.domain.eligibility.queries.judging import evaluate_subject
from vinhdanh.interfaces.cli import law_screen
from vinhdanh.interfaces.cli.problems import BadInput

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 2)


def test_the_screen_and_the_single_answer_agree(world: World) -> None:
    people = {
        person(f"Người {name}", body): body
        for name in ("Một", "Hai")
        for body in (world.health, world.commune, world.office)
    }
    for place, one in enumerate(people):
        good(one, titles=3 if place % 2 else 2)
    rule = RuleChange("standard", "cstd_cap_tinh", "consecutive_titles", "cstd_co_so", 4, article="Điều 3")
    published(world, rule, at=world.office, kind="unit_rule")
    look = screen_everybody(on=ON, year=2025)
    assert look.evaluated == 6
    met = {(each.subject, each.award) for each in look.eligible if each.verdict == "met"}
    for one, body in people.items():
        for code in ("cstd_cap_tinh", "cstd_co_so"):
            answer = evaluate_subject(
                subject_id=one, path=body.path, award=code, year=2025, received_on=ON
            ).answer
            assert (answer["verdict"] == "met") == ((one, code) in met), (body.name, code, answer["summary"])
    assert layer_for(world.office.path, ON).rulings


def test_the_command_prints_what_the_contract_says(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    ready = person("Nguyễn Thị Đủ", world.health)
    good(ready)
    args = Namespace(on="2026-03-02", year=None, award=["cstd_cap_tinh"])
    assert law_screen.run(args) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["evaluated"] == 1
    assert said["eligible"] == [{"subject": str(ready), "award": "cstd_cap_tinh", "verdict": "met"}]
    assert said["seconds"] >= 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"on": "2026-02-31"}, "--on"), ({"award": ["khong_co"]}, "--award"), ({"year": 2030}, "--year")],
)
def test_bad_words_are_named(changes: dict[str, object], words: str) -> None:
    known = {"on": "2026-03-02", "year": None, "award": []}
    with pytest.raises(BadInput, match=words):
        law_screen.run(Namespace(**(known | changes)))
