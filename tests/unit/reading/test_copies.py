"""A real plan in another coat reads the same: NFD, hard-wrapped lines, DOCX, PDF."""

import io
import json
import textwrap
import unicodedata
from pathlib import Path
from typing import Any

import docx
import pytest

from vinhdanh.engines.reading import Document, extract
from vinhdanh.engines.reading.model import Table
from vinhdanh.engines.reading.plan import read_plan

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
FILES = sorted(SEEDS.glob("*.txt"))
ABSENT = "the real plans are not beside this checkout (../shared/seeds)"

pytestmark = pytest.mark.skipif(not FILES, reason=ABSENT)


def _essence(document: Document) -> dict[str, Any]:
    """What officers see: the head, and of each task its words, time and parties."""
    read = read_plan(document).as_contract()
    tasks = [
        {
            "text": " ".join(task["text"].split()),
            "period": task["period"],
            "lead": task["lead"],
            "coordinators": task["coordinators"],
            "deadline": task["deadline"],
            "conditional": task["conditional"],
        }
        for task in read["tasks"]
    ]
    head = {name: read[name] for name in ("number", "issued_on", "issuer", "signer", "title", "years")}
    return {"head": head, "tasks": tasks, "duties": len(read["reporting_duties"])}


def _as_docx(document: Document) -> bytes:
    book = docx.Document()
    for block in document.blocks:
        if not isinstance(block, Table):
            book.add_paragraph().add_run(block.text).bold = block.bold
            continue
        width = max(sum(cell.colspan for cell in row.cells) for row in block.rows)
        table = book.add_table(rows=0, cols=width)
        for row in block.rows:
            cells = table.add_row().cells
            for cell, target in zip(row.cells, cells, strict=False):
                target.text = cell.text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _wrapped(text: str) -> str:
    """Every line of prose broken at 80 columns; the lines of tables stay whole."""
    lines = [[line] if "\t" in line else textwrap.wrap(line, 80) or [""] for line in text.splitlines()]
    return "\n".join(part for parts in lines for part in parts)


@pytest.fixture(params=FILES, ids=lambda path: path.name[:3])
def plan(request: pytest.FixtureRequest) -> tuple[str, dict[str, Any]]:
    text = request.param.read_text()
    return text, _essence(extract(text.encode(), "a.txt"))


def test_a_copy_in_nfd(plan: tuple[str, dict[str, Any]]) -> None:
    text, original = plan
    assert _essence(extract(unicodedata.normalize("NFD", text).encode(), "a.txt")) == original


def test_a_hard_wrapped_copy(plan: tuple[str, dict[str, Any]]) -> None:
    text, original = plan
    assert _essence(extract(_wrapped(text).encode(), "a.txt")) == original


def test_a_copy_in_word(plan: tuple[str, dict[str, Any]]) -> None:
    text, original = plan
    assert _essence(extract(_as_docx(extract(text.encode(), "a.txt")), "a.docx")) == original


def test_the_answer_is_plain_json(plan: tuple[str, dict[str, Any]]) -> None:
    text, _ = plan
    answer = read_plan(extract(text.encode(), "a.txt")).as_contract()
    assert json.loads(json.dumps(answer, ensure_ascii=False)) == answer
