"""Lists of the awarded as papers: numbered per list, ordered as Vietnamese names are, with an Excel twin.

Rows have ``khen`` (title or form in words), ``loại`` (``tập thể``, ``hộ``, ``cá nhân``), ``xưng hô`` (Ông,
Bà), ``tên``, ``chức vụ``, ``đơn vị`` and ``số tiền`` (đồng).
"""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from vinhdanh.engines.documents.model import Block, Cell, Column, Heading, Paragraph, Table
from vinhdanh.foundation.kernel.money import format_dong
from vinhdanh.foundation.kernel.names import display_name
from vinhdanh.foundation.kernel.sorting import person_sort_key, sort_key
from vinhdanh.foundation.kernel.words import money_in_words, padded

Order = Literal["name", "given"]
Row = Mapping[str, Any]
"""``name``: by given name (persons) or by name (collectives); ``given``: as handed in, by rank."""

COLLECTIVE, HOUSEHOLD, PERSON = "tập thể", "hộ", "cá nhân"
_KINDS: Final = (COLLECTIVE, HOUSEHOLD, PERSON)
_WORD: Final = {COLLECTIVE: "tập thể", HOUSEHOLD: "hộ gia đình", PERSON: "cá nhân"}


@dataclass(frozen=True, slots=True)
class Listed:
    """One list: an award and a kind of holder, its rows in order."""

    award: str
    kind: str
    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        """“Bằng khen … (05 tập thể)”."""
        return f"{self.award} ({padded(len(self.rows))} {_WORD[self.kind]})"

    @property
    def paid(self) -> bool:
        return any(row.get("số tiền") for row in self.rows)

    def total(self) -> int:
        return sum(row.get("số tiền") or 0 for row in self.rows)


def lists(rows: Sequence[Row], order: Order = "name") -> tuple[Listed, ...]:
    """Rows by award, as the awards first come; inside: collectives, households, persons."""
    awards = dict.fromkeys(row["khen"] for row in rows)
    found = []
    for award in awards:
        for kind in _KINDS:
            mine = [row for row in rows if row["khen"] == award and (row.get("loại") or PERSON) == kind]
            if mine:
                found.append(
                    Listed(award, kind, tuple(sorted(mine, key=_key(kind)) if order == "name" else mine))
                )
    return tuple(found)


def written_name(row: Row) -> str:
    """“Ông Nguyễn Văn An”: a person's name in its usual writing behind the form of address."""
    if (row.get("loại") or PERSON) != PERSON:
        return str(row["tên"])
    return f"{row.get('xưng hô') or ''} {display_name(row['tên'])}".strip()


def list_blocks(rows: Sequence[Row], order: Order = "name") -> tuple[Block, ...]:
    """Each list under a heading of its own, numbered from 1; the money of all in words at the end."""
    blocks: list[Block] = []
    found = lists(rows, order)
    for place, one in enumerate(found, 1):
        blocks += [Heading("roman", place, one.title), _table(one)]
    total = sum(one.total() for one in found)
    if total:
        blocks.append(
            Paragraph(f"Tổng số tiền thưởng: {format_dong(total)} ({money_in_words(total).capitalize()}).")
        )
    return tuple(blocks)


def twin(rows: Sequence[Row], order: Order = "name") -> bytes:
    """The same rows as an Excel file: a sheet for each list; no text is taken for a formula or a link."""
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    bold = book.add_format(
        {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "border": 1}
    )
    cell = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    for place, one in enumerate(lists(rows, order), 1):
        sheet = book.add_worksheet(f"Danh sách {place}")
        sheet.write_string(0, 0, one.title)
        for column, (title, width, _) in enumerate(_columns(one)):
            sheet.set_column(column, column, width / 2)
            sheet.write_string(2, column, title, bold)
        sheet.repeat_rows(2)
        for line, row in enumerate(one.rows, 1):
            for column, (_, _, value) in enumerate(_columns(one)):
                _write(sheet, (2 + line, column), (value(row, line), cell))
    book.close()
    return out.getvalue()


def _write(sheet: Any, at: tuple[int, int], what: tuple[Any, Any]) -> None:
    value, look = what
    (sheet.write_number if isinstance(value, int) else sheet.write_string)(*at, value, look)


def _key(kind: str) -> Callable[[Row], str]:
    by = person_sort_key if kind == PERSON else sort_key
    return lambda row: by(row["tên"])


_Column = tuple[str, float, Callable[[Row, int], Any]]


def _columns(one: Listed) -> list[_Column]:
    """Title, width in millimetres and value of each column."""
    columns: list[_Column] = [
        ("TT", 12, lambda _row, place: place),
        (_NAMES[one.kind], 0 if one.kind == COLLECTIVE else 52, lambda row, _place: written_name(row)),
    ]
    if one.kind != COLLECTIVE:
        columns.append(("Chức vụ, đơn vị công tác" if one.kind == PERSON else "Nơi ở", 0, _post))
    elif any(row.get("đơn vị") for row in one.rows):
        columns.append(("Cơ quan, địa phương", 60, lambda row, _place: row.get("đơn vị") or ""))
    if one.paid:
        columns.append(("Tiền thưởng (đồng)", 30, lambda row, _place: row.get("số tiền") or 0))
    return columns


_NAMES: Final = {COLLECTIVE: "Tên tập thể", HOUSEHOLD: "Họ và tên chủ hộ", PERSON: "Họ và tên"}


def _post(row: Row, _place: int) -> str:
    return ", ".join(part for part in (row.get("chức vụ"), row.get("đơn vị")) if part)


def _table(one: Listed) -> Table:
    columns = _columns(one)
    made = tuple(
        Column(title, width, "centre" if title == "TT" else "right" if "đồng" in title else "left")
        for title, width, _ in columns
    )
    rows = tuple(
        (str(place), *(_shown(value(row, place)) for _, _, value in columns[1:]))
        for place, row in enumerate(one.rows, 1)
    )
    return Table(made, (*rows, *_totals(one, len(columns))))


def _shown(value: Any) -> str:
    return format_dong(value, "") if isinstance(value, int) else value


def _totals(one: Listed, width: int) -> tuple[tuple[Cell, ...], ...]:
    if not one.paid:
        return ()
    amount = Cell(format_dong(one.total(), ""), align="right", bold=True)
    return ((Cell("Cộng", align="centre", bold=True, across=width - 1), amount),)
