"""What a reader sees: a document as blocks, each with its place in the source.

Extractors (``formats/``) turn a file into a :class:`Document`; grammars
(``plan/`` and later ones) turn a ``Document`` into records whose fields carry
a :class:`Span`. Text is NFC everywhere; offsets count characters of that text.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

FileKind = Literal["txt", "md", "docx", "pdf", "xlsx"]


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a document: characters ``start`` to ``end`` of one paragraph or table cell.

    ``row`` and ``cell`` are ``None`` for a paragraph.
    """

    block: int
    start: int
    end: int
    row: int | None = None
    cell: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph (or one line, where the source has only lines).

    ``marker`` is a list marker that the source keeps apart from the words
    (Word's automatic "1.", "-"); otherwise it stays in ``text``.
    ``line`` counts source lines from 1 for text files.
    """

    index: int
    text: str
    page: int | None = None
    line: int | None = None
    bold: bool = False
    centred: bool = False
    heading: int = 0
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    colspan: int = 1
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as the source holds it: a page break may have cut it in two tables or a row in two rows."""

    index: int
    rows: tuple[Row, ...]
    page: int | None = None
    sheet: str = ""


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """``wrapped`` says that line ends are the printer's, not the author's (PDF, hard-wrapped text)."""

    kind: FileKind
    blocks: tuple[Block, ...]
    wrapped: bool = False
    pages: int | None = None
    notes: tuple[str, ...] = field(default=())

    def paragraphs(self) -> Iterator[Paragraph]:
        return (b for b in self.blocks if isinstance(b, Paragraph))

    def tables(self) -> Iterator[Table]:
        return (b for b in self.blocks if isinstance(b, Table))
