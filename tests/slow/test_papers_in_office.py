"""Papers in LibreOffice: nothing is lost, page one shows no number, no page is empty."""

import io
import shutil
import unicodedata

import pypdfium2
import pytest

from tests.unit.documents.papers import COLUMNS, FORMS, decision
from vinhdanh.engines.documents.docx import write_docx
from vinhdanh.engines.documents.lint import seen_lines
from vinhdanh.engines.documents.model import Annex, Paper, Table
from vinhdanh.engines.previews.office import as_pdf

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine"),
]


def pages(paper: Paper) -> list[str]:
    made = as_pdf(write_docx(paper), ".docx")
    assert made is not None
    document = pypdfium2.PdfDocument(io.BytesIO(made))
    try:
        texts = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return [unicodedata.normalize("NFC", text) for text in texts]


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("form", FORMS)
def test_each_form_keeps_its_words(form: str) -> None:
    shown = squeezed("".join(pages(FORMS[form])))
    for line in seen_lines(write_docx(FORMS[form])):
        assert squeezed(line.text) in shown


def test_a_long_list_has_its_head_on_every_page_and_numbers_from_the_second() -> None:
    rows = tuple(
        (f"{place:03}", f"Bà Lý Thị Ánh {place}", "Sở Nội vụ", "Bằng khen") for place in range(1, 121)
    )
    paper = decision(annexes=(Annex("Danh sách cá nhân", (Table(COLUMNS, rows),)),))
    first, *annex = pages(paper)
    assert "QUYẾT ĐỊNH" in first
    assert len(annex) > 2
    assert all("Họ và tên" in page for page in annex)
    assert [page.split()[0] for page in annex[1:]] == [str(place) for place in range(2, len(annex) + 1)]
    assert not annex[0].split()[0].isdigit()
    assert all(f"{place:03}" in "".join(annex) for place in range(1, 121))
