"""The words of one paragraph: runs, breaks, fields, accepted changes."""

import re
from functools import cached_property
from xml.etree.ElementTree import Element

from vinhdanh.engines.reading.formats.docx.styles import Look, Styles
from vinhdanh.engines.reading.formats.encodings import from_font
from vinhdanh.engines.reading.formats.marks import tidy
from vinhdanh.engines.reading.office_xml import attribute, child, local

_SEEN_THROUGH = {
    "ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "bdo", "dir",
    "oMath", "oMathPara", "ruby", "rubyBase",
}  # fmt: skip
_LEFT_OUT = {"del", "moveFrom", "pPr", "rPr", "rt", "sdtPr"}
_DRAWINGS = {"drawing", "pict", "object"}
_LIST_MARK = re.compile(r"\(?(?:[-–+*•]|\w{1,5}[.)/]?)$")
_TABS = re.compile(r"\t+")


class Words:
    """Reads one paragraph. ``\\n`` stands for line breaks and for TABs that set columns apart."""

    def __init__(self, styles: Styles, properties: Element | None) -> None:
        self._styles = styles
        self._properties = properties
        self._parts: list[str] = []
        self._thin = False
        self._heavy = False
        self.boxes: list[Element] = []
        self.page_breaks = 0
        self.rendered_breaks = 0
        self.breaks_before = (0, 0)
        """Page breaks and rendered breaks ahead of the first words."""
        self.saw_changes = False

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return self._heavy and not self._thin

    @cached_property
    def _plain(self) -> Look:
        return self._styles.look(self._properties, None)

    def text(self) -> str:
        """All words read so far."""
        whole = "".join(self._parts)
        return tidy(_untabbed(whole) if "\t" in whole else whole)

    def read(self, parent: Element) -> None:
        """Add the words of a paragraph or of a wrapper inside one."""
        for element in parent:
            name = local(element)
            self.saw_changes |= name in ("ins", "del", "moveFrom", "moveTo")
            if name == "r":
                self._run(element)
            elif name in _SEEN_THROUGH:
                self.read(element)
            elif name == "AlternateContent":
                self._alternative(element)
            elif name not in _LEFT_OUT:
                self._piece(element, self._plain)

    def _run(self, run: Element) -> None:
        properties = child(run, "rPr")
        look = self._plain if properties is None else self._styles.look(self._properties, properties)
        if look.hidden:
            return
        if look.raised and self._parts and self._parts[-1][-1:].isalnum():
            self._parts.append(" ")
        for element in run:
            if local(element) == "AlternateContent":
                self._alternative(element)
            else:
                self._piece(element, look)
        if look.raised:
            self._parts.append(" ")

    def _piece(self, element: Element, look: Look) -> None:
        match local(element):
            case "t":
                self._add(element.text or "", look)
            case "tab" | "ptab":
                self._parts.append("\t")
            case "br" | "cr":
                self.page_breaks += attribute(element, "type") == "page"
                self._parts.append("\n")
            case "noBreakHyphen":
                self._add("-", look)
            case "lastRenderedPageBreak":
                self.rendered_breaks += 1
            case name if name in _DRAWINGS:
                self._boxes_in(element)

    def _add(self, text: str, look: Look) -> None:
        text = from_font(text, look.font) if look.font else text
        self._parts.append(text.upper() if look.capitals else text)
        if any(map(str.isalnum, text)):
            if not (self._heavy or self._thin):
                self.breaks_before = (self.page_breaks, self.rendered_breaks)
            self._heavy |= look.bold
            self._thin |= not look.bold

    def _alternative(self, element: Element) -> None:
        """The same content twice, for new and old readers: the first choice is enough."""
        chosen = child(element, "Choice")
        chosen = child(element, "Fallback") if chosen is None else chosen
        if chosen is None:
            return
        for part in chosen:
            if local(part) in _DRAWINGS:
                self._boxes_in(part)
            elif local(part) == "r":
                self._run(part)

    def _boxes_in(self, drawing: Element) -> None:
        """Text boxes, outermost only: the walk over a box finds those inside it."""
        waiting = [drawing]
        while waiting:
            element = waiting.pop(0)
            if local(element) == "txbxContent":
                self.boxes.append(element)
            elif local(element) == "AlternateContent":
                self._alternative(element)
            else:
                waiting[:0] = list(element)


def _untabbed(text: str) -> str:
    """TABs at the ends are indents, after a mark or a label a space; elsewhere they set columns apart."""
    text = text.strip("\t \n")
    at, whole = 0, ""
    for gap in _TABS.finditer(text):
        before = text[at : gap.start()].rstrip()
        apart = not (_LIST_MARK.fullmatch(before.lstrip()) or before.endswith((":", "\n")) or not before)
        whole += before + ("\n" if apart else " ")
        at = gap.end()
    return whole + text[at:]
