"""Marks in a workbook: colours and notes at the faults, and one more sheet that lists them."""

from collections import defaultdict
from typing import Final

from lxml import etree

from vinhdanh.engines.reading.faults import FaultCode, fault
from vinhdanh.engines.reading.workbook.notes import Note, Notes
from vinhdanh.engines.reading.workbook.reader import RESULT_SHEET
from vinhdanh.engines.reading.workbook.returned.comments import SheetNotes
from vinhdanh.engines.reading.workbook.returned.package import LABEL, Element, Package, child, children, made
from vinhdanh.engines.reading.workbook.returned.result import result_sheet
from vinhdanh.engines.reading.workbook.returned.sheet import RISKY, SheetCells
from vinhdanh.engines.reading.workbook.returned.styles import Styles

MOST_NOTES: Final = 3_000
"""Boxes with words on one sheet; more cells are coloured only, and stand in the list with their words."""
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STYLES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


def mark_workbook(data: bytes, notes: Notes) -> bytes:
    """The workbook with these notes in it. Raises :class:`ReadingFault` for a file that is not sound."""
    package = Package(data)
    return _Marking(package, notes).run()


class _Marking:
    def __init__(self, package: Package, notes: Notes) -> None:
        self.package, self.notes = package, notes
        self.book = package.workbook()
        self.root = package.tree(self.book)
        self.styles = Styles(package.tree(self._styles_part()))
        self.risky = self._risky_texts()
        self.by_sheet: dict[int, list[Note]] = defaultdict(list)
        for note in notes.cells:
            self.by_sheet[note.sheet].append(note)

    def run(self) -> bytes:
        formulas = False
        for number, entry in enumerate(children(child(self.root, "sheets"), "sheet")):
            part = self._part_of(entry)
            if part and part.startswith("xl/worksheets/") and entry.get("name") != RESULT_SHEET:
                formulas |= self._sheet(part, self.by_sheet.get(number, []))
        if formulas:
            self._drop_calculations()
        self._result()
        return self.package.written()

    def _sheet(self, part: str, notes: list[Note]) -> bool:
        root = self.package.tree(part)
        cells = SheetCells(root, self.styles, self.risky)
        formulas = cells.clean()
        for note in notes:
            cells.colour(note.cell, note.colour)
        said: dict[str, str] = {}
        for note in sorted(notes, key=lambda each: each.colour != "wrong"):
            if note.said and len(said) < MOST_NOTES:
                said[note.cell] = f"{said[note.cell]}\n{note.said}" if note.cell in said else note.said
        SheetNotes(self.package, part, root).write(said)
        return formulas

    def _part_of(self, entry: Element) -> str | None:
        identity = entry.get(f"{{{self.package.namespace()}}}id", "")
        return self.package.target_of(self.book, identity)

    def _styles_part(self) -> str:
        found = self.package.related(self.book, "styles")
        if found and self.package.has(found):
            return found
        namespace = etree.QName(self.root).namespace
        empty = etree.Element(f"{{{namespace}}}styleSheet", nsmap={None: namespace})
        for name, inner in (("fonts", "font"), ("borders", "border"), ("cellStyleXfs", "xf")):
            made(made(empty, name), inner)
        self.package.put("xl/styles.xml", etree.tostring(empty), _STYLES)
        self.package.relate(self.book, "styles", "xl/styles.xml")
        return "xl/styles.xml"

    def _risky_texts(self) -> frozenset[str]:
        """Numbers (as text) of shared strings that begin like a formula."""
        part = self.package.related(self.book, "sharedStrings")
        if not part or not self.package.has(part):
            return frozenset()
        entries = children(self.package.tree(part), "si")
        return frozenset(
            str(number) for number, entry in enumerate(entries) if "".join(entry.itertext()).startswith(RISKY)
        )

    def _drop_calculations(self) -> None:
        """The list of formulas to calculate names cells that hold none now."""
        chain = self.package.related(self.book, "calcChain")
        if chain:
            self.package.unrelate(self.book, "calcChain")
            self.package.drop(chain)

    def _result(self) -> None:
        sheets = child(self.root, "sheets")
        if sheets is None:
            raise fault(FaultCode.DAMAGED, found=LABEL)
        xml = result_sheet(self.notes, self.styles, etree.QName(self.root).namespace)
        for entry in children(sheets, "sheet"):
            if entry.get("name") == RESULT_SHEET and (part := self._part_of(entry)):
                self.package.put(part, xml, _SHEET)
                return
        part = self.package.free("xl/worksheets/sheet{}.xml")
        self.package.put(part, xml, _SHEET)
        identity = self.package.relate(self.book, "worksheet", part)
        highest = max((int(entry.get("sheetId") or 0) for entry in children(sheets, "sheet")), default=0)
        entry = made(sheets, "sheet", name=RESULT_SHEET, sheetId=str(highest + 1))
        entry.set(f"{{{self.package.namespace()}}}id", identity)
