"""What a heading is about, and which nodes under it are tasks."""

import re
from collections.abc import Callable, Iterator

from vinhdanh.engines.reading.plan.markers import SECTION
from vinhdanh.engines.reading.plan.outline import Node
from vinhdanh.engines.reading.plan.words import CONTENT, EXECUTION, PURPOSE, SETTING, SOLUTIONS, TASK_OPENING

_CLOSING = re.compile(
    r"^(?:tren day la|yeu cau cac|de nghi (?:cac|thu truong)[^.]{0,160}(?:trien khai|thuc hien)|"
    r"(?:uy ban nhan dan|ubnd)[^.]{0,60}(?:yeu cau|de nghi)|"
    r"(?:phan|chuong) (?:thu )?\w+$|"
    r"trong qua trinh|\(?kem theo|nhan duoc ke hoach|can cu (?:noi dung )?ke hoach nay|ke hoach nay)"
)
_LEAD_IN = re.compile(r"(?:nhu sau|sau day|cu the|gom|nhu sau:|cu the la|noi dung sau)\s*:?\s*$")


def topic(node: Node) -> str:
    """A section's subject: ``purpose``, ``execution``, ``solutions``, ``content``, ``setting`` or ``""``."""
    words = node.text.folded[:160]
    if PURPOSE.search(words) and not re.search(r"nhiem vu|noi dung|cong viec", words):
        return "purpose"
    if EXECUTION.search(words):
        return "execution"
    if SETTING.search(words):
        return "setting"
    if SOLUTIONS.search(words) and "nhiem vu" not in words:
        return "solutions"
    return "content" if CONTENT.search(words) else ""


def sections(root: Node) -> Iterator[tuple[Node, str]]:
    """Sections of the top rank with their topics; text outside any section comes as the root itself."""
    tops = [node for node in root.children if node.kind != "text"]
    if not any(node.rank <= SECTION for node in tops):
        yield root, "content"
        return
    for node in tops:
        if node.rank <= SECTION:
            yield from _parts(node)


def _parts(node: Node) -> Iterator[tuple[Node, str]]:
    """A part ("PHẦN I", "A.") is as many sections as it holds, unless it has a topic of its own."""
    below = [child for child in node.children if child.rank <= SECTION]
    if below and not topic(node):
        for child in below:
            yield child, topic(child)
    else:
        yield node, topic(node)


def task_nodes(node: Node, whole: Callable[[Node], bool] | None = None) -> Iterator[Node]:
    """The items under a heading that are tasks: an item that only heads others gives way to them.

    ``whole`` says which headings come as they are, with what is below them.
    """
    for child in node.children:
        if _is_frame(child):
            continue
        if child.children and is_group(child) and not (whole and whole(child)):
            yield from task_nodes(child, whole)
        elif len(child.text) > (8 if child.kind == "text" else 3):
            yield child


def is_group(node: Node) -> bool:
    """A topic over tasks ("1. Công tác tuyên truyền:"), not a task with details."""
    items = [child for child in node.children if child.kind != "text"]
    if not items:
        return False
    text = node.text.text.rstrip()
    if text.endswith(":") or node.text.folded.startswith("cong tac") or node.kind == "title":
        return True
    return (
        len(text) < 120
        and not text.endswith((".", ";"))
        and (len(items) >= 2 or not TASK_OPENING.match(node.text.folded))
    )


def _is_frame(node: Node) -> bool:
    """Sentences around the tasks: lead-ins, closing formulas."""
    if node.kind != "text":
        return False
    folded = node.text.folded
    return bool(_CLOSING.match(folded) or _LEAD_IN.search(folded))


def ordinal_of(node: Node) -> str:
    """ "2.1": the numbers from the section down; a bullet counts among its fellows."""
    parts = [own_ordinal(node)]
    for above in node.ancestors():
        if above.kind in ("root", "title", "text") or above.rank <= SECTION or "." in parts[0]:
            break
        parts.insert(0, own_ordinal(above))
    return ".".join(part for part in parts if part)


def own_ordinal(node: Node) -> str:
    """The number a node carries, or its place among fellow bullets."""
    return node.ordinal or (str(node.place) if node.place else "")
