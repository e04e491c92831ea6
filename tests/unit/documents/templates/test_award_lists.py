"""Lists of the awarded: order, numbers, money, and their Excel twin."""

import io
import time
from typing import Any

import openpyxl

from vinhdanh.engines.documents.model import Heading, Paragraph, Table
from vinhdanh.engines.documents.templates.lists import list_blocks, lists, twin


def row(name: str, kind: str = "cá nhân", award: str = "Tặng Bằng khen", **more: Any) -> dict[str, Any]:
    return {"khen": award, "loại": kind, "tên": name, "xưng hô": "", "chức vụ": "", "đơn vị": "", **more}


def names(blocks: tuple[Any, ...]) -> list[list[Any]]:
    return [[line[1] for line in block.rows] for block in blocks if isinstance(block, Table)]


def test_each_list_is_numbered_from_one_and_ordered_by_given_name() -> None:
    rows = [
        row("NGUYỄN THỊ ĐÀO", **{"xưng hô": "Bà"}),
        row("Trần Văn Dũng", **{"xưng hô": "Ông"}),
        row("Phòng Tài chính", "tập thể"),
        row("Lê Văn An", **{"xưng hô": "Ông"}),
        row("Đội Quản lý", "tập thể"),
    ]
    blocks = list_blocks(rows)
    assert [block.title for block in blocks if isinstance(block, Heading)] == [
        "Tặng Bằng khen (02 tập thể)",
        "Tặng Bằng khen (03 cá nhân)",
    ]
    assert names(blocks) == [
        ["Đội Quản lý", "Phòng Tài chính"],
        ["Ông Lê Văn An", "Ông Trần Văn Dũng", "Bà Nguyễn Thị Đào"],
    ]
    assert [[line[0] for line in block.rows] for block in blocks if isinstance(block, Table)] == [
        ["1", "2"],
        ["1", "2", "3"],
    ]


def test_by_rank_the_order_is_kept() -> None:
    rows = [row("Trần Văn Dũng"), row("Lê Văn An")]
    assert names(list_blocks(rows, "given")) == [["Trần Văn Dũng", "Lê Văn An"]]


def test_money_is_summed_per_list_and_said_in_words() -> None:
    rows = [row("A", "tập thể", **{"số tiền": 7_020_000}), row("Lê Văn An", **{"số tiền": 3_510_000})]
    blocks = list_blocks(rows)
    assert blocks[-1] == Paragraph(
        "Tổng số tiền thưởng: 10.530.000 đồng (Mười triệu năm trăm ba mươi nghìn đồng)."
    )
    first = next(block for block in blocks if isinstance(block, Table))
    assert [getattr(cell, "text", cell) for cell in first.rows[-1]] == ["Cộng", "7.020.000"]


def test_the_twin_has_the_same_rows_and_no_formula() -> None:
    rows = [row("=HYPERLINK(1)", "tập thể"), row("http://x.example", "tập thể"), row("Lê Văn An")]
    book = openpyxl.load_workbook(io.BytesIO(twin(rows)))
    collectives, people = book.worksheets
    assert [cell.value for cell in collectives["B"]][3:] == ["http://x.example", "=HYPERLINK(1)"]
    assert [cell.data_type for cell in collectives["B"]][3:] == ["s", "s"]
    assert collectives["B5"].hyperlink is None
    assert [line[0].value for line in people.iter_rows(min_row=4)] == [1]


def test_five_thousand_rows_are_listed_at_once() -> None:
    rows = [row(f"Nguyễn Văn Số {place}", **{"số tiền": 3_510_000}) for place in range(5000)]
    began = time.perf_counter()
    (table,) = (block for block in list_blocks(rows) if isinstance(block, Table))
    assert len(table.rows) == 5001
    assert table.rows[4999][0] == "5000"
    assert len(lists(rows)[0].rows) == 5000
    assert time.perf_counter() - began < 5
