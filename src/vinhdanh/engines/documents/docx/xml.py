"""WordprocessingML in small pieces: runs, paragraphs and their properties, in the order that the schema asks.

Source: ECMA-376 part 1, 17.3. Written as text: a list of thousands of rows is a matter of milliseconds.
"""

from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from vinhdanh.engines.documents.layout import Look
from vinhdanh.engines.documents.model import Align, Line
from vinhdanh.engines.documents.words import runs

NAMES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
HEADING: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
JUSTIFY: Final[dict[Align, str]] = {"left": "left", "centre": "center", "right": "right", "justify": "both"}
_TWIPS: Final = 1440 / 25.4
_HIDDEN: Final = '<w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve"> </w:t></w:r>'
"""LibreOffice hides a paragraph only when there is something in it to hide."""
_UNSEEN: Final = '<w:rPr><w:vanish/><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>'


def twips(millimetres: float) -> int:
    """Twentieths of a point."""
    return round(millimetres * _TWIPS)


def half_points(points: float) -> int:
    """The unit of ``w:sz``."""
    return round(points * 2)


def attribute(text: str) -> str:
    """A value with its quotes."""
    return quoteattr(text)


@dataclass(frozen=True, slots=True)
class P:
    """A paragraph: a cell's look, what is in it (XML), and where it differs from the look.

    Lengths in millimetres, gaps in points; ``None`` leaves what the style says. ``exact`` is the height of
    the line in points. ``borders``, ``tabs`` and ``section`` are XML.
    """

    look: Look
    content: str = ""
    align: Align | None = None
    before: float | None = None
    after: float | None = None
    exact: float | None = None
    first: float | None = None
    left: float | None = None
    right: float = 0
    keep: bool = False
    new_page: bool = False
    borders: str = ""
    tabs: str = ""
    section: str = ""
    unseen: bool = False
    """A paragraph that a program needs and a reader does not: it takes no room."""
    words: str = ""
    """The plain text, for counting lines."""

    def xml(self) -> str:
        parts = [
            f'<w:p><w:pPr><w:pStyle w:val="{self.look.key}"/>',
            "<w:keepNext/>" if self.keep else "",
            "<w:pageBreakBefore/>" if self.new_page else "",
            f"<w:pBdr>{self.borders}</w:pBdr>" if self.borders else "",
            f"<w:tabs>{self.tabs}</w:tabs>" if self.tabs else "",
            self._spacing(),
            self._indents(),
            f'<w:jc w:val="{JUSTIFY[self.align]}"/>' if self.align else "",
            _UNSEEN if self.unseen else "",
            self.section,
            f"</w:pPr>{_HIDDEN if self.unseen else self.content}</w:p>",
        ]
        return "".join(parts)

    def _spacing(self) -> str:
        given = [
            "" if self.before is None else f' w:before="{round(self.before * 20)}"',
            "" if self.after is None else f' w:after="{round(self.after * 20)}"',
            "" if self.exact is None else f' w:line="{round(self.exact * 20)}" w:lineRule="exact"',
        ]
        return f"<w:spacing{''.join(given)}/>" if any(given) else ""

    def _indents(self) -> str:
        """A negative first line is one that hangs."""
        first = self.first or 0
        given = [
            "" if self.left is None else f' w:left="{twips(self.left)}"',
            f' w:right="{twips(self.right)}"' if self.right else "",
            f' w:hanging="{twips(-first)}"' if first < 0 else "",
            "" if self.first is None or first < 0 else f' w:firstLine="{twips(first)}"',
        ]
        return f"<w:ind{''.join(given)}/>" if any(given) else ""


def text(words: str) -> str:
    """The inside of a run: line ends and tabs as Word writes them."""
    out = []
    for place, line in enumerate(words.split("\n")):
        out.append("<w:br/>" if place else "")
        for column, part in enumerate(line.split("\t")):
            out.append("<w:tab/>" if column else "")
            if part:
                out.append(f'<w:t xml:space="preserve">{escape(part)}</w:t>')
    return "".join(out)


def run(words: str, *, bold: bool | None = None, italic: bool | None = None, size: float = 0) -> str:
    """Words of one look; ``None`` leaves what the paragraph's style says."""
    if not words:
        return ""
    look = _switch("b", bold) + _switch("i", italic)
    if size:
        look += f'<w:sz w:val="{half_points(size)}"/><w:szCs w:val="{half_points(size)}"/>'
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{text(words)}</w:r>"


def written(line: Line, *, bold: bool | None = None, italic: bool | None = None, size: float = 0) -> str:
    """A line of the model as runs; ``bold`` and ``italic`` hold for all of it."""
    return "".join(
        run(part.text, bold=part.bold or bold, italic=part.italic or italic, size=size) for part in runs(line)
    )


def _switch(name: str, value: bool | None) -> str:
    if value is None:
        return ""
    ending = "/>" if value else ' w:val="0"/>'
    return f"<w:{name}{ending}<w:{name}Cs{ending}"
