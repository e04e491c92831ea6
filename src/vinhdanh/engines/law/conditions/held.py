"""`held_award`: an earlier award, as the opening of a window; each is tried, the best one is kept."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from vinhdanh.engines.law import words
from vinhdanh.engines.law.columns import ALL, YEARS, Ints
from vinhdanh.engines.law.conditions.rows import left_out
from vinhdanh.engines.law.counting import Window, tally
from vinhdanh.engines.law.facts import Held
from vinhdanh.engines.law.frame import Context, Finding, Frame, Said, Scene, Word, years_of_days
from vinhdanh.engines.law.ledger import Standing
from vinhdanh.engines.law.model import Branch, Verdict


def candidates(context: Context, branch: Branch, given: tuple[str, ...]) -> Frame:
    """The frame of the branch: a row for each earlier award that opens its window, one for who has none."""
    condition = next((one for one in branch.all_of if one.name == "held_award"), None)
    if condition is None:
        return Frame(context, branch, given)
    found = [context.ledger.rows(code) for code in condition.params["codes"]]
    subject = np.concatenate([rows.subject[rows.possible] for rows in found])
    holding = np.concatenate([rows.place[rows.possible] for rows in found])
    without = np.ones(context.columns.size, np.bool_)
    without[subject] = False
    alone = np.flatnonzero(without)
    subject = np.concatenate([subject, alone]).astype(np.int64)
    holding = np.concatenate([holding, np.full(alone.size, -1)]).astype(np.int64)
    return Frame(context, branch, given, subject, holding)


def judge(frame: Frame, params: Mapping[str, Any]) -> Finding:
    columns = frame.columns
    limit = latest(columns.received_on, params.get("min_years_since") or 0).toordinal()
    standing = _standing(frame, params)
    decided, (year, has) = frame.held_day(), frame.held_year()
    earliest = np.where(decided > 0, decided, _first_days(year))
    sure = has & (standing == Standing.COUNTED) & (decided > 0) & (decided <= limit)
    possible = (has & (earliest <= limit)) | ~frame.of(columns.awards_known)
    least = params.get("min_count") or 1
    if least > 1:
        whole = np.full(frame.size, ALL)
        found = tally(frame, params["codes"], Window(whole, whole))
        sure, possible = sure & (found.sure >= least), possible & (found.possible >= least)
    return Finding(sure, possible, {"limit": np.full(frame.size, limit)})


def _standing(frame: Frame, params: Mapping[str, Any]) -> Ints:
    """The standing of each row's own holding."""
    table = np.full(frame.columns.awards.year.size + 1, Standing.REVOKED, np.int8)
    for code in params["codes"]:
        rows = frame.context.ledger.rows(code)
        table[rows.place] = rows.standing
    holding = np.full(frame.size, -1) if frame.holding is None else frame.holding
    found: Ints = table[holding]
    return found


def followed_since(frame: Frame) -> tuple[Ints, Ints]:
    """The first year "from then on" of each row's earlier award: surely, possibly.

    Not before the year of the decision, and no more years up to the one under review than whole years have
    passed until the day of receipt. A day that is not known is thought of up to the end of the next year.
    """
    decided, (year, _) = frame.held_day(), frame.held_year()
    early = _first_days(year)
    late = np.where(year > 0, _first_days(year + 2) - 1, frame.columns.received)
    sure, possible = np.where(decided > 0, decided, late), np.where(decided > 0, decided, early)
    return _followed(frame, sure), _followed(frame, possible)


def _followed(frame: Frame, day: Ints) -> Ints:
    columns = frame.columns
    reached = [latest(columns.received_on, years).toordinal() for years in range(YEARS, 0, -1)]
    passed = YEARS - np.searchsorted(reached, day, "left")
    found: Ints = np.maximum(years_of_days(day), columns.year - passed + 1)
    return found


def _first_days(year: Ints) -> Ints:
    days = (year - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64) + 719163
    return np.where(year > 0, days, 0)


def latest(on: date, years: int) -> date:
    """The last day whose anniversary after so many years is not later than `on` (29/02 falls on 28/02)."""
    year = on.year - years
    if (on.month, on.day) in {(2, 28), (2, 29)}:
        last = 29 if _leap(year) else 28
        return date(year, 2, last if on.day == (29 if _leap(on.year) else 28) else on.day)
    return on.replace(year=year)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def explain(scene: Scene) -> Said:
    name, years = scene.names(scene.params["codes"]), scene.params.get("min_years_since") or 0
    enough = f", đủ {years} năm đến ngày {words.day(scene.facts.received_on)}" if years else ""
    place = -1 if scene.frame.holding is None else int(scene.frame.holding[scene.row])
    if place < 0:
        if scene.facts.awards is None:
            return Said(f"chưa rõ đã được tặng {name} hay chưa", (), (f"{name}: quyết định, ngày",))
        ask = (f"Quyết định tặng {name}{f', từ {years} năm trở lên' if years else ''}",)
        return Said(f"chưa được tặng {_honoured(scene)}{left_out(scene, scene.params['codes'])}", (), ask)
    row = (scene.facts.awards or ())[place]
    evidence = (words.held(scene.name(row.code), row),)
    if scene.verdict is Verdict.MET and row.decided_on:
        return Said(f"đã được tặng {scene.name(row.code)} ngày {words.day(row.decided_on)}{enough}", evidence)
    if scene.verdict is Verdict.UNKNOWN:
        reason, missing = _doubt(row, scene.name(row.code))
        return Said(reason, evidence, (missing,))
    return Said(_too_soon(scene, years), evidence)


def opening(scene: Scene) -> str:
    """The earlier award that opens the window of this way, by its name."""
    found = [one.params["codes"] for one in scene.frame.branch.all_of if one.name == "held_award"]
    return scene.names(found[0]) if found else "khen thưởng làm mốc"


def _honoured(scene: Scene) -> str:
    """The names, with the word for titles that are named after people."""
    book, names = scene.frame.context.book, []
    for code in scene.params["codes"]:
        rules = book.by_code.get(code, ())
        title = bool(rules) and rules[-1].kind.startswith("danh_hieu") and not code.startswith("co_thi_dua")
        names.append(f"{'danh hiệu ' if title else ''}{scene.name(code)}")
    return " hoặc ".join(dict.fromkeys(names))


def _doubt(row: Held, name: str) -> tuple[str, str]:
    """Why an earlier award is only possible, and what would settle it."""
    if row.decided_on is None:
        return f"đã ghi {name} nhưng chưa rõ ngày quyết định", f"Ngày quyết định {name}"
    if row.manner is None:
        return f"đã ghi {name} nhưng chưa rõ loại hình khen thưởng", f"Loại hình khen thưởng của {name}"
    return (
        f"chưa rõ {name} khen {words.MANNER[row.manner]} có được làm căn cứ hay không",
        f"Căn cứ để tính {name} khen {words.MANNER[row.manner]}",
    )


def _too_soon(scene: Scene, years: int) -> str:
    day = int(scene.frame.held_day()[scene.row])
    name = scene.names(scene.params["codes"])
    if not day or day <= int(scene.detail("limit")):
        return f"chưa đủ {scene.params.get('min_count') or 1} lần {name}"
    return (
        f"{name} quyết định ngày {words.day_of(day)}, đến ngày {words.day(scene.facts.received_on)} "
        f"chưa đủ {years} năm"
    )


WORD = Word(judge, explain)
