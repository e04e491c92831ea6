"""One task out of its parts: words, times, bodies, products; the same for every layout."""

import re
from dataclasses import dataclass

from vinhdanh.engines.reading.plan.citations import governing
from vinhdanh.engines.reading.plan.model import Field, Period, Task, TaskSource
from vinhdanh.engines.reading.plan.passage import EMPTY, Passage
from vinhdanh.engines.reading.plan.periods import Era
from vinhdanh.engines.reading.plan.products import any_one, from_label, products_of
from vinhdanh.engines.reading.plan.roles import NOBODY, Roles
from vinhdanh.engines.reading.plan.timing import UNREAD, Moment, deadline_of, moment, period_of

JOINED = "Dòng này bị ngắt qua trang và đã được nối lại; xin xem lại câu chữ."

_CONDITION = re.compile(
    r"\bneu co\b|\bkhi co (?:yeu cau|phat sinh|dot|chi dao)|\btruong hop co\b|\bneu duoc\b|"
    r"\btheo yeu cau\s*\)"
)
_SILENT = re.compile(r"(?:theo|khi|tuy|nt|nhu tren|-|…|\.\.)")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a layout found for one task. ``when`` holds the words of a time column or label."""

    text: Passage
    source: TaskSource
    ordinal: str = ""
    when: Passage = EMPTY
    section: Moment | None = None
    heading: Passage = EMPTY
    roles: Roles = NOBODY
    product: Passage = EMPTY
    joined: bool = False
    confidence: float = 0.95


def build(parts: Parts, era: Era) -> Task:
    """A task with every field the words give, and nothing they do not."""
    own = moment(parts.when, era)
    text = parts.text
    named = from_label(parts.product) or products_of(text)
    several = products_of(parts.product) if parts.product else named
    due = deadline_of(own, text, era)
    period = period_of(text, era, own=own, section=parts.section)
    if due.value is not None and (period.value is None or _is_wave(period, parts.section)):
        period = Field(Period("date", due.value.isoformat()), due.spans, due.confidence, due.doubt)
    if own is None and period.value is None and parts.when and not _SILENT.match(parts.when.folded):
        period = Field(None, parts.when.spans(), 0.3, UNREAD.format(parts.when.value[:60]))
    condition = _CONDITION.search(text.folded)
    return Task(
        ordinal=Field(parts.ordinal),
        text=text.field(0.85 if parts.joined else parts.confidence, JOINED if parts.joined else ""),
        source=parts.source,
        period=period,
        lead=parts.roles.lead,
        coordinators=parts.roles.coordinators,
        deadline=due,
        conditional=_flag(text, condition),
        products=named,
        any_product=any_one(parts.product or text, several),
        governed_by=governing(text),
        section=parts.heading.field(),
    )


def _is_wave(period: Field[Period | None], section: Moment | None) -> bool:
    """Whether a task has no time but the days of its wave."""
    wave = section.timing.period if section else None
    return wave is not None and wave.kind == "date" and bool(wave.until) and period.value == wave


def _flag(text: Passage, found: re.Match[str] | None) -> Field[bool]:
    if found is None:
        return Field(value=False)
    return Field(value=True, spans=text.cut(found.start(), found.end()).spans(), confidence=0.95)
