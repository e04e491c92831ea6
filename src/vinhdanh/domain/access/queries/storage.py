"""How the file store is used by the bodies whose system a person operates."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.organisations.queries.labels import body_names
from vinhdanh.domain.organisations.queries.subtrees import ids_within
from vinhdanh.foundation.files.models import BodyUse, Quarantined, StoredFile
from vinhdanh.foundation.files.quotas import allowed_by
from vinhdanh.foundation.files.states import ScanState

PAGE = 30
NEWEST = 20


@dataclass(frozen=True, slots=True)
class UseRow:
    """What one body uses, in bytes; ``allowed`` 0 is without limit, ``own`` marks a limit of its own."""

    body: UUID
    name: str
    files: int
    octets: int
    allowed: int
    own: bool

    @property
    def percent(self) -> int:
        return min(100, self.octets * 100 // self.allowed) if self.allowed else 0


@dataclass(frozen=True, slots=True)
class UsePage:
    rows: Sequence[UseRow]
    page: int
    has_next: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """The whole store, in rows and bytes; ``waiting`` files were not scanned yet."""

    files: int
    octets: int
    waiting: int


def use_page(scope: Scope, page: int) -> UsePage:
    """Bodies by the room they use, the largest first; two queries."""
    start = (max(page, 1) - 1) * PAGE
    rows = list(_uses(scope).order_by("-octets", "body")[start : start + PAGE + 1])
    names = body_names(row.body for row in rows[:PAGE])
    return UsePage([_row(row, names) for row in rows[:PAGE]], max(page, 1), len(rows) > PAGE)


def totals(scope: Scope) -> Totals:
    """Sums over the bodies of the scope; two queries."""
    sums = _uses(scope).aggregate(files=Sum("files"), octets=Sum("octets"))
    waiting = StoredFile.objects.filter(scan=ScanState.UNSCANNED, body__in=ids_within(_tops(scope)))
    count = waiting.aggregate(n=Count("pk"))["n"]
    return Totals(sums["files"] or 0, sums["octets"] or 0, count)


def quarantined(scope: Scope) -> Sequence[Quarantined]:
    """The newest files turned away for what the scanner found in them; one query."""
    return list(Quarantined.objects.filter(_within(scope)).order_by("-pk")[:NEWEST])


def _tops(scope: Scope) -> set[str]:
    return {post.scope_path for post in scope.posts if Permission.OPERATE in post.permissions}


def _within(scope: Scope) -> Q:
    tops = _tops(scope)
    wanted = Q(body__in=ids_within(tops))
    return wanted | Q(body__isnull=True) if any("." not in top for top in tops) else wanted


def _uses(scope: Scope) -> QuerySet[BodyUse]:
    return BodyUse.objects.filter(body__in=ids_within(_tops(scope)))


def _row(row: BodyUse, names: dict[UUID, str]) -> UseRow:
    return UseRow(
        body=row.body,
        name=names.get(row.body, ""),
        files=row.files,
        octets=row.octets,
        allowed=allowed_by(row.allowed),
        own=row.allowed is not None,
    )
