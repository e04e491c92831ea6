"""``.pdf`` with text: words by geometry, ruled tables by their borders, paragraphs by line ends.

Source of the text model: pdfium's ``fpdf_text.h`` and ``fpdf_edit.h``. Pages
without text (scans) are a fault when they are all there is, a note otherwise.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from vinhdanh.engines.reading import limits
from vinhdanh.engines.reading.faults import FaultCode, fault
from vinhdanh.engines.reading.formats.collect import Collector
from vinhdanh.engines.reading.formats.merges import Slot, spread
from vinhdanh.engines.reading.formats.pdf.columns import reading_order, tabular
from vinhdanh.engines.reading.formats.pdf.glyphs import GlyphReader
from vinhdanh.engines.reading.formats.pdf.grids import Grid, Region, grids
from vinhdanh.engines.reading.formats.pdf.lines import BULLET, Line, joined_lines, lines
from vinhdanh.engines.reading.formats.pdf.paragraphs import (
    Draft,
    Measure,
    continues_over_page,
    drafts,
    measure,
    without_folio,
)
from vinhdanh.engines.reading.formats.pdf.shapes import PageShapes, Word, as_seen
from vinhdanh.engines.reading.formats.pdf.strokes import page_rules
from vinhdanh.engines.reading.model import Cell, Document, Row

LABEL = "PDF"
_SCANNED = "Trang {pages} không có chữ (có thể là trang quét), phần đó chưa được đọc."
_LOOSE = "Trang {pages} có bảng không kẻ khung, các cột có thể bị lẫn; nên tải bản .docx hoặc .xlsx."
_UNREADABLE = re.compile(r"[\x00-\x1f\ue000-\uf8ff\ufffd]")
_STOPS = (".", ";", ":", "!", "?")


@dataclass(frozen=True, slots=True)
class _Zone:
    """A part of a page: a table, or the lines between two tables."""

    page: int
    width: float
    lines: tuple[Line, ...] = ()
    rows: tuple[Row, ...] = ()


def read(data: bytes) -> Document:
    """Blocks in reading order with their pages; line ends of the printer are undone by geometry."""
    with closing(_open(data)) as pdf:
        pages = [_shapes(pdf, number) for number in range(len(pdf))]
    _refuse_textless(pages)
    out = Collector()
    zones = [zone for page in pages for zone in _zones(page)]
    _write(out, zones)
    return Document("pdf", tuple(out.blocks), pages=len(pages), notes=tuple(_notes(pages, zones)))


def _notes(pages: Sequence[PageShapes], zones: Sequence[_Zone]) -> Iterator[str]:
    """What a person should know about pages that were read badly or not at all."""
    bare = [page.number for page in pages if not page.words]
    loose = sorted({zone.page for zone in zones if tabular(zone.lines)})
    for sentence, numbers in ((_SCANNED, bare), (_LOOSE, loose)):
        if numbers:
            yield sentence.format(pages=", ".join(map(str, numbers[:20])))


def _open(data: bytes) -> Any:
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise fault(_open_fault(error), found=LABEL) from None
    if len(pdf) > limits.PDF_PAGES:
        count = len(pdf)
        pdf.close()
        raise fault(FaultCode.TOO_MANY_PAGES, pages=count, limit=limits.PDF_PAGES)
    return pdf


def _open_fault(error: Exception) -> FaultCode:
    """A password asked for, or a security handler that pdfium does not know; anything else is damage."""
    code = getattr(error, "err_code", None)
    locked = code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)
    return FaultCode.ENCRYPTED if locked else FaultCode.DAMAGED


def _shapes(pdf: Any, at: int) -> PageShapes:
    """One page; a page that cannot be loaded counts as one without text."""
    try:
        with closing(pdf[at]) as page, closing(page.get_textpage()) as text:
            place, width, height = as_seen(page.get_cropbox(), page.get_rotation())
            words = tuple(GlyphReader(text, place, page.get_rotation()).words())
            return PageShapes(at + 1, width, height, words, page_rules(page, place))
    except pdfium.PdfiumError:
        return PageShapes(at + 1, 0, 0, ())


def _refuse_textless(pages: Sequence[PageShapes]) -> None:
    """No words, or letters that no table maps to Unicode: both need to be read as pictures."""
    text = "".join(word.text for page in pages for word in page.words)
    if not pages:
        raise fault(FaultCode.NO_CONTENT, found=LABEL)
    if len(text) > limits.TEXT_CHARACTERS:
        raise fault(FaultCode.TOO_LONG, what=f"hơn {limits.TEXT_CHARACTERS // 1_000_000} triệu chữ cái")
    if not any(map(str.isalnum, text)) or len(_UNREADABLE.findall(text)) * 2 > len(text):
        raise fault(FaultCode.NO_TEXT)


def _zones(page: PageShapes) -> Iterator[_Zone]:
    tables = grids(page.rules)
    inside: list[dict[Region, list[Word]]] = [{} for _ in tables]
    outside: list[list[Word]] = [[] for _ in range(len(tables) + 1)]
    for word in page.words:
        home = next(((at, cell) for at, table in enumerate(tables) if (cell := table.at(*word.centre))), None)
        if home:
            inside[home[0]].setdefault(home[1], []).append(word)
        else:
            outside[sum(table.top < word.centre[1] for table in tables)].append(word)
    for at, words in enumerate(outside):
        flowing = without_folio(reading_order(lines(words)), page.height)
        if flowing:
            yield _Zone(page.number, page.width, lines=tuple(flowing))
        if at < len(tables):
            yield _Zone(page.number, page.width, rows=_rows(tables[at], inside[at], page.number))


def _rows(table: Grid, words: dict[Region, list[Word]], page: int) -> tuple[Row, ...]:
    slots = [
        [
            Slot(_cell(words.get(region, []), columns) if starts else Cell("", columns), continues=not starts)
            for region, columns, starts in row
        ]
        for row in table.rows()
    ]
    return tuple(Row(cells, page=page) for cells in spread(slots))


def _cell(words: Sequence[Word], columns: int) -> Cell:
    rows = lines(words, split=False)
    if not rows:
        return Cell("", columns)
    area = Measure(min(r.left for r in rows), max(r.right for r in rows), 0)
    parts = [[rows[0].text]]
    for above, row in pairwise(rows):
        if _ends_paragraph(above, row, area):
            parts.append([])
        parts[-1].append(row.text)
    text = "\n".join(map(joined_lines, parts))
    return Cell(text, columns, bold=all(row.bold for row in rows if any(map(str.isalnum, row.text))))


def _ends_paragraph(above: Line, row: Line, area: Measure) -> bool:
    """A line of a cell ends a paragraph before a bullet, or after a full stop with room to spare."""
    room = area.right - above.right - row.first_word_width()
    stopped = above.text.endswith(_STOPS)
    return (stopped or room > -2) if BULLET.match(row.text) else (stopped and room > above.size)


def _write(out: Collector, zones: Sequence[_Zone]) -> None:
    areas = {
        width: measure([zone.lines for zone in zones if round(zone.width) == width])
        for width in {round(zone.width) for zone in zones}
    }
    pending: list[Draft] = []
    for zone in zones:
        if zone.rows:
            _put(out, pending)
            pending = []
            out.table(zone.rows, page=zone.page)
            continue
        found = drafts(zone.page, zone.lines, areas[round(zone.width)])
        if pending and found and pending[-1].page < zone.page and continues_over_page(pending[-1], found[0]):
            pending[-1] = replace(pending[-1], lines=pending[-1].lines + found.pop(0).lines)
        pending += found
    _put(out, pending)


def _put(out: Collector, pending: Sequence[Draft]) -> None:
    for draft in pending:
        out.paragraph(draft.text, page=draft.page, bold=draft.bold, centred=draft.centred)
