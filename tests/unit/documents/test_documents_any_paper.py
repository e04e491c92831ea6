"""Any paper is written to a sound file, read back to the same words, and checked without a fall."""

import io
import zipfile
from collections.abc import Iterator

from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vinhdanh.engines.documents.docx import write_docx
from vinhdanh.engines.documents.lint import lint_docx
from vinhdanh.engines.documents.model import (
    Annex,
    Article,
    Block,
    Bullets,
    Cell,
    Clause,
    Column,
    FillIn,
    Head,
    Heading,
    Marks,
    PageBreak,
    Paper,
    Paragraph,
    Point,
    Run,
    Signer,
    Signers,
    Table,
    plain,
)
from vinhdanh.engines.reading import extract

CALM = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
word = st.text("abđêơưạởHĐ1", min_size=1, max_size=8)
words = st.lists(word, min_size=1, max_size=8).map(" ".join)
wild = st.text(max_size=20)


def blocks(text: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Block, ...]]:
    line = st.one_of(
        text, st.lists(st.builds(Run, text, st.booleans(), st.booleans()), max_size=3).map(tuple)
    )
    points = st.lists(st.builds(Point, line), max_size=3).map(tuple)
    clause = st.builds(Clause, st.integers(1, 30), line, text, points)
    signer = st.builds(Signer, st.lists(text, max_size=2).map(tuple), text, text, text)
    group = st.builds(Cell, line, across=st.integers(1, 4), bold=st.booleans()).map(lambda cell: (cell,))
    rows = st.lists(st.one_of(group, st.lists(text, max_size=4).map(tuple)), max_size=4).map(tuple)
    column = st.builds(Column, text, st.sampled_from((0, 12, 300)))
    columns = st.lists(column, min_size=4, max_size=4).map(tuple)
    levels = st.sampled_from(("part", "chapter", "section", "roman", "number", "letter"))
    block = st.one_of(
        st.builds(Paragraph, line, keep=st.booleans()),
        st.builds(Heading, levels, st.integers(1, 40), text),
        st.builds(Article, st.integers(1, 9), line, text, st.lists(clause, max_size=2).map(tuple)),
        clause,
        st.builds(Point, line),
        st.builds(Bullets, st.lists(line, max_size=3).map(tuple)),
        st.builds(Table, columns, rows, numbered=st.booleans()),
        st.builds(FillIn, text, text),
        st.builds(Signers, st.lists(signer, max_size=4).map(tuple), st.integers(1, 3)),
        st.just(PageBreak()),
    )
    return st.lists(block, max_size=6).map(tuple)


def papers(text: st.SearchStrategy[str]) -> st.SearchStrategy[Paper]:
    names = st.lists(text, max_size=3).map(tuple)
    head = st.builds(
        Head, names, names, st.none() | st.integers(1, 9999), text, text, st.none() | st.dates(), text, text
    )
    marks = st.builds(
        Marks,
        st.sampled_from(("", "mat")),
        st.sampled_from(("", "khan")),
        st.just(""),
        text,
        st.integers(0, 500),
    )
    return st.builds(
        Paper,
        st.sampled_from(("decision", "named", "letter", "invitation", "minutes", "form")),
        head,
        blocks(text),
        st.lists(st.builds(Signer, names, text), max_size=3).map(tuple),
        text,
        names,
        names,
        text,
        names,
        text,
        st.lists(st.builds(Annex, text, blocks(text), text, st.booleans(), st.booleans()), max_size=2).map(
            tuple
        ),
        marks,
        st.sampled_from(("paper", "electronic")),
        st.booleans(),
        st.booleans(),
        st.booleans(),
    )


@CALM
@given(papers(wild))
def test_any_words_make_a_sound_file(paper: Paper) -> None:
    data = write_docx(paper)
    assert write_docx(paper) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            fromstring(archive.read(name))
    lint_docx(data)


def said(found: tuple[Block, ...]) -> Iterator[str]:
    """What must be read again: texts of the body, apart from marks at their ends."""
    for block in found:
        match block:
            case Paragraph(text=text):
                yield plain(text)
            case Bullets(items=items):
                yield from map(plain, items)
            case Table(rows=rows):
                yield from (cell for row in rows for cell in row if isinstance(cell, str))
            case Clause(text=text, points=points):
                yield plain(text)
                yield from (plain(point.text) for point in points)


@CALM
@given(papers(words))
def test_what_was_written_is_read_again(paper: Paper) -> None:
    document = extract(write_docx(paper), "a.docx")
    texts = [block.text for block in document.paragraphs()]
    texts += [cell.text for table in document.tables() for row in table.rows for cell in row.cells]
    read = " ".join(" ".join(texts).split())
    for text in said(paper.body):
        assert " ".join(text.split()) in read
