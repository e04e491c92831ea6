"""Where a row is seen, and where the work is done that somebody has to do: the one place that knows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.obligations.access import visible_obligations
from vinhdanh.domain.obligations.models import Obligation
from vinhdanh.domain.obligations.queries.dues import OBLIGATION

PAGES: Final[Mapping[str, str]] = {
    "certificates.certificatedesign": "certificate_design",
    "certificates.printing": "certificate_printing",
    "obligations.nudge": "nudge",
    "organisations.body": "body",
    "papers.paper": "paper",
    "people.subject": "registry_subject",
    "planning.councilsession": "session",
    "planning.filing": "filing",
    "planning.milestone": "milestone",
    "planning.plan": "plan",
    "planning.plandraft": "draft",
    "planning.report": "report",
    "planning.reportingduty": "duty",
    "planning.task": "task",
}
"""The pages of rows that have one of their own, by kind of row."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody has to do: the kind of work and its period, the row that asks for it, and who has
    to (None where nobody in particular is meant)."""

    kind: str
    period: str
    source_kind: str
    source_id: UUID
    party: UUID | None = None

    @classmethod
    def of(cls, row: Obligation) -> "Asked":
        return cls(row.kind, row.period, row.source_kind, row.source_id, row.party_id)


def page_of(kind: str, pk: UUID) -> str:
    """The page of a row; empty where it has none."""
    name = PAGES.get(kind)
    return reverse(name, args=[pk]) if name else ""


def _with(address: str, **values: object) -> str:
    kept = urlencode({name: value for name, value in values.items() if value})
    return f"{address}?{kept}" if kept else address


def _write_plan(asked: Asked) -> str:
    return _with(reverse("filing_start", args=[asked.source_id]), year=asked.period, body=asked.party)


def _send_report(asked: Asked) -> str:
    address = reverse("report_send", args=[asked.source_id, asked.period])
    return _with(address, **{"don-vi": asked.party})


def _settle(asked: Asked) -> str:
    return reverse("duty_settle", args=[asked.source_id])


def _who_filed(asked: Asked) -> str:
    return _with(reverse("plan_filings", args=[asked.source_id]), year=asked.period)


def _who_reported(asked: Asked) -> str:
    return _with(reverse("duty", args=[asked.source_id]), ky=asked.period)


# Work of the other kinds is done, and followed, on the page of the row that asks for it.
_WORKED: Final[Mapping[str, Callable[[Asked], str]]] = {
    "unit_plan": _write_plan,
    "report": _send_report,
    "settle_duty": _settle,
}
_FOLLOWED: Final[Mapping[str, Callable[[Asked], str]]] = {"unit_plan": _who_filed, "report": _who_reported}


def worked_at(asked: Asked) -> str:
    """Where whoever has to does it; empty where there is no page for it."""
    made = _WORKED.get(asked.kind)
    return made(asked) if made else page_of(asked.source_kind, asked.source_id)


def followed_at(asked: Asked) -> str:
    """Where others see how far it is; empty where there is no page for it."""
    made = _FOLLOWED.get(asked.kind)
    return made(asked) if made else page_of(asked.source_kind, asked.source_id)


def address_of(scope: Scope, kind: str, pk: UUID) -> str:
    """The page of a row; home for a row without one, nothing for an obligation that is gone or hidden.

    Whether the person may see the row is for its page to say.
    """
    if kind == OBLIGATION:
        return addresses_of_obligations(scope, [pk]).get(pk, "")
    return page_of(kind, pk) or reverse("home")


def addresses_of_obligations(scope: Scope, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The pages of those obligations that the person sees; one query."""
    rows = visible_obligations(scope).filter(pk__in=list(ids))
    return {row.pk: work_address(scope, row) or reverse("chase_item", args=[row.pk]) for row in rows}


def work_address(scope: Scope, row: Obligation) -> str:
    """The page of an obligation for this person: who owes it comes to where it is done, others to where
    they see how far it is."""
    asked = Asked.of(row)
    return worked_at(asked) if row.party_id in scope.keys else followed_at(asked)
