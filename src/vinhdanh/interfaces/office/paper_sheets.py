"""The lists and tables of a paper as a workbook: what stands in its Word file, a sheet for each."""

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

_WIDEST: Final = 60
_NARROWEST: Final = 8
_LONGEST: Final = 32_767
"""Letters that a cell holds: the library leaves a longer one empty without a word."""
_FONT: Final = {"font_name": "Times New Roman", "font_size": 12, "border": 1, "valign": "top"}


def tables_workbook(tables: Sequence[Mapping[str, Any]], *, note: str) -> bytes:
    """``tables`` as ``compare.content`` keeps them: title, number of heading rows, rows of texts.

    Every cell is text as the paper has it; nothing runs as a formula or a link.
    """
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        head = book.add_format({**_FONT, "bold": True, "text_wrap": True, "bg_color": "#F3EFE8"})
        cell = book.add_format({**_FONT, "text_wrap": True})
        for place, table in enumerate(tables, 1):
            sheet = book.add_worksheet(f"Bảng {place}")
            _write(sheet, table, (head, cell))
            sheet.set_footer(f"&L{note[:200].replace('&', '&&')}")
    return out.getvalue()


def _write(sheet: Any, table: Mapping[str, Any], looks: tuple[Any, Any]) -> None:
    rows, heads = table["rows"], max(int(table["head"]), 1)
    for column, width in enumerate(_widths(rows)):
        sheet.set_column(column, column, width)
    for line, row in enumerate(rows):
        for column, words in enumerate(row):
            sheet.write_string(line, column, words[:_LONGEST], looks[0] if line < heads else looks[1])
    sheet.freeze_panes(heads, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0, heads - 1)
    sheet.fit_to_pages(1, 0)


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Letters of the longest cell of each column, within reason."""
    columns = max((len(row) for row in rows), default=0)
    return [
        min(max([_NARROWEST, *(len(row[column]) + 2 for row in rows if column < len(row))]), _WIDEST)
        for column in range(columns)
    ]
