"""Lines of a filled wording as blocks of the model: written as an officer types a paper.

====================  ==========================================================
``I. …``              heading, counted anew whatever number is typed
``1. [Title]``        numbered heading (inside an article: a clause with a title)
``1. words``          clause; ``a) words`` point; ``a) [Title]`` lettered heading
``Điều 1. words``     article; ``Điều 1. [Title]`` with a title, then its clauses
``Chương I. Title``   also ``Phần``, ``Mục``
``- words``           lines with a hyphen
``>> words``          centred; ``> words`` without indent
``… Label: words``    a line of a form, dots where nothing is filled in
``|= A | B``          a table (:mod:`.tables`)
``ký: OFFICE = Name`` a signature in the body; several parted by ``||``
``=== Phụ lục: T``    an annex (``=== Danh sách: T`` without the word), ``(ngang)`` at its end: lying pages
``~~~``               a new page
====================  ==========================================================

``**bold**`` and ``//italic//`` inside a line; a line all in bold stays with what follows.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from vinhdanh.engines.documents.model import (
    Annex,
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
)
from vinhdanh.engines.documents.templates import tables
from vinhdanh.engines.documents.templates.expand import Rows, Sealed
from vinhdanh.foundation.kernel.text import squash

Maker = Callable[[Rows], tuple[Block, ...]]

_STYLED: Final = re.compile(r"\*\*(.+?)\*\*|//(.+?)//")
_ROMAN: Final = re.compile(r"[IVX]+\.\s+(.+)")
_NUMBER: Final = re.compile(r"\d+\.\s+(.+)")
_LETTER: Final = re.compile(r"[a-zđ]\)\s+(.+)")
_ARTICLE: Final = re.compile(r"Điều \d+\.\s+(.+)")
_LARGE: Final = re.compile(r"(Phần|Chương|Mục) [IVX\d]+\.\s+(.+)")
_TITLED: Final = re.compile(r"\[(.+)\]")
_ANNEX: Final = re.compile(r"===\s*(Phụ lục|Danh sách):\s*(.+?)\s*(\(ngang\))?")
_SIGN: Final = re.compile(r"ký(?: (\d))?:\s*(.+)")
_NOTE: Final = re.compile(r"\((Ký[^()]*)\)")
_LEVELS: Final[Mapping[str, Literal["part", "chapter", "section"]]] = {
    "Phần": "part",
    "Chương": "chapter",
    "Mục": "section",
}
Head = Literal["part", "chapter", "section", "roman", "number", "letter"]
_RESETS: Final[Mapping[str, tuple[str, ...]]] = {
    "part": ("chapter", "section"),
    "chapter": ("section",),
    "roman": ("number", "letter", "clause", "point"),
    "number": ("letter", "clause", "point"),
    "letter": ("clause", "point"),
    "article": ("clause", "point"),
    "clause": ("point",),
}


@dataclass(slots=True)
class Written:
    """The blocks of the paper's own body and its annexes."""

    body: tuple[Block, ...]
    annexes: tuple[Annex, ...]


@dataclass(slots=True)
class _Writer:
    sealed: Sealed
    makers: Mapping[str, Maker]
    blocks: list[Block] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)
    body: list[Block] | None = None
    counts: dict[str, int] = field(default_factory=dict)

    def count(self, what: str) -> int:
        self.counts[what] = self.counts.get(what, 0) + 1
        for lower in _RESETS.get(what, ()):
            self.counts.pop(lower, None)
        return self.counts[what]

    def words(self, text: str) -> str:
        return self.sealed.opened(text).strip()

    def line(self, text: str) -> Line:
        """Words with their bold and italic parts."""
        runs, at = [], 0
        for match in _STYLED.finditer(text):
            runs += [Run(text[at : match.start()]), Run(match[1] or match[2], bool(match[1]), bool(match[2]))]
            at = match.end()
        if not runs:
            return self.words(text)
        runs.append(Run(text[at:]))
        return tuple(replace(run, text=self.sealed.opened(run.text)) for run in runs if run.text)

    def add(self, block: Block) -> None:
        self.blocks.append(block)

    def last(self) -> Block | None:
        return self.blocks[-1] if self.blocks else None


def blocks(lines: str, sealed: Sealed, makers: Mapping[str, Maker]) -> Written:
    """The blocks of filled lines. ``makers`` turn rows of a special list into blocks of their own."""
    writer = _Writer(sealed, makers)
    for line in lines.split("\n"):
        if line.strip():
            _write(writer, line.strip())
    _close_annex(writer)
    return Written(tuple(writer.body if writer.body is not None else writer.blocks), tuple(writer.annexes))


def _write(writer: _Writer, line: str) -> None:
    for pattern, act in _LINES:
        match = pattern.fullmatch(line)
        if match and act(writer, match):
            return
    _paragraph(writer, line)


def _paragraph(writer: _Writer, line: str) -> None:
    alone = writer.sealed.alone(line)
    if isinstance(alone, Rows):
        writer.blocks += writer.makers[alone.type](alone)
        return
    if isinstance(alone, str) and "\n" in alone:
        writer.blocks += [Paragraph(squash(part)) for part in alone.split("\n") if part.strip()]
        return
    words = writer.line(line)
    if isinstance(words, tuple) and len(words) == 1 and words[0].bold:
        writer.add(Paragraph(words[0].text, bold=True, keep=True))
    else:
        _into_article(writer, Paragraph(words))


def _set_apart(writer: _Writer, match: re.Match[str]) -> bool:
    words = writer.line(match[2].strip())
    centred = match[1] == ">>"
    writer.add(Paragraph(words, align="centre" if centred else "justify", indent=False, keep=centred))
    return True


def _heading(level: Head) -> Callable[[_Writer, re.Match[str]], bool]:
    def act(writer: _Writer, match: re.Match[str]) -> bool:
        writer.add(Heading(level, writer.count(level), writer.words(match[1])))
        return True

    return act


def _large(writer: _Writer, match: re.Match[str]) -> bool:
    level = _LEVELS[match[1]]
    writer.add(Heading(level, writer.count(level), writer.words(match[2])))
    return True


def _article(writer: _Writer, match: re.Match[str]) -> bool:
    titled = _TITLED.fullmatch(match[1])
    number = writer.count("article")
    if titled:
        writer.add(Article(number, title=writer.words(titled[1])))
    else:
        writer.add(Article(number, writer.line(match[1])))
    return True


def _into_article(writer: _Writer, block: Clause | Point | Paragraph | Table) -> None:
    last = writer.last()
    if isinstance(last, Article):
        writer.blocks[-1] = replace(last, body=(*last.body, block))
    else:
        writer.add(block)


def _clause(writer: _Writer, match: re.Match[str]) -> bool:
    titled = _TITLED.fullmatch(match[1])
    inside = isinstance(writer.last(), Article)
    if titled and not inside:
        return _heading("number")(writer, titled)
    number = writer.count("clause" if inside else "number")
    clause = (
        Clause(number, title=writer.words(titled[1])) if titled else Clause(number, writer.line(match[1]))
    )
    _into_article(writer, clause)
    return True


def _point(writer: _Writer, match: re.Match[str]) -> bool:
    titled = _TITLED.fullmatch(match[1])
    if titled:
        return _heading("letter")(writer, titled)
    _attach_point(writer, Point(writer.line(match[1])))
    return True


def _attach_point(writer: _Writer, point: Point) -> None:
    """A point belongs to the clause before it, else to the article, else it stands by itself."""
    last = writer.last()
    if isinstance(last, Clause):
        writer.blocks[-1] = replace(last, points=(*last.points, point))
        return
    if isinstance(last, Article) and last.body and isinstance(last.body[-1], Clause):
        clause = last.body[-1]
        writer.blocks[-1] = replace(
            last, body=(*last.body[:-1], replace(clause, points=(*clause.points, point)))
        )
        return
    _into_article(writer, point)


def _bullet(writer: _Writer, match: re.Match[str]) -> bool:
    last = writer.last()
    item = writer.line(match[1])
    if isinstance(last, Bullets):
        writer.blocks[-1] = Bullets((*last.items, item))
    else:
        writer.add(Bullets((item,)))
    return True


def _fill_in(writer: _Writer, match: re.Match[str]) -> bool:
    label, _, value = match[1].partition(":")
    writer.add(FillIn(f"{writer.words(label)}:", writer.words(value)))
    return True


def _table(writer: _Writer, match: re.Match[str]) -> bool:
    words = writer.line
    last = writer.last()
    if match[1] == "|=":
        writer.add(tables.begun(match[2], words))
    elif isinstance(last, Table):
        writer.blocks[-1] = tables.grown(last, (match[1], match[2]), words)
    return True


def _signers(writer: _Writer, match: re.Match[str]) -> bool:
    people = tuple(signer(words, writer.words) for words in match[2].split("||"))
    last = writer.last()
    if isinstance(last, Signers):
        writer.blocks[-1] = replace(last, people=(*last.people, *people))
    else:
        writer.add(Signers(people, int(match[1] or len(people) if len(people) > 1 else match[1] or 2)))
    return True


def signer(words: str, opened: Callable[[str], str]) -> Signer:
    """“TM. ỦY BAN NHÂN DÂN; CHỦ TỊCH (Ký tên) = Name”; a note stands in brackets."""
    office, _, name = words.partition("=")
    note = _NOTE.search(office)
    lines = (_NOTE.sub("", office) if note else office).split(";")
    return Signer(
        tuple(opened(line).strip().upper() for line in lines if line.strip()),
        opened(name).strip(),
        f"({note[1]})" if note else "",
    )


def _page_break(writer: _Writer, match: re.Match[str]) -> bool:
    writer.add(PageBreak())
    return True


def _annex(writer: _Writer, match: re.Match[str]) -> bool:
    _close_annex(writer)
    writer.annexes.append(
        Annex(writer.words(match[2]), (), landscape=bool(match[3]), plain_heading=match[1] == "Danh sách")
    )
    writer.counts.clear()
    return True


def _close_annex(writer: _Writer) -> None:
    """The blocks since the last border belong to the open annex, or to the paper's own body."""
    if writer.annexes:
        writer.annexes[-1] = replace(writer.annexes[-1], body=tuple(writer.blocks))
    else:
        writer.body = writer.blocks
    writer.blocks = []


_Act = Callable[[_Writer, re.Match[str]], bool]
_LINES: Final[tuple[tuple[re.Pattern[str], _Act], ...]] = (
    (_ANNEX, _annex),
    (re.compile(r"~~~"), _page_break),
    (re.compile(r"(\|[=~^:]?)(.*)"), _table),
    (_SIGN, _signers),
    (re.compile(r"(>>|>)\s*(.+)"), _set_apart),
    (re.compile(r"…\s*(.+)"), _fill_in),
    (_ARTICLE, _article),
    (_LARGE, _large),
    (_ROMAN, _heading("roman")),
    (_NUMBER, _clause),
    (_LETTER, _point),
    (re.compile(r"-\s+(.+)"), _bullet),
)
