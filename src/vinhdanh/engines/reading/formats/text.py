"""``.txt`` and ``.md``: one paragraph a line, TAB-separated and pipe rows as tables.

A table runs on over blank lines (a page end often leaves one inside it); the
gap stays visible in ``Row.line``. Form feeds count pages.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from vinhdanh.engines.reading.faults import FaultCode, fault
from vinhdanh.engines.reading.formats.collect import Collector
from vinhdanh.engines.reading.formats.encodings import decode
from vinhdanh.engines.reading.formats.marks import plain, plain_lines, tidy
from vinhdanh.engines.reading.model import Cell, Document, Row

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(?=\S)")
_CLOSING = re.compile(r"\s+#+\s*$")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_RULE = re.compile(r"\s*(?:[-–—_=*~]\s*){3,}")
_STAR_ITEM = re.compile(r"(\s*)\*\s+(?=\S)")
_WIDE_GAP = re.compile(r"(?<=\S) {5,}(?=\S)")
_LIST_MARK = re.compile(r"\s*(?:[-–+•*·▪o]|\(?(?:\d{1,2}|[a-zđ]|[ivxIVX]{1,5})[.)])\s*")
_PIPE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_PIPE = re.compile(r"(?<!\\)\|")

LineKind = Literal["blank", "tabs", "pipes", "words"]


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    number: int
    page: int | None
    kind: LineKind


def read(data: bytes, kind: Literal["txt", "md"] = "txt") -> Document:
    """Blocks with source line numbers from 1; pages only where the text has form feeds."""
    text = decode(data)
    lines = list(_lines(text, text.count("\f") > 0))
    out = Collector()
    for group, members in groupby(_bridged(lines), key=lambda line: line.kind):
        run = list(members)
        if group == "tabs":
            _tabbed(out, run, kind)
        elif group == "pipes":
            _table(
                out,
                [(line, _pipe_cells(line.text)) for line in run if not _PIPE_RULE.fullmatch(line.text)],
                kind,
            )
        elif group == "words":
            _words(out, run, kind)
    if not out.blocks:
        raise fault(FaultCode.EMPTY)
    return Document(kind, tuple(out.blocks), pages=lines[-1].page)


def _lines(text: str, paged: bool) -> Iterator[_Line]:
    page = 1
    for number, line in enumerate(re.split(r"\r\n|[\r\n\u2028\u2029\x85]", text), start=1):
        page += line.count("\f")
        clean = line.replace("\f", "").replace("\v", " ").replace("\0", "")
        yield _Line(clean, number, page if paged else None, _kind_of(clean))


def _kind_of(line: str) -> LineKind:
    if not tidy(line) or (_RULE.fullmatch(line) and "\t" not in line):
        return "blank"
    if "\t" in line.rstrip(" "):
        return "tabs"
    return "pipes" if line.strip().startswith("|") and line.count("|") > 1 else "words"


def _bridged(lines: list[_Line]) -> Iterator[_Line]:
    """Lines without the blanks between two rows of the same table."""
    before: LineKind = "blank"
    blanks: list[_Line] = []
    for line in lines:
        if line.kind == "blank":
            blanks.append(line)
            continue
        if line.kind != before or line.kind == "words":
            yield from blanks
        yield line
        before, blanks = line.kind, []


def _words(out: Collector, run: list[_Line], kind: str) -> None:
    markdown = kind == "md"
    sources = [_without_block_marks(line.text, markdown) for line in run]
    for line, words in zip(run, plain_lines(sources, markdown), strict=True):
        heading = _HEADING.match(line.text)
        out.paragraph(
            words.text,
            line=line.number,
            page=line.page,
            bold=words.bold,
            heading=len(heading[1]) if heading else 0,
        )


def _without_block_marks(line: str, markdown: bool) -> str:
    if _HEADING.match(line):
        line = _CLOSING.sub("", _HEADING.sub("", line))
    if markdown:
        line = _STAR_ITEM.sub(r"\1- ", _QUOTE.sub("", line))
    return _WIDE_GAP.sub("\n", line.strip())


def _tabbed(out: Collector, run: list[_Line], kind: str) -> None:
    """Rows of a table, or paragraphs that only begin with a TAB or set their list mark off with one."""
    rows = [(line, [c.strip() for c in line.text.strip(" ").split("\t")]) for line in run]
    if all(_indented(cells) or _listed(cells) for _, cells in rows):
        return _untabbed(out, rows, kind)
    width = max(len(cells) for _, cells in rows)
    start = 0
    while _indented(rows[start][1]) and len(rows[start][1]) < width:
        start += 1
    _untabbed(out, rows[:start], kind)
    _table(out, rows[start:], kind)
    return None


def _indented(cells: list[str]) -> bool:
    return bool(cells[-1]) and not any(cells[:-1])


def _listed(cells: list[str]) -> bool:
    written = [cell for cell in cells if cell]
    return len(written) == 2 and bool(_LIST_MARK.fullmatch(written[0]))


def _untabbed(out: Collector, rows: list[tuple[_Line, list[str]]], kind: str) -> None:
    _words(
        out, [_Line(" ".join(filter(None, cells)), at.number, at.page, "words") for at, cells in rows], kind
    )


def _pipe_cells(line: str) -> list[str]:
    cells = _PIPE.split(line.strip())
    inner = cells[1 if not cells[0].strip() else 0 :]
    return [c.replace("\\|", "|") for c in (inner[:-1] if inner and not inner[-1].strip() else inner)]


def _table(out: Collector, rows: list[tuple[_Line, list[str]]], kind: str) -> None:
    markdown = kind == "md"
    if not rows:
        return
    cells = [[plain(cell, markdown) for cell in row] for _, row in rows]
    built = [
        Row(tuple(Cell(p.text, bold=p.bold) for p in row), page=line.page, line=line.number)
        for (line, _), row in zip(rows, cells, strict=True)
    ]
    out.table(built, page=rows[0][0].page)
