"""The pipeline: flow, parts, head, then the layout that gives the tasks, then duties and warnings."""

from collections.abc import Callable

from vinhdanh.engines.reading.model import Document
from vinhdanh.engines.reading.plan.content import from_content
from vinhdanh.engines.reading.plan.duties import from_duties
from vinhdanh.engines.reading.plan.flat import from_flat_tables
from vinhdanh.engines.reading.plan.from_tables import from_tables
from vinhdanh.engines.reading.plan.head import era_of, read_head
from vinhdanh.engines.reading.plan.labelled import from_labels, labelled_share
from vinhdanh.engines.reading.plan.lines import flow, raw_lines
from vinhdanh.engines.reading.plan.model import PlanReading, Task
from vinhdanh.engines.reading.plan.outline import Node, outline
from vinhdanh.engines.reading.plan.periods import Era
from vinhdanh.engines.reading.plan.reporting import reporting_duties
from vinhdanh.engines.reading.plan.sent import with_sent_in_tasks
from vinhdanh.engines.reading.plan.timed import from_times
from vinhdanh.engines.reading.plan.unread import unread_items
from vinhdanh.engines.reading.plan.warnings import marked, warnings
from vinhdanh.engines.reading.plan.zones import zones


def read_plan(document: Document) -> PlanReading:
    """Head, tasks, reporting duties and warnings of a plan; never raises for odd content."""
    items = flow(document)
    parts = zones(items)
    head = read_head(parts)
    era = era_of(head)
    root = outline(parts.prose)
    tabled, tables = from_tables(items, era)
    broken = sum(table.pieces - 1 for table in tables)
    tasks = marked(tabled if tabled else _in_words(document, root, era))
    duties = with_sent_in_tasks(reporting_duties(root, era), tasks)
    return PlanReading(
        head, tuple(tasks), tuple(duties), (*warnings(head, tasks, broken), *unread_items(root, tasks))
    )


def _in_words(document: Document, root: Node, era: Era) -> list[Task]:
    """The first layout that gives more than one task; a lone task only where nothing gives more."""
    single: list[Task] = []
    layouts: tuple[Callable[[], list[Task]], ...] = (
        lambda: from_flat_tables(raw_lines(document), era),
        lambda: from_labels(root, era),
        lambda: from_times(root, era),
    )
    for read in layouts:
        tasks = read()
        if len(tasks) > 1 and not _outnumbered(tasks, root, era):
            return tasks
        single = single or tasks
    content = from_content(root, era)
    duties = [] if _dated(content) else from_duties(root, era)
    return duties if len(duties) > 1 else content or single or duties


def _outnumbered(tasks: list[Task], root: Node, era: Era) -> bool:
    """A few labels in a plan whose other items have none do not make it a labelled one."""
    if tasks[0].source != "labelled":
        return False
    labelled, listed = labelled_share(root)
    return len(from_times(root, era)) > 2 * labelled or listed > 4 * labelled


def _dated(tasks: list[Task]) -> bool:
    """Items that mostly say when they are due are the plan's tasks, whoever is given duties later."""
    dated = sum(1 for task in tasks if task.period.value or task.deadline.value)
    return dated >= 2 and dated * 2 >= len(tasks)
