"""One folder: `instrument.yaml`, every `awards-*.yaml`, `base-salary.yaml`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from vinhdanh.engines.law.faults import Fault, Notes
from vinhdanh.engines.law.loading import figures
from vinhdanh.engines.law.loading.awards import Placed, Shared, award
from vinhdanh.engines.law.loading.fields import (
    day,
    flag,
    known_keys,
    listed,
    mark,
    reference,
    span,
    text,
    whole,
)
from vinhdanh.engines.law.loading.rows import Row, read_rows
from vinhdanh.engines.law.model import BaseSalary, Document, DossierPart, Provision, Reading, Ref, Regime

_KEYS = (
    "title", "law", "amended_by", "documents", "regimes", "readings", "transitions", "gates", "authorities",
    "parts", "citations", "dossiers", "deadlines", "delegated",
)  # fmt: skip
SHOWN = ("authorities", "parts", "deadlines", "delegated")
"""Sections that pages show and nothing computes."""


@dataclass(slots=True)
class Folder:
    """Everything that one folder says; rows are kept to place faults that stand between rows."""

    slug: str
    documents: dict[str, tuple[Document, Row]] = field(default_factory=dict)
    regimes: list[tuple[Regime, Row]] = field(default_factory=list)
    awards: list[Placed] = field(default_factory=list)
    salaries: list[tuple[BaseSalary, Row, str]] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    gates: list[tuple[Provision, Row]] = field(default_factory=list)
    transitions: list[tuple[Provision, Row]] = field(default_factory=list)
    cited: list[tuple[str, Row]] = field(default_factory=list)
    shown: dict[str, Any] = field(default_factory=dict)


def read_folder(path: Path, faults: list[Fault]) -> Folder:
    folder = Folder(path.name)
    head = path / "instrument.yaml"
    notes = Notes(_named(head), faults)
    top = read_rows(head, notes)
    if not isinstance(top, Row):
        if top is not None or not faults:
            notes.note(None, "Tệp đầu không phải các cặp khóa, giá trị.")
        return folder
    known_keys(top, _KEYS, notes)
    _read_head(top, folder, notes)
    shared = _shared(top, folder, notes)
    for file in sorted(path.glob("awards-*.yaml")):
        _read_awards(file, (folder, shared), faults)
    _read_salaries(path / "base-salary.yaml", (folder, shared.home), faults)
    return folder


def _named(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def _rows(rows: Any, notes: Notes, what: str) -> list[Row]:
    if not isinstance(rows, list) or not all(isinstance(row, Row) for row in rows):
        notes.note(None, f"{what} phải là danh sách các dòng.")
        return []
    return rows


def _read_head(top: Row, folder: Folder, notes: Notes) -> None:
    for code, row in _named_rows(top, "documents", notes):
        known_keys(row, ("number", "name", "since", "until", "seen"), notes)
        since, until = span(row, notes)
        name = text(row, "name", notes, needed=True)
        number = text(row, "number", notes, needed=True)
        seen = flag(row, "seen", notes, otherwise=True)
        folder.documents[code] = (Document(code, number, name, since, until, seen), row)
    for row in _rows(top.get("regimes", []), notes, "“regimes”"):
        found = _regime(row, notes)
        if found:
            folder.regimes.append((found, row))
    _read_words(top, (folder, text(top, "law", notes)), notes)


def _read_words(top: Row, within: tuple[Folder, str], notes: Notes) -> None:
    """What people read: readings, gates, transitions, and the sections that are only shown."""
    folder, home = within
    for row in _rows(top.get("readings", []), notes, "“readings”"):
        folder.readings.append(_reading(row, home, notes))
    for key, into in (("gates", folder.gates), ("transitions", folder.transitions)):
        for row in _rows(top.get(key, []), notes, f"“{key}”"):
            into.extend((each, row) for each in _provisions(row, within, notes))
    for key in ("deadlines", "delegated"):
        for row in _rows(top.get(key, []), notes, f"“{key}”"):
            ref = reference(row.get("ref"), home)
            if ref is None:
                notes.note(row, f"“ref: {row.get('ref')}” không chỉ đúng một văn bản.")
            else:
                folder.cited.append((ref.document, row))
    folder.shown = {key: top[key] for key in SHOWN if key in top}


def _named_rows(top: Row, key: str, notes: Notes) -> list[tuple[str, Row]]:
    rows = top.get(key) or Row()
    if not isinstance(rows, Row) or not all(isinstance(row, Row) for row in rows.values()):
        notes.note(top, f"“{key}” phải là các mã, mỗi mã một dòng.")
        return []
    return list(rows.items())


def _regime(row: Row, notes: Notes) -> Regime | None:
    known_keys(
        row, ("code", "name", "law", "decree", "since", "until", "documents", "mark", "automatic"), notes
    )
    since, until = span(row, notes)
    if since is None:
        notes.note(row, "Thời kỳ phải có “since”.")
        return None
    return Regime(
        code=text(row, "code", notes, needed=True),
        name=text(row, "name", notes, needed=True),
        law=text(row, "law", notes, needed=True),
        decree=text(row, "decree", notes, needed=True),
        since=since,
        until=until,
        documents=tuple(listed(row, "documents", notes)),
        sure=mark(row, notes),
        automatic=flag(row, "automatic", notes, otherwise=True),
    )


def _reading(row: Row, home: str, notes: Notes) -> Reading:
    known_keys(row, ("code", "ref", "question", "options"), notes)
    ref = reference(row.get("ref"), home)
    if ref is None or not ref.article:
        notes.note(row, f"Cách hiểu không chỉ điều nào (ref: {row.get('ref')}).")
    options = row.get("options")
    if not isinstance(options, Row) or len(options) < 2:
        notes.note(row, "Một chỗ đọc khác nhau phải có từ hai cách hiểu.")
        options = Row()
    return Reading(
        text(row, "code", notes, needed=True),
        ref or Ref(home),
        text(row, "question", notes, needed=True),
        tuple((code, str(words)) for code, words in options.items()),
    )


def _provisions(row: Row, within: tuple[Folder, str], notes: Notes) -> list[Provision]:
    """One provision, or one for each dated place; else it holds as long as the regimes of the folder."""
    folder, home = within
    known_keys(row, ("code", "text", "ref", "mark", "since", "until"), notes)
    code, words = text(row, "code", notes, needed=True), text(row, "text", notes, needed=True)
    own = span(row, notes)
    first = own[0] or min((regime.since for regime, _ in folder.regimes), default=figures.EVER)
    last = own[1] or max(
        (regime.until or figures.NEVER for regime, _ in folder.regimes), default=figures.NEVER
    )
    found = []
    for since, until, place in figures.spans(row.get("ref"), notes):
        cited = place if isinstance(place, Row) else row
        ref, sure = reference(cited.get("ref"), home), mark(cited, notes)
        if ref is None or (not ref.article and sure != "K"):
            notes.note(row, f"“ref: {cited.get('ref')}” không chỉ đúng một điều.")
            continue
        end = min(until, last)
        found.append(Provision(code, words, ref, max(since, first), None if end == date.max else end, sure))
    return found


def _shared(top: Row, folder: Folder, notes: Notes) -> Shared:
    home = text(top, "law", notes, needed=True)
    cited = {
        name: figures.spans(rows, notes)
        for name, rows in (top.get("citations") or {}).items()
        if isinstance(rows, list | Row)
    }
    dossiers = {
        name: tuple(_part(row, notes) for row in _rows(rows, notes, f"Hồ sơ “{name}”"))
        for name, rows in (top.get("dossiers") or {}).items()
    }
    return Shared(
        home=home,
        regimes=tuple(regime for regime, _ in folder.regimes),
        citations=figures.Citations(cited, home),
        dossiers=dossiers,
        amended_by=_amendment(top, folder, notes),
        names={"authorities": frozenset(top.get("authorities") or ())},
    )


def _part(row: Row, notes: Notes) -> DossierPart:
    known_keys(row, ("part", "form", "when", "mark"), notes)
    part = text(row, "part", notes, needed=True)
    return DossierPart(part, text(row, "form", notes), text(row, "when", notes), mark(row, notes))


def _amendment(top: Row, folder: Folder, notes: Notes) -> tuple[str, date] | None:
    code = text(top, "amended_by", notes)
    if not code:
        return None
    document = folder.documents.get(code)
    if document is None or document[0].since is None:
        notes.note(top, f"“amended_by: {code}” không phải một văn bản có ngày hiệu lực.")
        return None
    return code, document[0].since


def _read_awards(file: Path, into: tuple[Folder, Shared], faults: list[Fault]) -> None:
    folder, shared = into
    notes = Notes(_named(file), faults)
    rows = read_rows(file, notes)
    for row in _rows(rows if rows is not None else [], notes, "Tệp phần thưởng"):
        folder.awards.extend(award(row, shared, notes))


def _read_salaries(file: Path, into: tuple[Folder, str], faults: list[Fault]) -> None:
    folder, home = into
    if not file.is_file():
        return
    notes = Notes(_named(file), faults)
    for row in _rows(read_rows(file, notes) or [], notes, "Bảng lương cơ sở"):
        known_keys(row, ("since", "until", "amount", "ref", "mark"), notes)
        since, until = day(row, "since", notes), span(row, notes)[1]
        amount = whole(row, "amount", notes)
        ref = reference(row.get("ref"), home)
        if since is None or amount is None or ref is None:
            notes.note(row, "Mỗi mức lương cơ sở phải có “since”, “amount” và “ref”.")
            continue
        folder.salaries.append((BaseSalary(since, until, amount, ref, mark(row, notes)), row, notes.file))


def merged(folders: Sequence[Folder], key: str) -> Any:
    """One section of every folder: lists after each other, mappings over each other."""
    parts = [folder.shown[key] for folder in folders if key in folder.shown]
    if parts and isinstance(parts[0], list):
        return tuple(row for part in parts for row in part)
    return {name: value for part in parts for name, value in part.items()}
