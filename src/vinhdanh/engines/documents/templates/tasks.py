"""The tasks of a plan as a table, in either of the two manners that offices use.

Rows have ``phần`` (the block they stand in: “Quý I”), ``số``, ``nội dung``, ``chủ trì``, ``phối hợp`` (bodies
parted by “; ”) and ``thời gian``.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from vinhdanh.engines.documents.model import Block, Cell, Column, Table

Row = Mapping[str, Any]
_TWO: Final = (Column("Cơ quan chủ trì", 46), Column("Cơ quan phối hợp", 66))
_ONE: Final = (Column("Đơn vị thực hiện", 108),)


def task_blocks(rows: Sequence[Row], *, one_cell: bool = False) -> tuple[Block, ...]:
    """One table: lead and coordinators in one cell of prose, or in a column each."""
    timed = any(row.get("thời gian") for row in rows)
    columns = (
        Column("TT", 12, "centre"),
        Column("Nội dung công việc"),
        *(_ONE if one_cell else _TWO),
        *((Column("Thời gian", 24),) if timed else ()),
    )
    table: list[tuple[Cell | str, ...]] = []
    part = ""
    for row in rows:
        if row.get("phần") and row["phần"] != part:
            part = row["phần"]
            table.append((Cell(part, bold=True, across=len(columns)),))
        table.append(_row(row, one_cell=one_cell, timed=timed))
    return (Table(columns, tuple(table)),)


def in_one_cell(lead: str, others: str) -> str:
    """“A chủ trì, phối hợp với B; C.”"""
    if lead and others:
        return f"{lead} chủ trì, phối hợp với {others}"
    return f"{lead} chủ trì" if lead else f"Phối hợp: {others}" if others else ""


def _row(row: Row, *, one_cell: bool, timed: bool) -> tuple[Cell | str, ...]:
    lead, others = row.get("chủ trì") or "", row.get("phối hợp") or ""
    who = (in_one_cell(lead, others),) if one_cell else (lead, others)
    when = (row.get("thời gian") or "",) if timed else ()
    return (str(row.get("số") or ""), row["nội dung"], *who, *when)
