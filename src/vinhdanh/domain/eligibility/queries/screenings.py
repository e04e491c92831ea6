"""What the radar found: the list with its filters, the shares, and how units stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.eligibility.access import visible_screenings
from vinhdanh.domain.eligibility.models import ScreenedSubject, ScreenedUnit, Screening
from vinhdanh.domain.eligibility.states import Share, Standing
from vinhdanh.engines.search.counts import capped_counts

PAGE = 50
LAST_PAGE = 200
EXPORT_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class FoundFilter:
    """Empty fields filter nothing; ``share`` is one of :class:`Share`."""

    award: str = ""
    standing: int | None = None
    share: str = ""
    unit: UUID | None = None


@dataclass(frozen=True, slots=True)
class FoundPage:
    """Who is sure first, then names in Vietnamese order; counts are exact up to 1,000."""

    rows: Sequence[ScreenedSubject]
    page: int
    has_next: bool
    count: int
    met: int
    waiting: int


@dataclass(frozen=True, slots=True)
class ShareLine:
    """How many people bear a mark, of those for whom it is known: of all, given something, forgotten."""

    label: str
    everyone: tuple[int, int]
    given: tuple[int, int]
    forgotten: tuple[int, int]


def latest_screening(scope: Scope, body_id: UUID, year: int | None = None) -> Screening | None:
    """The newest screening of a body (of a year, if any) that the person may see; one query."""
    rows = visible_screenings(scope).filter(body_id=body_id).select_related("body")
    if year is not None:
        rows = rows.filter(year=year)
    return rows.order_by("-id").first()


def found_rows(screening: Screening, wanted: FoundFilter) -> QuerySet[ScreenedSubject]:
    """The rows of a screening that the page fetched as visible, not yet ordered."""
    rows = ScreenedSubject.objects.filter(screening=screening)
    exact = {"award": wanted.award or None, "standing": wanted.standing, "unit_id": wanted.unit}
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    return rows.filter(**{wanted.share: True}) if wanted.share in Share.values else rows


def found_page(screening: Screening, wanted: FoundFilter, page: int = 1) -> FoundPage:
    """Three queries."""
    rows = found_rows(screening, wanted)
    page = max(1, min(page, LAST_PAGE))
    start = (page - 1) * PAGE
    ids = list(
        rows.order_by("-standing", "sort_key", "id").values_list("pk", flat=True)[start : start + PAGE + 1]
    )
    found = ScreenedSubject.objects.filter(pk__in=ids[:PAGE]).order_by("-standing", "sort_key", "id")
    counts = capped_counts(
        {
            "all": rows,
            "met": rows.filter(standing=Standing.MET),
            "waiting": rows.filter(standing=Standing.WAITING),
        }
    )
    return FoundPage(list(found), page, len(ids) > PAGE, counts["all"], counts["met"], counts["waiting"])


def export_rows(screening: Screening, wanted: FoundFilter) -> Iterator[ScreenedSubject]:
    """The rows of the filter, at most :data:`EXPORT_LIMIT`."""
    yield from found_rows(screening, wanted).order_by("-standing", "sort_key", "id")[:EXPORT_LIMIT].iterator()


def awards_found(screening: Screening) -> Sequence[str]:
    """The awards for which somebody was found; one query."""
    rows = ScreenedSubject.objects.filter(screening=screening).order_by("award")
    return list(rows.values_list("award", flat=True).distinct())


def share_lines(screening: Screening) -> list[ShareLine]:
    """The shares as they were counted."""
    counts = screening.shares

    def pair(group: str, share: str) -> tuple[int, int]:
        return counts.get(f"{group}:{share}", 0), counts.get(f"{group}:{share}:known", 0)

    return [
        ShareLine(str(share.label), pair("all", share), pair("given", share), pair("forgotten", share))
        for share in Share
    ]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """Units with the greatest share of people given something first."""

    rows: Sequence[ScreenedUnit]
    page: int
    has_next: bool
    count: int


def unit_page(screening: Screening, page: int = 1) -> UnitPage:
    """Three queries."""
    rows = ScreenedUnit.objects.filter(screening=screening, members__gt=0)
    page = max(1, min(page, LAST_PAGE))
    start = (page - 1) * PAGE
    ordered = rows.order_by((F("given") * 100 / F("members")).desc(), "name", "id")
    found = list(ordered[start : start + PAGE + 1])
    return UnitPage(found[:PAGE], page, len(found) > PAGE, capped_counts({"rows": rows})["rows"])


def years_to_screen(on: date) -> list[int]:
    """The years that a screening is usually for, the nearest first."""
    return [on.year - back for back in range(6)]
