"""Pairs of records to be looked at, side by side, and merges that can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from vinhdanh.domain.organisations.queries.places import names_of
from vinhdanh.domain.people.models import Merge, Person, Post, Subject, SubjectName, Twin
from vinhdanh.foundation.kernel.name_doctor import examine

PAGE = 30
_MERGES = 30


@dataclass(frozen=True, slots=True)
class Side:
    """One record of a pair; ``birth`` as it is written. ``doctor`` says what is odd about the name."""

    id: UUID
    name: str
    unit: str
    birth: str
    posts: Sequence[str]
    names: Sequence[str]
    doctor: Sequence[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """``reasons`` are ``(sign, words)``: what speaks for and against."""

    id: UUID
    sides: tuple[Side, Side]
    points: int
    reasons: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class MergeLine:
    id: UUID
    kept_id: UUID
    kept: str
    gone: str
    reason: str
    at: datetime
    by: str


def open_pairs(among: QuerySet[Subject], *, first: int = 0) -> tuple[list[Pair], bool]:
    """Pairs of which the person may write about both, the most alike first, and whether there are more."""
    seen = among.filter(merged_into__isnull=True)
    rows = Twin.objects.filter(apart=False, one__in=seen, other__in=seen).order_by("-points", "id")
    found = list(rows[first : first + PAGE + 1])
    return _pairs(found[:PAGE]), len(found) > PAGE


def pairs_with(among: QuerySet[Subject], pk: UUID) -> list[tuple[UUID, str, str]]:
    """Open pairs of one record: key of the pair, name and unit of the other record. One query."""
    seen = among.filter(merged_into__isnull=True)
    mine = Q(one=pk, other__in=seen) | Q(other=pk, one__in=seen)
    rows = Twin.objects.filter(mine, apart=False).select_related("one__body", "other__body")
    others = ((row.pk, row.other if row.one_id == pk else row.one) for row in rows.order_by("-points")[:PAGE])
    return [(pair, other.name, other.body.name) for pair, other in others]


def one_pair(among: QuerySet[Subject], pk: UUID) -> Pair | None:
    """One pair, as long as nobody has answered it."""
    seen = among.filter(merged_into__isnull=True)
    rows = list(Twin.objects.filter(pk=pk, apart=False, one__in=seen, other__in=seen))
    return _pairs(rows)[0] if rows else None


def recent_merges(among: QuerySet[Subject]) -> list[MergeLine]:
    """Merges that stand, the newest first."""
    rows = Merge.objects.filter(undone_at__isnull=True, kept__in=among)
    rows = rows.select_related("kept", "gone", "merged_by").order_by("-merged_at")[:_MERGES]
    return [
        MergeLine(
            row.pk,
            row.kept_id,
            row.kept.name,
            row.gone.name,
            row.reason,
            row.merged_at,
            str(row.merged_by or ""),
        )
        for row in rows
    ]


def _pairs(rows: Sequence[Twin]) -> list[Pair]:
    sides = _sides({pk for row in rows for pk in (row.one_id, row.other_id)})
    return [
        Pair(
            row.pk,
            (sides[row.one_id], sides[row.other_id]),
            row.points,
            [(sign, words) for sign, words in row.reasons],
        )
        for row in rows
    ]


def _sides(ids: set[UUID]) -> dict[UUID, Side]:
    """Five queries for any number of records; the pairs were narrowed to what the person may see."""
    people = {row.subject_id: row for row in Person.objects.filter(subject__in=ids)}
    subjects = list(Subject.objects.filter(pk__in=ids))
    posts = list(Post.objects.filter(subject__in=ids))
    units = names_of({row.body_id for row in subjects} | {post.body_id for post in posts})
    names = list(SubjectName.objects.filter(subject__in=ids))
    return {
        row.pk: Side(
            id=row.pk,
            name=row.name,
            unit=units.get(row.body_id, ""),
            birth=_birth(people.get(row.pk)),
            posts=[_post(post, units) for post in posts if post.subject_id == row.pk],
            names=[name.text for name in names if name.subject_id == row.pk],
            doctor=[finding.said for finding in examine(row.name).findings],
        )
        for row in subjects
    }


def _birth(person: Person | None) -> str:
    if person is None:
        return ""
    return f"{person.born_on:%d/%m/%Y}" if person.born_on else str(person.birth_year or "")


def _post(post: Post, units: dict[UUID, str]) -> str:
    where = units.get(post.body_id, "") if post.body_id else post.employer
    until = f" đến {post.valid_to:%d/%m/%Y}" if post.valid_to else ""
    return f"{post.title or 'công tác'}, {where}{until}"
