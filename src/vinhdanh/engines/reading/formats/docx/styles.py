"""Styles: what a paragraph or a run inherits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from vinhdanh.engines.reading.office_xml import attribute, child, children, number, switch, value

_HEADING = re.compile(r"(?:heading|tiêu đề|đầu đề)\s*([1-9])", re.IGNORECASE)
_BODY_TEXT_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Look:
    """Properties of a run that change what its words say or how much they weigh."""

    bold: bool = False
    capitals: bool = False
    hidden: bool = False
    raised: bool = False
    font: str = ""


class Styles:
    """The style sheet; every lookup follows ``basedOn`` and survives circles and gaps."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {attribute(s, "styleId"): s for s in children(root, "style")}
        self._default = next((k for k, s in self._styles.items() if _is_default(s)), "")
        run_defaults = child(child(root, "docDefaults"), "rPrDefault")
        self._base_run = child(run_defaults, "rPr")

    def heading(self, properties: Element | None) -> int:
        """The outline level 1..9 of a paragraph, 0 for body text."""
        level = value(properties, "outlineLvl")
        for style in self._chain(properties, "pStyle"):
            if level is None and (named := _HEADING.match(value(style, "name") or "")):
                return int(named[1])
            level = level or value(child(style, "pPr"), "outlineLvl")
        found = number(level, _BODY_TEXT_LEVEL)
        return found + 1 if 0 <= found < _BODY_TEXT_LEVEL else 0

    def centred(self, properties: Element | None) -> bool:
        own = [properties, *(child(style, "pPr") for style in self._chain(properties, "pStyle"))]
        return next((found for p in own if (found := value(p, "jc"))), "") == "center"

    def numbering(self, properties: Element | None) -> tuple[str, int] | None:
        """``(numId, level)`` of a list paragraph, own or by style; ``None`` for others."""
        level: str | None = None
        for source in [properties, *(child(s, "pPr") for s in self._chain(properties, "pStyle"))]:
            found = child(source, "numPr")
            level = level or value(found, "ilvl")
            if (identity := value(found, "numId")) is not None:
                return (identity, number(level)) if identity != "0" else None
        return None

    def look(self, paragraph: Element | None, run: Element | None) -> Look:
        """A run's look: its own properties, then its style, then the paragraph's style, then the defaults."""
        by_run = [child(style, "rPr") for style in self._chain(run, "rStyle")]
        by_paragraph = [child(style, "rPr") for style in self._chain(paragraph, "pStyle")]
        sources = [run, *by_run, *by_paragraph, self._base_run]
        return Look(
            bold=_first(sources, "b"),
            capitals=_first(sources, "caps"),
            hidden=_first(sources, "vanish"),
            raised=(value(run, "vertAlign") or "baseline") != "baseline",
            font=next((f for s in sources if (f := attribute(child(s, "rFonts"), "ascii"))), ""),
        )

    def _chain(self, properties: Element | None, kind: str) -> Iterator[Element]:
        name = value(properties, kind) or (self._default if kind == "pStyle" else "")
        seen: set[str] = set()
        while name and name not in seen and name in self._styles:
            seen.add(name)
            yield self._styles[name]
            name = value(self._styles[name], "basedOn") or ""


def _is_default(style: Element) -> bool:
    return attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true")


def _first(sources: list[Element | None], name: str) -> bool:
    return next((found for s in sources if (found := switch(s, name)) is not None), False)
