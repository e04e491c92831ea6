"""The card "Còn thiếu gì?": what is asked in the address, and an answer laid out for reading."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict

from vinhdanh.domain.catalogue.queries.book import KINDS, award_choices, is_known
from vinhdanh.domain.catalogue.states import Level, Scope
from vinhdanh.domain.eligibility.queries.judging import Nearness
from vinhdanh.domain.eligibility.queries.supposing import Opening, Path, Supposed
from vinhdanh.domain.eligibility.states import Outcome
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.interfaces.office.forms import read_date
from vinhdanh.interfaces.office.helpers import choices, whole_number

LOOKED_BACK = 5
YEAR_ENDS_IN = 11
"""From this month on a year's own achievements are being considered."""
FIRST_YEAR = 1980
_SHOWN = {"met": ("met", "Đạt"), "unmet": ("unmet", "Chưa đạt"), "unknown": ("unsure", "Chưa rõ")}
OUTCOMES = {
    Outcome.MET: ("met", "Đủ tiêu chuẩn"),
    Outcome.UNKNOWN: ("unsure", "Chưa kết luận được"),
    Outcome.UNMET: ("unmet", "Chưa đạt"),
}
WAITING = ("waiting", "Chỉ còn chờ người xét")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which award (none: all), for which year, received when; ``fault`` says what could not be read."""

    award: str
    year: int
    received_on: date
    fault: str


def read_asked(request: HttpRequest) -> Asked:
    """``award``, ``nam`` and ``ngay`` of the address; what makes no sense is replaced by the usual."""
    fault = ""
    try:
        on = read_date(request.GET, "ngay") or today()
    except RefusedError as stopped:
        on, fault = today(), stopped.refusal.reason
    usual = on.year if on.month >= YEAR_ENDS_IN else on.year - 1
    year = whole_number(request.GET.get("nam")) or usual
    award = request.GET.get("award", "")
    if not FIRST_YEAR <= year <= on.year:
        year, fault = usual, f"Năm thành tích phải từ {FIRST_YEAR} đến {on.year}; dưới đây là năm {usual}."
    if award and not is_known(award):
        award, fault = "", "Không có danh hiệu, hình thức khen thưởng này; dưới đây là tất cả."
    return Asked(award, year, on, fault)


def read_supposed(get: QueryDict, year: int) -> Supposed:
    """The form "xem nếu…" out of the address; lines that are not whole are left out."""
    levels = {number: get.get(f"xl-{number}", "") for number in years_back(year)}
    return Supposed(
        ratings={number: level for number, level in levels.items() if level in Level.values},
        titles=_pairs(get, "dh", year),
        initiatives=[(scope, when) for scope, when in _pairs(get, "sk", year) if scope in Scope.values],
        no_hold=get.get("het-hoan") == "1",
    )


def _pairs(get: QueryDict, name: str, year: int) -> list[tuple[str, int]]:
    found = zip(get.getlist(name), get.getlist(f"{name}-nam"), strict=False)
    years = [(code, whole_number(when) or year) for code, when in found if code]
    known = [(code, when) for code, when in years if FIRST_YEAR <= when <= year]
    return [(code, when) for code, when in known if name != "dh" or is_known(code)]


def years_back(year: int) -> list[int]:
    """The last years ending with the one under review, the newest first."""
    return list(range(year, year - LOOKED_BACK, -1))


def suppose_form(get: QueryDict, asked: Asked, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The form as it was filled in, beside what the book says."""
    rated = {row["year"]: row["level"] for row in facts.get("ratings", [])}
    names = dict(Level.choices)
    titles = [(code, name) for code, name in award_choices(asked.received_on)]
    return {
        "ratings": [
            {
                "year": number,
                "now": names.get(rated.get(number, ""), "chưa có"),
                "options": choices((("", "Như trong sổ"), *Level.choices), get.get(f"xl-{number}", "")),
            }
            for number in years_back(asked.year)
        ],
        "titles": _lines(get, "dh", titles),
        "initiatives": _lines(get, "sk", [(str(v), str(label)) for v, label in Scope.choices]),
        "no_hold": get.get("het-hoan") == "1",
    }


def _lines(get: QueryDict, name: str, options: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    chosen, when = [*get.getlist(name), "", ""], [*get.getlist(f"{name}-nam"), "", ""]
    return [
        {"options": choices((("", "Không thêm"), *options), chosen[place]), "year": when[place]}
        for place in range(2)
    ]


def laid_out(answer: Mapping[str, Any]) -> dict[str, Any]:
    """An answer of the law for reading: its ways, the nearest first, with a mark on each condition."""
    ways = [_way(way["all_of"]) for way in answer["tree"]["any_of"]]
    kind, word = OUTCOMES[Outcome[answer["verdict"].upper()]]
    return {
        "kind": kind,
        "word": word,
        "summary": answer["summary"],
        "instrument": answer["instrument"],
        "legal_ref": answer["legal_ref"],
        "ways": sorted(ways, key=lambda way: way["distance"]),
        "missing": answer["missing"],
        "warnings": answer["warnings"],
    }


def _way(members: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    verdicts = [each["verdict"] for each in members]
    return {
        "distance": (verdicts.count("unmet"), verdicts.count("unknown")),
        "met": verdicts.count("met"),
        "count": len(verdicts),
        "rows": [
            {
                "kind": _SHOWN[each["verdict"]][0],
                "word": _SHOWN[each["verdict"]][1],
                "reason": each["reason"],
                "ref": each["legal_ref"],
                "evidence": each["evidence"],
            }
            for each in members
        ],
    }


def shelves(found: Sequence[Nearness]) -> list[dict[str, Any]]:
    """All awards by how near the subject is; what is not met comes last and folded."""
    groups: dict[tuple[str, str], list[Nearness]] = {
        OUTCOMES[Outcome.MET]: [],
        WAITING: [],
        OUTCOMES[Outcome.UNKNOWN]: [],
        OUTCOMES[Outcome.UNMET]: [],
    }
    for each in found:
        groups[WAITING if each.waiting else OUTCOMES[each.outcome]].append(each)
    return [
        {
            "kind": kind,
            "word": word,
            "folded": (kind, word) in {OUTCOMES[Outcome.UNKNOWN], OUTCOMES[Outcome.UNMET]},
            "rows": [{"award": row.award, "name": row.name, "kind": KINDS.get(row.kind, "")} for row in rows],
        }
        for (kind, word), rows in groups.items()
        if rows
    ]


def years_ahead(path: Path) -> list[dict[str, Any]]:
    """What opens year by year, without what is open already."""
    years: dict[int, list[Opening]] = {}
    for opening in path.openings:
        if opening.in_years:
            years.setdefault(opening.in_years, []).append(opening)
    return [{"ahead": ahead, "year": rows[0].year, "rows": rows} for ahead, rows in sorted(years.items())]
