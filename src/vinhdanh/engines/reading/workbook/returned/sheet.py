"""The cells of one sheet: coloured, made where they are missing, formulas turned into their values."""

from collections.abc import Iterator
from typing import Final

from vinhdanh.engines.reading.workbook.places import column_of, letters
from vinhdanh.engines.reading.workbook.returned.package import Element, child, children, local, made
from vinhdanh.engines.reading.workbook.returned.styles import Styles

RISKY: Final = ("=", "+", "-", "@", "\t", "\r")
_AFTER_LEGACY: Final = frozenset(
    {
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    }
)


class SheetCells:
    """Rows and cells by their place. Cells without a written place count on from the one before."""

    def __init__(self, root: Element, styles: Styles, risky: frozenset[str]) -> None:
        self.root, self.styles, self.risky = root, styles, risky
        found = child(root, "sheetData")
        self.data = made(root, "sheetData") if found is None else found
        self.rows = dict(self._numbered())

    def clean(self) -> bool:
        """Take marks of an earlier return away and make formulas inert; whether there were formulas."""
        formulas = False
        for row in self.rows.values():
            for cell in children(row, "c"):
                formulas |= self._clean(cell)
        return formulas

    def colour(self, reference: str, colour: str) -> None:
        """Give a cell the ground of a mark; it is made when the sheet has none there."""
        cell = self._cell(reference)
        cell.set("s", str(self.styles.marked(_style(cell), colour)))

    def _clean(self, cell: Element) -> bool:
        plain = self.styles.unmarked(_style(cell))
        if plain != _style(cell):
            cell.set("s", str(plain))
        formula = child(cell, "f")
        if formula is not None:
            self._to_value(cell, formula)
        text = _own_text(cell)
        if cell.get("t") == "s" and text in self.risky:
            cell.set("s", str(self.styles.inert(_style(cell))))
        return formula is not None

    def _to_value(self, cell: Element, formula: Element) -> None:
        cell.remove(formula)
        if cell.get("t") != "str":
            return
        text = _own_text(cell)
        for part in list(cell):
            cell.remove(part)
        cell.set("t", "inlineStr")
        words = made(made(cell, "is"), "t")
        words.text = text
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        if text.startswith(RISKY):
            cell.set("s", str(self.styles.inert(_style(cell))))

    def _numbered(self) -> Iterator[tuple[int, Element]]:
        number = 0
        for row in children(self.data, "row"):
            number = int(row.get("r") or number + 1)
            self._place(row, number)
            yield number, row

    def _place(self, row: Element, number: int) -> None:
        column = -1
        for cell in children(row, "c"):
            reference = cell.get("r")
            column = column_of(reference) if reference else column + 1
            if not reference:
                cell.set("r", f"{letters(column)}{number}")

    def _cell(self, reference: str) -> Element:
        column, number = column_of(reference), int(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        row = self.rows.get(number)
        if row is None:
            row = self._new_row(number)
        at = len(row)
        for place, cell in enumerate(row):
            here = column_of(cell.get("r")) if local(cell) == "c" else -1
            if here == column:
                return cell
            if here > column:
                at = place
                break
        row.attrib.pop("spans", None)
        return made(row, "c", at=at, r=reference)

    def _new_row(self, number: int) -> Element:
        after = [each for each in self.rows if each < number]
        at = self.data.index(self.rows[max(after)]) + 1 if after else 0
        row = made(self.data, "row", at=at, r=str(number))
        self.rows[number] = row
        return row


def place_legacy(root: Element, identity: str, namespace: str) -> None:
    """Refer to the drawing of notes, at the place that the order of the format asks for."""
    at = next((n for n, each in enumerate(root) if local(each) in _AFTER_LEGACY), len(root))
    element = made(root, "legacyDrawing", at=at)
    element.set(f"{{{namespace}}}id", identity)


def _style(cell: Element) -> int:
    text = cell.get("s") or "0"
    return int(text) if text.isdigit() else 0


def _own_text(cell: Element) -> str:
    value = child(cell, "v")
    return "" if value is None else value.text or ""
