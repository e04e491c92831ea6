"""Copies of paths follow the tree of bodies."""

from django.db.models import F, OuterRef, Subquery

from vinhdanh.domain.obligations.models import Obligation


def follow_creditors() -> int:
    """Bring the paths of obligations in line with their creditors; returns how many were behind.

    Run it in the transaction that changed the tree.
    """
    right = Obligation.objects.filter(pk=OuterRef("pk")).values("creditor__path")
    return Obligation.objects.exclude(path=F("creditor__path")).update(path=Subquery(right[:1]))
