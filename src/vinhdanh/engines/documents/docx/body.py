"""Ô 6: bases and body, block by block."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from vinhdanh.engines.documents import layout
from vinhdanh.engines.documents.docx.foot import Foot, signer_cells
from vinhdanh.engines.documents.docx.head import line
from vinhdanh.engines.documents.docx.tables import Grid
from vinhdanh.engines.documents.docx.xml import P, run, twips, written
from vinhdanh.engines.documents.metrics import lines
from vinhdanh.engines.documents.model import (
    Article,
    Block,
    Bullets,
    Clause,
    FillIn,
    Heading,
    Line,
    PageBreak,
    Paper,
    Paragraph,
    Point,
    Signers,
    Table,
    plain,
    point_letter,
)
from vinhdanh.engines.documents.words import bases, capitals, clean, heading_lines

Piece: TypeAlias = P | Grid | Foot
_KEPT_LINES: Final = 2
"""So many lines of the body stay with the signatures (OURS; a signature never stands alone on a page)."""
_AIR: Final = 6
"""Points between a table and what follows, unless that stands apart by itself."""
_HEADINGS: Final = {
    "part": (layout.PART, layout.PART_TITLE),
    "chapter": (layout.PART, layout.PART_TITLE),
    "section": (layout.SECTION, layout.PART_TITLE),
    "roman": (layout.ROMAN, layout.ROMAN),
    "number": (layout.CLAUSE_TITLE, layout.CLAUSE_TITLE),
    "letter": (layout.POINT, layout.POINT),
}


def opening(paper: Paper) -> list[P]:
    """Who decides, on what grounds, and the word “QUYẾT ĐỊNH:”."""
    out = [line(layout.AUTHORITY, capitals(paper.authority))] if paper.authority else []
    out += [line(layout.BASIS, words) for words in bases(paper)]
    return out + ([line(layout.DECIDES, capitals(paper.decides))] if paper.decides else [])


def body(blocks: Iterable[Block], room: float) -> list[Piece]:
    """The blocks in ``room`` millimetres; what follows a page break begins a page."""
    out: list[Piece] = []
    place, fresh = 0, False
    for block in blocks:
        place = place + 1 if isinstance(block, Point) else 0
        if isinstance(block, PageBreak):
            fresh = True
            continue
        pieces = list(_block(block, room, place))
        if fresh and pieces:
            pieces = _on_new_page(pieces)
            fresh = False
        out += _apart(out, pieces)
    return out


def kept_together(pieces: Sequence[Piece], room: float) -> list[Piece]:
    """The last lines stay with the signatures that follow."""
    out, found = list(pieces), 0
    for place in range(len(out) - 1, -1, -1):
        if found >= _KEPT_LINES:
            break
        piece = out[place]
        if isinstance(piece, P):
            out[place] = replace(piece, keep=True)
            found += len(lines(piece.words, room, size=piece.look.size)) if piece.words else 0
        elif isinstance(piece, Grid):
            out[place] = replace(piece, keep=_KEPT_LINES)
            break
        else:
            break
    return out


def ended(pieces: Sequence[Piece]) -> list[Piece]:
    """The last row of a table is not parted from the end of its section."""
    out = list(pieces)
    if out and isinstance(out[-1], Grid):
        out[-1] = replace(out[-1], keep=1)
    return out


def _block(block: Block, room: float, place: int) -> Iterator[Piece]:
    match block:
        case Paragraph():
            yield _paragraph(block)
        case Heading():
            yield from _heading(block)
        case Article():
            yield from _article(block, room)
        case Clause():
            yield from _clause(block)
        case Point():
            yield _worded(layout.POINT, f"{point_letter(place)}) ", block.text)
        case Bullets():
            yield from (_worded(layout.BODY, "- ", item) for item in block.items)
        case _:
            yield from _set_apart(block, room)


def _set_apart(block: Block, room: float) -> Iterator[Piece]:
    match block:
        case Table():
            yield Grid(block, room)
        case FillIn():
            yield _fill_in(block, room)
        case Signers():
            yield Foot(signer_cells(block.people, room, per_row=block.per_row))


def _paragraph(block: Paragraph) -> P:
    return P(
        layout.BODY,
        written(block.text, bold=block.bold or None, italic=block.italic or None),
        align=None if block.align == layout.BODY.align else block.align,
        first=None if block.indent and block.align in {"left", "justify"} else 0,
        keep=block.keep,
        words=clean(plain(block.text)),
    )


def _heading(block: Heading) -> Iterator[P]:
    word, title = heading_lines(block)
    look, title_look = _HEADINGS[block.level]
    if word:
        yield line(look, word)
    if title:
        yield replace(line(title_look, title), keep=block.level == "letter")


def _article(block: Article, room: float) -> Iterator[Piece]:
    number, title = f"Điều {block.number}.", clean(block.title)
    words = f" {title}" if title else " "
    has_more = bool(block.body) or bool(title and plain(block.text))
    if title or not plain(block.text):
        yield P(
            layout.ARTICLE, run(f"{number}{words}".rstrip(), bold=True), keep=has_more, words=number + words
        )
        if plain(block.text):
            yield _worded(layout.BODY, "", block.text)
    else:
        start = run(f"{number} ", bold=True)
        yield P(layout.ARTICLE, start + written(block.text), words=f"{number} {clean(plain(block.text))}")
    yield from body(block.body, room)


def _clause(block: Clause) -> Iterator[P]:
    number, title = f"{block.number}.", clean(block.title)
    if title:
        yield line(layout.CLAUSE_TITLE, f"{number} {title}")
        if plain(block.text):
            yield _worded(layout.CLAUSE, "", block.text)
    else:
        yield _worded(layout.CLAUSE, f"{number} ", block.text)
    for place, point in enumerate(block.points, 1):
        yield _worded(layout.POINT, f"{point_letter(place)}) ", point.text)


def _worded(look: layout.Look, mark: str, text: Line) -> P:
    return P(look, run(mark) + written(text), words=mark + clean(plain(text)))


def _fill_in(block: FillIn, room: float) -> P:
    label, value = clean(block.label), clean(block.value)
    if value:
        return line(layout.FILL_IN, f"{label} {value}")
    dots = f'<w:tab w:val="right" w:leader="dot" w:pos="{twips(room)}"/>'
    return P(layout.FILL_IN, run(f"{label} \t"), tabs=dots, words=label)


def _on_new_page(pieces: list[Piece]) -> list[Piece]:
    first = pieces[0]
    if isinstance(first, P):
        return [replace(first, new_page=True), *pieces[1:]]
    return [P(layout.BODY, exact=1, after=0, new_page=True), *pieces]


def _apart(before: Sequence[Piece], pieces: list[Piece]) -> list[Piece]:
    """Word would join two tables that touch; after a table the text needs air."""
    if not before or not pieces or isinstance(before[-1], P):
        return pieces
    first = pieces[0]
    if isinstance(first, P) and (first.look.before or 0) >= _AIR:
        return pieces
    return [P(layout.BODY, exact=_AIR, after=0), *pieces]
