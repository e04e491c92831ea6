"""The appendix of a plan as a Word document that an office can edit and sign (Nghị định 30/2020/NĐ-CP).

A4 lying down for the table, margins 20, 20, 30 and 15 mm, Times New Roman, the page number centred at the
top from the second page on.
"""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final
from unicodedata import normalize

from vinhdanh.domain.planning.queries.plans import PlanDetail
from vinhdanh.domain.planning.queries.rows import Chip, TaskRow

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

FONT: Final = "Times New Roman"
ONE_CELL, TWO_COLUMNS = "gop", "tach"
"""The two layouts: one cell for all who carry a task, or leads and coordinators apart."""
_HEADS: Final = {
    ONE_CELL: (("TT", 12), ("Nội dung nhiệm vụ", 125), ("Thời gian thực hiện", 40), ("Đơn vị thực hiện", 75)),
    TWO_COLUMNS: (
        ("TT", 12),
        ("Nội dung nhiệm vụ", 105),
        ("Thời gian thực hiện", 35),
        ("Đơn vị chủ trì", 45),
        ("Đơn vị phối hợp", 55),
    ),
}


def plan_appendix(plan: PlanDetail, rows: Sequence[TaskRow], layout: str) -> bytes:
    """The tasks of ``plan`` in the order of ``rows``; ``layout`` is ``ONE_CELL`` or ``TWO_COLUMNS``."""
    import docx

    document = docx.Document()
    _page(document)
    _title(document, plan)
    _table(document, rows, layout)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: "Document") -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    # Word takes the font of Vietnamese letters from this second place.
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)
    _page_number(section)


def _page_number(section: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(14)
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        run._r.append(_field(kind, text))


def _field(kind: str, text: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if kind:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        return mark
    words = OxmlElement("w:instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = text
    return words


def _title(document: "Document", plan: PlanDetail) -> None:
    _line(document, "PHỤ LỤC", size=14, bold=True)
    _line(document, f"NHIỆM VỤ {plan.row.title}".upper(), size=14, bold=True)
    _line(document, _attached_to(plan), size=14, italic=True, after=12)


def _attached_to(plan: PlanDetail) -> str:
    """Number and day stay open while the plan has none: they are written in at signing."""
    day = plan.row.issued_on
    when = f"ngày {day:%d} tháng {day:%m} năm {day.year}" if day else "ngày … tháng … năm …"
    number = plan.row.name if plan.row.name.startswith("Kế hoạch ") and day else "Kế hoạch số …/KH-…"
    words = number.replace("Kế hoạch ", "Kế hoạch số ", 1) if "số" not in number else number
    return f"(Kèm theo {words} {when} của {plan.row.issuer})"


def _line(
    document: "Document", text: str, *, size: int, bold: bool = False, italic: bool = False, after: int = 0
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(after)
    run = paragraph.add_run(normalize("NFC", text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _table(document: "Document", rows: Sequence[TaskRow], layout: str) -> None:
    heads = _HEADS[layout]
    table = document.add_table(rows=1, cols=len(heads))
    table.style, table.autofit = "Table Grid", False
    for cell, (title, _) in zip(table.rows[0].cells, heads, strict=True):
        _write(cell, [title], bold=True, centred=True)
    for number, row in enumerate(rows, 1):
        for place, (cell, lines) in enumerate(
            zip(table.add_row().cells, _cells(row, number, layout), strict=True)
        ):
            _write(cell, lines, centred=place == 0)
    _repeat(table)
    _widths(table, [width for _, width in heads])


def _repeat(table: "Table") -> None:
    """The head comes again on each page, and no row is torn by the end of one."""
    from docx.oxml import OxmlElement

    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _widths(table: "Table", widths: Sequence[int]) -> None:
    from docx.shared import Mm

    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _cells(row: TaskRow, number: int, layout: str) -> list[list[str]]:
    words = row.text + (" (nếu có)" if row.conditional and "nếu có" not in row.text.lower() else "")
    first = [[row.ordinal or str(number)], [words], [_capital(row.period)]]
    leads, others = _names(row.leads), _names(row.coordinators)
    if layout == TWO_COLUMNS:
        return [*first, [leads], [others]]
    who = [f"Chủ trì: {leads}" if leads else "", f"Phối hợp: {others}" if others else ""]
    return [*first, [line for line in who if line]]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _names(chips: Sequence[Chip]) -> str:
    """Bodies by their full name, groups in the words of the paper."""
    return "; ".join(chip.title if chip.linked and not chip.group else chip.label for chip in chips)


def _write(cell: "_Cell", lines: Sequence[str], *, bold: bool = False, centred: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for place, line in enumerate(lines or [""]):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(normalize("NFC", line)).bold = bold
