"""How a row stands, from what its cells say and whose it is."""

from typing import Any

from vinhdanh.domain.imports.actions.resolving import Who
from vinhdanh.domain.imports.actions.taking import add_verdict
from vinhdanh.domain.imports.models import ImportRow, ListImport
from vinhdanh.domain.imports.states import RowState
from vinhdanh.engines.reading.workbook.codec import verdicts_to_data
from vinhdanh.engines.reading.workbook.model import ReadRow


def judged(row: ImportRow, who: Who) -> ImportRow:
    """The row (unsaved) with whose it is and how it stands."""
    row.who = who.to_data()
    if who.fault:
        add_verdict(row, *who.fault)
    row.standing = standing_of(row)
    return row


def standing_of(row: ImportRow) -> RowState:
    """Wrong cells first, then whose it is."""
    if any(mark == "wrong" for _, mark, _ in row.verdicts):
        return RowState.WRONG
    known = row.who.get("subject") or row.who.get("fresh")
    return RowState.GOOD if known else RowState.DOUBTFUL


def row_of(listing: ListImport, read: ReadRow) -> ImportRow:
    """An unsaved row of what was read."""
    values: dict[str, Any] = dict(read.values)
    return ImportRow(
        listing=listing,
        sheet=read.sheet,
        line=read.line,
        typed=dict(read.typed),
        values=values,
        verdicts=verdicts_to_data(read.verdicts),
    )
