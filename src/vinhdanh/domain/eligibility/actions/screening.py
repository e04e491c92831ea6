"""Look through everybody of a body for one year: who qualifies and was not given anything."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.catalogue.queries.book import lawbook
from vinhdanh.domain.catalogue.queries.layers import layer_for
from vinhdanh.domain.eligibility.access import may_screen
from vinhdanh.domain.eligibility.models import ScreenedSubject, ScreenedUnit, Screening
from vinhdanh.domain.eligibility.queries.everybody import Part, parts_of
from vinhdanh.domain.eligibility.queries.machine import (
    Screened,
    checkable_awards,
    law_columns,
    screen_book,
)
from vinhdanh.domain.eligibility.queries.remoteness import remote_units
from vinhdanh.domain.eligibility.states import Share
from vinhdanh.domain.organisations.queries.places import paths_of
from vinhdanh.domain.people.queries.populations import Member, Unit, members, population, units
from vinhdanh.domain.registry.queries.columns import KINDS, BookColumns, columns_of
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.jobs.carrying import report
from vinhdanh.foundation.jobs.queue import enqueue
from vinhdanh.foundation.kernel.clock import now, today
from vinhdanh.foundation.kernel.results import Refusal, RefusedError, require

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from vinhdanh.domain.access.models import User

    Ints = NDArray[np.int32]
    Bools = NDArray[np.bool_]

SCREEN_JOB = "eligibility.screen"
BATCH = 2_000
FIRST_YEAR = 2000
INDIVIDUAL = KINDS.index("individual")


def screening_key(screening_id: UUID) -> str:
    """The key of the job of one screening."""
    return f"screening:{screening_id}"


@transaction.atomic
def start_screening(*, actor: "User", scope: Scope, body_id: UUID, year: int, received_on: date) -> Screening:
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
    enqueue(SCREEN_JOB, key=screening_key(made.pk), asked_by=actor, title=title, screening_id=str(made.pk))
    return made


def run_screening(screening_id: UUID) -> None:
    """The job: safe to run again, it begins anew. Sees what the person who asked for it may see."""
    screening = Screening.objects.get(pk=screening_id)
    if screening.finished_at or screening.made_by_id is None:
        return
    require(may_screen(scope_for(screening.made_by_id, today()), screening.path))
    with transaction.atomic():
        screening.subjects.all().delete()
        screening.units.all().delete()
        tally, parts = _Tally(), parts_of(screening.path, screening.received_on)
        for place, part in enumerate(parts):
            report(place, of=len(parts), message="Đang xét từng người, từng tập thể")
            _look(screening, part, tally)
        Screening.objects.filter(pk=screening.pk).update(
            evaluated=tally.evaluated,
            shares=dict(tally.shares),
            digest=_digest(tally.digests),
            finished_at=now(),
        )


def _digest(local: set[str]) -> str:
    """The hash of the law that was applied, with what provinces and units add."""
    return sha256("\n".join([lawbook().digest, *sorted(local)]).encode()).hexdigest()


@dataclass(slots=True)
class _Tally:
    """What is counted while the parts are gone through."""

    evaluated: int = 0
    shares: Counter[str] = field(default_factory=Counter)
    digests: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Crowd:
    """The subjects of one part: their columns, their units, and the marks by share (1, 0, -1 not known)."""

    book: BookColumns
    units: Sequence[Unit]
    unit: "Ints"
    marks: Mapping[str, "Ints"]


def _look(screening: Screening, part: Part, tally: _Tally) -> None:
    """Judge one part and keep who stands for what, and how its units do."""
    import numpy as np

    crowd = _crowd(screening, part)
    layer = layer_for(part.path, screening.received_on)
    columns = law_columns(crowd.book, year=screening.year, received_on=screening.received_on)
    found = screen_book(
        crowd.book, checkable_awards(screening.received_on, earned=True), layer, columns=columns, earned=True
    )
    given = given_in(crowd.book, screening.year)
    forgotten = np.zeros(crowd.book.size, np.bool_)
    for each in found:
        places = np.flatnonzero((each.standing > 0) & ~given_for(crowd.book, each.rule.code, screening.year))
        forgotten[places] = True
        _keep_found(screening, crowd, each, places=places)
    _keep_units(screening, crowd, given=given, forgotten=forgotten)
    _count(tally, crowd, given=given, forgotten=forgotten)
    tally.evaluated += crowd.book.size
    tally.digests |= {layer.digest} - {""}


def _crowd(screening: Screening, part: Part) -> _Crowd:
    import numpy as np

    rows = population(part.trees, part.without)
    book = columns_of(rows, year=screening.year, received_on=screening.received_on)
    # The book comes in the order of paths, so that the subjects of a unit stand together.
    found = units(rows)
    unit = np.repeat(np.arange(len(found), dtype=np.int32), [each.size for each in found])
    remote = remote_units([each.id for each in found], screening.received_on)
    lies = [-1 if remote is None else int(each.id in remote) for each in found]
    marks = {
        Share.DIRECT.value: book.direct,
        Share.WOMEN.value: book.women,
        Share.MINORITY.value: book.minority,
        Share.PLAIN.value: np.where(book.leader < 0, -1, 1 - book.leader),
        Share.REMOTE.value: np.asarray(lies, np.int32)[unit],
    }
    return _Crowd(book, found, unit, marks)


def _keep_found(screening: Screening, crowd: _Crowd, each: Screened, *, places: "NDArray[np.intp]") -> None:
    for start in range(0, len(places), BATCH):
        chosen = places[start : start + BATCH]
        ids = {int(place): crowd.book.id_at(int(place)) for place in chosen}
        people = members(ids.values())
        ScreenedSubject.objects.bulk_create(
            ScreenedSubject(
                screening=screening,
                subject_id=pk,
                award=each.rule.code,
                standing=int(each.standing[place]),
                **_shown(people[pk]),
                **{share: _known(marks[place]) for share, marks in crowd.marks.items()},
            )
            for place, pk in ids.items()
            if pk in people
        )


def _shown(one: Member) -> dict[str, Any]:
    names = ("name", "sort_key", "kind", "unit_id", "unit")
    return {name: getattr(one, name) for name in names}


def _known(mark: int) -> bool | None:
    return None if mark < 0 else bool(mark)


def _keep_units(screening: Screening, crowd: _Crowd, *, given: "Bools", forgotten: "Bools") -> None:
    import numpy as np

    sums = [np.bincount(crowd.unit[flags], minlength=len(crowd.units)) for flags in (given, forgotten)]
    ScreenedUnit.objects.bulk_create(
        (
            ScreenedUnit(
                screening=screening,
                unit_id=unit.id,
                name=unit.name,
                members=unit.size,
                given=int(sums[0][place]),
                forgotten=int(sums[1][place]),
            )
            for place, unit in enumerate(crowd.units)
        ),
        batch_size=BATCH,
    )


def _count(tally: _Tally, crowd: _Crowd, *, given: "Bools", forgotten: "Bools") -> None:
    """How many people bear each mark: of all, of those given something, of those forgotten."""
    people = crowd.book.kind == INDIVIDUAL
    for name, flags in (("all", people), ("given", people & given), ("forgotten", people & forgotten)):
        tally.shares[f"{name}"] += int(flags.sum())
        for share, marks in crowd.marks.items():
            tally.shares[f"{name}:{share}"] += int((flags & (marks == 1)).sum())
            tally.shares[f"{name}:{share}:known"] += int((flags & (marks >= 0)).sum())


def given_for(book: BookColumns, code: str, year: int) -> "Bools":
    """Who was given an award for the year, by a decision that stands."""
    import numpy as np

    if code not in book.codes:
        return np.zeros(book.size, np.bool_)
    return _holders(book, (book.awards.code == book.codes.index(code)) & (book.awards.year == year))


def given_in(book: BookColumns, year: int) -> "Bools":
    """Who was given anything for the year."""
    return _holders(book, book.awards.year == year)


def _holders(book: BookColumns, chosen: "Bools") -> "Bools":
    import numpy as np

    mask = np.zeros(book.size, np.bool_)
    mask[book.awards.subject[chosen & (book.awards.revoked == 0)]] = True
    return mask
