"""The half-open period that names, relations, members and bodies share."""

from datetime import date

from django.db import models
from django.db.models import F, Q


def valid_on(day: date, prefix: str = "") -> Q:
    """Rows in force on ``day``; ``prefix`` is a lookup such as ``body__``."""
    began = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": day})
    open_end = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": day})
    return began & open_end


def overlapping(first: date | None, end: date | None) -> Q:
    """Rows whose period shares at least one day with ``[first, end)``; ``None`` is open."""
    found = Q()
    if end:
        found &= Q(valid_from__isnull=True) | Q(valid_from__lt=end)
    if first:
        found &= Q(valid_to__isnull=True) | Q(valid_to__gt=first)
    return found


def ordered_period(name: str) -> models.CheckConstraint:
    """``valid_to`` is after ``valid_from`` wherever both are known."""
    unknown = Q(valid_from__isnull=True) | Q(valid_to__isnull=True)
    return models.CheckConstraint(condition=unknown | Q(valid_to__gt=F("valid_from")), name=name)


def is_valid(first: date | None, end: date | None, day: date) -> bool:
    """The same test on values."""
    return (first is None or first <= day) and (end is None or day < end)
