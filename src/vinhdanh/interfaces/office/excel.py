"""The task list as a workbook that officials can sort, print and send on."""

import io
from collections.abc import Iterable, Sequence
from datetime import date

from vinhdanh.domain.planning.queries.rows import Chip, TaskRow
from vinhdanh.interfaces.office.statuses import word_of

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


def task_workbook(rows: Iterable[TaskRow], note: str = "") -> bytes:
    """The task list: :func:`workbook` with its columns."""
    cells = ([*_texts(row, place), row.due_on] for place, row in enumerate(rows, 1))
    ordered = ([*each[:5], each[9], *each[6:9]] for each in cells)
    return workbook("Nhiệm vụ", _COLUMNS, ordered, note=note)


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
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
    return out.getvalue()


def _texts(row: TaskRow, number: int) -> list[str]:
    return [
        row.ordinal or str(number),
        row.text,
        _names(row.leads),
        _names(row.coordinators),
        row.period,
        "",
        word_of(row),
        row.plan_name,
        row.issuer,
    ]


def _names(chips: Iterable[Chip]) -> str:
    return "; ".join(chip.title for chip in chips)
