"""A paper as a Word file, in the layout of Nghị định 30/2020/NĐ-CP.

The XML is written by ourselves rather than through a template of python-docx: every style is one cell of the
decree, thousands of rows take milliseconds, and the same paper gives the same bytes (``docs/adr``).
"""

from collections.abc import Sequence

from vinhdanh.engines.documents import layout
from vinhdanh.engines.documents.docx.body import Piece, body, ended, kept_together, opening
from vinhdanh.engines.documents.docx.foot import foot_xml
from vinhdanh.engines.documents.docx.head import addressee_lines, even, head_xml, line, title
from vinhdanh.engines.documents.docx.package import pack
from vinhdanh.engines.documents.docx.rules import rule_under
from vinhdanh.engines.documents.docx.sections import Section, footer_xml, header_xml
from vinhdanh.engines.documents.docx.xml import HEADING, NAMES, P
from vinhdanh.engines.documents.model import Paper
from vinhdanh.engines.documents.words import (
    annex_heading,
    annex_reference,
    capitals,
    clean,
    closed,
    paper_title,
)


def write_docx(paper: Paper) -> bytes:
    """The bytes of the ``.docx``. Equal papers give equal bytes; texts are written NFC."""
    return _written(paper, [_main(paper), *(_annex(paper, place) for place in range(len(paper.annexes)))])


def write_annex(paper: Paper, place: int = 0) -> bytes:
    """One annex of ``paper`` as a file of its own; ``place`` counts from 0.

    In an electronic paper the signing programme writes number and time at the top right of its first page
    (Phụ lục I, Phần I, Mục III, khoản 1, điểm d): nothing is written there.
    """
    return _written(paper, [_annex(paper, place)], of=clean(paper.annexes[place].title))


def _written(paper: Paper, sections: Sequence[tuple[str, Section]], *, of: str = "") -> bytes:
    parts = {
        "document": f"{HEADING}<w:document {NAMES}><w:body>{_joined(sections)}</w:body></w:document>",
        "header1": header_xml(numbered=True, draft=paper.draft),
        "header2": header_xml(numbered=False, draft=paper.draft),
        "footer1": footer_xml(paper.marks, address=True),
        "footer2": footer_xml(paper.marks, address=False),
    }
    issuer = clean(" ".join(paper.head.issuer))
    return pack(parts, title=of or paper_title(paper), issuer=issuer, day=paper.head.day)


def _main(paper: Paper) -> tuple[str, Section]:
    section = Section(landscape=paper.landscape, address=True)
    room = section.room
    blocks = closed(paper.body) if paper.ends else paper.body
    pieces: list[Piece] = [*title(paper, room), *addressee_lines(paper), *opening(paper)]
    pieces += body(blocks, room)
    foot = foot_xml(paper, room)
    pieces = kept_together(pieces, room) if foot else ended(pieces)
    return head_xml(paper, room) + _air(paper) + _xml(pieces) + foot, section


def _air(paper: Paper) -> str:
    """Under the head of a paper without a title or addressees the text would touch it."""
    titled = paper.head.title or paper.addressees
    return P(layout.BODY, exact=12 if not titled else 2, after=0).xml()


def _annex(paper: Paper, place: int) -> tuple[str, Section]:
    annex = paper.annexes[place]
    section = Section(landscape=annex.landscape)
    name, reference = capitals(annex.title), annex_reference(paper, annex)
    head = [line(layout.ANNEX_WORD, annex_heading(paper, place))] if annex_heading(paper, place) else []
    head += [even(layout.ANNEX_TITLE, name, section.room)] if name else []
    head.append(even(layout.ANNEX_REFERENCE, reference, section.room))
    head.append(rule_under(reference, layout.ANNEX_REFERENCE, section.room, part=1 / 3, after=12))
    blocks = closed(annex.body) if paper.ends else annex.body
    return _xml([*head, *ended(body(blocks, section.room))]), section


def _xml(pieces: Sequence[Piece]) -> str:
    return "".join(piece.xml() for piece in pieces)


def _joined(sections: Sequence[tuple[str, Section]]) -> str:
    """A section ends with a low paragraph that holds its pages; the last one's stand at the end."""
    *before, (content, section) = sections
    out = [words + _end(pages.xml()) for words, pages in before]
    return "".join(out) + content + _end() + section.xml()


def _end(section: str = "") -> str:
    """Behind a table there must be a paragraph. It takes no room, else a table that fills its page would be
    followed by an empty one; where a program gives it room, the table's last rows go with it."""
    return P(layout.RECIPIENT, exact=1, section=section, unseen=True).xml()


__all__ = ["write_annex", "write_docx"]
