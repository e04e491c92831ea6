"""Who a subject is, as its page says it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from vinhdanh.domain.people.models import Person, Post, Subject, SubjectName
from vinhdanh.domain.people.states import SubjectGroup, SubjectKind


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post; ``place`` is the body's name, or the employer as written."""

    id: UUID
    title: str
    place: str
    valid_from: date | None
    valid_to: date | None
    leader: bool
    main: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """``id_last`` are the last three digits of an identity number, empty without one."""

    id: UUID
    name: str
    kind: str
    kind_word: str
    body: str
    body_id: UUID
    own_body: bool
    names: Sequence[str]
    groups: Sequence[str]
    founded_on: date | None
    head: str
    person: Person | None
    id_last: str
    posts: Sequence[PostLine]


def with_profile(rows: QuerySet[Subject]) -> QuerySet[Subject]:
    """Rows that carry what :func:`profile_of` needs of the subject itself."""
    names = SubjectName.objects.filter(subject=OuterRef("pk")).order_by("id").values("text")
    related = ("head", "body", "person", "id_number")
    return rows.select_related(*related).annotate(other_names=ArraySubquery(names))


def profile_of(subject: Subject) -> Profile:
    """One query; the page fetched the subject as visible, through :func:`with_profile`."""
    known: Any = subject
    number = getattr(subject, "id_number", None)
    return Profile(
        id=subject.pk,
        name=subject.name,
        kind=subject.kind,
        kind_word=str(SubjectKind(subject.kind).label),
        body=subject.body.name,
        body_id=subject.body_id,
        own_body=subject.own_body_id is not None,
        names=known.other_names,
        groups=[str(SubjectGroup(group).label) for group in subject.groups],
        founded_on=subject.founded_on,
        head=subject.head.name if subject.head else "",
        person=getattr(subject, "person", None),
        id_last=number.last if number else "",
        posts=[_post(post) for post in Post.objects.filter(subject=subject).select_related("body")],
    )


def _post(post: Post) -> PostLine:
    return PostLine(
        id=post.pk,
        title=post.title,
        place=post.body.name if post.body else post.employer,
        valid_from=post.valid_from,
        valid_to=post.valid_to,
        leader=post.leader,
        main=post.main,
    )


def shown_names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names shown of subjects whom the caller may name; one query."""
    return dict(Subject.objects.filter(pk__in=list(ids)).values_list("pk", "name"))
