"""Lists of instruments, one with its rules, and two versions side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.catalogue.access import visible_instruments
from vinhdanh.domain.catalogue.models import LocalInstrument, LocalRule
from vinhdanh.engines.search.counts import capped_counts

PAGE = 50
COMPARED = ("number", "choice", "day", "article", "text")


@dataclass(frozen=True, slots=True)
class InstrumentFilter:
    """Empty fields filter nothing; ``award`` keeps those that say something of an award."""

    state: str = ""
    kind: str = ""
    award: str = ""


@dataclass(frozen=True, slots=True)
class InstrumentPage:
    """The last changed first; the count is exact up to 1,000."""

    rows: Sequence[LocalInstrument]
    page: int
    has_next: bool
    count: int


def instrument_page(scope: Scope, wanted: InstrumentFilter, page: int = 1) -> InstrumentPage:
    """Three queries."""
    rows = visible_instruments(scope)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.award:
        rows = rows.filter(pk__in=LocalRule.objects.filter(award=wanted.award).values("instrument"))
    page = max(1, min(page, 100))
    start = (page - 1) * PAGE
    ids = list(rows.order_by("-changed_at", "-id").values_list("pk", flat=True)[start : start + PAGE + 1])
    found = visible_instruments(scope).filter(pk__in=ids[:PAGE]).select_related("body")
    return InstrumentPage(
        rows=list(found.order_by("-changed_at", "-id")),
        page=page,
        has_next=len(ids) > PAGE,
        count=capped_counts({"rows": rows})["rows"],
    )


def rules_of(instrument_id: UUID) -> list[LocalRule]:
    """The rules of an instrument that the page fetched as visible, in their order."""
    return list(LocalRule.objects.filter(instrument_id=instrument_id).order_by("position"))


def versions_of(scope: Scope, line: UUID) -> list[LocalInstrument]:
    """Every version of one instrument that the person sees, the newest first."""
    return list(visible_instruments(scope).filter(line=line).order_by("-version"))


@dataclass(frozen=True, slots=True)
class Pair:
    """One matter in two versions; a side that is None does not settle it. ``changed`` names fields."""

    old: LocalRule | None
    new: LocalRule | None
    changed: frozenset[str]

    @property
    def mark(self) -> str:
        if self.old is None:
            return "added"
        if self.new is None:
            return "dropped"
        return "changed" if self.changed else "same"


def compared(old: Sequence[LocalRule], new: Sequence[LocalRule]) -> list[Pair]:
    """The rules of two versions side by side, in the order of the new one, what it dropped last."""
    before: dict[tuple[str, str, str], list[LocalRule]] = {}
    for rule in old:
        before.setdefault(_matter(rule), []).append(rule)
    pairs = [_pair(_next(before.get(_matter(rule))), rule) for rule in new]
    return pairs + [Pair(rule, None, frozenset()) for left in before.values() for rule in left]


def _next(waiting: list[LocalRule] | None) -> LocalRule | None:
    return waiting.pop(0) if waiting else None


def _pair(old: LocalRule | None, new: LocalRule) -> Pair:
    changed = {name for name in COMPARED if old and getattr(old, name) != getattr(new, name)}
    return Pair(old, new, frozenset(changed))


def _matter(rule: LocalRule) -> tuple[str, str, str]:
    return rule.award, rule.what, rule.key
