"""Items that stand in a section of tasks and became none of them: an officer must hear of each."""

from collections.abc import Iterator, Sequence

from vinhdanh.engines.reading.model import Span
from vinhdanh.engines.reading.plan.model import Task
from vinhdanh.engines.reading.plan.outline import Node
from vinhdanh.engines.reading.plan.sections import sections
from vinhdanh.engines.reading.plan.words import LABEL

# A shorter line is a name or a place, not work.
_SHORTEST = 12
_SHOWN = 60


def unread_items(root: Node, tasks: Sequence[Task]) -> Iterator[str]:
    """One warning for each section that gave tasks but not all of its items."""
    taken = {span.block for task in tasks for span in _spans(task)}
    if not taken:
        return
    passed = {"purpose", "setting"} | (
        {"execution"} if all(task.source != "duties" for task in tasks) else set()
    )
    for section, subject in sections(root):
        if subject in passed:
            continue
        items = [node for node in section.below() if _is_item(node)]
        left = [node for node in items if not _told(node, taken)]
        if left and len(left) < len(items):
            yield _warning(section, left)


def _spans(task: Task) -> Iterator[Span]:
    yield from (*task.text.spans, *task.period.spans, *task.deadline.spans, *task.section.spans)
    for party in (*task.lead, *task.coordinators):
        yield from party.spans


def _is_item(node: Node) -> bool:
    """A numbered or bulleted line with nothing below it that is no label of a task."""
    return (
        node.kind not in ("text", "title")
        and not node.children
        and len(node.text) >= _SHORTEST
        and not LABEL.match(node.text.folded)
    )


def _told(node: Node, taken: set[int]) -> bool:
    """Read as a task, or a detail of one."""
    blocks = {span.block for each in (node, *_above(node)) for span in each.text.spans()}
    return bool(blocks & taken)


def _above(node: Node) -> Iterator[Node]:
    return (above for above in node.ancestors() if above.kind not in ("root", "title", "roman"))


def _warning(section: Node, left: list[Node]) -> str:
    where = f"Mục “{section.text.value[:_SHOWN]}”" if section.text else "Văn bản"
    words = left[0].text.value
    example = words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + "…"
    return f"{where} có {len(left)} ý chưa thành nhiệm vụ (ví dụ: “{example}”); xin xem lại và thêm nếu cần."
