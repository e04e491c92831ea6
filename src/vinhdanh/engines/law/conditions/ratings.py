"""`task_completion_at_least`: the ratings of the last years, ending with the year under review."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from vinhdanh.engines.law import words
from vinhdanh.engines.law.columns import (
    ALL,
    FIRST,
    NONE,
    SEEN_SINCE,
    YEARS,
    Bits,
    from_year,
    years_between,
    years_of,
)
from vinhdanh.engines.law.conditions.clock import barred_years, because, doubtful_years, to_know, unsettled
from vinhdanh.engines.law.conditions.held import followed_since, opening
from vinhdanh.engines.law.conditions.rows import counted
from vinhdanh.engines.law.facts import RATINGS
from vinhdanh.engines.law.frame import Finding, Frame, Said, Scene, Word, popcount
from vinhdanh.engines.law.model import Verdict

EXCELLENT = RATINGS.index("excellent")


@dataclass(frozen=True, slots=True)
class Reached:
    """The years that reach the level, surely and possibly, discipline and opening award considered."""

    sure: Bits
    possible: Bits


def reached(frame: Frame, params: Mapping[str, Any]) -> Reached:
    columns = frame.columns
    good = columns.at_least[RATINGS.index(params["level"])]
    sure, possible = good, good | ~columns.at_least[0]
    if exceeding_unsaid(columns.received_on, params):
        possible = possible | columns.at_least[EXCELLENT]
    if codes := params.get("or_title_each_year"):
        known, thinkable = frame.context.ledger.years(codes)
        sure, possible = sure | known, possible | thinkable
    sure, possible = frame.of(sure & columns.clock_sure), frame.of(possible & columns.clock_possible)
    if params.get("after") == "held_award":
        since_sure, since_possible = _followed(frame)
        sure, possible = sure & since_sure, possible & since_possible
    return Reached(sure, possible)


def exceeding_unsaid(on: date, params: Mapping[str, Any]) -> bool:
    """Whether an excellent rating leaves open that targets were exceeded: the scale of ratings is newer than
    the law of 2003, which asks only for the targets."""
    return params["level"] == "exceeds_targets" and on < SEEN_SINCE


def _followed(frame: Frame) -> tuple[Bits, Bits]:
    """The years "from then on" of the earlier award; all of them when there is none to count from, none
    surely when the list of awards is not known."""
    has = frame.held_year()[1]
    sure, possible = followed_since(frame)
    without = np.where(frame.of(frame.columns.awards_known), ALL, NONE)
    return np.where(has, from_year(sure), without), np.where(has, from_year(possible), ALL)


def since_held(frame: Frame) -> tuple[Bits, Bits]:
    """The years from that of the decision on the earlier award: none without one, all if it is not known."""
    year, has = frame.held_year()
    after = np.where(has, from_year(year), NONE)
    return after, np.where(frame.of(frame.columns.awards_known), after, ALL)


def run_to(mask: Bits, year: int) -> Bits:
    """The unbroken years of the mask that end with `year`."""
    up = np.uint64(FIRST + YEARS - 1 - year)
    gaps = ~(mask << up)
    for step in (1, 2, 4, 8, 16, 32):
        gaps |= gaps >> np.uint64(step)
    return (~gaps) >> up


def scattered(params: Mapping[str, Any]) -> bool:
    """Whether the years need not follow one another: they are counted up to the year under review."""
    return params.get("years", 1) > 1 and not params.get("consecutive")


def judge(frame: Frame, params: Mapping[str, Any]) -> Finding:
    last, count = frame.columns.year, params.get("years", 1)
    found = reached(frame, params)
    if scattered(params):
        upto = years_between(FIRST, last)
        counted_sure, counted_possible = popcount(found.sure & upto), popcount(found.possible & upto)
        detail = {"sure": found.sure & upto, "possible": found.possible & upto}
        return Finding(counted_sure >= count, counted_possible >= count, detail)
    need = years_between(last - count + 1, last)
    sure, possible = (found.sure & need) == need, (found.possible & need) == need
    if least := params.get("min_excellent_years"):
        excellent = frame.of(frame.columns.at_least[EXCELLENT])
        perhaps = excellent | ~frame.of(frame.columns.at_least[0])
        sure = sure & (popcount(run_to(found.sure, last) & excellent) >= least)
        possible = possible & (popcount(run_to(found.possible, last) & perhaps) >= least)
    return Finding(sure, possible, {"sure": found.sure, "possible": found.possible})


def explain(scene: Scene) -> Said:
    if scattered(scene.params):
        return _explain_scattered(scene)
    last, count = scene.facts.year, scene.params.get("years", 1)
    wanted = range(last - count + 1, last + 1)
    sure, possible = set(years_of(scene.detail("sure"))), set(years_of(scene.detail("possible")))
    short = [year for year in wanted if year not in possible]
    silent = [year for year in wanted if year in possible and year not in sure]
    level = words.RATING[scene.params["level"]]
    evidence = tuple(_rated(scene, year) for year in wanted if year in _known(scene))
    evidence += counted(scene, scene.params.get("or_title_each_year", ()), wanted)
    if scene.verdict is Verdict.MET:
        return Said(
            f"{words.span(last, count)}{_all(count)} {level}{_upward(scene)}{_excellent(scene)}", evidence
        )
    if short:
        return Said(f"chưa đạt mức {level} {words.span(last, count)}: {_why_short(scene, short)}", evidence)
    if silent:
        return _unsettled(scene, silent, evidence)
    return _too_few_excellent(scene, evidence)


def _explain_scattered(scene: Scene) -> Said:
    """So many years, not one after another."""
    count, level = scene.params["years"], words.RATING[scene.params["level"]] + _upward(scene)
    sure, possible = years_of(scene.detail("sure")), years_of(scene.detail("possible"))
    evidence = tuple(_rated(scene, year) for year in sure if year in _known(scene))
    if scene.verdict is Verdict.UNMET:
        return Said(f"chỉ có thể có {len(possible)} năm {level}, cần {count} năm", evidence)
    found = f"đến năm {scene.facts.year} có {len(sure)} năm {level}"
    if scene.verdict is Verdict.MET:
        return Said(f"{found} (cần {count} năm)", evidence)
    missing = (f"Mức độ hoàn thành nhiệm vụ các năm trước, để đủ {count} năm",)
    return Said(f"{found}, cần {count} năm; các năm khác chưa rõ", evidence, missing)


def _all(count: int) -> str:
    return "" if count == 1 else " đều"


def _upward(scene: Scene) -> str:
    codes = scene.params.get("or_title_each_year")
    title = f" hoặc đạt {scene.names(codes)}" if codes else ""
    # Above "excellent" there is a level for collectives only.
    highest = RATINGS[-1] if scene.facts.kind == "collective" else RATINGS[EXCELLENT]
    return title if scene.params["level"] == highest else f" trở lên{title}"


def _known(scene: Scene) -> dict[int, str]:
    """The level of each year; with two levels it is not known, but of the two highest the higher counts."""
    levels: dict[int, set[str]] = {}
    for row in scene.facts.ratings or ():
        levels.setdefault(row.year, set()).add(row.level)
    known = {}
    for year, found in levels.items():
        if len(found) == 1 or found == set(RATINGS[EXCELLENT:]):
            known[year] = max(found, key=RATINGS.index)
    return known


def _rated(scene: Scene, year: int) -> str:
    return f"Năm {year}: {words.RATING[_known(scene)[year]]}"


def _why_short(scene: Scene, short: list[int]) -> str:
    barred, known = barred_years(scene, short), _known(scene)
    low = [year for year in short if year not in barred]
    early = [year for year in low if year < _window_from(scene)]
    parts = [f"{words.years(barred)} không tính {because(scene)}"] if barred else []
    if early:
        day = int(scene.frame.held_day()[scene.row])
        since = f"quyết định {opening(scene)}" + (f" ngày {words.day_of(day)}" if day else "")
        parts.append(f"{words.years(early)} không thuộc thời gian tính từ {since}")
    levels: dict[str, list[int]] = {}
    for year in low:
        if year not in early:
            levels.setdefault(words.RATING.get(known.get(year, ""), "chưa đạt"), []).append(year)
    return "; ".join([*parts, *(f"{words.years(years)} {level}" for level, years in levels.items())])


def _window_from(scene: Scene) -> int:
    """The first year "from then on" of the earlier award; 0 without one."""
    if not scene.params.get("after") or not scene.frame.held_year()[1][scene.row]:
        return 0
    return int(followed_since(scene.frame)[1][scene.row])


def _unsettled(scene: Scene, silent: list[int], evidence: tuple[str, ...]) -> Said:
    """Years without a rating; else years that stand or fall with discipline or with the earlier award."""
    unrated = [year for year in silent if year not in _known(scene)]
    doubtful = doubtful_years(scene, silent)
    missing: list[str] = []
    reasons: list[str] = []
    if unrated:
        reasons.append(f"chưa rõ mức độ hoàn thành nhiệm vụ {words.years(unrated)}")
        missing.append(f"Mức độ hoàn thành nhiệm vụ {words.years(unrated)}")
    if doubtful:
        reasons.append(f"{unsettled(scene)} để tính {words.years(doubtful)}")
        missing.append(to_know(scene))
    if not reasons and exceeding_unsaid(scene.facts.received_on, scene.params):
        reasons.append(
            f"{words.years(silent)} hoàn thành xuất sắc nhiệm vụ, chưa rõ có vượt mức chỉ tiêu hay không"
        )
        missing.append(f"Kết quả so với chỉ tiêu, nhiệm vụ {words.years(silent)}")
    if not reasons and scene.facts.awards is None:
        reasons.append(f"chưa có danh sách khen thưởng làm mốc để tính {words.years(silent)}")
        missing.append("Danh sách khen thưởng với ngày quyết định")
    if not reasons:
        reasons.append(f"chưa rõ {words.years(silent)} có được tính hay không")
    return Said("; ".join(reasons), evidence, tuple(missing))


def _excellent(scene: Scene) -> str:
    least = scene.params.get("min_excellent_years")
    return f", có {_count(scene, 'sure')} năm hoàn thành xuất sắc nhiệm vụ" if least else ""


def _count(scene: Scene, side: str) -> int:
    run = years_of(run_to(np.array([scene.detail(side)]), scene.facts.year)[0])
    return sum(_known(scene).get(year) in RATINGS[EXCELLENT:] for year in run)


def _too_few_excellent(scene: Scene, evidence: tuple[str, ...]) -> Said:
    least = scene.params.get("min_excellent_years")
    seen = _count(scene, "possible")
    reason = f"cần {least} năm hoàn thành xuất sắc nhiệm vụ trong thời gian liên tục, mới thấy {seen} năm"
    if scene.verdict is Verdict.UNKNOWN:
        return Said(f"{reason}; có năm chưa rõ", evidence, ("Mức độ hoàn thành nhiệm vụ các năm trước",))
    return Said(reason, evidence)


WORD = Word(judge, explain)
