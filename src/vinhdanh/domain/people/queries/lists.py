"""Subjects as lists and heads of pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from vinhdanh.domain.organisations.queries.labels import short_labels
from vinhdanh.domain.people.models import Post, Subject
from vinhdanh.domain.people.states import SubjectKind


@dataclass(frozen=True, slots=True)
class ListedSubject:
    """``title`` is the main post of a person; ``born`` the year, which tells people of one name apart."""

    id: UUID
    kind: str
    kind_word: str
    name: str
    born: int | None
    title: str
    body: str
    body_id: UUID


def listed_subjects(ids: Sequence[UUID]) -> dict[UUID, ListedSubject]:
    """By key; three queries. Whoever asks took the keys from what may be seen."""
    shown = Subject.objects.select_related("person").only("kind", "name", "body", "person__birth_year")
    rows = list(shown.filter(pk__in=list(ids)))
    held = Post.objects.filter(subject__in=list(ids), main=True, valid_to__isnull=True)
    titles = dict(held.order_by("valid_from", "id").values_list("subject_id", "title"))
    bodies = short_labels({row.body_id for row in rows})
    return {
        row.pk: ListedSubject(
            id=row.pk,
            kind=row.kind,
            kind_word=str(SubjectKind(row.kind).label),
            name=row.name,
            born=getattr(getattr(row, "person", None), "birth_year", None),
            title=titles.get(row.pk, ""),
            body=bodies.get(row.body_id, ""),
            body_id=row.body_id,
        )
        for row in rows
    }
