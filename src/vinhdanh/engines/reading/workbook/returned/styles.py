"""Colours for marked cells: a copy of the cell's own style with another ground, nothing else changed."""

from copy import deepcopy
from typing import Final

from vinhdanh.engines.reading.workbook.returned.package import Element, child, children, local, made

COLOURS: Final = {"wrong": "FFFF9B9A", "mended": "FFFFE89B", "good": "FFD3F0D9"}
"""Grounds of our own, told apart from the office's by their exact value."""
_ORDER: Final = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")


class Styles:
    """The styles of a workbook, grown as marks need them."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.fills = self._part("fills")
        self.formats = self._part("cellXfs")
        self._known: dict[tuple[int, str], int] = {}
        self._fill_of = {colour: self._fill(value) for colour, value in COLOURS.items()}
        self._marked = self._carrying_marks()

    def marked(self, style: int, colour: str) -> int:
        """The style with a mark's ground."""
        return self._copy(style, colour, fillId=str(self._fill_of[colour]), applyFill="1")

    def unmarked(self, style: int) -> int:
        """The style without a mark of an earlier return; itself when it has none."""
        if style not in self._marked:
            return style
        return self._copy(style, "plain", fillId="0", applyFill="0")

    def inert(self, style: int) -> int:
        """The style under which text that begins like a formula stays text when somebody edits the cell."""
        return self._copy(style, "inert", quotePrefix="1")

    def bold(self) -> int:
        """A style of our own for headings."""
        fonts = self._part("fonts")
        font = made(fonts, "font")
        made(font, "b")
        made(font, "sz", val="11")
        made(font, "name", val="Times New Roman")
        fonts.set("count", str(len(fonts)))
        return self._copy(0, "bold", fontId=str(len(fonts) - 1), applyFont="1")

    def wrapped(self, style: int) -> int:
        """The style with text that breaks into lines and never runs as a formula."""
        index = self._copy(style, "wrapped", quotePrefix="1", applyAlignment="1")
        entry = self.formats[index]
        alignment = child(entry, "alignment")
        if alignment is None:
            alignment = made(entry, "alignment", at=0)
        alignment.set("wrapText", "1")
        alignment.set("vertical", "top")
        return index

    def _part(self, name: str) -> Element:
        found = child(self.root, name)
        if found is not None:
            return found
        before = _ORDER[: _ORDER.index(name)]
        at = sum(1 for each in self.root if local(each) in before)
        part = made(self.root, name, at=at)
        if name == "fills":
            for pattern in ("none", "gray125"):
                made(made(part, "fill"), "patternFill", patternType=pattern)
        if name == "cellXfs":
            made(part, "xf", numFmtId="0", fontId="0", fillId="0", borderId="0")
        return part

    def _fill(self, colour: str) -> int:
        """The number of our fill, made when it is not there yet."""
        for number, fill in enumerate(self.fills):
            if self._ground(fill) == colour:
                return number
        pattern = made(made(self.fills, "fill"), "patternFill", patternType="solid")
        made(pattern, "fgColor", rgb=colour)
        made(pattern, "bgColor", indexed="64")
        self.fills.set("count", str(len(self.fills)))
        return len(self.fills) - 1

    def _ground(self, fill: Element) -> str:
        colour = child(child(fill, "patternFill"), "fgColor")
        return "" if colour is None else (colour.get("rgb") or "").upper()

    def _carrying_marks(self) -> frozenset[int]:
        ours = {number for number, fill in enumerate(self.fills) if self._ground(fill) in COLOURS.values()}
        return frozenset(
            number
            for number, entry in enumerate(children(self.formats, "xf"))
            if int(entry.get("fillId") or 0) in ours
        )

    def _copy(self, style: int, name: str, **attributes: str) -> int:
        key = (style, name)
        if key not in self._known:
            base = self.formats[style] if 0 <= style < len(self.formats) else self.formats[0]
            entry = deepcopy(base)
            for attribute, value in attributes.items():
                entry.set(attribute, value)
            self.formats.append(entry)
            self.formats.set("count", str(len(self.formats)))
            self._known[key] = len(self.formats) - 1
        return self._known[key]
