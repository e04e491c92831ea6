"""What the book says of subjects in the shape by which the law judges them.

Lists are complete: the book is where awards, ratings, discipline and holds are written, so an empty list
means none. What the book does not keep (years in post of somebody without a dated post, leave) is left out:
not known.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import QuerySet

from vinhdanh.domain.people.queries.facts import SubjectFacts, subject_facts
from vinhdanh.domain.people.states import SubjectKind
from vinhdanh.domain.registry.models import (
    Award,
    Discipline,
    Hold,
    Rating,
    Recognition,
    YearFigures,
)
from vinhdanh.domain.registry.queries.lineage import same_bodies
from vinhdanh.domain.registry.states import EntryState, RecognitionKind

Facts: TypeAlias = dict[str, Any]
_Rows: TypeAlias = Mapping[UUID, Sequence[Facts]]


def facts_of(subject_ids: Iterable[UUID], year: int, received_on: date) -> dict[UUID, Facts]:
    """For each subject the facts of ``law check`` without the award; days are ISO text.

    Unknown subjects are missing. A body that was only renamed counts what it was given under its old
    record; what came down from merged and split bodies is history, and counts for nobody else. Eleven
    queries at most, whatever the number of subjects.
    """
    found = subject_facts(subject_ids)
    former = same_bodies({one.own_body_id: one.id for one in found.values() if one.own_body_id})
    ids = {*found, *former}
    parts = {
        "ratings": _ratings(ids),
        "awards": _awards(ids),
        **_recognitions(ids),
        "discipline": _discipline(ids),
        "holds": _holds(ids),
    }
    joined = {name: _joined(rows, former) for name, rows in parts.items()}
    figures = _figures(found, year)
    return {
        pk: {
            "year": year,
            "received_on": received_on.isoformat(),
            **_subject(one),
            **{name: list(rows.get(pk, ())) for name, rows in joined.items()},
            **figures.get(pk, {"collective": None}),
            **_service(one, received_on),
        }
        for pk, one in found.items()
    }


def _joined(rows: _Rows, former: Mapping[UUID, UUID]) -> _Rows:
    """The rows of former records under the present one."""
    if not former:
        return rows
    found: dict[UUID, list[Facts]] = defaultdict(list)
    for pk, each in rows.items():
        found[former.get(pk, pk)].extend(each)
    return found


def _subject(one: SubjectFacts) -> Facts:
    subject: Facts = {"kind": one.kind}
    if one.groups:
        subject["groups"] = list(one.groups)
    if one.women is not None:
        subject["women"] = one.women
    return {"subject": subject}


def _service(one: SubjectFacts, received_on: date) -> Facts:
    """Whole years up to the day of the file, where a beginning is known."""
    since = {"years_of_service": one.served_since, "years_in_post": one.leads_since}
    return {name: whole_years(day, received_on) for name, day in since.items() if day and day <= received_on}


def whole_years(since: date, until: date) -> int:
    """Full years from one day to another."""
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))


def _lines(rows: QuerySet[Any], names: Sequence[str]) -> _Rows:
    """Rows as mappings by subject; days as ISO text. One query."""
    found: dict[UUID, list[Facts]] = defaultdict(list)
    for subject, *values in rows.values_list("subject_id", *names):
        found[subject].append(dict(zip(names, map(_plain, values), strict=True)))
    return found


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _ratings(ids: Iterable[UUID]) -> _Rows:
    rows = Rating.objects.filter(subject__in=ids, state=EntryState.GIVEN)
    return _lines(rows.order_by("year"), ("year", "level"))


def _awards(ids: Iterable[UUID]) -> _Rows:
    """Rows that stand and rows that were revoked: the law's engine names those as not counted."""
    rows = Award.objects.filter(subject__in=ids, state__in=[EntryState.GIVEN, EntryState.REVOKED])
    names = ("code", "year", "decided_on", "manner", "issuer_level", "revoked_on")
    found = _lines(rows.order_by("year", "decided_on", "id"), names)
    for row in (row for each in found.values() for row in each):
        for name in ("manner", "issuer_level"):
            if not row[name]:
                del row[name]
    return found


def _recognitions(ids: Iterable[UUID]) -> dict[str, _Rows]:
    rows = Recognition.objects.filter(subject__in=ids, state=EntryState.GIVEN).order_by("year", "id")
    names = ("kind", "scope", "year", "recognised_on", "use__code")
    initiatives: dict[UUID, list[Facts]] = defaultdict(list)
    works: dict[UUID, list[Facts]] = defaultdict(list)
    for subject, each in _lines(rows, names).items():
        for row in each:
            day = row.pop("recognised_on")
            work = row.pop("kind") == RecognitionKind.SCIENCE_WORK
            kept = {"scope": row["scope"], "year": row["year"], "used_for": row["use__code"]}
            when = {"accepted_on" if work else "recognised_on": day}
            (works if work else initiatives)[subject].append(kept | when)
    return {"initiatives": initiatives, "science_works": works}


def _discipline(ids: Iterable[UUID]) -> _Rows:
    rows = Discipline.objects.filter(subject__in=ids, state=EntryState.GIVEN)
    return _lines(rows.order_by("decided_on"), ("form", "decided_on", "ended_on"))


def _holds(ids: Iterable[UUID]) -> _Rows:
    rows = Hold.objects.filter(subject__in=ids, state=EntryState.GIVEN).order_by("opened_on")
    names = ("cause", "opened_on", "closed_on")
    return {
        subject: [{"reason": row.pop("cause"), **row} for row in each]
        for subject, each in _lines(rows, names).items()
    }


def _figures(found: Mapping[UUID, SubjectFacts], year: int) -> dict[UUID, Facts]:
    collectives = [one.id for one in found.values() if one.kind == SubjectKind.COLLECTIVE]
    if not collectives:
        return {}
    rows = YearFigures.objects.filter(subject__in=collectives, year=year, state=EntryState.GIVEN)
    by_subject = {row.subject_id: row for row in rows}
    return {pk: _collective(found[pk], by_subject.get(pk)) for pk in collectives}


def _collective(one: SubjectFacts, row: YearFigures | None) -> Facts:
    collective: Facts = {}
    if one.founded_on:
        collective["founded_on"] = one.founded_on.isoformat()
    if row is None:
        return {"collective": collective or None}
    known = {"members": row.members, "completed_percent": row.completed_percent}
    collective |= {name: value for name, value in known.items() if value is not None}
    collective |= {"titles": row.titles, "flag_eligible": row.flag_eligible}
    if row.discipline_known:
        collective["max_discipline"] = row.max_discipline or None
    facts: Facts = {"collective": collective}
    if row.cluster_rank is not None:
        facts["cluster_rank"] = row.cluster_rank
    if row.cluster_organiser:
        facts["cluster_organiser"] = row.cluster_organiser
    return facts
