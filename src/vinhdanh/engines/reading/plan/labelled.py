"""Items with labelled lines: "Đơn vị chủ trì: …", "Thời gian: …", "Sản phẩm: …"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vinhdanh.engines.reading.plan.markers import SECTION
from vinhdanh.engines.reading.plan.model import Field, Task
from vinhdanh.engines.reading.plan.outline import Node
from vinhdanh.engines.reading.plan.owners import roles_in_words
from vinhdanh.engines.reading.plan.passage import EMPTY, Passage
from vinhdanh.engines.reading.plan.periods import Era
from vinhdanh.engines.reading.plan.roles import Roles, in_cell, names
from vinhdanh.engines.reading.plan.sections import is_group, ordinal_of, sections
from vinhdanh.engines.reading.plan.tasks import Parts, build
from vinhdanh.engines.reading.plan.timed import heading_time
from vinhdanh.engines.reading.plan.timing import Moment
from vinhdanh.engines.reading.plan.words import (
    HELP_LABEL,
    LABEL,
    LEAD_LABEL,
    PRODUCT_LABEL,
    TASK_OPENING,
    TIME_LABEL,
)

_STRONG = ("lead", "help", "time", "product")
_INSIDE = re.compile(
    rf"(?:(?<=[.;,(\[/–\n])|(?<=\s-)|(?<=\s–))\s*(?:(?P<help>{HELP_LABEL})|(?P<time>{TIME_LABEL})|"
    rf"(?P<product>{PRODUCT_LABEL})|"
    rf"(?P<lead>{LEAD_LABEL}))\s*:\s*"
)


@dataclass(slots=True)
class Item:
    """A task in the making: its node, its own words, and what its labels say."""

    node: Node
    text: Passage
    labels: dict[str, Passage] = field(default_factory=dict)

    def take(self, name: str, words: Passage) -> None:
        if name not in self.labels and words:
            self.labels[name] = words


def from_labels(root: Node, era: Era) -> list[Task]:
    """Tasks that have labels, and their fellows in the same list that have none."""
    items = [item for section in _sections(root) for item in _with_fellows(_items(section))]
    return [build(_parts(item, era), era) for item in items]


def labelled_share(root: Node) -> tuple[int, int]:
    """How many items carry labels of their own, out of how many in the same sections."""
    counts = [(len(_items(section)), section) for section in _sections(root)]
    listed = sum(sum(map(_is_item, section.below())) for count, section in counts if count)
    return sum(count for count, _ in counts), listed


def _is_item(node: Node) -> bool:
    """A line of a list that heads no other lines but labels."""
    if node.kind in ("text", "title") or label_of(node.text):
        return False
    return all(child.kind == "text" or label_of(child.text) for child in node.children)


def _sections(root: Node) -> list[Node]:
    return [section for section, subject in sections(root) if subject != "purpose"]


def label_of(text: Passage) -> tuple[str, Passage] | None:
    """The kind of label a line opens with, and the words after it; ``other`` for labels of no field."""
    found = LABEL.match(text.folded)
    if not found:
        return None
    name = next(name for name in (*_STRONG, "other") if found[name])
    return name, text.cut(found.end(), None, " ;.")


def _items(section: Node) -> list[Item]:
    owners: dict[int, Item] = {}
    order: list[Item] = []
    for parent in section.walk():
        for node, labels in _owned(parent):
            item = _item(owners, order, node)
            for name, words in labels:
                item.take(name, words)
    for node in section.below():
        _take_inside(node, owners, order)
    return [item for item in order if item.labels]


def _item(owners: dict[int, Item], order: list[Item], node: Node) -> Item:
    if id(node) not in owners:
        owners[id(node)] = Item(node, node.text)
        order.append(owners[id(node)])
    return owners[id(node)]


def _owned(parent: Node) -> Iterator[tuple[Node, list[tuple[str, Passage]]]]:
    """Runs of label lines under one parent, each with the item that it belongs to."""
    runs = _runs(parent)
    alone = len(runs) == 1 and parent.kind not in ("root", "title") and parent.rank > SECTION
    for before, labels in runs:
        strong = [(name, words) for name, words in labels if name in _STRONG]
        if not strong:
            continue
        if alone and _shares(parent):
            for child in parent.children:
                if label_of(child.text) is None:
                    yield child, strong
            continue
        owner = parent if alone or before is None else before
        if owner.kind != "root":
            yield owner, strong


def _shares(parent: Node) -> bool:
    """One set of labels after several tasks under a topic holds for each of them."""
    items = [child for child in parent.children if child.kind != "text" and label_of(child.text) is None]
    acting = sum(1 for item in items if TASK_OPENING.match(item.text.folded))
    return acting >= 2 and acting * 2 > len(items) and not TASK_OPENING.match(parent.text.folded)


def _runs(parent: Node) -> list[tuple[Node | None, list[tuple[str, Passage]]]]:
    runs: list[tuple[Node | None, list[tuple[str, Passage]]]] = []
    before: Node | None = None
    running = False
    for child in parent.children:
        label = label_of(child.text)
        if label is None:
            before, running = child, False
        elif running:
            runs[-1][1].append(label)
        else:
            runs.append((before, [label]))
            running = True
    return runs


def _take_inside(node: Node, owners: dict[int, Item], order: list[Item]) -> None:
    """Labels inside the words of an item: "… . Chủ trì: Phòng A; thời gian: Quý I"."""
    if label_of(node.text):
        return
    marks = list(_INSIDE.finditer(node.text.folded))
    if not marks:
        return
    item = _item(owners, order, node)
    for at, mark in enumerate(marks):
        end = marks[at + 1].start() if at + 1 < len(marks) else len(node.text)
        name = next(name for name in _STRONG if mark[name])
        item.take(name, node.text.cut(mark.end(), end, " ;.,()[]–-"))
    item.text = node.text.cut(0, marks[0].start(), " ;,([–-")


def _with_fellows(items: list[Item]) -> list[Item]:
    """Items of the same list that carry no label are tasks too; a group over labelled items is not."""
    above = {id(node) for item in items for node in item.node.ancestors()}
    kept = [item for item in items if not (id(item.node) in above and is_group(item.node))]
    found: dict[int, Item] = {id(item.node): item for item in kept}
    lists = {(id(item.node.parent), item.node.kind): item.node.parent for item in kept if item.node.parent}
    for (_, kind), parent in lists.items():
        for fellow in parent.children:
            if fellow.kind == kind and kind != "text" and _bare(fellow):
                found.setdefault(id(fellow), Item(fellow, fellow.text))
    for fellow in _cousins(kept):
        found.setdefault(id(fellow), Item(fellow, fellow.text))
    return sorted(found.values(), key=lambda item: item.node.at)


def _cousins(items: list[Item]) -> Iterator[Node]:
    """Items of the same depth under other topics of the section: one label must not drop their groups."""
    shapes = {(id(top), _shape(item.node)): top for item in items if (top := _section_of(item.node))}
    for (_, shape), top in shapes.items():
        for node in top.below():
            if _shape(node) == shape and node.kind != "text" and _bare(node):
                yield node


def _shape(node: Node) -> tuple[str, float, int]:
    return node.kind, node.rank, sum(1 for _ in node.ancestors())


def _section_of(node: Node) -> Node | None:
    return next((above for above in node.ancestors() if above.kind != "root" and above.rank <= SECTION), None)


def _bare(node: Node) -> bool:
    return not node.children and len(node.text) > 8 and label_of(node.text) is None


def _parts(item: Item, era: Era) -> Parts:
    return Parts(
        text=_words(item),
        source="labelled",
        ordinal=ordinal_of(item.node),
        when=item.labels.get("time", EMPTY),
        section=_section_time(item.node, era),
        heading=item.node.parent.text if item.node.parent else EMPTY,
        roles=_roles(item),
        product=item.labels.get("product", EMPTY),
        confidence=0.9,
    )


def _words(item: Item) -> Passage:
    return item.text.cut(0, None, " :") or item.node.text


def _section_time(node: Node, era: Era) -> Moment | None:
    for above in node.ancestors():
        found = heading_time(above, era)
        if found:
            return found[0]
    return None


def _roles(item: Item) -> Roles:
    lead = in_cell(item.labels["lead"]) if "lead" in item.labels else roles_in_words(item.text)
    helpers: tuple[Field[str], ...] = names(item.labels["help"]) if "help" in item.labels else ()
    return Roles(lead.lead, lead.coordinators + helpers)
