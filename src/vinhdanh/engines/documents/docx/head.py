"""The top of the first page: two columns without lines (ô 1 to 5b, 10, 11), then kind and subject."""

from collections.abc import Iterator, Sequence
from typing import Final

from vinhdanh.engines.documents import layout
from vinhdanh.engines.documents.docx.rules import boxed, rule_under
from vinhdanh.engines.documents.docx.tables import frame
from vinhdanh.engines.documents.docx.xml import P, run
from vinhdanh.engines.documents.layout import Look
from vinhdanh.engines.documents.metrics import even_room, width
from vinhdanh.engines.documents.model import Head, Marks, Paper
from vinhdanh.engines.documents.words import (
    addressees,
    capitals,
    clean,
    day_line,
    letter_subject,
    number_line,
)

SUBJECT_SIDES: Final = 10.0
"""A long subject stands a little in from both margins; ours."""
_CELL_SIDES: Final = 1.0
_ADDRESSEE_FROM: Final = 25.0


def head_xml(paper: Paper, room: float) -> str:
    """The two columns of the head in ``room`` millimetres."""
    left = _left_width(paper.head, room)
    columns = (left, room - left)
    rows = [(_names(paper.head, left - _CELL_SIDES), _state(columns[1] - _CELL_SIDES))]
    number, day = _number(paper, left - _CELL_SIDES), day_line(paper.head)
    # Forms that bear neither number nor day have no empty line in their place.
    if any(each.words or each.borders for each in number) or day:
        rows.append((number, [line(layout.PLACE_DAY, day)]))
    return frame(columns, [[_joined(cell) for cell in row] for row in rows])


def title(paper: Paper, room: float) -> list[P]:
    """Ô 5a: kind and subject with the rule; a letter has none here."""
    head = paper.head
    if paper.form == "letter" or not (head.title or head.subject):
        return []
    out = [even(layout.KIND, capitals(head.title), room)] if head.title else []
    return out + _subject(clean(head.subject), room)


def addressee_lines(paper: Paper) -> list[P]:
    """Ô 9a: one body on the line of “Kính gửi:”, several below it, their hyphens under the colon."""
    names = addressees(paper)
    look = layout.ADDRESSEE
    if not names:
        return []
    if len(names) == 1:
        return [P(look, run(f"Kính gửi: {names[0]}"), align="centre", before=12, after=12)]
    colon = _ADDRESSEE_FROM + width("Kính gửi", look.size)
    hang = width("- ", look.size)
    listed = [P(look, run(name), left=colon + hang, first=-hang) for name in names[:-1]]
    last = P(look, run(names[-1]), left=colon + hang, first=-hang, after=12)
    return [P(look, run("Kính gửi:"), left=_ADDRESSEE_FROM, before=12), *listed, last]


def line(look: Look, words: str) -> P:
    """A line as its look has it."""
    return P(look, run(words), words=words)


def even(look: Look, words: str, room: float, *, sides: float = 0) -> P:
    """A centred line; one that needs several is set so that they are about even."""
    inside = even_room(words, room, size=look.size, bold=look.bold)
    side = sides + max(0.0, (room - inside) / 2)
    return P(look, run(words), left=side, right=side, words=words) if side else line(look, words)


def _subject(words: str, room: float) -> list[P]:
    if not words:
        return [P(layout.SUBJECT, exact=8, before=0)]
    side = SUBJECT_SIDES
    inside = room - 2 * side
    text = even(layout.SUBJECT, words, inside, sides=side)
    return [text, rule_under(words, layout.SUBJECT, inside, sides=side, after=12)]


def _left_width(head: Head, room: float) -> float:
    """Wider than usual only where it spares a line."""
    usual = layout.HEAD_LEFT * room / layout.TEXT_WIDTH
    most = layout.HEAD_LEFT_MOST * room / layout.TEXT_WIDTH
    widest = max((width(words, look.size, bold=look.bold) for look, words in _issuers(head)), default=0)
    return most if usual - _CELL_SIDES < widest <= most - _CELL_SIDES else usual


def _issuers(head: Head) -> Iterator[tuple[Look, str]]:
    yield from ((layout.PARENT, capitals(name)) for name in head.parent)
    yield from ((layout.ISSUER, capitals(name)) for name in head.issuer)


def _names(head: Head, room: float) -> list[P]:
    out = [even(look, words, room) for look, words in _issuers(head)]
    if head.issuer:
        out.append(rule_under(capitals(head.issuer[-1]), layout.ISSUER, room))
    return out


def _state(room: float) -> list[P]:
    return [
        line(layout.STATE_NAME, layout.STATE),
        line(layout.MOTTO_LINE, layout.MOTTO),
        rule_under(layout.MOTTO, layout.MOTTO_LINE, room, part=1),
    ]


def _number(paper: Paper, room: float) -> list[P]:
    out = [line(layout.NUMBER, number_line(paper.head))]
    if paper.form == "letter" and paper.head.subject:
        out.append(even(layout.LETTER_SUBJECT, letter_subject(paper.head), room))
    return out + _stamps(paper.marks, room)


def _stamps(marks: Marks, room: float) -> list[P]:
    out = []
    for look, found, colour in (
        (layout.STAMP, layout.SECRECY_STAMPS.get(marks.secrecy), layout.STAMP_RED),
        (layout.STAMP, layout.URGENCY_STAMPS.get(marks.urgency), layout.STAMP_RED),
        (layout.CIRCULATION, layout.CIRCULATION_NOTES.get(marks.circulation), "000000"),
    ):
        if found:
            out.append(boxed(look, found[0], room=room, wide=found[1], colour=colour))
    return out


def _joined(cell: Sequence[P]) -> str:
    return "".join(paragraph.xml() for paragraph in cell)
