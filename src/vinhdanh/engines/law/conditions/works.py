"""Initiatives and science works: recognised, not used for another award, of a reach that is wide enough."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import numpy as np

from vinhdanh.engines.law import words
from vinhdanh.engines.law.columns import Bools, Columns, Ints, WorkTable, years_between
from vinhdanh.engines.law.conditions.clock import barred_years, because, doubtful_years, unsettled
from vinhdanh.engines.law.counting import has_year
from vinhdanh.engines.law.facts import ABSENT, SCOPES, Facts, Work
from vinhdanh.engines.law.frame import Finding, Frame, Said, Scene, Word
from vinhdanh.engines.law.ledger import NO_DISTRICTS
from vinhdanh.engines.law.model import Verdict

Params = Mapping[str, Any]
_RANK = np.array([0, 1, 2, 2, 3])
"""Reach of each scope: base, district, ministry or province (one rank), nation."""
_WANTED = {"co_so": 0, "huyen": 1, "tinh": 2, "bo": 2, "bo_or_tinh": 2, "toan_quoc": 3}
_HUYEN = SCOPES.index("huyen")
_NO, _PERHAPS, _YES = 0, 1, 2


def _initiatives(columns: Columns) -> tuple[WorkTable, Bools]:
    return columns.initiatives, columns.initiatives_known


def _science(columns: Columns) -> tuple[WorkTable, Bools]:
    return columns.science, columns.science_known


def _judge(table: Callable[[Columns], tuple[WorkTable, Bools]]) -> Callable[[Frame, Params], Finding]:
    def judge(frame: Frame, params: Params) -> Finding:
        columns = frame.columns
        works, known = table(columns)
        standing = np.minimum(_recognised(columns, works), _reach(columns, works, params))
        if years := params.get("years"):
            standing = np.minimum(standing, _in_window(columns, works, years))
        sure = _count(columns.size, works.subject[standing == _YES])
        possible = _count(columns.size, works.subject[standing >= _PERHAPS])
        least = params["count"]
        detail = {"sure": frame.of(sure), "possible": frame.of(possible), "standing": standing}
        return Finding(frame.of(sure >= least), frame.of((possible >= least) | ~known), detail)

    return judge


def _count(size: int, subject: Ints) -> Ints:
    return np.bincount(subject, minlength=size)


def _recognised(columns: Columns, works: WorkTable) -> Ints:
    """Recognised by the day of receipt and not yet used (Công văn 5007/BNV-TĐKT: one proposal only)."""
    found = np.where(works.recognised > 0, _YES, np.where(works.recognised == 0, _PERHAPS, _NO))
    return np.where(works.used | (works.recognised > columns.received), _NO, found)


def _in_window(columns: Columns, works: WorkTable, years: int) -> Ints:
    """Inside the last years, discipline considered; a work without a year may be inside."""
    mask = years_between(columns.year - years + 1, columns.year)
    sure = has_year(columns.clock_sure[works.subject] & mask, works.year)
    possible = has_year(columns.clock_possible[works.subject] & mask, works.year) | (works.year == 0)
    found: Ints = sure.astype(np.int8) + possible
    return found


def _reach(columns: Columns, works: WorkTable, params: Params) -> Ints:
    rank, wanted = _RANK[works.scope], _WANTED[params["scope"]]
    if params["scope"] == "huyen" and columns.received_on >= NO_DISTRICTS:
        return _district(works)
    found = np.where(rank >= wanted, _YES, _NO)
    if wanted < 2 and params.get("recognised_by") == "bo_or_tinh":
        return np.where(rank >= 2, _YES, np.minimum(found, _PERHAPS))
    return found


def _district(works: WorkTable) -> Ints:
    """The Law still says district: a district's own recognition from its time holds, a base one may."""
    rank = _RANK[works.scope]
    before = (works.scope == _HUYEN) & (works.recognised > 0) & (works.recognised < NO_DISTRICTS.toordinal())
    return np.where((rank >= 2) | before, _YES, _PERHAPS)


def _explain(noun: str, key: str, verb: str) -> Callable[[Scene], Said]:
    def explain(scene: Scene) -> Said:
        rows: tuple[Work, ...] | None = getattr(scene.facts, key)
        scope = f"{words.SCOPE[scene.params['scope']]}{_when(scene)}"
        wanted = f"{scene.params['count']} {noun} {scope}"
        least = f"cần {scene.params['count']}, {scope}"
        if rows is None:
            return Said(f"chưa có thông tin về {wanted}", (), (f"{noun}: phạm vi, ngày {verb}",))
        sure, possible = int(scene.detail("sure")), int(scene.detail("possible"))
        standing = [int(each) for each in scene.finding.detail["standing"]]
        counted = [row for row, each in zip(rows, standing, strict=True) if each]
        evidence = tuple(_row(noun, verb, row) for row in sorted(counted, key=lambda row: row.year or 0))
        if scene.verdict is Verdict.MET:
            return Said(f"có {sure} {noun} được {verb} ({least})", evidence)
        why = _why(scene, rows, (noun, verb))
        if scene.verdict is Verdict.UNKNOWN:
            ask = f"Việc {verb} {noun}: năm, ngày, cấp {verb}, phạm vi"
            return Said(f"{_so_far(sure, noun)} ({least}){why}", evidence, (ask,))
        fewer = scene.params["count"] - possible
        more = f"Thêm {fewer}" if possible else str(fewer)
        ask = f"{more} {noun} {scope} đã được {verb}, chưa dùng cho đề nghị khác"
        return Said(f"cần {wanted}, mới có {possible}{why}", evidence, (ask,))

    return explain


def _so_far(sure: int, noun: str) -> str:
    return f"mới chắc chắn có {sure} {noun}" if sure else f"chưa rõ có {noun} được tính hay không"


def _when(scene: Scene) -> str:
    years = scene.params.get("years")
    return f" trong {words.span(scene.facts.year, years)}" if years else ""


def _row(noun: str, verb: str, row: Work) -> str:
    year = f" năm {row.year}" if row.year else ""
    day = f", {verb} ngày {words.day(row.recognised_on)}" if isinstance(row.recognised_on, date) else ""
    return f"{noun[:1].upper()}{noun[1:]} {words.SCOPE[row.scope]}{year}{day}"


def _why(scene: Scene, rows: tuple[Work, ...], said: tuple[str, str]) -> str:
    noun, verb = said
    standing = scene.finding.detail["standing"]
    parts = [
        f"{noun} {_fault(scene, verb, row)}" for row, each in zip(rows, standing, strict=True) if each < _YES
    ]
    return f": {'; '.join(parts)}" if parts else ""


def _fault(scene: Scene, verb: str, row: Work) -> str:
    facts: Facts = scene.facts
    what = f"{words.SCOPE[row.scope]} năm {row.year}" if row.year else words.SCOPE[row.scope]
    if row.used_for is not None:
        return f"{what} đã dùng cho {scene.name(row.used_for)}"
    if row.recognised_on is None:
        return f"{what} chưa được {verb}"
    if row.recognised_on is ABSENT:
        return f"{what} chưa rõ đã được {verb} hay chưa"
    if row.recognised_on > facts.received_on:
        return f"{what} {verb} sau ngày tiếp nhận hồ sơ"
    if scene.params.get("years") and row.year and row.year <= facts.year - scene.params["years"]:
        return f"{what} ngoài thời gian xét"
    return f"{what} {_unfit(scene, verb, row)}"


def _unfit(scene: Scene, verb: str, row: Work) -> str:
    """What the work itself leaves open, or why it does not fit; it was recognised in time and not used."""
    years = scene.params.get("years")
    if years and row.year is None:
        return "chưa rõ năm"
    if years and row.year and row.year > scene.facts.year:
        return f"sau năm xét {scene.facts.year}"
    if years and row.year and barred_years(scene, [row.year]):
        return f"không tính {because(scene)}"
    if years and row.year and doubtful_years(scene, [row.year]):
        return unsettled(scene)
    wanted = words.SCOPE[scene.params["scope"]]
    if scene.params.get("recognised_by") == "bo_or_tinh" and SCOPES.index(row.scope) < SCOPES.index("tinh"):
        return f"chưa rõ cấp {verb} (cần bộ, ban, ngành, tỉnh {verb})"
    if scene.params["scope"] == "huyen":
        return f"chưa rõ có được tính thay cho {wanted} hay không"
    return f"chưa đúng phạm vi {wanted}"


INITIATIVE = Word(_judge(_initiatives), _explain("sáng kiến", "initiatives", "công nhận"))
SCIENCE = Word(
    _judge(_science), _explain("đề tài, đề án, công trình khoa học", "science_works", "nghiệm thu")
)
