"""The last resort: the items of the sections that say what is to be done."""

from vinhdanh.engines.reading.plan.model import Task
from vinhdanh.engines.reading.plan.outline import Node
from vinhdanh.engines.reading.plan.periods import Era
from vinhdanh.engines.reading.plan.roles import Roles, charged, in_prose
from vinhdanh.engines.reading.plan.sections import ordinal_of, sections, task_nodes
from vinhdanh.engines.reading.plan.tasks import Parts, build


def from_content(root: Node, era: Era) -> list[Task]:
    """Items of content sections as tasks; nothing is said about who or when unless their words do."""
    tasks: list[Task] = []
    for section, subject in sections(root):
        if subject == "content":
            tasks += [build(_parts(node), era) for node in task_nodes(section) if _listed(section, node)]
    return tasks


def _listed(section: Node, node: Node) -> bool:
    """Outside any section only items of a list count: a paper without a plan's shape gives no tasks."""
    return section.kind != "root" or node.kind != "text"


def _parts(node: Node) -> Parts:
    helpers = in_prose(node.text)
    return Parts(
        text=node.text,
        source="content",
        ordinal=ordinal_of(node),
        roles=Roles(charged(node.text), helpers),
        confidence=0.7,
    )
