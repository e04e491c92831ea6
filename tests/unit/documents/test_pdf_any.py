"""Whatever a room puts into a paper is set: any blocks in any order, and no word of them is lost."""

import pypdfium2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vinhdanh.engines.documents.model import (
    Annex,
    Article,
    Bullets,
    Cell,
    Clause,
    Column,
    FillIn,
    Head,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Point,
    Run,
    Signer,
    Signers,
    Table,
)
from vinhdanh.engines.documents.pdf import print_pdf

WORDS = st.text("aăâđêôơưẫệộớựĐỨ Ấb1.,;:#*$_\\@<>[]{}'`\"-/~^&%=+|!?\n", max_size=60)
SHORT = st.text("ađẫệộ #*$\\1", max_size=12)
LINE = WORDS | st.tuples(st.builds(Run, SHORT, st.booleans(), st.booleans()), st.builds(Run, SHORT))
SIDE = st.sampled_from(["left", "centre", "right", "justify"])
CELL = SHORT | st.builds(Cell, SHORT, SIDE | st.none(), across=st.integers(0, 5), down=st.integers(0, 4))
ROWS = st.lists(st.lists(CELL, max_size=5).map(tuple), max_size=5).map(tuple)
TABLE = st.builds(
    Table,
    st.lists(st.builds(Column, SHORT, st.sampled_from([0, 20, 90]), SIDE), min_size=1, max_size=4).map(tuple),
    ROWS,
    numbered=st.booleans(),
    borders=st.booleans(),
)
POINT = st.builds(Point, LINE)
CLAUSE = st.builds(Clause, st.integers(1, 9), LINE, SHORT, st.lists(POINT, max_size=3).map(tuple))
INSIDE = st.lists(CLAUSE | POINT | TABLE, max_size=3).map(tuple)
PEOPLE = st.lists(st.builds(Signer, st.tuples(SHORT), SHORT, SHORT, SHORT), max_size=4).map(tuple)
BLOCK = st.one_of(
    st.builds(Paragraph, LINE, SIDE, st.booleans(), st.booleans(), st.booleans(), st.booleans()),
    st.builds(Heading, st.sampled_from(["part", "chapter", "section", "roman", "number", "letter"]),
              st.integers(1, 30), SHORT),
    st.builds(Article, st.integers(1, 9), LINE, SHORT, INSIDE),
    CLAUSE, POINT, TABLE,
    st.builds(Bullets, st.lists(LINE, max_size=3).map(tuple)),
    st.builds(FillIn, SHORT, SHORT),
    st.builds(Signers, PEOPLE, st.integers(0, 4)),
    st.just(PageBreak()),
)  # fmt: skip
BODY = st.lists(BLOCK, max_size=6).map(tuple)
PAPER = st.builds(
    Paper,
    st.sampled_from(["decision", "named", "letter", "minutes", "form"]),
    st.builds(
        Head,
        st.tuples(SHORT),
        number=st.none() | st.integers(1, 200),
        symbol=SHORT,
        title=SHORT,
        subject=WORDS,
    ),
    BODY,
    PEOPLE,
    authority=SHORT,
    addressees=st.lists(SHORT, max_size=2).map(tuple),
    bases=st.lists(SHORT, max_size=2).map(tuple),
    recipients=st.lists(SHORT, max_size=2).map(tuple),
    annexes=st.lists(st.builds(Annex, SHORT, BODY, landscape=st.booleans()), max_size=2).map(tuple),
    draft=st.booleans(),
    landscape=st.booleans(),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(PAPER)
def test_any_paper_is_set(paper: Paper) -> None:
    printed = print_pdf(paper)
    document = pypdfium2.PdfDocument(printed.pdf)
    assert len(document) == printed.pages
    assert all(0 <= zone.page < printed.pages for zone in printed.zones)
    signed = sum(zone.name.startswith("signature-") for zone in printed.zones)
    inside = sum(len(block.people) for block in paper.body if isinstance(block, Signers))
    assert signed == len(paper.signers) + inside


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.lists(st.text("aâđệ", min_size=1, max_size=4), min_size=3, max_size=3), min_size=1, max_size=8
    )
)
def test_no_cell_of_a_table_is_lost(rows: list[list[str]]) -> None:
    table = Table((Column("Một"), Column("Hai"), Column("Ba")), tuple(tuple(row) for row in rows))
    made = print_pdf(Paper("form", Head(issuer=("Sở",)), (table,), ends=False))
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made.pdf)).split()
    start = text.index("Ba") + 1
    assert text[start : start + 3 * len(rows)] == [word for row in rows for word in row]
