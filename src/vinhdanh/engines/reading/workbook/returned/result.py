"""The sheet "Kết quả": what was found, line by line, each with a link to its cell."""

from typing import Final

from lxml import etree

from vinhdanh.engines.reading.workbook.notes import Line, Notes
from vinhdanh.engines.reading.workbook.places import letters
from vinhdanh.engines.reading.workbook.returned.package import Element, made
from vinhdanh.engines.reading.workbook.returned.styles import Styles

_WIDTHS: Final = (18, 10, 26, 30, 70)
_XML: Final = "{http://www.w3.org/XML/1998/namespace}space"


def result_sheet(notes: Notes, styles: Styles, namespace: str) -> bytes:
    """The sheet as XML; every text is text, whatever it begins with."""
    root = etree.Element(f"{{{namespace}}}worksheet", nsmap={None: namespace})
    columns = made(root, "cols")
    for number, width in enumerate(_WIDTHS, 1):
        made(columns, "col", min=str(number), max=str(number), width=str(width), customWidth="1")
    data = made(root, "sheetData")
    plain = styles.wrapped(0)
    bold = styles.bold()
    number = 0
    for words in [*notes.words, ""]:
        number += 1
        _row(data, number, texts=(words,), styles=(bold if number == 1 else styles.inert(0),))
    number += 1
    _row(data, number, texts=tuple(notes.headings), styles=(bold,) * len(notes.headings))
    links = []
    for line in notes.lines:
        number += 1
        mark = styles.marked(plain, line.colour) if line.colour else plain
        _row(data, number, texts=line.cells, styles=(plain, mark, *(plain,) * (len(line.cells) - 2)))
        if line.cell:
            links.append((f"B{number}", line))
    _links(root, links)
    told: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return told


def _row(data: Element, number: int, *, texts: tuple[str, ...], styles: tuple[int, ...]) -> None:
    row = made(data, "row", r=str(number))
    for column, (text, style) in enumerate(zip(texts, styles, strict=True)):
        cell = made(row, "c", r=f"{letters(column)}{number}", s=str(style), t="inlineStr")
        words = made(made(cell, "is"), "t")
        words.text = _clean(text)
        words.set(_XML, "preserve")


def _links(root: Element, links: list[tuple[str, Line]]) -> None:
    if not links:
        return
    listing = made(root, "hyperlinks")
    for reference, line in links:
        sheet = line.sheet.replace("'", "''")
        made(listing, "hyperlink", ref=reference, location=f"'{sheet}'!{line.cell}", display=line.cell)


def _clean(text: str) -> str:
    """Characters that XML cannot hold are left out."""
    return "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
