"""Tasks given to bodies: a heading that names a body, then what it does."""

from collections.abc import Iterator

from vinhdanh.engines.reading.plan.model import Field, Task
from vinhdanh.engines.reading.plan.outline import Node
from vinhdanh.engines.reading.plan.owners import TAIL, Owner, owner_of, without
from vinhdanh.engines.reading.plan.passage import EMPTY, Passage
from vinhdanh.engines.reading.plan.periods import Era
from vinhdanh.engines.reading.plan.roles import Roles, charged, in_prose, names
from vinhdanh.engines.reading.plan.sections import ordinal_of, sections, task_nodes
from vinhdanh.engines.reading.plan.tasks import Parts, build


def from_duties(root: Node, era: Era) -> list[Task]:
    """Tasks by body, from the sections that give duties; ``[]`` where none heads its duties so."""
    tasks: list[Task] = []
    for section, subject in sections(root):
        if subject in ("execution", "content", ""):
            found = list(_section(section, era))
            tasks += found if subject == "execution" or _mostly_bodies(section) else []
    return tasks


def _mostly_bodies(section: Node) -> bool:
    """Most items of the section head the duties of a body."""
    heads = [node for node in section.children if node.kind != "text"]
    owned = sum(1 for node in heads if _heads(node))
    return owned >= 2 and owned * 2 > len(heads)


def _heads(node: Node) -> bool:
    """A heading that is a body's name and no more, with its duties below."""
    owner = owner_of(node.text) if node.children else None
    return owner is not None and (not owner.rest or bool(TAIL.search(node.text.folded)))


def _section(section: Node, era: Era) -> Iterator[Task]:
    stack = list(reversed(section.children))
    while stack:
        node = stack.pop()
        owner = owner_of(node.text) if node.kind != "text" else None
        if owner is None:
            stack.extend(child for child in reversed(node.children) if child.kind != "text")
        elif node.children:
            yield from _duties(node, owner, era)
        elif owner.rest:
            yield build(_parts(node, owner, whole=True), era)


def _duties(node: Node, owner: Owner, era: Era) -> Iterator[Task]:
    if owner.rest and not node.text.text.rstrip().endswith(":") and not TAIL.search(node.text.folded):
        yield build(_parts(node, owner, whole=True), era)
    for child in task_nodes(node):
        own = owner_of(child.text) if child.kind == "text" else None
        yield build(_parts(child, own, whole=True) if own and own.rest else _parts(child, owner), era)


def _parts(node: Node, owner: Owner, whole: bool = False) -> Parts:
    text = node.text
    lead = (charged(text) if text.folded.startswith("giao ") else ()) or _lead(owner.who)
    others = without(in_prose(text), lead)
    return Parts(
        text=text, source="duties", ordinal=ordinal_of(node), heading=EMPTY if whole else owner.who,
        roles=Roles(lead, others), confidence=0.85,
    )  # fmt: skip


def _lead(who: Passage) -> tuple[Field[str], ...]:
    return names(who, 0.85)
