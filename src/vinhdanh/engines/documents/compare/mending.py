"""A DOCX mended in place: words of cells put back, rows taken out or in again, number and day filled in.

Only the words change; the look of the paper is left as it is.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any, Final

from vinhdanh.engines.documents.compare.content import is_unseen
from vinhdanh.engines.reading.archive import open_archive, unpack
from vinhdanh.engines.reading.limits import XML_BYTES
from vinhdanh.foundation.kernel.text import squash

_MAIN: Final = "word/document.xml"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_HEADER: Final = re.compile(r"word/header\d*\.xml")
_NUMBER: Final = re.compile(r"Số:\s*(?:\d+|[.…_ ]*)\s*/?\s*\S*", re.IGNORECASE)
_DAY: Final = re.compile(
    r"^(?P<place>[^,]{2,60}),\s*ngày[\s\d.…_]*tháng[\s\d.…_]*năm[\s\d.…_]*$", re.IGNORECASE
)


def mend(data: bytes, edits: Sequence[Mapping[str, Any]]) -> bytes:
    """The same DOCX with ``edits`` carried out.

    Each edit is ``{do: "cell", table, row, cell, text}``, ``{do: "drop", table, row}``,
    ``{do: "add", table, row, words}`` (so that it becomes row ``row``; rows as they were before any edit),
    ``{do: "number", text}``, ``{do: "day", text}`` or ``{do: "final"}`` (without the watermark of a draft).
    An edit whose place is gone is passed over.
    """
    archive = open_archive(data, "DOCX")
    root = _root(archive, _MAIN)
    tables = [table for table in root.iter(f"{_W}tbl") if _outermost(table)]
    # From the last row up, so that places stay what they were.
    for _, edit in sorted(enumerate(edits), key=_place, reverse=True):
        if edit["do"] in _DO:
            _DO[edit["do"]](root, tables, edit)
    parts = {_MAIN: root}
    if any(edit["do"] == "final" for edit in edits):
        parts |= {name: _unmarked(archive, name) for name in archive.namelist() if _HEADER.fullmatch(name)}
    return _packed(archive, parts)


def _root(archive: zipfile.ZipFile, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(unpack(archive, name, label="DOCX", limit=XML_BYTES), parser)


def _unmarked(archive: zipfile.ZipFile, name: str) -> Any:
    """A header without drawn words behind the text."""
    root = _root(archive, name)
    for drawn in list(root.iter(f"{_W}pict")):
        drawn.getparent().remove(drawn)
    return root


def _place(numbered: tuple[int, Mapping[str, Any]]) -> tuple[int, int, bool, bool, int]:
    number, edit = numbered
    return edit.get("table", -1), edit.get("row", -1), edit["do"] == "cell", edit["do"] == "drop", number


def _outermost(table: Any) -> bool:
    return all(parent.tag != f"{_W}tbl" for parent in table.iterancestors())


def _packed(archive: zipfile.ZipFile, parts: Mapping[str, Any]) -> bytes:
    from lxml import etree

    out = io.BytesIO()
    words = {
        name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        for name, root in parts.items()
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in archive.infolist():
            known = words.get(entry.filename)
            made.writestr(entry, archive.read(entry) if known is None else known)
    return out.getvalue()


def _rows(tables: Sequence[Any], edit: Mapping[str, Any]) -> list[Any]:
    at = edit["table"]
    if not 0 <= at < len(tables):
        return []
    return [row for row in tables[at].findall(f"{_W}tr") if not is_unseen(row.find(f"{_W}trPr"))]


def _set_cell(root: Any, tables: Sequence[Any], edit: Mapping[str, Any]) -> None:
    rows = _rows(tables, edit)
    cells = rows[edit["row"]].findall(f"{_W}tc") if 0 <= edit["row"] < len(rows) else []
    if 0 <= edit["cell"] < len(cells):
        _write(cells[edit["cell"]], edit["text"])


def _drop_row(root: Any, tables: Sequence[Any], edit: Mapping[str, Any]) -> None:
    rows = _rows(tables, edit)
    if 0 <= edit["row"] < len(rows):
        rows[edit["row"]].getparent().remove(rows[edit["row"]])


def _add_row(root: Any, tables: Sequence[Any], edit: Mapping[str, Any]) -> None:
    """A copy of the row before (of the next where it would be the first) with other words."""
    rows = _rows(tables, edit)
    if not rows:
        return
    at = min(max(edit["row"], 0), len(rows))
    like = (
        rows[at - 1]
        if at and rows[at - 1].find(f"{_W}trPr/{_W}tblHeader") is None
        else rows[min(at, len(rows) - 1)]
    )
    made = deepcopy(like)
    for heading in made.findall(f"{_W}trPr/{_W}tblHeader"):
        heading.getparent().remove(heading)
    for cell, words in zip(made.findall(f"{_W}tc"), edit["words"], strict=False):
        _write(cell, words)
    if at < len(rows):
        rows[at].addprevious(made)
    else:
        rows[-1].addnext(made)


def _write(holder: Any, text: str) -> None:
    """Put words into a cell: its first paragraph keeps its look, each line has one of its own."""
    paragraphs = holder.findall(f"{_W}p")
    first = paragraphs[0] if paragraphs else holder.makeelement(f"{_W}p")
    if not paragraphs:
        holder.append(first)
    for other in paragraphs[1:]:
        holder.remove(other)
    after = first
    for number, line in enumerate(text.split("\n")):
        paragraph = first if number == 0 else deepcopy(first)
        if number:
            after.addnext(paragraph)
        _set_line(paragraph, line)
        after = paragraph


def _set_line(paragraph: Any, text: str) -> None:
    """All words of a paragraph in one run with the look of its first."""
    look = next(iter(paragraph.iter(f"{_W}rPr")), None)
    own = paragraph.find(f"{_W}pPr")
    look = None if look is None or (own is not None and look.getparent() is own) else look
    look = (
        look if look is not None else next((each.find(f"{_W}rPr") for each in paragraph.iter(f"{_W}r")), None)
    )
    kept = deepcopy(look) if look is not None else None
    for each in list(paragraph):
        if each.tag != f"{_W}pPr":
            paragraph.remove(each)
    run = paragraph.makeelement(f"{_W}r")
    if kept is not None:
        for hidden in kept.findall(f"{_W}vanish"):
            kept.remove(hidden)
        run.append(kept)
    words = run.makeelement(f"{_W}t", {_SPACE: "preserve"})
    words.text = text
    run.append(words)
    paragraph.append(run)


def _fill_number(root: Any, tables: Sequence[Any], edit: Mapping[str, Any]) -> None:
    """“Số: …” in the head of the paper."""
    _fill(tables, lambda line: f"Số: {edit['text']}" if _NUMBER.fullmatch(line) else None)


def _fill_day(root: Any, tables: Sequence[Any], edit: Mapping[str, Any]) -> None:
    """“Nơi, ngày … tháng … năm …” in the head of the paper."""

    def new(line: str) -> str | None:
        found = _DAY.match(line)
        return f"{found['place']}, {edit['text']}" if found else None

    _fill(tables, new)


def _fill(tables: Sequence[Any], new: Callable[[str], str | None]) -> None:
    for paragraph in tables[0].iter(f"{_W}p") if tables else ():
        line = new(squash("".join(each.text or "" for each in paragraph.iter(f"{_W}t"))))
        if line is not None:
            _set_line(paragraph, line)
            return


_DO: Final[Mapping[str, Callable[[Any, Sequence[Any], Mapping[str, Any]], None]]] = {
    "cell": _set_cell,
    "drop": _drop_row,
    "add": _add_row,
    "number": _fill_number,
    "day": _fill_day,
}
