"""Look through everybody of a body for one year: who qualifies and was not given anything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.catalogue.queries.book import lawbook
from vinhdanh.domain.catalogue.queries.layers import deeper_issuers, layer_for
from vinhdanh.domain.eligibility.access import may_screen
from vinhdanh.domain.eligibility.models import ScreenedSubject, ScreenedUnit, Screening
from vinhdanh.domain.eligibility.queries.machine import (
    Screened,
    checkable_awards,
    law_columns,
    screen_book,
)
from vinhdanh.domain.eligibility.queries.remoteness import remote_units
from vinhdanh.domain.eligibility.states import Share
from vinhdanh.domain.organisations.queries.places import paths_of
from vinhdanh.domain.people.queries.populations import Member, members, population, units
from vinhdanh.domain.registry.queries.columns import BookColumns, columns_of
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.jobs.carrying import report
from vinhdanh.foundation.jobs.queue import enqueue
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.results import Refusal, RefusedError, require

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from vinhdanh.domain.access.models import User

SCREEN_JOB = "eligibility.screen"
BATCH = 2_000
FIRST_YEAR = 2000


def screening_key(screening_id: UUID) -> str:
    """The key of the job of one screening."""
    return f"screening:{screening_id}"


@transaction.atomic
def start_screening(
    *, actor: "User", scope: Scope, body_id: UUID, year: int, received_on: date
) -> Screening:
    """Have everybody at or below a body looked through by a job.

    Raises RefusedError outside one's reach, and for a year that has not begun on the day of receipt.
    """
    path = paths_of([body_id]).get(body_id, "")
    require(may_screen(scope, path))
    if not FIRST_YEAR <= year <= received_on.year:
        text = f"Chọn năm thành tích từ {FIRST_YEAR} đến {received_on.year}."
        raise RefusedError(Refusal("year_out_of_range", text, field="nam"))
    made = Screening.objects.create(
        body_id=body_id, path=path, year=year, received_on=received_on, made_by=actor
    )
    record(actor=actor, action="start_screening", subject=made, body=body_id, after={"year": year})
    title = f"Rà soát người đủ tiêu chuẩn năm {year}"
    enqueue(
        SCREEN_JOB, key=screening_key(made.pk), asked_by=actor, title=title, screening_id=str(made.pk)
    )
    return made


def run_screening(screening_id: UUID) -> None:
    """The job: safe to run again, it begins anew. Sees what the person who asked for it sees."""
    screening = Screening.objects.select_related("made_by").get(pk=screening_id)
    if screening.finished_at or screening.made_by is None:
        return
    trees = _trees(screening)
    with transaction.atomic():
        screening.subjects.all().delete()
        screening.units.all().delete()
        result = _Result()
        for place, part in enumerate(_parts(trees, screening)):
            report(place, of=place + 2, message="Đang xét từng người, từng tập thể")
            _look(screening, part, result)
        _keep(screening, result, trees)


def _trees(screening: Screening) -> tuple[str, ...]:
    """The tree asked for, as far as the person may still look."""
    scope = scope_for(screening.made_by_id, now().date())
    require(may_screen(scope, screening.path))
    return (screening.path,) if scope.reach(Permission.READ_REGISTRY) else ()


@dataclass(frozen=True, slots=True)
class _Part:
    """Subjects who fall under the same local rules."""

    path: str
    without: tuple[str, ...]


def _parts(trees: Sequence[str], screening: Screening) -> Iterator[_Part]:
    for top in trees:
        issuers = (top, *deeper_issuers(top, screening.received_on))
        for path in issuers:
            yield _Part(path, tuple(each for each in issuers if each.startswith(f"{path}.")))


class _Result:
    """What is gathered while the parts are gone through."""

    def __init__(self) -> None:
        self.evaluated = 0
        self.found: list[ScreenedSubject] = []
        self.given: dict[UUID, int] = {}
        self.shares: dict[str, dict[str, int]] = {
            share: {"all": 0, "known": 0, "forgotten": 0, "given": 0} for share in Share.values
        }
        self.everyone = {"all": 0, "forgotten": 0, "given": 0}
        self.digests: set[str] = set()


def _look(screening: Screening, part: _Part, result: _Result) -> None:
    year, on = screening.year, screening.received_on
    book = columns_of(population([part.path], part.without), year=year, received_on=on)
    layer = layer_for(part.path, on)
    result.digests.add(layer.digest)
    columns = law_columns(book, year=year, received_on=on)
    found = screen_book(book, checkable_awards(on), layer, columns=columns)
    result.evaluated += book.size
    hits = list(_hits(book, found, year=year))
    _name(screening, book, hits, result=result)


def _hits(book: BookColumns, found: Sequence[Screened], *, year: int) -> "Iterator[tuple[Screened, NDArray[np.intp]]]":
    """The places of those who stand for an award and were not given it for the year."""
    import numpy as np

    for each in found:
        given = given_for(book, each.rule.code, year)
        yield each, np.flatnonzero((each.standing > 0) & ~given)


def given_for(book: BookColumns, code: str, year: int) -> "NDArray[np.bool_]":
    """Who was given an award for the year, by a decision that stands."""
    import numpy as np

    mask = np.zeros(book.size, np.bool_)
    if code in book.codes:
        rows = book.awards
        chosen = (rows.code == book.codes.index(code)) & (rows.year == year) & (rows.revoked == 0)
        mask[rows.subject[chosen]] = True
    return mask
