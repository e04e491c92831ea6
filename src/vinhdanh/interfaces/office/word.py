"""The appendix of a plan as a Word document that an office can edit and sign (Nghị định 30/2020/NĐ-CP)."""

import re
from collections.abc import Sequence
from typing import Final

from vinhdanh.domain.planning.queries.plans import PlanDetail
from vinhdanh.domain.planning.queries.rows import Chip, TaskRow
from vinhdanh.engines.documents.model import Annex, Cell, Column, Head, Paper, Table
from vinhdanh.engines.documents.words import day_in_words

ONE_CELL, TWO_COLUMNS = "gop", "tach"
"""The two layouts: one cell for all who carry a task, or leads and coordinators apart."""
_TASK: Final = (Column("TT", 12, "centre"), Column("Nội dung nhiệm vụ"), Column("Thời gian thực hiện", 37))
_COLUMNS: Final = {
    ONE_CELL: (*_TASK, Column("Đơn vị thực hiện", 75)),
    TWO_COLUMNS: (*_TASK, Column("Đơn vị chủ trì", 45), Column("Đơn vị phối hợp", 55)),
}
_SMALL_NUMBER: Final = re.compile(r"\bsố (\d)/")


def plan_appendix(plan: PlanDetail, rows: Sequence[TaskRow], layout: str) -> bytes:
    """The tasks of ``plan`` in the order of ``rows``; ``layout`` is ``ONE_CELL`` or ``TWO_COLUMNS``."""
    from vinhdanh.engines.documents.docx import write_annex

    cells = tuple(_cells(row, number, layout) for number, row in enumerate(rows, 1))
    annex = Annex(
        f"Nhiệm vụ {plan.row.title}",
        (Table(_COLUMNS[layout], cells),),
        reference=_attached_to(plan),
        landscape=True,
    )
    head = Head((plan.row.issuer,), title="Kế hoạch", day=plan.row.issued_on)
    return write_annex(Paper("named", head, (), annexes=(annex,)))


def _attached_to(plan: PlanDetail) -> str:
    """Number and day stay open while the plan has none: they are written in at signing."""
    day = plan.row.issued_on
    when = day_in_words(day) if day else "ngày … tháng … năm …"
    number = plan.row.name if plan.row.name.startswith("Kế hoạch ") and day else "Kế hoạch số …/KH-…"
    words = number.replace("Kế hoạch ", "Kế hoạch số ", 1) if "số" not in number else number
    padded = _SMALL_NUMBER.sub(r"số 0\1/", words)
    return f"Kèm theo {padded} {when} của {plan.row.issuer}"


def _cells(row: TaskRow, number: int, layout: str) -> tuple[Cell | str, ...]:
    words = row.text + (" (nếu có)" if row.conditional and "nếu có" not in row.text.lower() else "")
    first = (row.ordinal or str(number), words, _capital(row.period))
    leads, others = _names(row.leads), _names(row.coordinators)
    if layout == TWO_COLUMNS:
        return (*first, leads, others)
    who = [f"Chủ trì: {leads}" if leads else "", f"Phối hợp: {others}" if others else ""]
    return (*first, "\n".join(line for line in who if line))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _names(chips: Sequence[Chip]) -> str:
    """Bodies by their full name, groups in the words of the paper."""
    return "; ".join(chip.title if chip.linked and not chip.group else chip.label for chip in chips)
