"""What was read from a workbook as plain JSON-able data and back: the border between processes."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from vinhdanh.engines.reading.workbook.model import CellVerdict, Passed, ReadBook, ReadRow, ReadSheet


def book_to_data(book: ReadBook) -> dict[str, Any]:
    """``{kind, sheets, rows, passed}``; a row is a list ``[sheet, line, typed, values, verdicts]``."""
    return {
        "kind": book.kind,
        "sheets": [asdict(sheet) for sheet in book.sheets],
        "rows": [
            [row.sheet, row.line, row.typed, row.values, verdicts_to_data(row.verdicts)] for row in book.rows
        ],
        "passed": [[each.sheet, each.line, each.why, each.text] for each in book.passed],
    }


def book_from_data(data: Mapping[str, Any]) -> ReadBook:
    """The book that :func:`book_to_data` wrote; ``ValueError`` for anything else."""
    try:
        return ReadBook(
            str(data["kind"]),
            [sheet_from_data(sheet) for sheet in data["sheets"]],
            [_row(row) for row in data["rows"]],
            [Passed(*each) for each in data["passed"]],
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a workbook's reading") from error


def sheet_from_data(data: Mapping[str, Any]) -> ReadSheet:
    """One sheet; lists become tuples again."""
    return ReadSheet(**{**data, "strange": tuple(data["strange"]), "missing": tuple(data["missing"])})


def verdicts_to_data(verdicts: tuple[CellVerdict, ...]) -> list[list[str]]:
    return [[verdict.column, verdict.mark, verdict.said] for verdict in verdicts]


def verdicts_from_data(data: Any) -> tuple[CellVerdict, ...]:
    """Verdicts of a row; ``ValueError`` for a mark that is none."""
    found = tuple(CellVerdict(*each) for each in data)
    if any(verdict.mark not in ("mended", "wrong") for verdict in found):
        raise ValueError("not a verdict")
    return found


def _row(data: Sequence[Any]) -> ReadRow:
    sheet, line, typed, values, verdicts = data
    return ReadRow(int(sheet), int(line), typed, values, verdicts_from_data(verdicts))
