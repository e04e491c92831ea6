"""The audit log as a workbook."""

import io
from collections.abc import Iterable, Sequence

from django.utils.timezone import localtime

from vinhdanh.domain.access.queries.journal import EXPORT_LIMIT, Event
from vinhdanh.foundation.audit.sentences import Change
from vinhdanh.interfaces.office.templatetags.ui import dotted

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COLUMNS = (
    ("Lúc", 18),
    ("Người", 24),
    ("Vai trò", 36),
    ("Thay mặt", 32),
    ("Việc", 48),
    ("Đối tượng", 18),
    ("Trước và sau", 60),
    ("Lý do", 40),
    ("Mã yêu cầu", 36),
)


def journal_workbook(rows: Iterable[Event], *, cut: bool) -> bytes:
    """One sheet, head frozen; text never runs as a formula. ``cut`` adds a line that there are more."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("Nhật ký")
        head = book.add_format({"bold": True, "bg_color": "#F3EFE8", "border": 1})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss", "valign": "top"})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        for column, (title, width) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, head)
        last = 0
        for last, row in enumerate(rows, 1):
            sheet.write_datetime(last, 0, localtime(row.at).replace(tzinfo=None), moment)
            for column, text in enumerate(_texts(row), 1):
                sheet.write_string(last, column, text, cell)
        if cut:
            note = f"Tệp chỉ ghi {dotted(EXPORT_LIMIT)} dòng mới nhất; còn nữa. Lọc hẹp hơn rồi xuất thêm."
            sheet.write_string(last + 2, 1, note, book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(_COLUMNS) - 1)
    return out.getvalue()


def _texts(row: Event) -> list[str]:
    return [
        row.who or "Chương trình",
        row.post,
        row.body,
        row.what,
        row.kind_word,
        _changed(row.changes),
        row.reason,
        row.request_id,
    ]


def _changed(changes: Sequence[Change]) -> str:
    return "\n".join(f"{one.label}: {one.before} → {one.after}" for one in changes)
