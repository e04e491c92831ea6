"""An empty workbook of a kind to fill in: headings, drop-downs, and a sheet that says what goes where."""

import io
from collections.abc import Sequence
from typing import Any, Final

from vinhdanh.engines.reading.workbook.model import Award, BookKind, Column
from vinhdanh.engines.reading.workbook.reader import GUIDE_SHEET, LIST_SHEET

ROWS: Final = 5_000
_SHEET: Final = "Danh sách"
_KINDS: Final = {
    "text": "chữ", "name": "tên", "year": "năm", "date": "ngày/tháng/năm",
    "partial_date": "ngày, tháng hoặc năm", "choice": "chọn trong danh mục",
    "award": "chọn trong danh mục, hoặc tên tắt", "flag": "Có hoặc Không", "percent": "số từ 1 đến 100",
}  # fmt: skip
_HEAD: Final = ("Cột", "Phải có", "Ghi thế nào", "Cách ghi khác cũng nhận", "Ví dụ")
_FONT: Final = {"font_name": "Times New Roman", "font_size": 12}


def empty_workbook(kind: BookKind, awards: Sequence[Award]) -> bytes:
    """The workbook's bytes. Everything is written as text: nothing in it runs as a formula."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(_SHEET)
        _guide(book, kind)
        names = _lists(book, awards) if any(column.kind == "award" for column in kind.columns) else 0
        _list(book, sheet, kind, names=names)
    return out.getvalue()


def _list(book: Any, sheet: Any, kind: BookKind, *, names: int) -> None:
    head = book.add_format({**_FONT, "bold": True, "border": 1, "text_wrap": True, "bg_color": "#F3EFE8"})
    needed = book.add_format({**_FONT, "bold": True, "border": 1, "text_wrap": True, "bg_color": "#F6DDB8"})
    cell = book.add_format({**_FONT, "num_format": "@"})
    sheet.write_string(0, 0, "TT", head)
    sheet.set_column(0, 0, 6)
    for at, column in enumerate(kind.columns, 1):
        sheet.write_string(0, at, column.label, needed if column.required else head)
        sheet.set_column(at, at, column.width, cell)
        rule = _rule(column, names)
        if rule:
            sheet.data_validation(1, at, ROWS, at, rule)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, ROWS, len(kind.columns))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _rule(column: Column, names: int) -> dict[str, Any] | None:
    """A drop-down or a note beside the cell. What we can read otherwise is warned of, not refused."""
    told = {"input_title": column.label[:32], "input_message": column.hint[:255]} if column.hint else {}
    gentle = {"error_type": "information", "error_title": "Ngoài danh mục",
              "error_message": "Vẫn giữ được; khi tải lên hệ thống sẽ nói có hiểu không."}  # fmt: skip
    if column.kind == "award" and names:
        source = f"='{LIST_SHEET}'!$A$1:$A${names}"
        return {"validate": "list", "source": source, **gentle, **told}
    if column.choices:
        return {
            "validate": "list",
            "source": [words[0] for words in column.choices.values()],
            **gentle,
            **told,
        }
    if column.kind == "flag":
        return {"validate": "list", "source": ["Có", "Không"], **gentle, **told}
    return {"validate": "any", **told} if told else None


def _guide(book: Any, kind: BookKind) -> None:
    sheet = book.add_worksheet(GUIDE_SHEET)
    head = book.add_format({**_FONT, "bold": True, "border": 1, "bg_color": "#F3EFE8"})
    cell = book.add_format({**_FONT, "border": 1, "text_wrap": True, "valign": "top"})
    plain = book.add_format(_FONT)
    sheet.write_string(0, 0, kind.title, book.add_format({**_FONT, "bold": True, "font_size": 14}))
    words = (
        f"Ghi vào trang “{_SHEET}”, mỗi dòng một mục. Cột nền vàng phải có, cột khác để trống được.",
        "Tệp sẵn có của đơn vị cũng dùng được: tiêu đề ở hàng nào, cột xếp thế nào đều nhận ra.",
    )
    for row, text in enumerate(words, 1):
        sheet.write_string(row, 0, text, plain)
    for at, (text, width) in enumerate(zip(_HEAD, (30, 10, 44, 60, 30), strict=True)):
        sheet.write_string(4, at, text, head)
        sheet.set_column(at, at, width)
    for row, column in enumerate(kind.columns, 5):
        hint = column.hint or _KINDS[column.kind].capitalize() + "."
        said = (column.label, "Có" if column.required else "", hint, _others(column), column.example)
        for at, text in enumerate(said):
            sheet.write_string(row, at, text, cell)


def _others(column: Column) -> str:
    if column.choices:
        return "; ".join(", ".join(words[:3]) for words in column.choices.values())
    return "Tiêu đề: " + ", ".join(column.names[:6])


def _lists(book: Any, awards: Sequence[Award]) -> int:
    """The names of awards, hidden; how many there are."""
    sheet = book.add_worksheet(LIST_SHEET)
    names = list(dict.fromkeys(award.names[0].split(" (", maxsplit=1)[0] for award in awards))
    for row, name in enumerate(names):
        sheet.write_string(row, 0, name)
    sheet.set_column(0, 0, 60)
    sheet.hide()
    return len(names)
