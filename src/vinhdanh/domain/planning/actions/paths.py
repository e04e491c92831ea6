"""Copies of paths follow the tree of bodies."""

from django.db.models import F, OuterRef, QuerySet, Subquery

from vinhdanh.domain.planning.models import Filing, Plan, PlanDraft, Report, Task


def follow_bodies() -> int:
    """Bring the paths of plans, tasks and drafts in line with their bodies; returns how many were behind.

    Run it in the transaction that changed the tree. Rows that are right already are not written.
    """
    issuers: QuerySet[Plan] = Plan.objects.exclude(path=F("issuer__path"))
    drafts = PlanDraft.objects.exclude(path=F("body__path"))
    for kind in (Filing, Report):
        kind.objects.exclude(path=F("body__path")).update(path=_right(kind, "body__path"))
    moved = _follow(issuers, Plan, "issuer__path") + _follow(drafts, PlanDraft, "body__path")
    return moved + _follow(Task.objects.exclude(path=F("plan__issuer__path")), Task, "plan__issuer__path")


def _follow(behind: QuerySet[Plan] | QuerySet[PlanDraft] | QuerySet[Task], kind: type, source: str) -> int:
    return behind.update(path=_right(kind, source))


def _right(kind: type, source: str) -> Subquery:
    return Subquery(kind.objects.filter(pk=OuterRef("pk")).values(source)[:1])  # type: ignore[attr-defined]
