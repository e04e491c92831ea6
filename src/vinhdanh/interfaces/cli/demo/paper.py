"""The demo's plans as papers: one description, written as DOCX and as PDF."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vinhdanh.engines.documents.model import (
    Block,
    Cell,
    Clause,
    Column,
    Head,
    Heading,
    Paper,
    Paragraph,
    Signer,
    Table,
)

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


def as_docx(paper: PlanPaper) -> bytes:
    """The paper as a Word file."""
    from vinhdanh.engines.documents.docx import write_docx

    return write_docx(_paper(paper))


def as_pdf(paper: PlanPaper) -> bytes:
    """The paper as a PDF with text."""
    from vinhdanh.engines.documents.pdf import write_pdf

    return write_pdf(_paper(paper))


def _paper(plan: PlanPaper) -> Paper:
    number, _, symbol = plan.number.partition("/")
    day, month, year = plan.date
    *sent, kept = plan.recipients
    head = Head(
        (plan.issuer,), (plan.upper,) if plan.upper else (), int(number), symbol, plan.place,
        date(year, month, day), "Kế hoạch", plan.title,
    )  # fmt: skip
    return Paper(
        "named",
        head,
        tuple(_body(plan)),
        signers=(Signer((plan.authority, plan.signer_title), plan.signer),),
        bases=tuple(plan.bases),
        recipients=tuple(sent),
        archive=kept.removeprefix("Lưu: "),
    )


def _body(plan: PlanPaper) -> Iterator[Block]:
    yield Paragraph(plan.opening)
    yield Heading("roman", 1, "Mục đích, yêu cầu")
    yield from (Paragraph(aim) for aim in plan.aims)
    yield Heading("roman", 2, "Nội dung")
    yield _table(plan)
    yield Heading("roman", 3, "Tổ chức thực hiện")
    yield from (Clause(place, duty) for place, duty in enumerate(plan.duties, 1))


def _table(plan: PlanPaper) -> Table:
    who = [Column("Đơn vị thực hiện", 52)]
    if not plan.one_cell:
        who = [Column("Đơn vị chủ trì", 36), Column("Đơn vị phối hợp", 36)]
    columns = (Column("TT", 12, "centre"), Column("Nội dung" if plan.one_cell else "Nội dung nhiệm vụ"), *who)
    rows: list[tuple[Cell | str, ...]] = []
    number = 0
    for title, section in plan.sections:
        rows.append((Cell(title, align="left", bold=True, across=len(columns)),))
        for row in section:
            number += 1
            rows.append((str(number), *row[: len(columns) - 1]))
    return Table(columns, tuple(rows))
