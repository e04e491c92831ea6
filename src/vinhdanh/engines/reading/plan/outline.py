"""The outline of a text: headings, numbered items and bullets as a tree.

A node's rank comes from its marker; a line without a marker is a heading where
it is set in capitals or styled as one, otherwise body text of the item above.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vinhdanh.engines.reading.plan.lines import Line, is_number
from vinhdanh.engines.reading.plan.markers import NUMBER, SECTION, SUBSECTION, TEXT, TITLE, marker_of
from vinhdanh.engines.reading.plan.passage import EMPTY, Passage
from vinhdanh.engines.reading.plan.words import LABEL, SECTION_WORDS


@dataclass(slots=True)
class Node:
    """``text`` leaves the marker out; ``at`` is the line's place in the flow."""

    text: Passage
    kind: str
    rank: float
    ordinal: str = ""
    at: int = -1
    bold: bool = False
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
    for line in lines:
        if is_number(line):
            continue
        node = _node(line, path)
        while path[-1].rank >= node.rank:
            path.pop()
        node.parent = path[-1]
        path[-1].children.append(node)
        if node.kind != "text":
            path.append(node)
    return root


def _node(line: Line, path: list[Node]) -> Node:
    marker = marker_of(line.text, line.marker)
    if marker is not None:
        return Node(line.text.cut(marker.end), marker.kind, marker.rank, marker.ordinal, line.at, line.bold)
    if _is_title(line):
        rank = _title_rank(line, path)
        return Node(line.text, "title", rank, at=line.at, bold=line.bold)
    _leave_bullets(path)
    return Node(line.text, "text", TEXT, at=line.at, bold=line.bold)


def _title_rank(line: Line, path: list[Node]) -> float:
    """A title in capitals is a section, or stands below the numbered section it follows ("THÁNG 9")."""
    if not line.text.text.isupper():
        return NUMBER + 0.1
    numbered = any(node.kind in ("roman", "capital", "clause") for node in path)
    return SUBSECTION if numbered and not SECTION_WORDS.search(line.text.folded) else SECTION


def _is_title(line: Line) -> bool:
    text = line.text.text
    if len(text) > 160 or text.endswith((";", ",")) or LABEL.match(line.text.folded):
        return False
    if line.heading or (text.isupper() and len(text) > 3):
        return True
    return line.bold and len(text) <= 120 and not text.endswith(".")


def _leave_bullets(path: list[Node]) -> None:
    """Plain text after bullets belongs to the numbered item above them, not to the last bullet."""
    while path[-1].rank >= TITLE and len(path) > 1:
        path.pop()
