"""Who on record may be meant by a name in a list; thousands of names in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from vinhdanh.domain.people.matching import (
    WORTH_ASKING,
    Likeness,
    Profile,
    best_of,
    likeness,
    spellings,
)
from vinhdanh.domain.people.models import Person, Post, Subject, SubjectName
from vinhdanh.foundation.kernel.text import fold

__all__ = ["Candidate", "Profile", "candidates_for", "profiles_of"]
MOST = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A subject on record that may be meant. ``sure`` for the one that may be taken without asking."""

    id: UUID
    name: str
    likeness: Likeness
    sure: bool = False


def candidates_for(wanted: Sequence[Profile], *, among: QuerySet[Subject]) -> list[list[Candidate]]:
    """For each profile the subjects worth asking about, the most alike first; five queries in all.

    ``among`` are the subjects whom the one that asks may see or write about.
    """
    folded = {form for profile in wanted for name in profile.names for form in spellings(name)}
    by_name = _named(folded, among)
    known = profiles_of({pk for found in by_name.values() for pk in found})
    return [_for_one(profile, by_name, known) for profile in wanted]


def profiles_of(ids: Iterable[UUID]) -> dict[UUID, tuple[str, Profile]]:
    """The name and the profile of each subject; four queries."""
    pks = list(ids)
    names: dict[UUID, list[str]] = defaultdict(list)
    for subject, text in SubjectName.objects.filter(subject__in=pks).values_list("subject", "text"):
        names[subject].append(text)
    births = {
        pk: day.isoformat() if day else str(year or "")
        for pk, day, year in Person.objects.filter(subject__in=pks).values_list(
            "subject", "born_on", "birth_year"
        )
    }
    bodies, employers, posts = _posts(pks)
    rows = Subject.objects.filter(pk__in=pks).values_list("pk", "kind", "name", "body_id", "own_body_id")
    return {
        pk: (
            name,
            Profile(
                kind=kind,
                names=(name, *names[pk]),
                born=births.get(pk, ""),
                bodies=frozenset(each for each in (body, own, *bodies[pk]) if each),
                employers=frozenset(employers[pk]),
                posts=frozenset(posts[pk]),
            ),
        )
        for pk, kind, name, body, own in rows
    }


def _posts(
    pks: list[UUID],
) -> tuple[Mapping[UUID, set[UUID | None]], Mapping[UUID, set[str]], Mapping[UUID, set[str]]]:
    bodies: dict[UUID, set[UUID | None]] = defaultdict(set)
    employers: dict[UUID, set[str]] = defaultdict(set)
    titles: dict[UUID, set[str]] = defaultdict(set)
    rows = Post.objects.filter(subject__in=pks).values_list("subject", "body", "employer", "title")
    for subject, body, employer, title in rows:
        bodies[subject].add(body)
        employers[subject] |= {fold(employer)} - {""}
        titles[subject] |= {fold(title)} - {""}
    return bodies, employers, titles


def _named(folded: set[str], among: QuerySet[Subject]) -> dict[str, set[UUID]]:
    """Subjects by every folded name that they have."""
    found: dict[str, set[UUID]] = defaultdict(set)
    forms = list(folded)
    living = among.filter(merged_into__isnull=True)
    for form, pk in living.filter(folded__in=forms).values_list("folded", "pk"):
        found[form].add(pk)
    others = SubjectName.objects.filter(folded__in=forms, subject__in=living)
    for form, pk in others.values_list("folded", "subject"):
        found[form].add(pk)
    return found


def _for_one(
    profile: Profile, by_name: Mapping[str, set[UUID]], known: Mapping[UUID, tuple[str, Profile]]
) -> list[Candidate]:
    forms = {form for name in profile.names for form in spellings(name)}
    pks = {pk for form in forms for pk in by_name.get(form, ())}
    scored = [(pk, likeness(profile, known[pk][1])) for pk in pks if pk in known]
    worth = [(pk, like) for pk, like in scored if like.points >= WORTH_ASKING]
    best = best_of(worth)
    worth.sort(key=lambda pair: (-pair[1].points, pair[0]))
    return [Candidate(pk, known[pk][0], like, sure=pk == best) for pk, like in worth[:MOST]]
