"""Faults that stand between rows: overlapping days, gaps, unknown codes and documents, circles."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from vinhdanh.engines.law.faults import Fault, Notes
from vinhdanh.engines.law.loading.awards import Placed
from vinhdanh.engines.law.loading.instrument import Folder
from vinhdanh.engines.law.loading.parameters import codes_of
from vinhdanh.engines.law.loading.rows import Row
from vinhdanh.engines.law.model import AwardRule, Condition

_OWN_CODE_IS_A_CIRCLE = ("holds_standard_of", "consecutive_titles")


def check(folders: Sequence[Folder], faults: list[Fault]) -> None:
    placed = [each for folder in folders for each in folder.awards]
    _overlaps(placed, faults)
    _twice_in_a_file(placed, faults)
    _regimes(folders, faults)
    _salaries(folders, faults)
    _documents(folders, faults)
    _codes(placed, faults)
    _readings(folders, faults)
    _circles(placed, faults)


def _note(each: Placed, faults: list[Fault], what: str) -> None:
    Notes(each.file, faults).note(each.row, what)


def _by_code(placed: Iterable[Placed]) -> dict[str, list[Placed]]:
    found: dict[str, list[Placed]] = defaultdict(list)
    for each in placed:
        found[each.rule.code].append(each)
    return found


def _overlaps(placed: Sequence[Placed], faults: list[Fault]) -> None:
    for code, rules in _by_code(placed).items():
        rules.sort(key=lambda each: each.rule.since)
        for before, after in pairwise(rules):
            if before.row is not after.row and (before.rule.until or date.max) >= after.rule.since:
                other = f"{before.file}, dòng {before.row.line}"
                _note(after, faults, f"Ngày của “{code}” chồng lên {other}.")


def _twice_in_a_file(placed: Sequence[Placed], faults: list[Fault]) -> None:
    first: dict[tuple[str, str], Row] = {}
    for each in placed:
        row = first.setdefault((each.file.split("/")[0], each.rule.code), each.row)
        if row is not each.row and row.line != each.row.line:
            _note(each, faults, f"Mã “{each.rule.code}” đã có ở dòng {row.line} của văn bản này.")
            first[each.file.split("/")[0], each.rule.code] = each.row


def _regimes(folders: Sequence[Folder], faults: list[Fault]) -> None:
    rows = [(regime, row, folder) for folder in folders for regime, row in folder.regimes]
    rows.sort(key=lambda each: each[0].since)
    for (before, _, _), (after, row, folder) in pairwise(rows):
        notes = Notes(f"{folder.slug}/instrument.yaml", faults)
        end = before.until or date.max
        if end >= after.since:
            notes.note(row, f"Thời kỳ “{after.code}” chồng lên “{before.code}”.")
        elif end + timedelta(days=1) != after.since:
            notes.note(row, f"Hở ngày giữa thời kỳ “{before.code}” và “{after.code}”.")


def _salaries(folders: Sequence[Folder], faults: list[Fault]) -> None:
    rows = sorted((each for folder in folders for each in folder.salaries), key=lambda each: each[0].since)
    for (before, _, _), (after, row, file) in pairwise(rows):
        end = before.until or date.max
        if end >= after.since:
            Notes(file, faults).note(row, f"Mức lương từ {after.since:%d/%m/%Y} chồng ngày lên mức trước.")
        elif end + timedelta(days=1) != after.since:
            Notes(file, faults).note(row, f"Hở ngày trước mức lương từ {after.since:%d/%m/%Y}.")


def _documents(folders: Sequence[Folder], faults: list[Fault]) -> None:
    known = _documents_once(folders, faults)
    for folder in folders:
        notes = Notes(f"{folder.slug}/instrument.yaml", faults)
        for regime, row in folder.regimes:
            _unknown({regime.law, regime.decree, *regime.documents} - known, row, notes)
        for provision, row in [*folder.gates, *folder.transitions]:
            _unknown({provision.ref.document} - known, row, notes)
        for document, row in folder.cited:
            _unknown({document} - known, row, notes)
        for each in _first_of_each_row(folder.awards):
            _unknown(_cited(each.rule) - known, each.row, Notes(each.file, faults))
        for salary, row, file in folder.salaries:
            _unknown({salary.ref.document} - known, row, Notes(file, faults))


def _documents_once(folders: Sequence[Folder], faults: list[Fault]) -> set[str]:
    known: dict[str, str] = {}
    for folder in folders:
        notes = Notes(f"{folder.slug}/instrument.yaml", faults)
        for code, (_, row) in folder.documents.items():
            if known.setdefault(code, folder.slug) != folder.slug:
                notes.note(row, f"Văn bản “{code}” đã có trong “{known[code]}”.")
    return set(known)


def _unknown(codes: set[str], row: Row, notes: Notes) -> None:
    for code in sorted(codes):
        notes.note(row, f"Văn bản “{code}” không có trong “documents”.")


def _cited(rule: AwardRule) -> set[str]:
    refs = {ref.document for ref in rule.refs}
    refs |= {branch.ref.document for branch in rule.any_of}
    refs |= {condition.ref.document for condition in _conditions(rule)}
    figures = (rule.vote, rule.bonus, rule.publicity)
    return refs | {figure.ref.document for figure in figures if figure is not None}


def _conditions(rule: AwardRule) -> Iterable[Condition]:
    return (condition for branch in rule.any_of for condition in branch.all_of)


def _first_of_each_row(placed: Iterable[Placed]) -> list[Placed]:
    """One rule for each row: the pieces of one award differ in figures only."""
    return list({id(each.row): each for each in placed}.values())


def _codes(placed: Sequence[Placed], faults: list[Fault]) -> None:
    known = {each.rule.code for each in placed}
    for each in _first_of_each_row(placed):
        for condition in _conditions(each.rule):
            for code in codes_of(condition):
                if code not in known:
                    _note(each, faults, f"“{condition.name}” nhắc mã “{code}” không có phần thưởng nào mang.")


def _readings(folders: Sequence[Folder], faults: list[Fault]) -> None:
    known = {reading.code: dict(reading.options) for folder in folders for reading in folder.readings}
    placed = [each for folder in folders for each in folder.awards]
    for each in _first_of_each_row(placed):
        for branch in each.rule.any_of:
            if branch.reading and not set(branch.options) <= set(known.get(branch.reading, ())):
                _note(each, faults, f"Cách hiểu “{branch.reading}: {', '.join(branch.options)}” không có.")


def _circles(placed: Sequence[Placed], faults: list[Fault]) -> None:
    """A title must not ask for itself: directly in a chain, or through the standards of others."""
    standards: dict[str, set[str]] = defaultdict(set)
    for each in placed:
        for condition in _conditions(each.rule):
            if condition.name == "holds_standard_of":
                standards[each.rule.code].update(codes_of(condition))
    for each in _first_of_each_row(placed):
        code = each.rule.code
        direct = any(_asks_for_itself(condition, each.rule) for condition in _conditions(each.rule))
        if direct or code in _reached(code, standards):
            _note(each, faults, f"Danh hiệu “{code}” đòi chính nó làm điều kiện.")


def _asks_for_itself(condition: Condition, rule: AwardRule) -> bool:
    if rule.code not in codes_of(condition):
        return False
    return rule.kind == "danh_hieu_thi_dua" or condition.name in _OWN_CODE_IS_A_CIRCLE


def _reached(code: str, standards: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(standards.get(code, ()))
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting.extend(standards.get(one, ()))
    return seen
