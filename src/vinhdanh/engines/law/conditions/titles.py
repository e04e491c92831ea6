"""Titles in a row, titles inside a window, and the options of several awards."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from vinhdanh.engines.law import words
from vinhdanh.engines.law.columns import NO, YES, Bools, years_between, years_of
from vinhdanh.engines.law.conditions import ratings
from vinhdanh.engines.law.conditions.clock import (
    barred_years,
    because,
    doubtful_years,
    to_know,
    unsettled,
)
from vinhdanh.engines.law.conditions.held import opening
from vinhdanh.engines.law.conditions.rows import (
    by_year,
    counted,
    left_out,
    may_count,
    outside,
    standings,
)
from vinhdanh.engines.law.counting import MANY, Window, clocked, enough, tally
from vinhdanh.engines.law.frame import Finding, Frame, Said, Scene, Word, nobody
from vinhdanh.engines.law.ledger import Standing
from vinhdanh.engines.law.model import Verdict

Params = Mapping[str, Any]


def judge_consecutive(frame: Frame, params: Params) -> Finding:
    """The title in each of `count` years that end with the year under review; with `adjoining`, they may
    also end the year before."""
    columns = frame.columns
    sure, possible = frame.context.ledger.years(params["codes"])
    sure, possible = frame.of(sure & columns.clock_sure), frame.of(possible & columns.clock_possible)
    known, thinkable = nobody(frame.size), nobody(frame.size)
    for last in range(columns.year - bool(params.get("adjoining")), columns.year + 1):
        need = years_between(last - params["count"] + 1, last)
        known, thinkable = known | ((sure & need) == need), thinkable | ((possible & need) == need)
    return Finding(known, thinkable, {"sure": sure, "possible": possible})


def explain_consecutive(scene: Scene) -> Said:
    count = scene.params["count"]
    last = _last_of_chain(scene)
    wanted = range(last - count + 1, last + 1)
    name, evidence = scene.names(scene.params["codes"]), counted(scene, scene.params["codes"], wanted)
    if scene.verdict is Verdict.MET:
        return Said(f"có {name} {count} lần liên tục ({words.years(wanted)})", evidence)
    if scene.facts.awards is None:
        reason = f"chưa có danh sách danh hiệu để xét {name} {count} lần liên tục"
        return Said(reason, (), (f"{name} {words.years(wanted)}",))
    sure, possible = set(years_of(scene.detail("sure"))), set(years_of(scene.detail("possible")))
    lacking = [year for year in wanted if year not in possible]
    doubtful = [year for year in wanted if year in possible and year not in sure]
    if lacking:
        return Said(
            f"cần {name} {count} lần liên tục đến năm {last}; {_lacking(scene, lacking)}"
            f"{left_out(scene, scene.params['codes'], lacking)}",
            counted(scene, scene.params["codes"], set(wanted) - set(lacking)),
            _ask(scene, lacking),
        )
    return _doubt(scene, doubtful, evidence)


def _last_of_chain(scene: Scene) -> int:
    """The year under review, or the one before when only a chain that ends there serves better."""
    last, count = scene.facts.year, scene.params["count"]
    if not scene.params.get("adjoining"):
        return last
    held = dict.fromkeys(years_of(scene.detail("possible")), (1, 0))
    held |= dict.fromkeys(years_of(scene.detail("sure")), (1, 1))

    def merit(end: int) -> tuple[int, int]:
        each = [held.get(year, (0, 0)) for year in range(end - count + 1, end + 1)]
        return sum(one for one, _ in each), sum(sure for _, sure in each)

    return max((last, last - 1), key=merit)


def _ask(scene: Scene, lacking: list[int]) -> tuple[str, ...]:
    """What could be supplied: titles, unless discipline took the years away."""
    if barred_years(scene, lacking):
        return ()
    return (f"{scene.names(scene.params['codes'])} {words.years(lacking)}",)


def _lacking(scene: Scene, lacking: list[int]) -> str:
    """Years without the title, and years whose title discipline took away."""
    titled = {row.year for row, standing in standings(scene, scene.params["codes"]) if may_count(standing)}
    lost = barred_years(scene, lacking) & titled
    without = [year for year in lacking if year not in lost]
    parts = [f"thiếu {words.years(without)}"] if without else []
    if lost:
        parts.append(f"danh hiệu {words.years(lost)} không tính {because(scene)}")
    return "; ".join(parts)


def _doubt(scene: Scene, doubtful: list[int], evidence: tuple[str, ...]) -> Said:
    name = scene.names(scene.params["codes"])
    if doubtful_years(scene, doubtful):
        return Said(
            f"có {name} {words.years(doubtful)} nhưng {unsettled(scene)}",
            evidence,
            (to_know(scene),),
        )
    what = _undecided(scene, doubtful)
    return Said(
        f"chưa rõ {name} {words.years(doubtful)} có được tính hay không (chưa rõ {what})",
        evidence,
        (f"{what[:1].upper()}{what[1:]} của {name} {words.years(doubtful)}",),
    )


def _undecided(scene: Scene, years: Sequence[int]) -> str:
    """What the rows of these years leave open."""
    found = {standing for row, standing in standings(scene, scene.params["codes"]) if row.year in years}
    day = "ngày quyết định" if Standing.DAY_UNKNOWN in found else ""
    manner = "loại hình khen thưởng" if found & {Standing.MANNER_UNKNOWN, Standing.MANNER_DOUBTFUL} else ""
    return ", ".join(one for one in (day, manner) if one) or "năm thành tích"


def window_of(frame: Frame, params: Params) -> Window:
    """The window that `since` or `years` opens, closed by the year under review."""
    since, last = params.get("since"), frame.columns.year
    if since == "held_award":
        sure, possible = ratings.since_held(frame)
        return clocked(frame, Window(sure, possible, frame.held_day()))
    if since == "start_of_consecutive_period":
        beside = next(one for one in frame.branch.all_of if one.name == "task_completion_at_least")
        found = ratings.reached(frame, beside.params)
        return clocked(frame, Window(ratings.run_to(found.sure, last), ratings.run_to(found.possible, last)))
    years = params.get("years")
    mask = years_between(last - years + 1 if years else 0, last)
    whole = np.full(frame.size, mask, np.uint64)
    return clocked(frame, Window(whole, whole))


def judge_within(frame: Frame, params: Params) -> Finding:
    found = tally(frame, params["codes"], window_of(frame, params))
    sure, possible = enough(found, params["count"])
    detail = {"sure": found.sure, "possible": found.possible, "pairs": (found.row, found.place)}
    return Finding(sure, possible, detail)


def explain_within(scene: Scene) -> Said:
    name, least = scene.names(scene.params["codes"]), scene.params["count"]
    evidence = _paired(scene, scene.finding.detail["pairs"])
    sure, possible = int(scene.detail("sure")), int(scene.detail("possible"))
    where = _where(scene)
    if scene.verdict is Verdict.MET:
        return Said(f"{where} có {sure} lần {name} (cần {least})", evidence)
    if possible >= MANY:
        return Said(f"chưa có danh sách danh hiệu để đếm {name} {where}", (), (f"Danh sách {name}",))
    if scene.verdict is Verdict.UNKNOWN:
        return Said(
            f"{where} chắc chắn có {sure} lần {name}, có thể đến {possible} lần (cần {least})",
            evidence,
            (f"Ngày quyết định, loại hình của {name}; mức độ hoàn thành nhiệm vụ và kỷ luật các năm đó",),
        )
    others = outside(scene, scene.params["codes"], scene.finding.detail["pairs"])
    if _without_opening(scene):
        return Said(f"chưa có {opening(scene)} nên chưa có mốc để đếm {name}")
    ask = f"{'Thêm ' if possible else ''}{least - possible} lần {name} {where}"
    return Said(f"{where} mới có {possible} lần {name}, cần {least} lần{others}", evidence, (ask,))


def _without_opening(scene: Scene) -> bool:
    return scene.params.get("since") == "held_award" and not scene.frame.held_year()[1][scene.row]


def _where(scene: Scene) -> str:
    since = scene.params.get("since")
    if since == "held_award":
        day = int(scene.frame.held_day()[scene.row])
        return f"sau quyết định ngày {words.day_of(day)}" if day else f"sau {opening(scene)}"
    if since == "start_of_consecutive_period":
        return "trong thời gian hoàn thành nhiệm vụ liên tục"
    years = scene.params.get("years")
    return f"trong {words.span(scene.facts.year, years)}" if years else f"đến năm {scene.facts.year}"


def _paired(scene: Scene, pairs: tuple[Any, Any]) -> tuple[str, ...]:
    row, place = pairs
    rows = [(scene.facts.awards or ())[int(each)] for each in place[row == scene.row]]
    return tuple(words.held(scene.name(one.code), one) for one in by_year(rows))


def judge_options(frame: Frame, params: Params) -> Finding:
    """One of the options, wholly: every item of it."""
    window = window_of(frame, params)
    sure, possible = np.zeros(frame.size, np.bool_), np.zeros(frame.size, np.bool_)
    detail: dict[str, Any] = {}
    for place, option in enumerate(params["options"]):
        known, thinkable = np.ones(frame.size, np.bool_), np.ones(frame.size, np.bool_)
        for item in option:
            found = tally(frame, item["codes"], window)
            enough_sure, enough_possible = enough(found, item["count"])
            open_sure, open_possible = _open(frame, item.get("only_if"))
            known, thinkable = known & enough_sure & open_sure, thinkable & enough_possible & open_possible
            detail[" ".join(item["codes"])] = (found.sure, found.possible, found.row, found.place)
        detail[f"option {place}"] = known.astype(np.int8) + thinkable
        sure, possible = sure | known, possible | thinkable
    return Finding(sure, possible, detail)


def _open(frame: Frame, only_if: str | None) -> tuple[Bools, Bools]:
    """Whether an option for collectives that may not receive a flag is open."""
    if only_if is None:
        always = np.ones(frame.size, np.bool_)
        return always, always
    eligible = frame.of(frame.columns.collective.flag_eligible)
    return eligible == NO, eligible != YES


def explain_options(scene: Scene) -> Said:
    options, detail = scene.params["options"], scene.finding.detail
    verdicts = [int(detail[f"option {place}"][scene.row]) for place in range(len(options))]
    best = verdicts.index(max(verdicts))
    evidence: list[str] = []
    for key in dict.fromkeys(" ".join(item["codes"]) for option in options for item in option):
        evidence += _paired(scene, detail[key][2:])
    where = _where(scene)
    if scene.verdict is Verdict.MET:
        return Said(f"{where} đã có {_wanted(scene, options[best])}", tuple(evidence))
    ways = _numbered([_wanted(scene, option) for option in options])
    if scene.verdict is Verdict.UNKNOWN:
        missing = ("Danh sách khen thưởng với ngày và loại hình; tập thể có thuộc đối tượng tặng cờ không",)
        return Said(f"{where} chưa đủ dữ liệu để kết luận đã có {ways}", tuple(evidence), missing)
    if _without_opening(scene):
        return Said(f"chưa có {opening(scene)} nên chưa có mốc để đếm {ways}")
    codes = tuple(code for option in options for item in option for code in item["codes"])
    pairs = [detail[" ".join(item["codes"])][2:] for option in options for item in option]
    counted_pairs = tuple(np.concatenate([pair[side] for pair in pairs]) for side in (0, 1))
    told = f"{where} chưa có {ways}{outside(scene, codes, counted_pairs)}"
    return Said(told, tuple(evidence), (f"{where[:1].upper()}{where[1:]}: {ways}",))


def _numbered(ways: Sequence[str]) -> str:
    """`một trong các cách: (1) …; (2) …`; the only way as it is."""
    if len(ways) == 1:
        return ways[0]
    return "một trong các cách: " + "; ".join(f"({number}) {way}" for number, way in enumerate(ways, 1))


def _wanted(scene: Scene, option: Sequence[Mapping[str, Any]]) -> str:
    parts = [f"{item['count']} lần {scene.names(item['codes'])}" for item in option]
    closed = any(item.get("only_if") for item in option)
    note = " (chỉ với tập thể không thuộc đối tượng tặng cờ thi đua)" if closed else ""
    return " và ".join(parts) + note


CONSECUTIVE = Word(judge_consecutive, explain_consecutive)
WITHIN = Word(judge_within, explain_within)
OPTIONS = Word(judge_options, explain_options)
