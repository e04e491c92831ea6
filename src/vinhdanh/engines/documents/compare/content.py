"""What a DOCX says, apart from how it looks: lines, tables of data, tracked changes, comments.

A table is one of data when it has a repeated head or three columns; the others only place things on the page,
and their words count as lines. Changes are read as accepted; who made them is kept beside. What Word hides is
not read, what stands in text boxes is: the paper says what is printed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final
from xml.etree.ElementTree import Element

from vinhdanh.engines.documents.active import refuse_active
from vinhdanh.engines.reading.archive import open_archive
from vinhdanh.engines.reading.faults import FaultCode, fault
from vinhdanh.engines.reading.office_xml import attribute, child, children, local, part, switch
from vinhdanh.foundation.kernel.text import squash

LABEL: Final = "DOCX"
_MAIN: Final = "word/document.xml"
_COMMENTS: Final = "word/comments.xml"
_GONE: Final = frozenset({"del", "moveFrom"})
_CHANGES: Final = {"ins": "thêm", "moveTo": "thêm", "del": "xóa", "moveFrom": "xóa"}
_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Table:
    """``at`` is the place among all tables of the body, ``head`` how many rows are headings."""

    at: int
    title: str
    head: int
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Remark:
    """A tracked change (``kind`` thêm or xóa) or a comment (``kind`` empty); ``at`` as Word writes it."""

    who: str
    at: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Content:
    lines: Sequence[str] = ()
    tables: Sequence[Table] = ()
    changes: Sequence[Remark] = field(default=())
    comments: Sequence[Remark] = field(default=())


def content_to_data(content: Content) -> dict[str, Any]:
    """As JSON-able data."""
    return asdict(content)


def content_from_data(data: Mapping[str, Any]) -> Content:
    """The content that :func:`content_to_data` wrote; ``ValueError`` for anything else."""
    try:
        return Content(
            [str(line) for line in data["lines"]],
            [_table_from(each) for each in data["tables"]],
            [Remark(**each) for each in data["changes"]],
            [Remark(**each) for each in data["comments"]],
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a content") from error


def _table_from(data: Mapping[str, Any]) -> Table:
    rows = [[str(cell) for cell in row] for row in data["rows"]]
    return Table(int(data["at"]), str(data["title"]), int(data["head"]), rows)


def read_content(data: bytes) -> Content:
    """Read a DOCX. Raises :class:`ReadingFault`: damaged, macros, links out of the file, too large parts."""
    archive = open_archive(data, LABEL)
    refuse_active(archive, LABEL)
    body = child(part(archive, _MAIN, LABEL), "body")
    if body is None:
        raise fault(FaultCode.DAMAGED, found=LABEL)
    reader = _Reader()
    reader.read(body)
    comments = _comments(part(archive, _COMMENTS, LABEL)) if _COMMENTS in archive.namelist() else []
    return Content(reader.lines, reader.tables, list(_changes(body))[:_MOST], comments[:_MOST])


class _Reader:
    """Walks the body once; tables are numbered as they come, those inside cells are part of their cell."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.tables: list[Table] = []
        self._count = 0
        self._title = ""

    def read(self, parent: Element) -> None:
        for element in parent:
            name = local(element)
            if name == "p":
                self._line(words_of(element))
                for box in _boxes(element):
                    self.read(box)
            elif name == "tbl":
                self._table(element)
            elif name in {"sdt", "sdtContent", "customXml", "ins"}:
                self.read(element)

    def _line(self, text: str) -> None:
        if text:
            self.lines.append(text)
            # A line in brackets under a title says what the annex belongs to.
            self._title = self._title if text.startswith("(") else text

    def _table(self, table: Element) -> None:
        at, self._count = self._count, self._count + 1
        rows = rows_of(table)
        cells = [[cell_words(cell) for cell in children(row, "tc")] for row in rows]
        head = _head_rows(rows)
        if head or max((len(row) for row in cells), default=0) > 2:
            self.tables.append(Table(at, self._title[:200], head, cells))
            return
        for row in cells:
            for cell in row:
                for line in cell.split("\n"):
                    self._line(line)


def rows_of(table: Element) -> list[Element]:
    """The rows that are seen: those whose deletion was tracked are gone, hidden ones are never printed."""
    return [row for row in children(table, "tr") if not is_unseen(child(row, "trPr"))]


def is_unseen(looks: Element | None) -> bool:
    """Is a row with these properties (``trPr``) deleted, or hidden?"""
    return child(looks, "del") is not None or bool(switch(looks, "hidden"))


def _boxes(element: Element) -> Iterator[Element]:
    """What stands in text boxes; what is written again for older programs (``Fallback``) is left out."""
    for each in element:
        name = local(each)
        if name == "txbxContent":
            yield each
        elif name != "Fallback":
            yield from _boxes(each)


def _head_rows(rows: Sequence[Element]) -> int:
    count = 0
    for row in rows:
        if child(child(row, "trPr"), "tblHeader") is None:
            break
        count += 1
    return count


def cell_words(cell: Element) -> str:
    """The lines of a cell, those of tables inside it too."""
    lines = [words_of(element) for element in cell.iter() if local(element) == "p"]
    return "\n".join(line for line in lines if line)


def words_of(paragraph: Element) -> str:
    """The words of a paragraph as they stand once all changes are accepted."""
    return squash("".join(_pieces(paragraph)))


def _pieces(parent: Element) -> Iterator[str]:
    for element in parent:
        name = local(element)
        if name in _GONE or name in {"pPr", "rPr", "txbxContent"}:
            continue
        if name == "r" and switch(child(element, "rPr"), "vanish"):
            continue
        if name == "t":
            yield element.text or ""
        elif name in {"tab", "br", "cr", "ptab"}:
            yield " "
        elif name == "noBreakHyphen":
            yield "-"
        else:
            yield from _pieces(element)


def _changes(body: Element) -> Iterator[Remark]:
    for element in body.iter():
        kind = _CHANGES.get(local(element))
        if kind is None:
            continue
        text = squash("".join(each.text or "" for each in element.iter() if local(each) in {"t", "delText"}))
        if text:
            yield Remark(attribute(element, "author"), attribute(element, "date"), kind, text[:300])


def _comments(root: Element) -> list[Remark]:
    found = []
    for each in children(root, "comment"):
        text = " ".join(words_of(element) for element in each.iter() if local(element) == "p")
        found.append(Remark(attribute(each, "author"), attribute(each, "date"), "", squash(text)[:500]))
    return found
