"""Word files as LibreOffice shows them: many in one start of the program."""

import shutil
import subprocess
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="no LibreOffice on this machine (libreoffice-writer-nogui)"
)


def shown(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """The PDF of each Word file."""
    paths = [folder / f"{name}.docx" for name in files]
    for path in paths:
        path.write_bytes(files[path.stem])
    words = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*words, "--outdir", str(folder), *map(str, paths)], check=True, capture_output=True, timeout=300
    )
    return {path.stem: path.with_suffix(".pdf").read_bytes() for path in paths}


def pages(pdf: bytes) -> list[str]:
    """What stands on each page, NFC; a hyphen at a line's end is a hyphen."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return [unicodedata.normalize("NFC", text).replace("\ufffe", "-").replace("-\r\n", "-") for text in texts]
