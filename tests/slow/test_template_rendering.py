"""Every kind as Word and as PDF: LibreOffice opens the one without loss, both say the same page by page."""

import re
from collections import Counter
from collections.abc import Iterable

import pytest

from tests.slow.office import needs_office, pages, shown
from vinhdanh.engines.documents.docx import write_docx
from vinhdanh.engines.documents.lint import seen_lines
from vinhdanh.engines.documents.model import Paper, plain, tables
from vinhdanh.engines.documents.pdf import write_pdf
from vinhdanh.engines.documents.templates import codes, sample

pytestmark = [pytest.mark.slow, needs_office]
_WORD = re.compile(r"[^\W\d_]+|\d+")
_SHARED = 0.6
"""The least part of a page that both programs set on it. Their fonts differ a little in ơ and ư, so a row
or a line at the page's end may stand on either side of it."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    made = shown({code: write_docx(sample(code)) for code in codes()}, tmp_path_factory.mktemp("kinds"))
    return {code: pages(pdf) for code, pdf in made.items()}


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _WORD.findall(text))


def _repeated(paper: Paper) -> set[str]:
    """Words that may come once more on a next page: heads of tables, and page numbers."""
    every = [table for body in (paper.body, *(each.body for each in paper.annexes)) for table in tables(body)]
    heads = [plain(cell.text) for table in every for row in table.head for cell in row]
    heads += [column.title for table in every for column in table.columns]
    numbers = [str(number) for number in range(1, 20)]
    return set(_words([*heads, *numbers]))


@pytest.mark.parametrize("code", codes())
def test_word_and_pdf_say_the_same_on_the_same_pages(code: str, office: dict[str, list[str]]) -> None:
    paper = sample(code)
    theirs, ours = office[code], pages(write_pdf(paper))
    written = _words(line.text for line in seen_lines(write_docx(paper)))
    assert not written - _words(theirs), "LibreOffice lost words"
    assert not written - _words(ours), "the PDF lost words"
    more = (_words(theirs) - _words(ours)) + (_words(ours) - _words(theirs))
    assert set(more) <= _repeated(paper)
    assert len(theirs) == len(ours)
    for their_page, our_page in zip(theirs, ours, strict=True):
        one, other = _words([their_page]), _words([our_page])
        assert (one & other).total() >= _SHARED * max(one.total(), other.total()) > 0
