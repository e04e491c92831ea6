"""What is owed follows the directory (members of groups, heirs of ended bodies), or is made anew."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from vinhdanh.domain.obligations.queries.parts import sources_of
from vinhdanh.domain.planning.actions.owed import Expansion, keep_owed, waits_by_draft
from vinhdanh.domain.planning.models import PlanDraft, Task
from vinhdanh.domain.planning.states import OPEN_STATES, OWED_BY
from vinhdanh.engines.workflow.items import set_waits_of

BATCH = 500
Told = Callable[[int, UUID], None]


def follow_parties() -> int:
    """Bring what every open task asks for in line with the directory of today; returns how many tasks."""
    return _keep_all(Task.objects.filter(state__in=OPEN_STATES))


def follow_bodies_work(bodies: Iterable[UUID]) -> int:
    """The same for open tasks that ``bodies`` lead or owe; run it in the transaction that ended them."""
    keys = list(bodies)
    named = Q(party_keys__overlap=keys) | Q(pk__in=sources_of(OWED_BY, keys))
    return _keep_all(Task.objects.filter(named, state__in=OPEN_STATES))


def rebuild(*, after: UUID | None = None, told: Told | None = None) -> tuple[int, int]:
    """Work out all obligations and work items from the plans and drafts; returns tasks and drafts seen.

    Safe to run again and beside users: what is right is not written, and each batch is a transaction of
    its own. ``told`` hears the count and the last key after each, with which ``after`` goes on.
    """
    return _keep_all(Task.objects.all(), after=after, told=told), _keep_drafts()


def _keep_all(wanted: QuerySet[Task], *, after: UUID | None = None, told: Told | None = None) -> int:
    expansion, seen, last = Expansion(), 0, after
    while ids := _next(wanted, last):
        with transaction.atomic():
            rows = Task.objects.select_for_update(of=("self",)).select_related("plan")
            keep_owed(actor=None, tasks=list(rows.filter(pk__in=ids).order_by("pk")), expansion=expansion)
        seen, last = seen + len(ids), ids[-1]
        if told:
            told(seen, last)
    return seen


def _next(wanted: QuerySet[Task], last: UUID | None) -> list[UUID]:
    rows = wanted if last is None else wanted.filter(pk__gt=last)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def _keep_drafts() -> int:
    """Drafts are few: those that wait for somebody, and those that did."""
    drafts = PlanDraft.objects.select_for_update(of=("self",)).select_related("file").order_by("pk")
    waits = waits_by_draft(drafts)
    set_waits_of(subject_kind="planning.plandraft", waits=waits)
    return len(waits)
