"""A Word file becomes a PDF and a small picture, in a process that may not do much else."""

import io
import shutil
import time

import docx
import pytest

from vinhdanh.engines.previews import office
from vinhdanh.engines.previews.making import render
from vinhdanh.foundation.files.states import RenditionKind
from vinhdanh.foundation.files.store import put, rendered

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine"),
]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _docx() -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Biên bản họp Hội đồng")
    document.save(out)
    return out.getvalue()


def test_a_word_file_gets_a_pdf_and_a_picture() -> None:
    row = put(_docx(), name="Biên bản.docx", media_type=DOCX, by=None)
    render(row.sha256)
    pdf, picture = rendered(row, RenditionKind.PDF), rendered(row, RenditionKind.THUMB)
    assert pdf is not None
    assert picture is not None
    assert pdf.name == "Biên bản.pdf"
    assert pdf.path.read_bytes().startswith(b"%PDF-")
    assert picture.path.read_bytes()[8:12] == b"WEBP"


def test_a_file_that_is_no_document_gives_nothing() -> None:
    assert office.as_pdf(b"PK\x03\x04 hong", ".docx") is None


def test_a_conversion_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_SECONDS", 0.2)
    begun = time.monotonic()
    assert office.as_pdf(_docx(), ".docx") is None
    assert time.monotonic() - begun < 10
