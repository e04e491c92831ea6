"""Which line of a paper is which cell of the decree, recognised by its words and its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final

from vinhdanh.engines.documents.layout import ABBREVIATIONS
from vinhdanh.engines.documents.lint.seen import Seen
from vinhdanh.foundation.kernel.text import fold

_STATE: Final = "cong hoa xa hoi chu nghia viet nam"
_MOTTO: Final = re.compile(r"doc lap\s*[-–—]?\s*tu do\s*[-–—]?\s*hanh phuc")
_NUMBER: Final = re.compile(r"^so\s*:")
_DAY: Final = re.compile(r"\bngay\b.*\bthang\b.*\bnam\b")
# “Thực hiện …” also opens a sentence of its own: only a line of a list ends with a semicolon.
_BASIS: Final = re.compile(r"^(?:(?:can cu|theo de nghi|xet de nghi) .*|thuc hien .*;$)")
_ANNEX: Final = re.compile(r"^phu luc( [ivxlcdm]+| \d+| so .*)?\W*$")
_REFERENCE: Final = re.compile(r"^\(?(ban hanh )?kem theo\b")
_KINDS: Final = {fold(kind): kind for kind in ABBREVIATIONS}
_RECIPIENTS: Final = re.compile(r"^noi nhan\s*:?$")
_HEAD_LINES: Final = 30
_DAY_LETTERS: Final = 90


@dataclass(slots=True)
class Cells:
    """What was recognised. Lists are empty and single lines ``None`` where nothing was."""

    lines: Sequence[Seen]
    is_annex: bool = False
    """The whole file is an annex."""
    state: Seen | None = None
    motto: Seen | None = None
    names: list[Seen] = field(default_factory=list)
    number: Seen | None = None
    day: Seen | None = None
    letter_subject: list[Seen] = field(default_factory=list)
    addressee: Seen | None = None
    kind: Seen | None = None
    kind_name: str = ""
    subject: list[Seen] = field(default_factory=list)
    bases: list[Seen] = field(default_factory=list)
    body: list[Seen] = field(default_factory=list)
    recipients_word: Seen | None = None
    recipients: list[Seen] = field(default_factory=list)
    offices: list[Seen] = field(default_factory=list)
    signer: Seen | None = None
    annexes: list[Seen] = field(default_factory=list)
    references: list[Seen] = field(default_factory=list)

    @property
    def is_letter(self) -> bool:
        """A công văn: addressed, or with “V/v”, and without a kind."""
        return not self.kind and bool(self.letter_subject or (self.addressee and self.number))

    @property
    def is_official(self) -> bool:
        """One of the decree's kinds or a letter; ballots and other forms follow rules of their own.

        What has neither number nor recipients nor office is a sheet with such a name (a programme of a day).
        """
        issued = bool(self.number or self.recipients_word or self.offices)
        return (bool(self.kind_name) and issued) or self.is_letter


def recognised(lines: Sequence[Seen]) -> Cells:
    """The cells of a paper."""
    written = [line for line in lines if line.text]
    main, annexes = _parted(written)
    cells = Cells(written, is_annex=bool(annexes) and not main)
    cells.annexes = [line for line in annexes if _is_annex(line)]
    cells.references = [line for line in annexes if _REFERENCE.match(fold(line.text))]
    rest = _head(cells, main)
    rest = _title(cells, rest)
    rest = _foot(cells, rest)
    _opening(cells, rest)
    return cells


def _is_annex(line: Seen) -> bool:
    return not line.place.table and line.align == "centre" and bool(_ANNEX.match(fold(line.text)))


def _parted(lines: list[Seen]) -> tuple[list[Seen], list[Seen]]:
    """The paper itself and its annexes: a new section with a reference line, or the word “Phụ lục”."""
    if _is_annex_alone(lines):
        return [], lines
    for at, line in enumerate(lines):
        if at and (_is_annex(line) or _opens_list(lines, at)):
            return lines[:at], lines[at:]
    return lines, []


def _is_annex_alone(lines: list[Seen]) -> bool:
    """An annex in a file of its own has no head of a paper."""
    top = [fold(line.text) for line in lines[:_HEAD_LINES]]
    return any(map(_REFERENCE.match, top[:4])) and not any(text.startswith(_STATE) for text in top)


def _opens_list(lines: list[Seen], at: int) -> bool:
    """A list that is named by its title alone begins a section and says soon what it belongs to."""
    new_section = lines[at].place.section > lines[at - 1].place.section
    return new_section and any(_REFERENCE.match(fold(line.text)) for line in lines[at : at + 4])


def _head(cells: Cells, lines: list[Seen]) -> list[Seen]:
    """Ô 1 to 5b; returns what stands below them."""
    last = -1
    for at, line in enumerate(lines[:_HEAD_LINES]):
        if fold(line.text) in _KINDS:
            break
        if _marked(cells, line):
            last = at
    table = cells.state.place.table if cells.state else 0
    if table:
        head = [line for line in lines if line.place.table == table]
        last = max(last, lines.index(head[-1]))
        _left_column(cells, head)
    return lines[last + 1 :]


def _marked(cells: Cells, line: Seen) -> bool:
    """Whether a line is one of the head's that are known by their words."""
    folded = fold(line.text)
    if cells.state is None and folded.startswith(_STATE):
        cells.state = line
    elif cells.motto is None and _MOTTO.search(folded):
        cells.motto = line
    elif cells.number is None and _NUMBER.match(folded):
        cells.number = line
    elif cells.day is None and _may_be_day(cells, line):
        cells.day = line
    else:
        return folded.startswith("v/v")
    return True


def _may_be_day(cells: Cells, line: Seen) -> bool:
    """In the head's own table, where there is one; the day of a meeting stands below."""
    if cells.motto is None:
        return False
    above, here = cells.motto.place, line.place
    beside = (above.table, above.column) == (here.table, here.column)
    return beside and bool(_DAY.search(fold(line.text))) and len(line.text) < _DAY_LETTERS


def _left_column(cells: Cells, head: list[Seen]) -> None:
    state = cells.state
    if state is None:
        return
    left = [line for line in head if line.place.column < state.place.column]
    cells.names = [
        line for line in takewhile(lambda line: line is not cells.number, left) if not _is_note(line)
    ]
    below = left[left.index(cells.number) + 1 :] if cells.number in left else []
    marked = [line for line in below if fold(line.text).startswith("v/v")]
    if marked:
        cells.letter_subject = below[below.index(marked[0]) :][
            : 1 + sum(not line.upper for line in below[1:])
        ]


def _is_note(line: Seen) -> bool:
    return not any(map(str.isalpha, line.text))


def _title(cells: Cells, lines: list[Seen]) -> list[Seen]:
    """Ô 5a and 9a; returns what stands below."""
    for at, line in enumerate(lines[:8]):
        folded = fold(line.text)
        if folded.startswith("kinh gui"):
            cells.addressee = line
            below = lines[at + 1 :]
            return below[len(list(takewhile(_is_dashed, below))) :]
        if line.upper and line.align == "centre" and (folded in _KINDS or line.bold):
            cells.kind, cells.kind_name = line, _KINDS.get(folded, "")
            rest = lines[at + 1 :]
            cells.subject = list(takewhile(_is_subject, rest))
            rest = rest[len(cells.subject) :]
            if rest and fold(rest[0].text).startswith("kinh gui"):
                cells.addressee = rest[0]
                rest = rest[1 + len(list(takewhile(_is_dashed, rest[1:]))) :]
            return rest
    return lines


def _is_dashed(line: Seen) -> bool:
    return line.text.startswith(("-", "–"))


def _is_subject(line: Seen) -> bool:
    folded = fold(line.text)
    return (
        line.align == "centre"
        and not line.place.table
        and not line.upper
        and not _BASIS.match(folded)
        and not _REFERENCE.match(folded)
        and not folded.startswith("kinh gui")
    )


def _foot(cells: Cells, lines: list[Seen]) -> list[Seen]:
    """Ô 7 and 9b; returns the lines above them."""
    found = [line for line in lines if _RECIPIENTS.match(fold(line.text))]
    if not found:
        return _signed_alone(cells, lines)
    word = cells.recipients_word = found[-1]
    at = lines.index(word)
    if not word.place.table:
        cells.recipients = [line for line in lines[at + 1 :] if _is_dashed(line)]
        return _signed_alone(cells, lines[:at])
    beside = [line for line in lines if line.place.table == word.place.table]
    cells.recipients = [
        line for line in beside if line.place.column == word.place.column and _is_dashed(line)
    ]
    _signature(cells, [line for line in beside if line.place.column > word.place.column])
    return [line for line in lines[:at] if line.place.table != word.place.table]


def _signed_alone(cells: Cells, lines: list[Seen]) -> list[Seen]:
    """Minutes and forms: signatures in the last table, the chair's at the right."""
    if not lines or not lines[-1].place.table:
        return lines
    last = [line for line in lines if line.place.table == lines[-1].place.table]
    right = [line for line in last if line.place.column == max(line.place.column for line in last)]
    if right and right[0].upper and right[0].bold and right[-1].bold:
        _signature(cells, right)
        return [line for line in lines if line.place.table != last[0].place.table]
    return lines


def _signature(cells: Cells, lines: list[Seen]) -> None:
    cells.offices = [line for line in lines if line.upper]
    names = [line for line in lines if not line.upper and not line.text.startswith("(")]
    cells.signer = names[-1] if names else None


def _opening(cells: Cells, lines: list[Seen]) -> None:
    """Căn cứ stand between the title and the body, after who decides."""
    found = [
        at for at, line in enumerate(lines[:40]) if _BASIS.match(fold(line.text)) and not line.place.table
    ]
    cells.bases = []
    if found and found[0] <= 2:
        cells.bases = list(takewhile(lambda line: bool(_BASIS.match(fold(line.text))), lines[found[0] :]))
    kept = set(map(id, cells.bases))
    cells.body = [line for line in lines if id(line) not in kept and line is not cells.addressee]
