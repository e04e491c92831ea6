"""Columns of a flattened row: where the content ends and the bodies begin.

A page gives a table cell by cell, so cells break at line ends. Three signs tell
the column of bodies: it opens with words that open it in other rows too; the
line before it had room left; and nothing but names follows.
"""

import re
from collections import Counter
from dataclasses import dataclass

from vinhdanh.engines.reading.plan.parties import first_verb, split_parties, starts_body
from vinhdanh.engines.reading.plan.passage import EMPTY, Passage, join
from vinhdanh.engines.reading.plan.roles import Roles, in_cell, names
from vinhdanh.engines.reading.plan.words import BODY_START

_TIME_TAIL = re.compile(
    r"(?:^|\s)((?:(?:truoc|xong|cham nhat) (?:ngay )?\d{1,2}/\d{1,2}(?:/\d{4})?|"
    r"(?:truoc |trong |dau |cuoi |giua |tu |hang )?(?:ngay \d{1,2}/\d{1,2}(?:/\d{4})?|"
    r"\d{1,2}/\d{1,2}/\d{4}|"
    r"thang\s*\d{1,2}(?:\s*[-–,]\s*\d{1,2})?(?:\s*/\s*\d{4}| nam \d{4})?|qu[yi]\s*(?:[iv]{1,3}|"
    r"[1-4])(?:\s*/\s*\d{4}| nam \d{4})?|thuong xuyen|ca nam|trong nam|"
    r"nam \d{4}|quy|thang))(?:\s*[-–]\s*(?:thang\s*)?\d{1,2}/\d{4})?)\s*\.?\s*$"
)
_INCOMPLETE = re.compile(
    r"^(?:van phong|vp|ban|thuong truc|lanh dao|chu tich|phong|so|hoi dong|uy ban|tt|truong|"
    r"trung tam|bo|bao|dai|doan|hoi|cong doan)$|"
    r"(?:,|-|–|\b(?:va|cua|cac|nhan dan|voi|tuyen giao|to chuc))$"
)
_LINKED = re.compile(
    r"\b(?:cua|voi|trinh|gui|ve|cho|tai|va|chu tich|thanh vien|lanh dao|tham muu|toi|trong|tu|"
    r"theo|do|den|(?<!truc )thuoc|cac|cum|ban)\s*$|[-–(,]\s*$"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What the rows of one table have in common: the content's width, the lines that open the bodies."""

    columns: tuple[str, ...]
    width: int
    openings: frozenset[str]

    @classmethod
    def learned(cls, rows: list[list[Passage]], columns: list[str]) -> "Shape":
        counts = Counter(_key(line) for row in rows for line in row[1:] if _may_open(line))
        enough = max(2, len(rows) // 8)
        width = max((len(row[0]) for row in rows if row), default=0)
        return cls(tuple(columns), width, frozenset(key for key, count in counts.items() if count >= enough))

    @property
    def prose(self) -> bool:
        """One column holds lead and coordinators."""
        return "help" not in self.columns


def _key(line: Passage) -> str:
    return re.sub(r"\W+", " ", line.value_folded).strip()


def _may_open(line: Passage) -> bool:
    return line.text[:1].isupper() and starts_body(line)


def take_time(lines: list[Passage]) -> tuple[list[Passage], Passage]:
    """The last line that is a time or ends in one, and the other lines."""
    for at in range(len(lines) - 1, -1, -1):
        found = _TIME_TAIL.search(lines[at].folded)
        if found:
            rest = lines[at].cut(0, found.start(1))
            return [*lines[:at], *([rest] if rest else []), *lines[at + 1 :]], lines[at].cut(*found.span(1))
    return lines, EMPTY


def take_bodies(lines: list[Passage], shape: Shape) -> tuple[list[Passage], Roles]:
    """Content lines, and who the other columns name."""
    if not {"lead", "help"} & set(shape.columns):
        return lines, Roles()
    lines = _opened(lines, shape)
    at = _start(lines, shape)
    if at is not None:
        return lines[:at], _roles(lines[at:], shape)
    content, rest = _in_line(lines, shape)
    return content, _roles(rest, shape)


def _start(lines: list[Passage], shape: Shape) -> int | None:
    known, broken = _known(lines, shape), _broken(lines, shape)
    if known is None or broken is None:
        return known if broken is None else broken
    between = lines[broken:known]
    return broken if between and all(len(line) <= shape.width * 0.6 for line in between) else known


def _opened(lines: list[Passage], shape: Shape) -> list[Passage]:
    """Lines with a known opening of the bodies set apart where it shares a line with the content."""
    for at, line in enumerate(lines):
        for found in re.finditer(r"(?<=\S)\s+(?=[A-ZĐÀ-Ỹ])", line.text):
            tail = line.cut(found.end())
            if _key(tail) in shape.openings and not _LINKED.search(line.folded[: found.start()]):
                return [*lines[:at], line.cut(0, found.start()), tail, *lines[at + 1 :]]
    return lines


def _known(lines: list[Passage], shape: Shape) -> int | None:
    """The first line that opens the bodies of other rows as well."""
    for at in range(1, len(lines)):
        if (
            _may_open(lines[at])
            and _key(lines[at]) in shape.openings
            and not _LINKED.search(lines[at - 1].folded)
        ):
            return at
    return None


def _broken(lines: list[Passage], shape: Shape) -> int | None:
    """The first line that names a body although the line before it had room for its first word."""
    for at in range(1, len(lines)):
        if not _may_open(lines[at]) or _LINKED.search(lines[at - 1].folded):
            continue
        if (_had_room(lines, at, shape) or _narrow(lines[at:], shape)) and _says_who(lines[at:], shape):
            return at
    return None


def _had_room(lines: list[Passage], at: int, shape: Shape) -> bool:
    word = lines[at].text.split(maxsplit=1)[0]
    return len(lines[at - 1]) + 1 + len(word) <= shape.width * 0.9


def _narrow(lines: list[Passage], shape: Shape) -> bool:
    """Several short lines in a row are a narrow column."""
    return len(lines) > 1 and all(len(line) <= shape.width * 0.6 for line in lines)


def _says_who(lines: list[Passage], shape: Shape) -> bool:
    whole = join(lines)
    if len(whole) > 260 or re.search(r"[;.]\s+[a-zà-ỹ]", whole.text):
        return False
    return first_verb(whole) is None or (shape.prose and bool(re.search(r"chu tri|phoi hop", whole.folded)))


def _in_line(lines: list[Passage], shape: Shape) -> tuple[list[Passage], list[Passage]]:
    """Content and bodies on one line: the bodies begin at a capital after which nothing else comes."""
    for at, line in enumerate(lines):
        for found in re.finditer(r"(?<=[\w.)”\"])\s+(?=[A-ZĐÀ-Ỹ])", line.text):
            if not BODY_START.match(line.folded, found.end()) or _LINKED.search(line.folded[: found.start()]):
                continue
            rest = [line.cut(found.end()), *lines[at + 1 :]]
            if starts_body(rest[0]) and at + 1 == len(lines) and _says_who(rest, shape):
                return [*lines[:at], line.cut(0, found.start())], rest
    return lines, []


# ---- lead and coordinators -------------------------------------------------------------
def _roles(lines: list[Passage], shape: Shape) -> Roles:
    if not lines:
        return Roles()
    if shape.prose:
        return in_cell(join(lines))
    if "lead" not in shape.columns:
        return Roles((), names(join(lines), 0.6))
    end = _cell_end(lines)
    if end == len(lines):
        return _one_line(join(lines))
    first, second = lines[:end], lines[end:]
    if shape.columns.index("help") < shape.columns.index("lead"):
        first, second = second, first
    return Roles(names(join(first), 0.65), names(join(second), 0.6))


def _cell_end(lines: list[Passage]) -> int:
    """Where the second column begins: a line that opens a body after a name that is whole."""
    for at in range(1, len(lines)):
        before = join(lines[:at]).value_folded
        if _may_open(lines[at]) and not _INCOMPLETE.search(before) and not _completes(before, lines[at]):
            return at
    return len(lines)


def _completes(before: str, line: Passage) -> bool:
    """ "Văn phòng" / "Thành ủy": the Party committee belongs to the office named above."""
    return bool(re.match(r"[a-z]+ uy\b", line.folded)) and bool(
        re.search(r"(?:van phong|ban [a-z]+ [a-z]+)$", before)
    )


def _one_line(cell: Passage) -> Roles:
    """ "Phòng Nội vụ Văn phòng UBND": two columns on one line; else a lead alone."""
    for found in re.finditer(r"(?<=\w)\s+(?=[A-ZĐ])", cell.text):
        before = cell.folded[: found.start()]
        if (
            BODY_START.match(cell.folded, found.end())
            and len(before) > 6
            and not _INCOMPLETE.search(before.strip())
        ):
            return Roles(names(cell.cut(0, found.start()), 0.6), names(cell.cut(found.end()), 0.55))
    parties = split_parties(cell)
    return (
        Roles(names(cell, 0.65))
        if len(parties) < 2
        else Roles(names(parties[0], 0.6), names(join(parties[1:], "; "), 0.55))
    )
