"""Papers as a ZIP: every file as it was kept, under a safe name, with an index as a table and as text."""

import hashlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from vinhdanh.engines.documents.filing import EARLIEST, safe_name, unique_names
from vinhdanh.engines.documents.words import clean

_HEADS: Final = ("TT", "Tên văn bản", "Số, ký hiệu", "Ngày", "Tệp", "Dung lượng (byte)", "SHA-256", "Ghi chú")
_WIDTHS: Final = (6, 60, 22, 12, 50, 18, 68, 30)
_MADE: Final = datetime(2020, 3, 5)  # noqa: DTZ001 - a fixed mark, not a moment
_STORED: Final = (".pdf", ".zip", ".docx", ".xlsx", ".jpg", ".jpeg", ".png")
"""Endings of what is packed already."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file. ``ending`` with its dot; ``folder`` groups files; ``note`` stands in the index."""

    title: str
    content: bytes
    ending: str = ".pdf"
    folder: str = ""
    number: str = ""
    day: date | None = None
    note: str = ""


def pack(title: str, entries: Sequence[Entry]) -> bytes:
    """The ZIP: ``muc-luc.xlsx``, ``muc-luc.txt``, then the files in order; the same bytes each time."""
    names = unique_names(_name(place, entry) for place, entry in enumerate(entries, 1))
    rows = [
        _row(place, entry, name) for place, (entry, name) in enumerate(zip(entries, names, strict=True), 1)
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        _add(packed, "muc-luc.xlsx", _table(clean(title), rows))
        _add(packed, "muc-luc.txt", _text(clean(title), rows))
        for name, entry in zip(names, entries, strict=True):
            _add(packed, name, entry.content)
    return out.getvalue()


def _name(place: int, entry: Entry) -> str:
    folder = f"{safe_name(entry.folder)}/" if entry.folder else ""
    ending = safe_name(entry.ending.lstrip("."))
    return f"{folder}{place:03d}-{safe_name(entry.title)[:60]}.{ending}"


def _row(place: int, entry: Entry, name: str) -> tuple[str | int, ...]:
    digest = hashlib.sha256(entry.content).hexdigest()
    day = f"{entry.day:%d/%m/%Y}" if entry.day else ""
    facts = clean(entry.title), clean(entry.number), day, name, len(entry.content), digest, clean(entry.note)
    return (place, *facts)


def _add(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    kind = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
    about = zipfile.ZipInfo(name, EARLIEST)
    about.external_attr = 0o644 << 16
    packed.writestr(about, content, kind)


def _text(title: str, rows: Sequence[tuple[str | int, ...]]) -> bytes:
    """For any editor: UTF-8 with its mark, lines as Windows ends them."""
    lines = [title, "", *(_lines(row) for row in rows)]
    return (
        "\ufeff".encode()
        + "\r\n".join(lines).replace("\n", "\r\n").replace("\r\r\n", "\r\n").encode()
        + b"\r\n"
    )


def _lines(row: tuple[str | int, ...]) -> str:
    told = [f"   {head}: {value}" for head, value in zip(_HEADS[2:], row[2:], strict=True) if value != ""]
    return "\n".join([f"{row[0]}. {' '.join(str(row[1]).split())}", *told])


def _table(title: str, rows: Sequence[tuple[str | int, ...]]) -> bytes:
    """Words are written as words: one that begins with “=” is no formula."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": title, "created": _MADE})
        sheet = book.add_worksheet("Mục lục")
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet.write_string(0, 0, title, bold)
        for column, (head, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(2, column, head, bold)
        for line, row in enumerate(rows, 3):
            for column, value in enumerate(row):
                write = sheet.write_number if isinstance(value, int) else sheet.write_string
                write(line, column, value, wrapped)
        sheet.freeze_panes(3, 0)
    return out.getvalue()
