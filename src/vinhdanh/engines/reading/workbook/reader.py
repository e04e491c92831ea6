"""A workbook's bytes to rows with a verdict per cell. Hostile input: call it through :mod:`.limited`."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from vinhdanh.engines.reading.faults import FaultCode, fault
from vinhdanh.engines.reading.workbook.grid import Grid, load
from vinhdanh.engines.reading.workbook.heading import Heading, find_heading, repeats
from vinhdanh.engines.reading.workbook.model import (
    BookKind,
    CellVerdict,
    Known,
    Passed,
    ReadBook,
    ReadRow,
    ReadSheet,
)
from vinhdanh.engines.reading.workbook.places import letters
from vinhdanh.engines.reading.workbook.rows import read_row
from vinhdanh.engines.reading.workbook.values import Context, as_text
from vinhdanh.foundation.kernel.name_doctor import matching_key
from vinhdanh.foundation.kernel.text import fold

RESULT_SHEET: Final = "Kết quả"
GUIDE_SHEET: Final = "Hướng dẫn"
LIST_SHEET: Final = "Danh mục"
OWN_SHEETS: Final = frozenset({RESULT_SHEET, GUIDE_SHEET, LIST_SHEET})
"""Sheets that we write ourselves: a workbook that comes back is read without them."""

_TOTAL: Final = re.compile(r"(?:tong cong|tong so|tong|cong|cong trang|luy ke|ban ghi)\b[\s:.]*\d*")
_FOOT: Final = re.compile(
    r"(?:nguoi lap|lap bieu|thu truong|ky ten|ky,|noi nhan|xac nhan|tm[.]|kt[.]|tl[.]|t/m|ghi chu[: ]"
    r"|danh sach (?:nay|gom|co)|.*ngay\s*[.…\d]*\s*thang\s*[.…\d]*\s*nam)"
)
_FOOT_CELLS: Final = 2
_ORDINAL: Final = re.compile(r"(?:[ivxl]+|[a-z]|\d{1,5})[.)]?")


def read_workbook(data: bytes, name: str, *, kind: BookKind, known: Known) -> ReadBook:
    """Every row of every visible sheet that has the headings of this kind.

    Raises :class:`ReadingFault`: as ``detect``, and ``not_workbook``, ``no_heading``, ``too_many_rows``.
    """
    context = Context.of(known)
    sheets: list[ReadSheet] = []
    rows: list[ReadRow] = []
    passed: list[Passed] = []
    for grid in load(data, name):
        sheet, heading = _sheet(kind, grid)
        sheets.append(sheet)
        if heading is None or sheet.hidden:
            continue
        for found in _Body(kind, grid, heading=heading, context=context).read():
            (rows if isinstance(found, ReadRow) else passed).append(found)  # type: ignore[arg-type]
    if not any(sheet.heading for sheet in sheets):
        raise fault(FaultCode.NO_HEADING, name=kind.column("name").label, kind=kind.title)
    return ReadBook(kind.code, sheets, _twice(kind, rows), passed)


def _sheet(kind: BookKind, grid: Grid) -> tuple[ReadSheet, Heading | None]:
    heading = None if grid.name in OWN_SHEETS else find_heading(kind, grid)
    if heading is None:
        return ReadSheet(grid.number, grid.name, hidden=grid.hidden), None
    columns = {key: letters(at) for key, at in heading.columns.items()}
    sheet = ReadSheet(
        grid.number, grid.name, heading.last + 1, columns, heading.strange, heading.missing, grid.hidden
    )
    return sheet, heading


class _Body:
    """Walks the lines under a heading."""

    def __init__(self, kind: BookKind, grid: Grid, *, heading: Heading, context: Context) -> None:
        self.kind, self.grid, self.heading, self.context = kind, grid, heading, context
        self.across = {home for cell, home in grid.merged.items() if cell[1] != home[1]}

    def read(self) -> Iterator[ReadRow | Passed]:
        for row in range(self.heading.last + 1, len(self.grid.rows)):
            cells = {key: self._cell(row, at) for key, at in self.heading.columns.items()}
            filled = {key: value for key, value in cells.items() if as_text(value)}
            why = self._passed(row, filled)
            if why is None:
                yield read_row(self.kind, filled, self.context, sheet=self.grid.number, line=row + 1)
            elif why:
                yield Passed(self.grid.number, row + 1, why, self._text(row))

    def _cell(self, row: int, column: int) -> object:
        """A range merged down the list counts in each of its lines; one merged across is a title."""
        home = self.grid.merged.get((row, column))
        if home is not None and (home in self.across or home[0] <= self.heading.last):
            return self.grid.at(row, column) if home == (row, column) else ""
        return self.grid.at(row, column)

    def _passed(self, row: int, filled: Mapping[str, object]) -> str | None:
        """Why a line is no row of the list: "" for an empty one, ``None`` for a row."""
        if not filled:
            return "" if self._only_ordinal(row) else "chỉ có chữ ngoài các cột của danh sách"
        first = fold(self._text(row))
        if _TOTAL.match(first) and ("name" not in filled or _TOTAL.match(fold(as_text(filled["name"])))):
            return "dòng cộng"
        if repeats(self.heading, filled):
            return "tiêu đề lặp lại"
        if self._numbers(filled):
            return "dòng đánh số cột"
        if len(filled) <= _FOOT_CELLS and self._foot(first, filled):
            return "phần ký, ghi chú cuối bảng"
        return "dòng tiêu đề nhóm" if len(filled) == 1 and self._group(row, filled) else None

    def _foot(self, first: str, filled: Mapping[str, object]) -> bool:
        return any(
            _FOOT.match(text) for text in (first, *(fold(as_text(value)) for value in filled.values()))
        )

    def _group(self, row: int, filled: Mapping[str, object]) -> bool:
        """One cell alone, not numbered like the rows: "I. Khối trường học"."""
        (key,) = filled
        ordinal = self._ordinal(row)
        return key != "name" or not ordinal.isdigit()

    def _numbers(self, filled: Mapping[str, object]) -> bool:
        """(1) (2) (3) under the headings."""
        return len(filled) > 1 and all(
            re.fullmatch(r"\(?\d{1,2}\)?|[a-d]", as_text(value)) for value in filled.values()
        )

    def _ordinal(self, row: int) -> str:
        before = range(min(self.heading.columns.values()))
        return next((text for at in before if (text := as_text(self.grid.at(row, at)))), "").rstrip(".)")

    def _only_ordinal(self, row: int) -> bool:
        texts = [as_text(value) for value in self.grid.rows[row] if as_text(value)]
        return len(texts) <= 1 and all(_ORDINAL.fullmatch(fold(text)) for text in texts)

    def _text(self, row: int) -> str:
        return " ".join(text for value in self.grid.rows[row] if (text := as_text(value)))[:200]


def _twice(kind: BookKind, rows: list[ReadRow]) -> list[ReadRow]:
    """A row that says the same as an earlier one is marked at its name; the earlier one counts."""
    seen: dict[tuple[object, ...], ReadRow] = {}
    out = []
    for row in rows:
        key = _own(kind, row)
        earlier = seen.setdefault(key, row) if row.good else row
        out.append(row if earlier is row else _told_twice(row, earlier))
    return out


def _own(kind: BookKind, row: ReadRow) -> tuple[object, ...]:
    values = {key: row.values.get(key) for key in kind.own}
    name = matching_key(str(values.pop("name", "")))
    return name, *(fold(value) if isinstance(value, str) else value for value in values.values())


def _told_twice(row: ReadRow, earlier: ReadRow) -> ReadRow:
    where = f"dòng {earlier.line}" + (
        "" if earlier.sheet == row.sheet else f" của trang tính thứ {earlier.sheet + 1}"
    )
    said = f"Trùng hoàn toàn với {where}; bỏ một trong hai dòng."
    others = tuple(verdict for verdict in row.verdicts if verdict.column != "name")
    verdicts = (CellVerdict("name", "wrong", said), *others)
    return ReadRow(row.sheet, row.line, row.typed, row.values, verdicts)
