"""What the law asks about who somebody is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Min, Q

from vinhdanh.domain.people.models import Post, Subject
from vinhdanh.domain.people.states import Sex


@dataclass(frozen=True, slots=True)
class SubjectFacts:
    """``women`` is None where the sex is not known; ``leads_since``: first day of the leading post held."""

    id: UUID
    kind: str
    groups: Sequence[str]
    own_body_id: UUID | None
    founded_on: date | None
    women: bool | None
    served_since: date | None
    leads_since: date | None


def subject_facts(subject_ids: Iterable[UUID]) -> dict[UUID, SubjectFacts]:
    """By key; unknown ones are missing. Two queries. Whoever asks has checked who may see them."""
    ids = list(subject_ids)
    held = Post.objects.filter(subject__in=ids, leader=True, valid_to__isnull=True, valid_from__isnull=False)
    leads = dict(held.values_list("subject").annotate(Min("valid_from")))
    fields = ("id", "kind", "groups", "own_body_id", "founded_on", "person__sex", "person__served_since")
    rows = Subject.objects.filter(Q(pk__in=ids)).values_list(*fields)
    return {
        pk: SubjectFacts(
            id=pk,
            kind=kind,
            groups=groups,
            own_body_id=own_body,
            founded_on=founded,
            women=sex == Sex.FEMALE if sex else None,
            served_since=served,
            leads_since=leads.get(pk),
        )
        for pk, kind, groups, own_body, founded, sex, served in rows
    }


def subjects_of_bodies(bodies: Iterable[UUID]) -> dict[UUID, UUID]:
    """The collectives that are these bodies: subject by body. One query."""
    return dict(Subject.objects.filter(own_body__in=list(bodies)).values_list("own_body_id", "pk"))
