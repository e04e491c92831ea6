"""The demo's plans as papers: one description, written as DOCX and as PDF.

Only what the sample papers need; the layout follows Nghị định 30/2020/NĐ-CP
(A4, margins 20/20/30/15 mm, Times metrics, head in two columns).
"""

import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

Section = tuple[str, Sequence[tuple[str, str, str]]]


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """A plan. With ``one_cell`` lead and coordinators stand in one prose cell already written in ``lead``."""

    upper: str
    issuer: str
    number: str
    place: str
    date: tuple[int, int, int]
    title: str
    bases: Sequence[str]
    opening: str
    aims: Sequence[str]
    sections: Sequence[Section]
    duties: Sequence[str]
    recipients: Sequence[str]
    authority: str
    signer_title: str
    signer: str
    one_cell: bool = False

    @property
    def dated(self) -> str:
        day, month, year = self.date
        return f"{self.place}, ngày {day:02d} tháng {month:02d} năm {year}"

    @property
    def columns(self) -> tuple[str, ...]:
        if self.one_cell:
            return ("TT", "Nội dung", "Đơn vị thực hiện")
        return ("TT", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp")

    def cells(self, number: int, row: tuple[str, str, str]) -> tuple[str, ...]:
        text, lead, others = row
        return (str(number), text, lead) if self.one_cell else (str(number), text, lead, others)


def as_docx(paper: PlanPaper) -> bytes:
    """The paper as a Word file."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    book = docx.Document()
    style = book.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    page = book.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin = page.bottom_margin = Mm(20)
    page.left_margin, page.right_margin = Mm(30), Mm(15)
    centre = WD_ALIGN_PARAGRAPH.CENTER
    head = book.add_table(rows=2, cols=2)
    _write(head.cell(0, 0), [paper.upper, paper.issuer], bold=(1,), align=centre)
    _write(
        head.cell(0, 1),
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
        bold=(0, 1),
        align=centre,
    )
    _write(head.cell(1, 0), [f"Số: {paper.number}"], align=centre)
    _write(head.cell(1, 1), [paper.dated], align=centre)
    for text in ("KẾ HOẠCH", paper.title):
        line = book.add_paragraph()
        line.alignment = centre
        line.add_run(text).bold = True
    for text in [*paper.bases, paper.opening, "I. MỤC ĐÍCH, YÊU CẦU", *paper.aims, "II. NỘI DUNG"]:
        book.add_paragraph().add_run(text).bold = text.isupper()
    _table(book, paper)
    book.add_paragraph().add_run("III. TỔ CHỨC THỰC HIỆN").bold = True
    for place, text in enumerate(paper.duties, 1):
        book.add_paragraph(f"{place}. {text}")
    foot = book.add_table(rows=1, cols=2)
    _write(foot.cell(0, 0), ["Nơi nhận:", *(f"- {name};" for name in paper.recipients)], bold=(0,))
    _write(
        foot.cell(0, 1),
        [paper.authority, paper.signer_title, "", "", paper.signer],
        bold=(0, 1, 4),
        align=centre,
    )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _table(book: Any, paper: PlanPaper) -> None:
    table = book.add_table(rows=1, cols=len(paper.columns), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, paper.columns, strict=True):
        _write(cell, [text], bold=(0,))
    number = 0
    for title, rows in paper.sections:
        first, *rest = table.add_row().cells
        _write(first.merge(rest[-1]), [title], bold=(0,))
        for row in rows:
            number += 1
            for cell, text in zip(table.add_row().cells, paper.cells(number, row), strict=True):
                _write(cell, [text])


def _write(cell: Any, lines: Sequence[str], *, bold: Sequence[int] = (), align: Any = None) -> None:
    for place, text in enumerate(lines):
        line = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        line.add_run(text).bold = place in bold
        if align is not None:
            line.alignment = align


_TYPST = """
#let p = json(bytes(sys.inputs.paper))
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm))
#set text(font: ("Liberation Serif", "TeX Gyre Termes", "Libertinus Serif"), size: 13pt, lang: "vi")
#set par(justify: true, leading: 0.65em)
#grid(columns: (1fr, 1.4fr), align: center, row-gutter: 8pt,
  [#p.upper \\ *#p.issuer*], [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \\ *Độc lập - Tự do - Hạnh phúc*],
  [Số: #p.number], [_#p.dated _])
#align(center)[*KẾ HOẠCH* \\ *#p.title*]
#for line in p.bases { par(line) }
#par(p.opening)
*I. MỤC ĐÍCH, YÊU CẦU*
#for line in p.aims { par(line) }
*II. NỘI DUNG*
#table(columns: if p.columns.len() == 3 { (10mm, 1fr, 52mm) } else { (10mm, 1fr, 36mm, 36mm) },
  table.header(..p.columns.map(c => [*#c*])),
  ..p.rows.map(r => if r.len() == 1 {
    table.cell(colspan: p.columns.len())[*#r.at(0)*]
  } else { r }).flatten())
*III. TỔ CHỨC THỰC HIỆN*
#for (i, line) in p.duties.enumerate() { par([#(i + 1). #line]) }
#grid(columns: (1fr, 1fr), [*Nơi nhận:* \\ #for name in p.recipients [- #name; \\ ]],
  align(center)[*#p.authority* \\ *#p.signer_title* \\ #v(18mm) *#p.signer*])
"""


def as_pdf(paper: PlanPaper) -> bytes:
    """The paper as a PDF with text."""
    import typst

    rows: list[Sequence[str]] = []
    number = 0
    for title, section in paper.sections:
        rows.append([title])
        for row in section:
            number += 1
            rows.append(paper.cells(number, row))
    data = {**asdict(paper), "rows": rows, "columns": paper.columns, "dated": paper.dated}
    pdf: bytes = typst.compile(_TYPST.encode(), sys_inputs={"paper": json.dumps(data, ensure_ascii=False)})
    return pdf
