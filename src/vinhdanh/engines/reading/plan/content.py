"""The last resort: the items of the sections that say what is to be done."""

from vinhdanh.engines.reading.plan.model import Task
from vinhdanh.engines.reading.plan.outline import Node
from vinhdanh.engines.reading.plan.owners import roles_in_words
from vinhdanh.engines.reading.plan.periods import Era
from vinhdanh.engines.reading.plan.sections import ordinal_of, sections, task_nodes
from vinhdanh.engines.reading.plan.tasks import Parts, build


def from_content(root: Node, era: Era) -> list[Task]:
    """Items of content sections as tasks; nothing is said about who or when unless their words do."""
    parts = list(sections(root))
    told = {subject for _, subject in parts}
    wanted = "content" if "content" in told else ""
    nodes = [
        (section, node) for section, subject in parts if subject == wanted for node in task_nodes(section)
    ]
    return [build(_parts(node), era) for section, node in nodes if _listed(section, node)]


def _listed(section: Node, node: Node) -> bool:
    """Outside any section only items of a list count: a paper without a plan's shape gives no tasks."""
    return section.kind != "root" or node.kind != "text"


def _parts(node: Node) -> Parts:
    return Parts(
        text=node.text,
        source="content",
        ordinal=ordinal_of(node),
        roles=roles_in_words(node.text),
        confidence=0.7,
    )
