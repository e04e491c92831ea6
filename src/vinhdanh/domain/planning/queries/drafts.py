"""A draft under review: its source as blocks with marks, its rows, what is doubtful."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.planning.access import visible_drafts
from vinhdanh.domain.planning.models import DraftTask, PlanDraft
from vinhdanh.domain.planning.periods import period_words
from vinhdanh.domain.planning.states import DraftState


@dataclass(frozen=True, slots=True)
class DraftCounts:
    """``doubtful`` rows are those with a doubt that nobody has settled yet."""

    kept: int
    doubtful: int
    dropped: int
    unlinked: int
    without_lead: int

    @property
    def sure(self) -> int:
        return self.kept - self.doubtful


def is_doubtful(row: DraftTask) -> bool:
    return bool(row.doubts) and not row.checked and not row.dropped


def counts_of(rows: Sequence[DraftTask]) -> DraftCounts:
    """How far the review has come."""
    kept = [row for row in rows if not row.dropped]
    names = {p["text"] for row in kept for p in [*row.leads, *row.coordinators] if not p.get("target")}
    return DraftCounts(
        kept=len(kept),
        doubtful=sum(1 for row in kept if is_doubtful(row)),
        dropped=len(rows) - len(kept),
        unlinked=len(names),
        without_lead=sum(1 for row in kept if not row.leads),
    )


def period_text(row: DraftTask) -> str:
    """How the time of a draft row reads."""
    return period_words(row.period_kind, row.period_value, month=row.month, deadline=row.deadline)


def open_drafts(scope: Scope, limit: int = 20) -> list[PlanDraft]:
    """Papers being read or waiting for review, newest first; one query."""
    rows = visible_drafts(scope).exclude(state__in=[DraftState.ACCEPTED, DraftState.DISCARDED])
    return list(rows.select_related("file", "body", "created_by").defer("document").order_by("-id")[:limit])


def unlinked_names(rows: Sequence[DraftTask]) -> list[dict[str, Any]]:
    """Each written name that points nowhere yet, with what matching offered and how many rows use it."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        for party in [*row.leads, *row.coordinators]:
            if row.dropped or party.get("target"):
                continue
            entry = found.setdefault(
                party["text"],
                {"text": party["text"], "reason": party.get("reason", ""), "options": [], "rows": 0},
            )
            entry["options"] = party.get("options", [])
            entry["rows"] += 1
    return sorted(found.values(), key=lambda entry: -entry["rows"])
