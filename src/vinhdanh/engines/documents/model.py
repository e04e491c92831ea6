"""An official paper as data: what stands in it, apart from where each cell stands on the page.

A room describes its paper once as a :class:`Paper`; ``docx`` and ``pdf`` write it, ``lint`` reads it back.
Layout follows Nghị định 30/2020/NĐ-CP, Phụ lục I; the names of cells (ô 1 … ô 14) are those of the decree.
Texts are NFC, in the case in which they are read: the renderer puts capitals where the decree asks for them.
Nothing here imports a renderer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal, TypeAlias

Align = Literal["left", "centre", "right", "justify"]
Medium = Literal["paper", "electronic"]
"""On paper the reference line of an annex is filled; in an electronic document the signature fills it."""

Form = Literal["decision", "named", "letter", "invitation", "minutes", "form"]
"""Which sample of Phụ lục III: 1.2 and 1.3, 1.4, 1.5, 1.7, 1.9; ``form`` is one of its own (ballots)."""

Urgency = Literal["", "hoa_toc", "thuong_khan", "khan"]
Secrecy = Literal["", "mat", "toi_mat", "tuyet_mat"]
Circulation = Literal["", "xem_xong_tra_lai", "luu_hanh_noi_bo"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look inside a line."""

    text: str
    bold: bool = False
    italic: bool = False


Line: TypeAlias = str | tuple[Run, ...]
"""A line of one look, or of several."""


def plain(line: Line) -> str:
    """The words of a line without their look."""
    return line if isinstance(line, str) else "".join(run.text for run in line)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Body text. ``indent``: first line set in; ``keep``: never parted from what follows by a page's end."""

    text: Line
    align: Align = "justify"
    indent: bool = True
    bold: bool = False
    italic: bool = False
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """Phần, Chương, Mục (centred, on a line of their own) and the headings of the ``I. … 1. …`` manner.

    ``level``: ``part`` and ``chapter`` take Roman numbers, ``section`` Arabic ones; ``roman`` is “I. TITLE”,
    ``number`` is “1. Title”, ``letter`` “a) Title”.
    """

    level: Literal["part", "chapter", "section", "roman", "number", "letter"]
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Point:
    """Điểm: its letter follows from its place (a, b, c, d, đ, e …)."""

    text: Line


@dataclass(frozen=True, slots=True)
class Clause:
    """Khoản: “1.”, with a title on a line of its own or words at once; then its points."""

    number: int
    text: Line = ""
    title: str = ""
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """Điều: “Điều 1. Title”, or words at once as in a decision; then clauses, points or paragraphs."""

    number: int
    text: Line = ""
    title: str = ""
    body: "tuple[Clause | Point | Paragraph | Table, ...]" = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """Lines that begin with a hyphen."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in millimetres; 0 shares what is left."""

    title: str
    width: float = 0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """``across`` and ``down`` count the columns and rows that the cell fills."""

    text: Line = ""
    align: Align | None = None
    bold: bool = False
    italic: bool = False
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """``head``: rows repeated on each page; empty: the titles of the columns. Rows are never split.

    In a row a text stands for a cell of the column's own alignment; cells under a ``down`` are left out.
    ``numbered``: a row of (1) (2) (3) … under the head, as statistical forms have it.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple["Cell | str", ...], ...]
    head: tuple[tuple[Cell, ...], ...] = ()
    numbered: bool = False
    borders: bool = True
    size: float = 0
    """Points; 0: the size that the decree's tables have."""


@dataclass(frozen=True, slots=True)
class FillIn:
    """A line of a form: a label, then what was filled in or dots up to the margin."""

    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Ô 7a to 7c: lines of authority and office (“TM. ỦY BAN NHÂN DÂN”, “CHỦ TỊCH”), then the name.

    ``note`` is the small line under the office: “(Ký, ghi rõ họ tên)”.
    """

    authority: tuple[str, ...]
    name: str = ""
    note: str = ""
    other_office: str = ""


@dataclass(frozen=True, slots=True)
class Signers:
    """Several signatures side by side inside the body, row by row (minutes, covenants, payment lists)."""

    people: tuple[Signer, ...]
    per_row: int = 2


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


Block: TypeAlias = (
    Paragraph | Heading | Article | Clause | Point | Bullets | Table | FillIn | Signers | PageBreak
)


@dataclass(frozen=True, slots=True)
class Head:
    """Ô 1 to 5: who issues, number, place, day, kind and subject. Lists are lines from top to bottom.

    ``number`` is ``None`` until it is given; ``symbol`` is all after the slash (``QĐ-UBND``).
    ``title`` is the kind in words (“Quyết định”), empty for a letter, whose ``subject`` becomes “V/v …”.
    """

    issuer: tuple[str, ...]
    parent: tuple[str, ...] = ()
    number: int | None = None
    symbol: str = ""
    place: str = ""
    day: date | None = None
    title: str = ""
    subject: str = ""
    dated: bool = True
    """Minutes have no line of place and day."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Ô 10 to 13: stamps and small notes; empty ones are left out."""

    secrecy: Secrecy = ""
    urgency: Urgency = ""
    circulation: Circulation = ""
    drafter: str = ""
    copies: int = 0
    address: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """Phụ lục. ``reference`` is what it belongs to, no brackets (“Kèm theo Quyết định số … ngày … của …”).

    ``landscape``: lying pages; several annexes are numbered in Roman, each with pages of its own.
    """

    title: str
    body: tuple[Block, ...]
    reference: str = ""
    landscape: bool = False
    plain_heading: bool = False
    """A list that is named by its title alone, without the word “Phụ lục”."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole paper.

    ``authority``: who decides, above the bases (“CHỦ TỊCH …”), of decisions; ``decides`` stands between bases
    and body (“QUYẾT ĐỊNH:”). The ``signers`` stand level with the recipients, the last one at the right;
    minutes have the secretary left and the chair right. ``archive`` fills “Lưu: …”.
    """

    form: Form
    head: Head
    body: tuple[Block, ...]
    signers: tuple[Signer, ...] = ()
    authority: str = ""
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    decides: str = ""
    recipients: tuple[str, ...] = ()
    archive: str = ""
    annexes: tuple[Annex, ...] = ()
    marks: Marks = field(default_factory=Marks)
    medium: Medium = "paper"
    draft: bool = False
    """A watermark until it is signed."""
    landscape: bool = False
    ends: bool = True
    """The body closes with “./.”."""


LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
"""Letters of points, in the order of the Vietnamese alphabet (Phụ lục I, mục II)."""


def point_letter(place: int) -> str:
    """The letter of the ``place``-th point, from 1; after y comes aa.

    >>> [point_letter(place) for place in (4, 5, 6)]
    ['d', 'đ', 'e']
    """
    if place < 1:
        raise ValueError("points are counted from 1")
    rounds, rest = divmod(place - 1, len(LETTERS))
    return LETTERS[rest] * (rounds + 1)


def tables(blocks: Iterable[Block]) -> Iterable[Table]:
    """The tables among the blocks, those inside articles too."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Article):
            yield from tables(block.body)
