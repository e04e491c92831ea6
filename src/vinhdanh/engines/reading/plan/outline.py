"""The outline of a text: headings, numbered items and bullets as a tree.

A node's rank comes from its marker; a line without a marker is a heading where
it is set in capitals or styled as one, otherwise body text of the item above.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vinhdanh.engines.reading.plan.lines import Line, is_number
from vinhdanh.engines.reading.plan.markers import (
    CAPITAL,
    DASH,
    NUMBER,
    SECTION,
    SUBSECTION,
    TEXT,
    TITLE,
    Marker,
    marker_of,
)
from vinhdanh.engines.reading.plan.parties import first_verb, starts_body
from vinhdanh.engines.reading.plan.passage import EMPTY, Passage
from vinhdanh.engines.reading.plan.timing import is_time_heading, opens_wave
from vinhdanh.engines.reading.plan.words import LABEL, SECTION_WORDS, VERB


@dataclass(slots=True)
class Node:
    """``text`` leaves the marker out; ``at``: place in the flow; ``place``: among fellows of its kind."""

    text: Passage
    kind: str
    rank: float
    ordinal: str = ""
    at: int = -1
    bold: bool = False
    place: int = 0
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, in reading order, without recursion."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    def below(self) -> Iterator["Node"]:
        walk = self.walk()
        next(walk)
        return walk

    def ancestors(self) -> Iterator["Node"]:
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


def outline(lines: Iterable[Line]) -> Node:
    """The root of the tree of all lines."""
    root = Node(EMPTY, "root", -1.0)
    path = [root]
    counts: Counter[tuple[int, str]] = Counter()
    kept = [line for line in lines if not is_number(line)]
    for line, after in zip(kept, [*kept[1:], None], strict=False):
        node = _node(line, after, path)
        while path[-1].rank >= node.rank:
            path.pop()
        _hang(node, path[-1], counts)
        if node.kind != "text":
            path.append(node)
    return root


def _hang(node: Node, parent: Node, counts: Counter[tuple[int, str]]) -> None:
    node.parent = parent
    parent.children.append(node)
    if not LABEL.match(node.text.folded):
        counts[id(parent), node.kind] += 1
        node.place = counts[id(parent), node.kind]


def _node(line: Line, after: Line | None, path: list[Node]) -> Node:
    marker = marker_of(line.text, line.marker)
    if marker is not None:
        words = line.text.cut(marker.end)
        above = _heads_bullets(words, marker) or _heads_numbers(words, marker, after)
        rank = marker.rank - (0.5 if marker.rank >= DASH else 0.25) if above else marker.rank
        return Node(words, marker.kind, rank, marker.ordinal, line.at, line.bold)
    if _is_title(line, after):
        rank = _title_rank(line, after, path)
        return Node(line.text, "title", rank, at=line.at, bold=line.bold)
    _leave_bullets(path)
    return Node(line.text, "text", TEXT, at=line.at, bold=line.bold)


def _heads_bullets(words: Passage, marker: Marker) -> bool:
    """ "* Quý I:" stands over the bullets below it, whatever sign they carry."""
    return marker.rank >= DASH and not LABEL.match(words.folded) and is_time_heading(words)


def _heads_numbers(words: Passage, marker: Marker, after: Line | None) -> bool:
    """ "2. Đợt 2: …" right above "1. …": a wave or a time numbered like the items that it heads."""
    below = marker_of(after.text, after.marker) if after else None
    if below is None or marker.kind != "number" or (below.kind, below.ordinal) != ("number", "1"):
        return False
    return below.rank == marker.rank and (opens_wave(words) or is_time_heading(words))


def _title_rank(line: Line, after: Line | None, path: list[Node]) -> float:
    """A title in capitals is a section, or stands below the numbered section it follows ("THÁNG 9")."""
    if 0 < line.heading <= 2:
        return SECTION
    if not line.text.text.isupper():
        return SUBSECTION if line.heading == 3 or _numbered(after) else NUMBER + 0.1
    lettered = any(node.kind == "capital" for node in path)
    if lettered and path[0].children[0].kind == "title" and SECTION_WORDS.search(line.text.folded):
        return CAPITAL
    numbered = any(node.kind in ("roman", "capital", "clause") for node in path)
    return SUBSECTION if numbered and not SECTION_WORDS.search(line.text.folded) else SECTION


def _numbered(line: Line | None) -> bool:
    marker = marker_of(line.text, line.marker) if line else None
    return marker is not None and marker.kind == "number"


def _is_title(line: Line, after: Line | None) -> bool:
    text = line.text.text
    if opens_wave(line.text):
        return True
    if len(text) > 160 or text.endswith((";", ",")) or LABEL.match(line.text.folded):
        return False
    if line.heading or (text.isupper() and len(text) > 3):
        return True
    if line.bold and len(text) <= 120 and not text.endswith("."):
        return True
    return is_time_heading(line.text) or _names_body(line.text, after)


def _names_body(text: Passage, after: Line | None) -> bool:
    """ "Phòng Nội vụ:", or "Phòng Nội vụ" above a bullet or a verb, heads the duties below it."""
    if (
        len(text) > 130
        or not text.text[:1].isupper()
        or not starts_body(text)
        or first_verb(text) is not None
    ):
        return False
    return text.text.endswith(":") or (text.text[-1:].isalpha() and _acts(after))


def _acts(line: Line | None) -> bool:
    if line is None:
        return False
    marker = marker_of(line.text, line.marker)
    if marker is not None:
        return marker.kind in ("dash", "plus", "letter")
    return line.text.text[:1].isupper() and bool(VERB.match(line.text.folded))


def _leave_bullets(path: list[Node]) -> None:
    """Plain text after bullets belongs to the numbered item above them, not to the last bullet."""
    while path[-1].rank >= TITLE and len(path) > 1:
        path.pop()
