"""Facts for tests, with sensible defaults."""

from typing import Any

from vinhdanh.engines.law.evaluate import Evaluation, check
from vinhdanh.engines.law.facts import Facts
from vinhdanh.engines.law.facts_json import parse_facts
from vinhdanh.engines.law.loader import load


def data(award: str, **changes: Any) -> dict[str, Any]:
    """The JSON of a clean file of a civil servant; every field can be said otherwise, `...` leaves it out."""
    found: dict[str, Any] = {
        "award": award,
        "received_on": "2026-03-02",
        "year": 2025,
        "subject": {"kind": "individual", "groups": ["cong_chuc"], "women": False},
        "ratings": [],
        "awards": [],
        "initiatives": [],
        "science_works": [],
        "discipline": [],
        "holds": [],
    } | changes
    return {key: value for key, value in found.items() if value is not ...}


def facts(award: str, **changes: Any) -> Facts:
    return parse_facts(data(award, **changes), load().by_code)


def checked(award: str, **changes: Any) -> Evaluation:
    return check(facts(award, **changes), load())


def rated(level: str, *years: int) -> list[dict[str, Any]]:
    return [{"year": year, "level": level} for year in years]


def title(code: str, *years: int, **changes: Any) -> list[dict[str, Any]]:
    """The title for each year, decided in January of the next."""
    return [
        {"code": code, "year": year, "decided_on": f"{year + 1}-01-10", "manner": "merit"} | changes
        for year in years
    ]


def initiative(scope: str = "co_so", year: int = 2025, **changes: Any) -> dict[str, Any]:
    return {"scope": scope, "year": year, "recognised_on": f"{year}-12-01", "used_for": None} | changes


def member(evaluation: Evaluation, name: str, branch: int = 0) -> dict[str, Any]:
    """The named condition of one way, as printed."""
    tree: list[dict[str, Any]] = evaluation.to_json()["tree"]["any_of"]
    return next(one for one in tree[branch]["all_of"] if one["condition"] == name)
