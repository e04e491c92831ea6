"""Reporting duties that stand in the list of tasks: what is sent, to whom, by the task's own due date."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from vinhdanh.engines.reading.plan.model import Field, ReportingDuty, Task
from vinhdanh.engines.reading.plan.passage import Passage, passage
from vinhdanh.engines.reading.plan.receivers import receiver_after

_SENDS = re.compile(r"\b(?:gui|nop)\b")
_SUBJECT = re.compile(
    r"(?:cac|moi|tung)\s[\w ]{2,40}?\s(?=(?:tu\s)?(?:gui|nop|dang k[yi]|cham|bao cao|lap)\b)"
)


def with_sent_in_tasks(duties: list[ReportingDuty], tasks: Iterable[Task]) -> list[ReportingDuty]:
    """The duties of the text, their senders taken from the task they stand in, and those of dated tasks."""
    tasks = list(tasks)
    told = [_with_sender(duty, tasks) for duty in duties]
    known = {(duty.to.value, str(duty.due.value)) for duty in told}
    return told + [duty for duty in _sent(tasks) if (duty.to.value, str(duty.due.value)) not in known]


def _with_sender(duty: ReportingDuty, tasks: list[Task]) -> ReportingDuty:
    """A duty without a subject is the lead's of the task whose words hold it."""
    if duty.who.value or not duty.what.spans:
        return duty
    block = duty.what.spans[0].block
    for task in tasks:
        if task.lead and task.source != "table" and any(span.block == block for span in task.text.spans):
            return replace(duty, who=_named(task.lead))
    return duty


def _named(lead: tuple[Field[str], ...]) -> Field[str]:
    spans = tuple(span for item in lead for span in item.spans)
    return Field(", ".join(item.value for item in lead), spans, 0.7)


def _sent(tasks: list[Task]) -> Iterator[ReportingDuty]:
    """ "Các đơn vị gửi báo cáo về X" in a table whose due date stands in another column."""
    for task in tasks:
        duty = _duty(task) if task.source in ("table", "flat_table") and task.deadline.value else None
        if duty is not None:
            yield duty


def _duty(task: Task) -> ReportingDuty | None:
    text = passage(task.text.value, 0)
    found = _SENDS.search(text.folded)
    receiver = receiver_after(text, found.end()) if found else None
    if found is None or receiver is None or not receiver.to or not task.lead:
        return None
    what = _object(text, found, receiver.start)
    if not what:
        return None
    spans, due = task.text.spans, task.deadline
    return ReportingDuty(
        who=_named(task.lead),
        what=Field(what.value, spans, 0.7),
        to=Field(receiver.field.value, spans, 0.75),
        through=Field(receiver.through.value, spans, 0.75) if receiver.through else Field(""),
        due=Field(due.value, due.spans, due.confidence, due.doubt),
    )


def _object(text: Passage, found: re.Match[str], end: int | None) -> Passage:
    """What follows the verb; else what the words before it say is made."""
    after = text.cut(found.end(), end, " ,.:;")
    if len(after) > 3:
        return after
    subject = _SUBJECT.match(text.folded)
    return text.cut(subject.end() if subject else 0, found.start(), " ,.:;")
