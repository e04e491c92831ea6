"""Lists and their rows as pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from vinhdanh.domain.imports.models import ImportRow, ListImport
from vinhdanh.domain.imports.states import RowState
from vinhdanh.domain.organisations.queries.places import names_of
from vinhdanh.engines.reading.workbook.kinds import KINDS
from vinhdanh.foundation.files.store import OwnedFile, owned

PAGE = 50
_ABOUT = ("award", "rating", "title", "post", "year")
RECENT = 30


@dataclass(frozen=True, slots=True)
class CellSaid:
    """One cell to be looked at: ``place`` as "E3", ``mark`` wrong or mended."""

    place: str
    label: str
    typed: str
    mark: str
    said: str


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of a list as a page shows it. ``unit`` names the unit of a record that would be opened."""

    row: ImportRow
    sheet: str
    about: str
    cells: Sequence[CellSaid]
    unit: str

    @property
    def state(self) -> str:
        return self.row.standing


@dataclass(frozen=True, slots=True)
class RowsPage:
    lines: Sequence[RowLine]
    following: str


def recent_imports(seen: QuerySet[ListImport]) -> list[ListImport]:
    """The newest lists of those that the person sees."""
    return list(seen.select_related("file", "created_by").exclude(state="discarded").order_by("-id")[:RECENT])


def counts_of(listing: ListImport) -> dict[str, int]:
    """How many rows stand how; one query."""
    found = dict(listing.rows.values_list("standing").annotate(Count("pk")))
    return {state: found.get(state, 0) for state in RowState.values}


def rows_page(listing: ListImport, standing: str, *, after: str = "") -> RowsPage:
    """Rows that stand so, in the order of the file; ``after`` is "sheet.line" of the last one shown."""
    rows = listing.rows.filter(standing=standing).order_by("sheet", "line")
    sheet, _, line = after.partition(".")
    if sheet.isdecimal() and line.isdecimal() and len(after) < 16:
        rows = rows.filter(sheet__gte=int(sheet)).exclude(sheet=int(sheet), line__lte=int(line))
    found = list(rows[: PAGE + 1])
    shown = found[:PAGE]
    following = f"{shown[-1].sheet}.{shown[-1].line}" if len(found) > PAGE else ""
    return RowsPage(lines_of(listing, shown), following)


def lines_of(listing: ListImport, rows: Sequence[ImportRow]) -> list[RowLine]:
    """Rows with their cells in words; one query for the names of units."""
    units = names_of({UUID(row.who["body"]) for row in rows if row.who.get("body")})
    sheets = {sheet["number"]: sheet for sheet in listing.sheets}
    return [_line(row, sheets[row.sheet], kind=listing.kind, units=units) for row in rows]


def _line(row: ImportRow, sheet: Mapping[str, Any], *, kind: str, units: Mapping[UUID, str]) -> RowLine:
    labels = {column.key: column.label for column in KINDS[kind].columns}
    columns = sheet["columns"]
    cells = [
        CellSaid(
            f"{columns[column]}{row.line}" if column in columns else "",
            labels.get(column, ""),
            row.typed.get(column, ""),
            mark,
            said,
        )
        for column, mark, said in row.verdicts
    ]
    told = [
        row.typed.get(key, "") for key in ("award", "rating", "title", "post", "year") if row.typed.get(key)
    ]
    body = row.who.get("body")
    return RowLine(row, sheet["name"], " · ".join(told), cells, units.get(UUID(body), "") if body else "")


def file_of(listing: ListImport) -> OwnedFile:
    """The workbook as it came."""
    return owned(listing.file)


def returned_of(listing: ListImport) -> OwnedFile | None:
    """The workbook with its faults marked, none while it is not made."""
    return owned(listing.returned) if listing.returned else None
