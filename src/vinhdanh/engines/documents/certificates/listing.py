"""A list for a design: a table whose first line names fields, each further line a certificate."""

import csv
import io
from collections.abc import Sequence
from typing import Final, TypeAlias

from vinhdanh.engines.documents.certificates.design import Design, Field
from vinhdanh.engines.documents.words import clean
from vinhdanh.foundation.kernel.text import fold

Table: TypeAlias = Sequence[Sequence[str]]
_HEAD_WITHIN: Final = 15
"""The line with the headings is among so many; titles may stand above it."""


class ListFault(Exception):  # noqa: N818 - told to the person who brought the list
    """A table that is no list for this design; ``str()`` says why and what to do."""


def pasted(words: str) -> list[list[str]]:
    """A table copied out of a spreadsheet: cells parted by tabs, or by “;” where there is no tab."""
    parted = "\t" if "\t" in words else ";"
    try:
        return [
            [cell.strip() for cell in row]
            for row in csv.reader(io.StringIO(words), delimiter=parted, strict=True)
        ]
    except csv.Error:
        # A cell that begins with a quotation mark of its own: a spreadsheet would have doubled it.
        return [[cell.strip() for cell in line.split(parted)] for line in words.splitlines()]


def rows_for(design: Design, table: Table, *, name_key: str) -> list[dict[str, str]]:
    """Data of each certificate by keys of fields; lines without the datum ``name_key`` are left out.

    Raises ``ListFault`` when no line names that field, when one field is named twice, or nobody is listed.
    """
    fields = [field for field in design.fields if not field.fixed]
    named = next(field for field in fields if field.key == name_key)
    for place, line in enumerate(table[:_HEAD_WITHIN]):
        columns = _columns(fields, line)
        if name_key in columns:
            return _read(columns, table[place + 1 :], name_key)
    wanted = ", ".join(f"“{field.label or field.key}”" for field in fields)
    raise ListFault(
        f"Không thấy cột “{named.label or named.key}”. Dòng đầu của danh sách phải ghi tên cột; "
        f"mẫu này nhận các cột {wanted}."
    )


def _columns(fields: Sequence[Field], line: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, words in enumerate(line):
        called = fold(words)
        for field in fields:
            if called and called in {fold(field.label), field.key, field.key.replace("_", " ")}:
                if field.key in found:
                    raise ListFault(f"Có hai cột cùng tên “{clean(words)}”; hãy bỏ bớt một cột.")
                found[field.key] = column
    return found


def _read(columns: dict[str, int], lines: Table, name_key: str) -> list[dict[str, str]]:
    rows = [
        {key: clean(line[column]) if column < len(line) else "" for key, column in columns.items()}
        for line in lines
    ]
    kept = [row for row in rows if row[name_key]]
    if not kept:
        raise ListFault("Danh sách không có ai: dưới dòng tên cột chưa có dòng nào ghi họ tên.")
    return kept
