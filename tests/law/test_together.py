"""Many subjects in one table get what each gets alone, for every award; and nothing that is read crashes."""

import json
import random
from datetime import date
from typing import Any

import pytest

from vinhdanh.engines.law import facts as values
from vinhdanh.engines.law.evaluate import check, evaluate, screen
from vinhdanh.engines.law.facts import FactsError
from vinhdanh.engines.law.facts_json import parse_facts
from vinhdanh.engines.law.from_facts import from_facts
from vinhdanh.engines.law.loader import awards_on, load

KINDS = ("individual", "collective", "household")


class Maker:
    """Random files, each field sometimes not known."""

    def __init__(self, seed: int, on: date) -> None:
        self.dice = random.Random(seed)
        self.on = on
        self.codes = sorted(load().by_code)

    def file(self, kind: str, award: str = "cstd_co_so") -> dict[str, Any]:
        dice, last = self.dice, self.on.year - 1
        held = self._codes(kind)
        found = {
            "awards": [self._award(held, last) for _ in range(dice.randint(0, 14))],
            "ratings": [
                {"year": year, "level": dice.choice(values.RATINGS[1 if dice.random() < 0.1 else 2 :])}
                for year in range(last - dice.randint(0, 12), last + 1)
            ],
            "initiatives": [self._work("recognised_on", last) for _ in range(dice.randint(0, 4))],
            "science_works": [self._work("accepted_on", last) for _ in range(dice.randint(0, 2))],
            "discipline": self._discipline(last),
            "holds": [],
            "campaigns": [self._campaign() for _ in range(dice.randint(0, 2))],
            "years_in_post": dice.randint(0, 12),
            "years_of_service": dice.randint(0, 40),
            "cluster_rank": dice.randint(1, 2),
            "cluster_organiser": dice.choice(values.ORGANISERS),
            "collective": self._collective() if kind == "collective" else None,
        }
        kept = {key: value for key, value in found.items() if dice.random() < 0.9}
        groups = dice.sample(values.GROUPS, dice.randint(1, 2))
        subject = {"kind": kind, "groups": groups, "women": dice.choice([True, False, None])}
        return {"award": award, "received_on": str(self.on), "year": last, "subject": subject} | kept

    def _codes(self, kind: str) -> list[str]:
        end = {"individual": ("ca_nhan", "co_so", "cap_tinh", "cap_bo", "tien"), "collective": ("tap_the",)}
        found = [code for code in self.codes if code.endswith(end.get(kind, ()))]
        if kind == "collective":
            found += [code for code in self.codes if code.startswith(("co_thi_dua", "tap_the", "don_vi"))] * 4
        return found or self.codes

    def _award(self, codes: list[str], last: int) -> dict[str, Any]:
        dice = self.dice
        year = dice.randint(last - 12, last)
        decided = date(year + dice.choice((0, 1)), dice.randint(1, 12), dice.randint(1, 28))
        return {
            "code": dice.choice(codes),
            "year": year,
            "decided_on": str(decided) if dice.random() < 0.95 else None,
            "manner": dice.choice([*["merit"] * 12, "sudden", "campaign", None]),
            "issuer_level": dice.choice(values.ISSUERS),
        }

    def _work(self, key: str, last: int) -> dict[str, Any]:
        dice = self.dice
        year = dice.randint(last - 3, last)
        found: dict[str, Any] = {"scope": dice.choice(values.SCOPES), "year": year}
        return found | ({key: dice.choice([f"{year}-11-20", None])} if dice.random() < 0.9 else {})

    def _discipline(self, last: int) -> list[dict[str, Any]]:
        if self.dice.random() < 0.8:
            return []
        year = self.dice.randint(last - 6, last)
        row: dict[str, Any] = {"form": "canh_cao", "decided_on": f"{year}-03-01"}
        return [row | self.dice.choice([{}, {"ended_on": None}, {"ended_on": f"{year + 1}-03-01"}])]

    def _campaign(self) -> dict[str, Any]:
        dice = self.dice
        return {
            "launched_by": dice.choice(values.LAUNCHERS),
            "years": dice.choice([1, 3, 5, None]),
            "result": dice.choice(values.RESULTS),
        }

    def _collective(self) -> dict[str, Any]:
        dice = self.dice
        members = dice.randint(5, 60)
        found = {
            "members": members,
            "completed_percent": dice.choice([100, 99]),
            "titles": {
                "lao_dong_tien_tien": min(members, round(members * 0.7) + dice.randint(-1, 1)),
                "cstd_co_so": dice.randint(0, 2),
            },
            "flag_eligible": dice.choice([True, False, None]),
            "founded_on": f"{dice.randint(1980, 2013)}-0{dice.randint(1, 9)}-15",
            "max_discipline": dice.choice([None, "khien_trach", "canh_cao"]),
        }
        return {key: value for key, value in found.items() if dice.random() < 0.9}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("on", [date(2026, 3, 2), date(2025, 3, 2), date(2019, 3, 2), date(2016, 3, 2)])
def test_together_is_as_alone(kind: str, on: date) -> None:
    book, maker = load(), Maker(on.year, on)
    files = [parse_facts(maker.file(kind), book.by_code) for _ in range(25)]
    rules = [rule for rule in awards_on(book, on) if kind in rule.subjects]
    together = screen(rules, from_facts(files), book, on=on, kind=files[0].kind)
    for rule in rules:
        alone = [evaluate(rule, one, book).verdict for one in files]
        assert together[rule.code].tolist() == alone, rule.code


JUNK = [
    None,
    True,
    -1,
    0,
    1.5,
    10**30,
    "",
    "x",
    "2025-02-30",
    "9999-12-31",
    [],
    [None],
    {},
    {"x": 1},
    [[]],
    "\ud800",
]


@pytest.mark.parametrize("seed", range(150))
def test_whatever_is_read_is_answered_or_refused(seed: int) -> None:
    maker = Maker(seed, date(2026, 3, 2))
    kind = KINDS[seed % 3]
    data = maker.file(kind, maker.dice.choice(maker.codes))
    for _ in range(maker.dice.randint(0, 2)):
        _spoil(data, maker.dice)
    told = _answer(data)
    json.dumps(told)
    assert told.endswith(".")


def _answer(data: dict[str, Any]) -> str:
    try:
        return str(check(parse_facts(data, load().by_code), load()).to_json()["summary"])
    except FactsError as refused:
        return refused.what


def _spoil(data: Any, dice: random.Random) -> None:
    """One value somewhere inside becomes something else."""
    while isinstance(data, dict | list) and data:
        key = dice.choice(list(data)) if isinstance(data, dict) else dice.randrange(len(data))
        if not isinstance(data[key], dict | list) or not data[key] or dice.random() < 0.3:
            data[key] = dice.choice(JUNK)
            return
        data = data[key]
