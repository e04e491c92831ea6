"""The blocks of a paper's body as data for the sheet: what is set, in which look, at which depth."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from vinhdanh.engines.documents import layout as to
from vinhdanh.engines.documents.layout import Look
from vinhdanh.engines.documents.model import (
    Article,
    Block,
    Bullets,
    Clause,
    FillIn,
    Heading,
    Line,
    PageBreak,
    Paragraph,
    Point,
    Run,
    Signer,
    Signers,
    Table,
    plain,
    point_letter,
)
from vinhdanh.engines.documents.pdf import signing, tables
from vinhdanh.engines.documents.words import capitals, clean, heading_lines, runs

Data: TypeAlias = dict[str, Any]

_RANKS: Final = {
    "part": 1, "chapter": 2, "section": 3, "roman": 1, "number": 4, "letter": 6, "article": 4, "clause": 5
}  # fmt: skip
_LOOKS: Final = {"roman": to.ROMAN, "number": to.CLAUSE_TITLE, "letter": to.POINT}


def text(look: Look, line: Line, **more: Any) -> Data:
    """One paragraph. ``more``: ``level`` of a heading, ``rule`` under it, and what differs from the look."""
    parts = [_run(run, look) for run in runs(line)]
    return {"t": "text", "look": look.key, "runs": parts, **more}


def _run(run: Run, look: Look) -> list[Any]:
    words = capitals(run.text) if look.upper else run.text
    return [words, int(run.bold), int(run.italic)]


@dataclass(slots=True)
class Flow:
    """Turns blocks into data for text ``room`` millimetres wide.

    ``open``: ranks of the headings that are open, so that heading levels of the tagged PDF leave none out.
    ``zones`` stands before the names of the places to sign.
    """

    room: float
    open: list[int] = field(default_factory=list)
    base: int = 1
    signers: int = 0
    zones: str = ""

    def blocks(self, blocks: Iterable[Block]) -> list[Data]:
        """Points that follow each other get the letters of their places."""
        found: list[Data] = []
        place = 0
        for block in blocks:
            place = place + 1 if isinstance(block, Point) else 0
            found += [_point(place, block)] if isinstance(block, Point) else self._block(block)
        return found

    def _block(self, block: Block) -> list[Data]:
        match block:
            case Heading():
                return self._heading(block)
            case Article():
                return self._article(block)
            case Clause():
                return self._clause(block)
            case Signers():
                return [self.sign(block.people, block.per_row)] if block.people else []
            case Table():
                return [tables.table(block, self.room)]
            case _:
                return _simple(block)

    def sign(self, people: Sequence[Signer], per_row: int) -> Data:
        """Signers side by side, counted over the whole section."""
        first, self.signers = self.signers, self.signers + len(people)
        names = [f"{self.zones}signature-{first + place}" for place in range(len(people))]
        return signing.rows(people, names, (per_row, self.room))

    def _level(self, rank: int) -> int:
        while self.open and self.open[-1] >= rank:
            self.open.pop()
        self.open.append(rank)
        return self.base + len(self.open)

    def _heading(self, heading: Heading) -> list[Data]:
        word, title = heading_lines(heading)
        level = self._level(_RANKS[heading.level])
        if not word:
            return [text(_LOOKS[heading.level], title, level=level, keep=True)]
        look = to.SECTION if heading.level == "section" else to.PART
        lines = f"{word}\n{title}" if title else word
        return [text(look, lines, level=level, after=to.PART_TITLE.after)]

    def _article(self, article: Article) -> list[Data]:
        word = Run(f"Điều {article.number}. ", bold=True)
        if article.title:
            level = self._level(_RANKS["article"])
            first = [text(to.ARTICLE, (word, Run(article.title, bold=True)), level=level, keep=True)]
            first += [text(to.BODY, article.text)] if plain(article.text) else []
        else:
            first = [text(to.ARTICLE, (word, *runs(article.text)))]
        return first + self.blocks(article.body)

    def _clause(self, clause: Clause) -> list[Data]:
        word = f"{clause.number}. "
        if clause.title:
            level = self._level(_RANKS["clause"])
            first = [text(to.CLAUSE_TITLE, word + clause.title, level=level)]
            first += [text(to.CLAUSE, clause.text)] if plain(clause.text) else []
        else:
            first = [text(to.CLAUSE, (Run(word), *runs(clause.text)))]
        return first + [_point(place, point) for place, point in enumerate(clause.points, 1)]


def _simple(block: Block) -> list[Data]:
    match block:
        case Paragraph():
            return [_paragraph(block)]
        case Bullets(items=items):
            return [text(to.BODY, (Run("- "), *runs(item))) for item in items]
        case FillIn(label=label, value=value):
            return [{"t": "fill", "look": to.FILL_IN.key, "label": clean(label), "value": clean(value)}]
        case PageBreak():
            return [{"t": "break"}]
        case _:
            raise TypeError(f"no such block: {type(block).__name__}")


def _paragraph(block: Paragraph) -> Data:
    more: Data = {"align": block.align}
    if not block.indent or block.align in {"centre", "right"}:
        more["first"] = 0
    marks = {"bold": block.bold, "italic": block.italic, "keep": block.keep}
    return text(to.BODY, block.text, **more, **{name: True for name, wanted in marks.items() if wanted})


def _point(place: int, point: Point) -> Data:
    return text(to.POINT, (Run(f"{point_letter(place)}) "), *runs(point.text)))
