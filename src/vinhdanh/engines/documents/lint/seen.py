"""The lines of a DOCX as a reader sees them: words with their size, weight, side and place.

Properties are followed from the defaults of the file through the chain of styles to what stands at the words.
Tracked deletions and hidden text are left out. Source: ECMA-376 part 1, 17.7.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from vinhdanh.engines.documents.lint.package import Parts, attribute, child, local, whole
from vinhdanh.engines.documents.model import Align

_MM: Final = 25.4 / 1440
_ON: Final = frozenset({None, "1", "true", "on"})
_SIDES: Final[dict[str, Align]] = {
    "left": "left", "start": "left", "center": "centre", "right": "right", "end": "right",
    "both": "justify", "distribute": "justify",
}  # fmt: skip
_INSIDE: Final = frozenset(
    {"ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple"}
)
_WRAPPERS: Final = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_DRAWN: Final = frozenset({"drawing", "pict", "AlternateContent", "object"})
_DEPTH: Final = 20


@dataclass(frozen=True, slots=True)
class Words:
    """A run: what it says and how it looks. ``size`` in points, 0 when the file does not say."""

    text: str
    size: float = 0
    bold: bool = False
    italic: bool = False
    font: str = ""
    underlined: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands. ``table`` counts tables from 1, 0 is none; rows and columns from 0."""

    number: int
    section: int = 0
    table: int = 0
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"bảng {self.table}, dòng {self.row + 1}" if self.table else f"đoạn {self.number}"


@dataclass(frozen=True, slots=True)
class Seen:
    """A paragraph. Lengths millimetres, gaps points; ``spacing`` is lines, 0 for a fixed height.

    ``drawn``: a border or a drawing hangs on it (the rule under a name); ``anchored``: a drawing.
    """

    place: Place
    runs: tuple[Words, ...]
    align: Align = "left"
    first: float = 0
    before: float = 0
    after: float = 0
    spacing: float = 1
    style: str = ""
    drawn: bool = False
    anchored: bool = False
    keep: bool = False

    @property
    def text(self) -> str:
        return " ".join("".join(run.text for run in self.runs).split())

    @property
    def size(self) -> float:
        """The size that most letters have."""
        by_size: dict[float, int] = {}
        for run in self.runs:
            by_size[run.size] = by_size.get(run.size, 0) + len(run.text.strip())
        return max(by_size, key=lambda size: by_size[size], default=0)

    @property
    def bold(self) -> bool:
        return all(run.bold for run in self._lettered()) and bool(self.text)

    @property
    def italic(self) -> bool:
        return all(run.italic for run in self._lettered()) and bool(self.text)

    @property
    def underlined(self) -> bool:
        return all(run.underlined for run in self._lettered()) and bool(self.text)

    @property
    def upper(self) -> bool:
        return self.text.isupper()

    def _lettered(self) -> list[Words]:
        return [run for run in self.runs if any(map(str.isalpha, run.text))] or list(self.runs)


@dataclass(frozen=True, slots=True)
class _Look:
    """Properties gathered so far; ``None`` is not said."""

    run: dict[str, str]
    paragraph: dict[str, str]


class Reader:
    """Reads paragraphs of one file."""

    def __init__(self, parts: Parts) -> None:
        self._theme = _theme_fonts(parts.theme)
        self._styles = {
            attribute(style, "styleId") or "": style
            for style in (parts.styles if parts.styles is not None else ())
            if local(style) == "style"
        }
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true"}
            ),
            "",
        )
        defaults = child(parts.styles, "docDefaults")
        self._base = _Look(
            _run_values(child(defaults, "rPrDefault", "rPr")),
            _paragraph_values(child(defaults, "pPrDefault", "pPr")),
        )
        self._known: dict[str, _Look] = {}

    def lines(self, body: Element) -> Iterator[Seen]:
        """The paragraphs in reading order, those of tables too; sections are counted on the way."""
        self._number = self._section = self._table = 0
        yield from self._blocks(body)

    def _blocks(self, parent: Element) -> Iterator[Seen]:
        for element in parent:
            name = local(element)
            if name == "p":
                self._number += 1
                yield self.paragraph(element, Place(self._number, self._section))
                self._section += child(element, "pPr", "sectPr") is not None
            elif name == "tbl":
                self._table += 1
                yield from self._rows(element, self._table)
            elif name in _WRAPPERS:
                yield from self._blocks(element)

    def _rows(self, table: Element, number: int) -> Iterator[Seen]:
        rows = [row for row in table if local(row) == "tr"]
        for at, row in enumerate(rows):
            for column, cell in enumerate(e for e in row if local(e) == "tc"):
                place = Place(self._number, self._section, number, at, column)
                yield from (self.paragraph(line, place) for line in cell.iter() if local(line) == "p")

    def paragraph(self, element: Element, place: Place) -> Seen:
        """One paragraph as it looks."""
        properties = child(element, "pPr")
        style = attribute(child(properties, "pStyle"), "val") or self._default
        look = self._look(style)
        values = {**look.paragraph, **_paragraph_values(properties)}
        runs = tuple(self._runs(element, look.run, 0))
        anchored = any(local(e) in _DRAWN for e in element.iter())
        fixed = values.get("lineRule") in {"exact", "atLeast"}
        return Seen(
            place, runs,
            align=_SIDES.get(values.get("jc", ""), "left"),
            first=_number(values, "firstLine") * _MM - _number(values, "hanging") * _MM,
            before=_number(values, "before") / 20,
            after=_number(values, "after") / 20,
            spacing=0 if fixed else (_number(values, "line") or 240) / 240,
            style=style, drawn="border" in values or anchored, anchored=anchored, keep="keep" in values,
        )  # fmt: skip

    def _runs(self, parent: Element, base: dict[str, str], depth: int) -> Iterator[Words]:
        for element in parent:
            name = local(element)
            if name == "r":
                words = self._words(element, base)
                if words is not None:
                    yield words
            elif name in _INSIDE and depth < _DEPTH:
                yield from self._runs(element, base, depth + 1)

    def _words(self, run: Element, base: dict[str, str]) -> Words | None:
        properties = child(run, "rPr")
        named = attribute(child(properties, "rStyle"), "val")
        own = self._look(named).run if named and named in self._styles else {}
        values = {**base, **own, **_run_values(properties)}
        text = "".join(_text(element) for element in run)
        if not text or values.get("vanish") == "1":
            return None
        if values.get("caps") == "1":
            text = text.upper()
        font = values.get("font") or self._theme.get(values.get("theme", ""), "")
        size = _number(values, "sz") / 2
        return Words(
            text,
            size,
            values.get("b") == "1",
            values.get("i") == "1",
            font,
            values.get("u", "none") != "none",
        )

    def _look(self, name: str) -> _Look:
        if name not in self._known:
            self._known[name] = self._gathered(name)
        return self._known[name]

    def _gathered(self, name: str) -> _Look:
        """From the root of the chain down; a chain that bites its tail ends."""
        chain: list[Element] = []
        while name in self._styles and self._styles[name] not in chain and len(chain) < _DEPTH:
            chain.append(self._styles[name])
            name = attribute(child(chain[-1], "basedOn"), "val") or ""
        run, paragraph = dict(self._base.run), dict(self._base.paragraph)
        for style in reversed(chain):
            run |= _run_values(child(style, "rPr"))
            paragraph |= _paragraph_values(child(style, "pPr"))
        return _Look(run, paragraph)


def _text(element: Element) -> str:
    match local(element):
        case "t":
            return element.text or ""
        case "tab" | "br" | "cr":
            return " "
        case "noBreakHyphen":
            return "-"
        case _:
            return ""


def _run_values(properties: Element | None) -> dict[str, str]:
    out: dict[str, str] = {}
    for element in properties if properties is not None else ():
        name, value = local(element), attribute(element, "val")
        if name in {"b", "i", "caps", "vanish"}:
            out[name] = "1" if value in _ON else "0"
        elif name in {"sz", "u"}:
            out[name] = value or ""
        elif name == "rFonts":
            named = attribute(element, "ascii") or attribute(element, "hAnsi")
            theme = attribute(element, "asciiTheme")
            out |= {"font": "", "theme": theme} if theme else {"font": named} if named else {}
    return out


def _paragraph_values(properties: Element | None) -> dict[str, str]:
    out: dict[str, str] = {}
    for element in properties if properties is not None else ():
        match local(element):
            case "jc":
                out["jc"] = attribute(element, "val") or ""
            case "spacing" | "ind":
                out |= {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
            case "pBdr":
                out["border"] = "1"
            case "keepNext":
                out["keep"] = "1"
    return out


def _number(values: dict[str, str], name: str) -> int:
    return whole(values.get(name)) or 0


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    scheme = next((e for e in theme.iter() if local(e) == "fontScheme"), None) if theme is not None else None
    out: dict[str, str] = {}
    for kind in ("major", "minor"):
        face = attribute(child(scheme, f"{kind}Font", "latin"), "typeface") or ""
        out |= {f"{kind}HAnsi": face, f"{kind}Ascii": face}
    return out
