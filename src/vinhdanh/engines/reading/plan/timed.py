"""Tasks listed under headings that are times: quarters, months, campaign waves, terms."""

from collections.abc import Iterator

from vinhdanh.engines.reading.plan.model import Task
from vinhdanh.engines.reading.plan.outline import Node
from vinhdanh.engines.reading.plan.owners import roles_in_words
from vinhdanh.engines.reading.plan.passage import EMPTY, Passage
from vinhdanh.engines.reading.plan.periods import Era
from vinhdanh.engines.reading.plan.sections import ordinal_of, sections, task_nodes
from vinhdanh.engines.reading.plan.tasks import Parts, build
from vinhdanh.engines.reading.plan.timing import Moment, is_wave, only_time, opens_with_time
from vinhdanh.engines.reading.plan.words import LABEL


def from_times(root: Node, era: Era) -> list[Task]:
    """Tasks under time headings, in reading order; sections about aims or money are passed over."""
    tasks: list[Task] = []
    for section, subject in sections(root):
        if subject in ("purpose", "setting"):
            continue
        tasks += _under(section, era)
    return tasks


def _under(section: Node, era: Era) -> Iterator[Task]:
    stack = [section]
    while stack:
        node = stack.pop()
        found = heading_time(node, era)
        if found is None:
            stack.extend(reversed(node.children))
            continue
        when, words = found
        yield from _tasks(node, when, words=words, era=era)


def heading_time(node: Node, era: Era) -> tuple[Moment, Passage] | None:
    """The time a node stands for, and the words it has beyond that."""
    whole = only_time(node.text, era)
    if whole is not None and (node.children or node.kind == "title"):
        return whole, EMPTY
    if node.kind == "text" and not node.children:
        return None
    opening = opens_with_time(node.text, era)
    if opening is None or (whole is not None and not is_wave(node.text) and not opening[1]):
        return None
    return opening[0], node.text.cut(opening[1])


def _tasks(node: Node, when: Moment, *, words: Passage, era: Era) -> Iterator[Task]:
    below = (
        []
        if _only_labels(node)
        else list(task_nodes(node, lambda child: heading_time(child, era) is not None))
    )
    if not below and (words or node.children):
        yield build(_parts(node, words or node.text, when), era)
    for child in below:
        inner = heading_time(child, era) if child.children else None
        if inner:
            yield from _tasks(child, inner[0], words=inner[1], era=era)
        else:
            yield build(_parts(child, child.text, when), era)


def _only_labels(node: Node) -> bool:
    """A wave described by "Chủ đề: …", "Nội dung: …" is one task; its lines are no tasks of their own."""
    return bool(node.children) and all(LABEL.match(child.text.folded) for child in node.children)


def _parts(node: Node, text: Passage, when: Moment) -> Parts:
    return Parts(
        text=text, source="timed", ordinal=ordinal_of(node), section=when, heading=when.words,
        roles=roles_in_words(text), confidence=0.9,
    )  # fmt: skip
