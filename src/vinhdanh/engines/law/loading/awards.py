"""One award of an instrument: a rule for each regime it lives in, cut where a dated figure changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, cast

from vinhdanh.engines.law.faults import Notes
from vinhdanh.engines.law.loading import figures
from vinhdanh.engines.law.loading.fields import chosen, flag, known_keys, listed, mark, reference, span, text
from vinhdanh.engines.law.loading.parameters import condition
from vinhdanh.engines.law.loading.rows import Row
from vinhdanh.engines.law.model import AwardRule, Branch, DossierPart, Kind, Ref, Regime, Sure
from vinhdanh.engines.law.vocabulary import CYCLES, KINDS, LEVELS, SUBJECTS

_KEYS = (
    "code", "name", "short", "kind", "subjects", "level", "cycle", "refs", "mark", "amended", "since",
    "until", "conferred_by", "proposed_by", "dossier", "vote", "publicity", "bonus", "notes", "automatic",
    "quota", "any_of",
)  # fmt: skip
_DATED = ("name", "conferred_by", "proposed_by", "vote", "publicity", "bonus")
Dated = dict[str, list[tuple[date, date, Any]]]


@dataclass(frozen=True, slots=True)
class Shared:
    """What the awards of one folder lean on."""

    home: str
    regimes: tuple[Regime, ...]
    citations: figures.Citations
    dossiers: Mapping[str, tuple[DossierPart, ...]]
    amended_by: tuple[str, date] | None = None
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Placed:
    """A rule and the row that it was read from."""

    rule: AwardRule
    file: str
    row: Row


def award(row: Row, shared: Shared, notes: Notes) -> list[Placed]:
    known_keys(row, _KEYS, notes)
    sure = mark(row, notes)
    same = _same_in_every_regime(row, (shared, sure), notes)
    dated: Dated = {key: figures.spans(row.get(key), notes) for key in _DATED}
    since, until = span(row, notes)
    placed = []
    for regime in shared.regimes:
        for start, end in _pieces(regime, (since, until), dated):
            rule = AwardRule(
                **same,
                **_of_the_day(dated, start, (shared, row, notes)),
                regime=regime.code,
                since=start,
                until=end,
                automatic=regime.automatic and flag(row, "automatic", notes, otherwise=True),
                amended_by=_amended(row, end, shared),
            )
            placed.append(Placed(rule, notes.file, row))
    if not placed:
        notes.note(row, "Ngày của phần thưởng nằm ngoài mọi thời kỳ của văn bản.")
    return placed


def _same_in_every_regime(row: Row, known: tuple[Shared, Sure], notes: Notes) -> dict[str, Any]:
    shared, sure = known
    subjects = tuple(listed(row, "subjects", notes))
    for subject in subjects or ("",):
        if subject not in SUBJECTS:
            notes.note(row, f"“subjects: {subject}” phải là individual, collective hoặc household.")
    cycle = text(row, "cycle", notes)
    if cycle and cycle not in CYCLES:
        notes.note(row, f"“cycle: {cycle}” không có trong danh mục.")
    return {
        "code": text(row, "code", notes, needed=True),
        "kind": chosen(row, "kind", (KINDS, notes)),
        "level": chosen(row, "level", (LEVELS, notes)),
        "subjects": cast("tuple[Kind, ...]", subjects),
        "refs": _refs(row, shared.home, notes),
        "any_of": _branches(row, (shared.home, sure), notes),
        "dossier": _dossier(row, shared, notes),
        "short": tuple(listed(row, "short", notes)),
        "notes": tuple(listed(row, "notes", notes)),
        "cycle": cycle,
        "quota": text(row, "quota", notes),
        "sure": sure,
    }


def _refs(row: Row, home: str, notes: Notes) -> tuple[Ref, ...]:
    found = [reference(value, home) for value in listed(row, "refs", notes)]
    if not found or None in found:
        notes.note(row, '“refs” phải có ít nhất một điều, mỗi mục như "22.1" hoặc "nd_152_2025/50.1".')
    return tuple(ref for ref in found if ref is not None)


def _branches(row: Row, known: tuple[str, Sure], notes: Notes) -> tuple[Branch, ...]:
    branches = [_branch(branch, known, notes) for branch in listed(row, "any_of", notes)]
    if not branches:
        notes.note(row, "Phần thưởng không có con đường nào (any_of trống).")
    return tuple(branch for branch in branches if branch is not None)


def _branch(row: object, known: tuple[str, Sure], notes: Notes) -> Branch | None:
    home, sure = known
    if not isinstance(row, Row):
        notes.note(row, "Mỗi con đường là một dòng có “ref” và “all_of”.")
        return None
    known_keys(row, ("ref", "all_of", "reading", "mark"), notes)
    sure = mark(row, notes, sure)
    ref = reference(row.get("ref"), home)
    if ref is None or (not ref.article and sure != "K"):
        notes.note(row, f"Con đường không chỉ điều nào của văn bản (ref: {row.get('ref')}).")
    within = (ref or Ref(home), sure)
    conditions = [condition(each, within, notes) for each in listed(row, "all_of", notes)]
    if not conditions:
        notes.note(row, "Con đường không có điều kiện nào.")
    reading, options = _reading(row, notes)
    return Branch(within[0], tuple(each for each in conditions if each is not None), reading, options)


def _reading(row: Row, notes: Notes) -> tuple[str, tuple[str, ...]]:
    """`reading: {place: [options]}`: the branch exists only under those options."""
    said = row.get("reading")
    if said is None:
        return "", ()
    if not isinstance(said, Row) or len(said) != 1 or not all(isinstance(one, list) for one in said.values()):
        notes.note(row, "“reading” phải là một mã và danh sách cách hiểu.")
        return "", ()
    ((code, options),) = said.items()
    return code, tuple(options)


def _dossier(row: Row, shared: Shared, notes: Notes) -> tuple[DossierPart, ...]:
    value = row.get("dossier")
    if value is None:
        return ()
    if value not in shared.dossiers:
        notes.note(row, f"“dossier: {value}” không có trong “dossiers”.")
        return ()
    return shared.dossiers[value]


def _of_the_day(dated: Dated, on: date, where: tuple[Shared, Row, Notes]) -> dict[str, Any]:
    shared, row, notes = where
    now = {key: figures.holding(value, on) for key, value in dated.items()}
    place = (shared.citations, on, notes)
    name = figures.plain(now["name"])
    if not isinstance(name, str) or not name:
        notes.note(row, "Thiếu “name”.")
    return {
        "name": str(name or ""),
        "conferred_by": _names(now["conferred_by"], shared, (row, notes)),
        "proposed_by": _names(now["proposed_by"], shared, (row, notes)),
        "vote": figures.vote(now["vote"], place),
        "publicity": figures.publicity(now["publicity"], place),
        "bonus": figures.bonus(now["bonus"], place),
    }


def _names(value: Any, shared: Shared, where: tuple[Row, Notes]) -> tuple[str, ...]:
    row, notes = where
    names = figures.plain(value) or []
    for name in names:
        if name not in shared.names.get("authorities", frozenset()):
            notes.note(row, f"“{name}” không có trong “authorities”.")
    return tuple(names)


def _pieces(
    regime: Regime, own: tuple[date | None, date | None], dated: Dated
) -> list[tuple[date, date | None]]:
    """The days of the award inside the regime, cut at each day on which a figure changes."""
    start = max(regime.since, own[0] or regime.since)
    end = min(regime.until or date.max, own[1] or date.max)
    if end < start:
        return []
    cuts = {day for each in dated.values() for day in figures.starts(each) if start < day <= end}
    edges = [start, *sorted(cuts)]
    ends = [edge - timedelta(days=1) for edge in edges[1:]] + [end]
    return [(a, None if b == date.max else b) for a, b in zip(edges, ends, strict=True)]


def _amended(row: Row, end: date | None, shared: Shared) -> str:
    if shared.amended_by is None or row.get("amended") is False:
        return ""
    code, day = shared.amended_by
    return code if end is None or end >= day else ""
