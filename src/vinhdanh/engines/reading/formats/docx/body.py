"""The body of a Word document: paragraphs, tables, text boxes, in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from vinhdanh.engines.reading.formats.collect import Collector
from vinhdanh.engines.reading.formats.docx.numbering import Numbering
from vinhdanh.engines.reading.formats.docx.runs import Words
from vinhdanh.engines.reading.formats.docx.styles import Styles
from vinhdanh.engines.reading.formats.merges import Slot, spread
from vinhdanh.engines.reading.limits import TABLE_COLUMNS
from vinhdanh.engines.reading.model import Cell, Row
from vinhdanh.engines.reading.office_xml import attribute, child, local, number, value

_WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}
_DELETED = {"del", "moveFrom"}


@dataclass(slots=True)
class _Text:
    """A paragraph as read: its words, its marker, and the text boxes that hang on it."""

    text: str
    marker: str = ""
    bold: bool = False
    page: int = 1
    boxes: list[Element] = field(default_factory=list)


class BodyReader:
    """Reads a body once, writing blocks to ``out``."""

    def __init__(self, out: Collector, styles: Styles, numbering: Numbering) -> None:
        self._out = out
        self._styles = styles
        self._numbering = numbering
        self._page = 1
        self._rendered = False
        self.saw_changes = False
        self.saw_embedded = False

    @property
    def pages(self) -> int | None:
        """How many pages Word noted, or ``None`` where it noted none."""
        return self._page if self._page > 1 else None

    def read(self, body: Element) -> None:
        """Read every block of the body."""
        self._rendered = any(local(e) == "lastRenderedPageBreak" for e in body.iter())
        self._paged = self._rendered or any(
            attribute(e, "type") == "page" for e in body.iter() if local(e) == "br"
        )
        self._blocks(body)

    def _blocks(self, parent: Element) -> None:
        for element in self._unwrapped(parent):
            match local(element):
                case "p":
                    self._paragraph(element)
                case "tbl":
                    self._table(element)
                case "altChunk":
                    self.saw_embedded = True

    def _unwrapped(self, parent: Element) -> Iterator[Element]:
        """Children, seeing through content controls and accepted changes, without what was deleted."""
        for element in parent:
            name = local(element)
            if name in _WRAPPERS:
                self.saw_changes |= name in ("ins", "moveTo")
                yield from self._unwrapped(element)
            elif name in _DELETED:
                self.saw_changes = True
            else:
                yield element

    def _paragraph(self, element: Element) -> None:
        properties = child(element, "pPr")
        read = self._words(element)
        self._out.paragraph(
            read.text,
            page=read.page if self._paged else None,
            bold=read.bold,
            centred=self._styles.centred(properties),
            heading=self._styles.heading(properties),
            marker=read.marker,
        )
        for box in read.boxes:
            self._blocks(box)

    def _words(self, element: Element) -> _Text:
        properties = child(element, "pPr")
        place = self._styles.numbering(properties)
        words = Words(self._styles, properties)
        words.read(element)
        self.saw_changes |= words.saw_changes
        begins = self._page + words.breaks_before[self._rendered]
        self._page += words.rendered_breaks if self._rendered else words.page_breaks
        marker = self._numbering.marker(*place) if place else ""
        return _Text(words.text(), marker, words.bold, begins, words.boxes)

    def _table(self, table: Element) -> None:
        rows = [row for row in self._unwrapped(table) if local(row) == "tr" and not self._row_deleted(row)]
        cells = [[c for c in self._unwrapped(row) if local(c) == "tc"] for row in rows]
        if len(cells) == 1 and len(cells[0]) == 1:
            self._blocks(cells[0][0])
            return
        pages: list[int | None] = []
        slots: list[list[Slot]] = []
        boxes: list[Element] = []
        for row, members in zip(rows, cells, strict=True):
            read, page = self._row(members, boxes)
            pages.append(page if self._paged else None)
            slots.append([*_gap(row), *read])
        built = [Row(line, page=page) for line, page in zip(spread(slots), pages, strict=True)]
        self._out.table(built, page=pages[0] if pages else None)
        for box in boxes:
            self._blocks(box)

    def _row(self, cells: list[Element], boxes: list[Element]) -> tuple[list[Slot], int]:
        """A row's cells and the page it begins on. Cells lie side by side: each notes the same page end."""
        before, begins, ends = self._page, [self._page], [self._page]
        slots = []
        for cell in cells:
            self._page = before
            lines = list(self._lines(cell, boxes))
            begins += [line.page for line in lines if line.text][:1]
            ends.append(self._page)
            slots.append(_slot(cell, lines))
        self._page = max(ends)
        return slots, min(begins[1:], default=before)

    def _row_deleted(self, row: Element) -> bool:
        deleted = child(child(row, "trPr"), "del") is not None
        self.saw_changes |= deleted
        return deleted

    def _lines(self, cell: Element, boxes: list[Element]) -> Iterator[_Text]:
        """The lines of a cell. A number drawn by Word is part of the text: the row number often is one."""
        for element in self._unwrapped(cell):
            if local(element) == "p":
                read = self._words(element)
                boxes += read.boxes
                yield _Text(f"{read.marker} {read.text}".strip(), bold=read.bold, page=read.page)
            elif local(element) == "tbl":
                yield from self._flattened(element, boxes)

    def _flattened(self, table: Element, boxes: list[Element]) -> Iterator[_Text]:
        """A table inside a cell: one line a row."""
        for row in self._unwrapped(table):
            cells = [c for c in self._unwrapped(row) if local(c) == "tc"] if local(row) == "tr" else []
            lines = [line for cell in cells for line in self._lines(cell, boxes) if line.text]
            yield _Text(
                " ".join(line.text for line in lines), bold=bool(lines) and all(line.bold for line in lines)
            )


def _slot(cell: Element, lines: list[_Text]) -> Slot:
    properties = child(cell, "tcPr")
    written = [line for line in lines if line.text]
    merge = child(properties, "vMerge")
    return Slot(
        Cell(
            "\n".join(line.text for line in written),
            _within(number(value(properties, "gridSpan"), 1)),
            bool(written) and all(line.bold for line in written),
        ),
        continues=merge is not None and attribute(merge, "val", "continue") == "continue",
    )


def _gap(row: Element) -> list[Slot]:
    """Columns that a row leaves free on its left."""
    skipped = number(value(child(row, "trPr"), "gridBefore"))
    return [Slot(Cell("", _within(skipped)))] if skipped > 0 else []


def _within(span: int) -> int:
    return max(1, min(span, TABLE_COLUMNS))
