"""The task list as a workbook that officials can sort, print and send on."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from vinhdanh.domain.obligations.queries.ledger import LedgerRow
from vinhdanh.domain.planning.queries.rows import Chip, TaskRow
from vinhdanh.interfaces.office.statuses import word_of
from vinhdanh.interfaces.office.work import ledger_status

Cell = str | date | None
_COLUMNS = (
    ("TT", 6),
    ("Nội dung nhiệm vụ", 60),
    ("Chủ trì", 28),
    ("Phối hợp", 32),
    ("Thời gian", 20),
    ("Hạn", 12),
    ("Tình trạng", 16),
    ("Kế hoạch", 24),
    ("Cơ quan ban hành", 28),
)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OWED_COLUMNS = (
    ("TT", 6),
    ("Đơn vị phải làm", 34),
    ("Nội dung", 60),
    ("Loại", 18),
    ("Theo", 30),
    ("Hạn", 12),
    ("Tình trạng", 16),
    ("Ngày xong", 12),
    ("Kết quả, lý do", 40),
    ("Nơi giao", 30),
)


def task_workbook(rows: Iterable[TaskRow], note: str = "") -> bytes:
    """The tasks, one a row; see :func:`workbook`."""
    cells = (_task(row, number) for number, row in enumerate(rows, 1))
    return workbook("Nhiệm vụ", _COLUMNS, cells, note=note)


def ledger_workbook(rows: Iterable[LedgerRow], note: str = "") -> bytes:
    """Who owes what, one obligation a row; see :func:`workbook`."""
    cells = (_owed(row, number) for number, row in enumerate(rows, 1))
    return workbook("Theo dõi thực hiện", _OWED_COLUMNS, cells, note=note)


def workbook(
    title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]], *, note: str = ""
) -> bytes:
    """One sheet, header frozen and filtered, dates as dates; text never runs as a formula.

    ``columns`` are ``(heading, width)``. ``note`` stands under the last row and in the foot of every
    printed page.
    """
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(title)
        base = {"font_name": "Times New Roman", "font_size": 12, "border": 1, "valign": "top"}
        head = book.add_format({**base, "bold": True, "bg_color": "#F3EFE8", "text_wrap": True})
        cell = book.add_format({**base, "text_wrap": True})
        day = book.add_format({**base, "num_format": "dd/mm/yyyy"})
        for column, (heading, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, head)
        last = 0
        for last, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(last, column, value, day)
                else:
                    sheet.write_string(last, column, value or "", cell)
        if note:
            sheet.write_string(last + 2, 1, note, book.add_format({**base, "border": 0, "bold": True}))
            sheet.set_footer(f"&L{note}")
        _for_print(sheet, last, len(columns))
    return out.getvalue()


def _for_print(sheet: Any, last: int, columns: int) -> None:
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(last, 1), columns - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _owed(row: LedgerRow, number: int) -> list[Cell]:
    return [
        str(number),
        row.party,
        row.title,
        row.kind_label,
        row.note,
        row.due_on,
        ledger_status(row)[1],
        row.fulfilled_on,
        row.paper or row.reason,
        row.creditor,
    ]


def _task(row: TaskRow, number: int) -> list[Cell]:
    return [
        row.ordinal or str(number),
        row.text,
        _names(row.leads),
        _names(row.coordinators),
        row.period,
        row.due_on,
        word_of(row),
        row.plan_name,
        row.issuer,
    ]


def _names(chips: Iterable[Chip]) -> str:
    return "; ".join(chip.title for chip in chips)
