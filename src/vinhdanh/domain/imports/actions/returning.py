"""The workbook that goes back: the same file with what was found marked in it."""

import logging
from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

from django.db import transaction

from vinhdanh.domain.imports.actions.uploads import XLSX
from vinhdanh.domain.imports.models import ImportRow, ListImport
from vinhdanh.domain.imports.states import RowState
from vinhdanh.engines.reading import ReadingFault
from vinhdanh.engines.reading.workbook.codec import sheet_from_data
from vinhdanh.engines.reading.workbook.kinds import KINDS
from vinhdanh.engines.reading.workbook.limited import mark_workbook_limited
from vinhdanh.engines.reading.workbook.model import BookKind, ReadSheet
from vinhdanh.engines.reading.workbook.notes import Line, Note, Notes
from vinhdanh.foundation.audit.log import Actor
from vinhdanh.foundation.files.intake import received
from vinhdanh.foundation.files.store import keep, read
from vinhdanh.foundation.kernel.results import RefusedError

_LOG = logging.getLogger(__name__)
HEADINGS: Final = ("Trang tính", "Ô", "Cột", "Đã ghi", "Cần xem lại")
_MOST_LINES: Final = 20_000
_RANK: Final = {RowState.WRONG: 0, RowState.DOUBTFUL: 1}


def keep_returned(listing: ListImport, actor: Actor) -> None:
    """Make the marked workbook and keep it; a workbook that cannot be marked does not spoil the list."""
    try:
        data = mark_workbook_limited(read(listing.file), notes_of(listing))
    except ReadingFault:
        _LOG.warning("list %s could not be marked", listing.pk, exc_info=True)
        return
    name = f"{PurePath(listing.file.name).stem} - đã kiểm tra.xlsx"
    try:
        with (
            received(data, name=name, by=actor, body=listing.body_id, media_type=XLSX) as arrived,
            transaction.atomic(),
        ):
            file = keep(arrived, by=actor, body=listing.body_id)
            ListImport.objects.filter(pk=listing.pk).update(returned=file)
    except RefusedError:
        _LOG.warning("the marked workbook of list %s was not kept", listing.pk, exc_info=True)


def notes_of(listing: ListImport) -> Notes:
    """Every cell to be marked, and the list of what needs a person."""
    listing.refresh_from_db(fields=["sheets"])
    sheets = {sheet.number: sheet for sheet in map(sheet_from_data, listing.sheets)}
    kind = KINDS[listing.kind]
    cells: list[Note] = []
    lines: list[Line] = []
    rows = list(listing.rows.order_by("sheet", "line"))
    for row in sorted(rows, key=lambda row: _RANK.get(RowState(row.standing), 2)):
        _mark(row, sheets[row.sheet], kind, cells=cells, lines=lines)
    return Notes(cells, _words(kind, rows), HEADINGS, lines[:_MOST_LINES])


def _mark(row: ImportRow, sheet: ReadSheet, kind: BookKind, *, cells: list[Note], lines: list[Line]) -> None:
    said = [(column, mark, words) for column, mark, words in row.verdicts]
    if row.standing == RowState.DOUBTFUL:
        options = "; ".join(f"{name} ({why})" for _, name, why in row.who.get("options", []))
        said.append(("name", "mended", f"{row.who.get('said', '')} {options}".strip()))
    for column, mark, words in said:
        cell = _place(row, sheet, column)
        colour = "wrong" if mark == "wrong" else "mended"
        cells.append(Note(row.sheet, cell, "wrong" if mark == "wrong" else "mended", words))
        label = kind.column(column).label if column in {each.key for each in kind.columns} else ""
        texts = (sheet.name, cell, label, row.typed.get(column, ""), words)
        lines.append(Line(texts, sheet.name, cell, colour))
    if not any(column == "name" for column, _, _ in said) and row.standing not in (
        RowState.WRONG,
        RowState.DROPPED,
    ):
        cells.append(Note(row.sheet, _place(row, sheet, "name"), "good"))


def _place(row: ImportRow, sheet: ReadSheet, column: str) -> str:
    letter = sheet.columns.get(column) or sheet.columns.get("name", "A")
    return f"{letter}{row.line}"


def _words(kind: BookKind, rows: Iterable[ImportRow]) -> list[str]:
    count: dict[str, int] = {}
    for row in rows:
        count[row.standing] = count.get(row.standing, 0) + 1
    told = [f"{RowState(state).label}: {number} dòng" for state, number in sorted(count.items())]
    return [
        f"Kết quả kiểm tra: {kind.title}",
        "; ".join(told),
        "Ô đỏ phải sửa, ô vàng nên xem lại, ô xanh là dòng nhận được.",
        "Sửa ngay trong tệp này rồi tải lên lại: dòng đã nhận không bị ghi lần nữa.",
        "Công thức trong tệp đã đổi thành giá trị.",
    ]
