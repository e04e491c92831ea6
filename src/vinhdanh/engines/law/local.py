"""What an office adds to the law, and where that contradicts the law.

An office may be stricter than the law and may fill what the law leaves to it (Luật 06/2022/QH15 Điều 24
khoản 6, Điều 74 khoản 6, Điều 75 khoản 2; Nghị định 152/2025/NĐ-CP Điều 6 khoản 2); it may not be laxer.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from vinhdanh.engines.law.model import AwardRule, Branch, Condition, Lawbook

LocalKind = Literal["standard", "quota", "ratio", "deadline", "guidance"]


@dataclass(frozen=True, slots=True)
class LocalRule:
    """One row of a local instrument.

    `condition` with its parameters is a standard; `figure` is a number of the kind that the row has: whole
    percent (quota, ratio), working days (deadline). `ratio` is the least share of votes; `deadline` is
    compared with the days that a list must hang out when `code` is `publicity`.
    """

    code: str
    award: str
    kind: LocalKind
    since: date
    until: date | None = None
    condition: Condition | None = None
    figure: int | None = None
    issuer_level: str = "tinh"
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`code` is the local row; `what` one Vietnamese sentence with the place in the law."""

    code: str
    what: str


def contradictions(book: Lawbook, local_rules: Iterable[LocalRule]) -> list[Contradiction]:
    """Every row that the law does not allow, in the order of the rows."""
    return [
        Contradiction(rule.code, what) for rule in local_rules for what in dict.fromkeys(_against(book, rule))
    ]


def _against(book: Lawbook, local: LocalRule) -> Iterator[str]:
    if local.until is not None and local.until < local.since:
        yield f"Ngày hết {local.until:%d/%m/%Y} trước ngày bắt đầu {local.since:%d/%m/%Y}."
    if local.award not in book.by_code:
        yield f"Luật không có phần thưởng mang mã “{local.award}”."
        return
    rules = [rule for rule in book.by_code[local.award] if _meet(rule, local)]
    if not rules:
        yield f"“{book.by_code[local.award][-1].name}” không có trong luật vào những ngày đó."
    for rule in rules:
        yield from _against_figures(rule, local)
        if local.condition is not None and local.kind == "standard":
            yield from _against_standard(rule, local.condition, book)


def _meet(rule: AwardRule, local: LocalRule) -> bool:
    return rule.since <= (local.until or date.max) and local.since <= (rule.until or date.max)


def _against_figures(rule: AwardRule, local: LocalRule) -> Iterator[str]:
    figure = local.figure
    if figure is None:
        return
    if local.kind in {"quota", "ratio"} and not 1 <= figure <= 100:
        yield f"Tỷ lệ {figure}% phải từ 1% đến 100%."
    elif local.kind == "ratio" and rule.vote is not None and figure < rule.vote.percent:
        yield f"Tỷ lệ phiếu {figure}% thấp hơn {rule.vote.percent}% mà luật đòi đối với “{rule.name}”."
    elif local.kind == "deadline" and local.code == "publicity" and rule.publicity is not None:
        least = rule.publicity.working_days
        if figure < least:
            yield f"Công khai {figure} ngày làm việc ngắn hơn {least} ngày làm việc mà luật đòi."


# Parameters of which a smaller number is laxer.
_LEAST: Final[Mapping[str, str]] = {
    "count": "số lần",
    "years": "số năm",
    "min_percent": "tỷ lệ phần trăm",
    "min_count": "số người",
    "min_years_since": "số năm sau lần khen trước",
    "min_excellent_years": "số năm hoàn thành xuất sắc",
    "min_duration_years": "số năm của phong trào",
    "stable_years": "số năm ổn định",
    "min": "số năm",
}
_RATINGS: Final = ("not_completed", "completed", "good", "excellent", "exceeds_targets")
_SCOPES: Final[Mapping[str, int]] = {
    "co_so": 0,
    "huyen": 1,
    "tinh": 2,
    "bo": 2,
    "bo_or_tinh": 2,
    "toan_quoc": 3,
}


def _against_standard(rule: AwardRule, asked: Condition, book: Lawbook) -> Iterator[str]:
    """A standard stands beside the ways of the law; laxer than all that ask the same, it is wrong."""
    ways = [branch for branch in rule.any_of if _same(branch, asked)]
    found = [list(_laxer(next(_matching(branch, asked)), asked)) for branch in ways]
    if ways and all(found):
        place = _place(ways[0], book)
        yield from (f"{what} ({place})." for what in found[0])


def _same(branch: Branch, asked: Condition) -> bool:
    return next(_matching(branch, asked), None) is not None


def _matching(branch: Branch, asked: Condition) -> Iterator[Condition]:
    codes = set(asked.params.get("codes", ()))
    return (
        one
        for one in branch.all_of
        if one.name == asked.name and (not codes or codes & set(one.params.get("codes", ())))
    )


def _laxer(law: Condition, local: Condition) -> Iterator[str]:
    for name, words in _LEAST.items():
        ours, theirs = local.params.get(name), law.params.get(name)
        if isinstance(ours, int) and isinstance(theirs, int) and ours < theirs:
            yield f"{words[0].upper()}{words[1:]} {ours} thấp hơn mức {theirs} của luật"
    if _rank(local, "level", _RATINGS.index) < _rank(law, "level", _RATINGS.index):
        yield "Mức hoàn thành nhiệm vụ thấp hơn mức của luật"
    if _rank(local, "scope", _SCOPES.__getitem__) < _rank(law, "scope", _SCOPES.__getitem__):
        yield "Phạm vi hẹp hơn phạm vi mà luật đòi"


def _rank(condition: Condition, key: str, order: object) -> int:
    value = condition.params.get(key)
    if value is None or not callable(order):
        return 99
    try:
        return int(order(value))
    except (KeyError, ValueError):
        return 99


def _place(branch: Branch, book: Lawbook) -> str:
    ref = branch.ref
    document = book.documents.get(ref.document)
    parts = [f"điểm {ref.point}"] if ref.point else []
    parts += [f"khoản {ref.clause}"] if ref.clause else []
    parts += [f"Điều {ref.article}"] if ref.article else []
    return " ".join(parts + ([f"Luật số {document.number}"] if document else []))
