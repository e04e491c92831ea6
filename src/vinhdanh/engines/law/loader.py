"""The instruments as one `Lawbook`, and the look-ups that every reader of the law needs."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from vinhdanh.engines.law.faults import Fault, InstrumentsError
from vinhdanh.engines.law.loading import crossings
from vinhdanh.engines.law.loading.instrument import SHOWN, Folder, merged, read_folder
from vinhdanh.engines.law.model import AwardRule, BaseSalary, Lawbook, Provision, Ref, Regime

INSTRUMENTS = Path(__file__).parent / "instruments"


@lru_cache(maxsize=8)
def load(folder: Path = INSTRUMENTS) -> Lawbook:
    """Every instrument under `folder`, read once. Raises `InstrumentsError` with the list of faults."""
    faults: list[Fault] = []
    folders = read_all(folder, faults)
    if faults:
        raise InstrumentsError(sorted(set(faults)))
    return _book(folders)


def read_all(folder: Path, faults: list[Fault]) -> list[Folder]:
    """The folders of instruments with their faults gathered, each checked alone and all together."""
    heads = sorted(folder.glob("*/instrument.yaml")) if folder.is_dir() else []
    if not heads:
        faults.append(Fault(folder.name, 1, "Không có văn bản nào (cần thư mục con có instrument.yaml)."))
    folders = [read_folder(head.parent, faults) for head in heads]
    crossings.check(folders, faults)
    return folders


def _book(folders: Sequence[Folder]) -> Lawbook:
    regimes = sorted((regime for each in folders for regime, _ in each.regimes), key=lambda one: one.since)
    rules = [placed.rule for each in folders for placed in each.awards]
    salaries = sorted((row[0] for each in folders for row in each.salaries), key=lambda one: one.since)
    by_code: dict[str, list[AwardRule]] = defaultdict(list)
    for rule in sorted(rules, key=lambda one: one.since):
        by_code[rule.code].append(rule)
    documents = {code: found[0] for each in folders for code, found in each.documents.items()}
    readings = tuple(reading for each in folders for reading in each.readings)
    gates = tuple(gate for each in folders for gate, _ in each.gates)
    transitions = tuple(transition for each in folders for transition, _ in each.transitions)
    extras = {key: merged(folders, key) for key in SHOWN}
    said = repr((sorted(documents.items()), regimes, rules, salaries, readings, gates, transitions, extras))
    return Lawbook(
        documents=documents,
        regimes=tuple(regimes),
        awards=tuple(rules),
        salaries=tuple(salaries),
        readings=readings,
        gates=gates,
        transitions=transitions,
        digest=hashlib.sha256(said.encode()).hexdigest(),
        extras=extras,
        by_code={code: tuple(each) for code, each in by_code.items()},
    )


def rule_for(book: Lawbook, code: str, received_on: date) -> AwardRule | None:
    """The rule for a file received that day; None when the code is unknown or not in force then."""
    return next((rule for rule in book.by_code.get(code, ()) if _holds(rule, received_on)), None)


def refs_on(book: Lawbook, rule: AwardRule, on: date) -> tuple[Ref, ...]:
    """The places about the award, without those of documents that did not yet exist that day."""
    begun = {code for code, one in book.documents.items() if one.since is None or one.since <= on}
    return tuple(ref for ref in rule.refs if ref.document in begun or ref.document not in book.documents)


def awards_on(book: Lawbook, on: date) -> tuple[AwardRule, ...]:
    """The rules in force that day, in the order of the instruments."""
    return tuple(rule for rule in book.awards if _holds(rule, on))


def regime_on(book: Lawbook, on: date) -> Regime | None:
    return next((regime for regime in book.regimes if _holds(regime, on)), None)


def salary_on(book: Lawbook, on: date) -> BaseSalary | None:
    """The base salary in force on the day of a decision; None before the first that is known."""
    return next((salary for salary in book.salaries if _holds(salary, on)), None)


def gate_on(book: Lawbook, code: str, on: date) -> Provision | None:
    """The principle as the instruments of that day write it; None where they were not seen."""
    return next((gate for gate in book.gates if gate.code == code and _holds(gate, on)), None)


def transitions_on(book: Lawbook, on: date) -> tuple[Provision, ...]:
    """What people should weigh about a file received that day."""
    return tuple(each for each in book.transitions if _holds(each, on))


def _holds(span: AwardRule | Regime | BaseSalary | Provision, on: date) -> bool:
    return span.since <= on and (span.until is None or on <= span.until)
