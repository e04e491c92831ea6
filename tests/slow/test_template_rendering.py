"""Every kind as Word and as PDF: LibreOffice opens the one without loss, and both have the same words."""

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pypdfium2
import pytest

from vinhdanh.engines.documents.docx import write_docx
from vinhdanh.engines.documents.pdf import write_pdf
from vinhdanh.engines.documents.templates import codes, sample

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine"),
]
# Letters, and numbers of three digits and more: pages bear small ones, and heads of tables are repeated.
_WORD = re.compile(r"[^\W\d_]+|\d{3,}")


def _pages(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def _words(pages: list[str]) -> set[str]:
    """What is said; the order of columns and where pages end are each renderer's own."""
    joined = unicodedata.normalize("NFC", " ".join(pages)).replace("\ufffe", "-").replace("-\r\n", "-")
    return set(_WORD.findall(joined))


def test_word_and_pdf_have_the_same_words_and_pages(tmp_path: Path) -> None:
    for code in codes():
        (tmp_path / f"{code}.docx").write_bytes(write_docx(sample(code)))
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
            "--convert-to", "pdf",
            "--outdir", str(tmp_path), *(str(tmp_path / f"{code}.docx") for code in codes()),
        ],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    apart = []
    for code in codes():
        office, ours = _pages((tmp_path / f"{code}.pdf").read_bytes()), _pages(write_pdf(sample(code)))
        if _words(office) != _words(ours) or abs(len(office) - len(ours)) > 1:
            apart.append((code, len(office), len(ours), _words(office) ^ _words(ours)))
    assert apart == []
