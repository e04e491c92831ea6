"""Papers in LibreOffice: nothing is lost, page one shows no number, no page is empty."""

import io
import re
import time
import zipfile
from pathlib import Path

import pytest

from tests.slow.office import needs_office, pages, shown
from tests.unit.documents.papers import COLUMNS, FORMS, decision
from vinhdanh.engines.documents.docx import write_annex, write_docx
from vinhdanh.engines.documents.lint import seen_lines
from vinhdanh.engines.documents.model import Annex, Paper, Paragraph, Table
from vinhdanh.engines.documents.pdf import write_pdf
from vinhdanh.engines.previews.office import as_pdf

pytestmark = [pytest.mark.slow, needs_office]


def read_pages(paper: Paper) -> list[str]:
    made = as_pdf(write_docx(paper), ".docx")
    assert made is not None
    return pages(made)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("form", FORMS)
def test_each_form_keeps_its_words(form: str) -> None:
    shown = squeezed("".join(read_pages(FORMS[form])))
    for line in seen_lines(write_docx(FORMS[form])):
        assert squeezed(line.text) in shown


def test_a_long_list_has_its_head_on_every_page_and_numbers_from_the_second() -> None:
    rows = tuple(
        (f"{place:03}", f"Bà Lý Thị Ánh {place}", "Sở Nội vụ", "Bằng khen") for place in range(1, 121)
    )
    paper = decision(annexes=(Annex("Danh sách cá nhân", (Table(COLUMNS, rows),)),))
    first, *annex = read_pages(paper)
    assert "QUYẾT ĐỊNH" in first
    assert len(annex) > 2
    assert all("Họ và tên" in page for page in annex)
    assert [page.split()[0] for page in annex[1:]] == [str(place) for place in range(2, len(annex) + 1)]
    assert not annex[0].split()[0].isdigit()
    assert all(f"{place:03}" in "".join(annex) for place in range(1, 121))


def test_five_thousand_names_stand_in_word_and_pdf(tmp_path: Path) -> None:
    rows = tuple(
        (f"{place}", f"Ông Nguyễn Văn Số{place:04d}", "Sở Nội vụ", "Bằng khen") for place in range(1, 5001)
    )
    paper = decision(annexes=(Annex("Danh sách cá nhân", (Table(COLUMNS, rows),)),))
    begun = time.perf_counter()
    docx, pdf = write_docx(paper), write_pdf(paper)
    assert time.perf_counter() - begun < 20
    office = shown({"nam-nghin": docx}, tmp_path)["nam-nghin"]
    for texts in (pages(office), pages(pdf)):
        names = re.findall(r"Số\d{4}", " ".join(texts))
        assert names == [row[1].split()[-1] for row in rows]
        assert all("Họ và tên" in text for text in texts[1:])


ROWS = tuple((f"{place:02}", f"Bà Lý Thị Ánh {place}", "Sở Nội vụ", "Bằng khen") for place in range(1, 31))
LINE = Paragraph("Các cơ quan, đơn vị có trách nhiệm thi hành.")
ENDINGS = {
    "signature": write_docx(decision(annexes=(), body=(LINE,) * 18)),
    "table": write_docx(
        decision(annexes=(), signers=(), recipients=(), archive="", body=(Table(COLUMNS, ROWS[:24]),))
    ),
    "annex": write_annex(decision(annexes=(Annex("Danh sách", (Table(COLUMNS, ROWS),)),))),
}


def pushed_down(docx: bytes, twips: int) -> bytes:
    """The paper a little lower: an empty line of that height stands first."""
    low = f'<w:p><w:pPr><w:spacing w:line="{twips}" w:lineRule="exact"/></w:pPr></w:p>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name).decode()
            new.writestr(
                name, data.replace("<w:body>", f"<w:body>{low}") if name.endswith("document.xml") else data
            )
    return out.getvalue()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_page_that_is_just_full_is_followed_by_no_empty_one(ending: str, tmp_path: Path) -> None:
    """Points by points the paper is pushed over the end of its first page."""
    docx = ENDINGS[ending]
    made = shown({f"{twips}": pushed_down(docx, twips) for twips in range(5, 1205, 12)}, tmp_path)
    counts = set()
    for twips, pdf in made.items():
        texts = pages(pdf)
        counts.add(len(texts))
        assert all(len(text.split()) > 1 for text in texts), twips
    assert counts == {1, 2}
