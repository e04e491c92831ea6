"""Changes to a subject on record: names, facts, posts, where it belongs."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import Q

from vinhdanh.domain.access.actions.common import by_program
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.queries.places import places_on
from vinhdanh.domain.people.access import may_keep
from vinhdanh.domain.people.actions.adding import person_fault
from vinhdanh.domain.people.models import IdNumber, Person, Post, Subject, SubjectName
from vinhdanh.domain.people.naming import set_name
from vinhdanh.domain.people.secrets import digest_of, digests_of, digits_of
from vinhdanh.domain.people.states import NameUse, SubjectKind
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import Refusal, RefusedError, require
from vinhdanh.foundation.kernel.text import fold, squash

Actor: TypeAlias = models.Model | None
FACTS = frozenset(
    {
        *("sex", "birth_year", "born_on", "ethnicity", "ethnic_minority", "direct_worker", "leader"),
        *("party_managed", "served_since", "died_on", "user_id"),
    }
)


def locked_subject(actor: Actor, scope: Scope | None, subject_id: UUID) -> Subject:
    """The subject, locked until the action ends; raises RefusedError where the person may not write."""
    subject = Subject.objects.select_for_update(of=("self",)).get(pk=subject_id)
    if not by_program(actor, scope) and scope is not None:
        require(may_keep(scope, subject.path))
    return subject


@transaction.atomic
def rename_subject(
    *, actor: Actor, scope: Scope | None, subject_id: UUID, name: str, use: str = NameUse.FORMER
) -> Subject:
    """Give the subject another name to be shown; the old one is kept and found by."""
    subject = locked_subject(actor, scope, subject_id)
    wanted, old = squash(name), subject.name
    if not wanted:
        raise RefusedError(Refusal("name_missing", "Ghi tên.", field="name"))
    if wanted == old:
        return subject
    _keep_name(subject, old, use=use)
    SubjectName.objects.filter(subject=subject, text=wanted).delete()
    set_name(subject, wanted, _names(subject))
    subject.save(update_fields=["name", "folded", "sort_key", "words"])
    record(
        actor=actor,
        action="rename_subject",
        subject=subject,
        body=subject.body_id,
        before={"name": old},
        after={"name": wanted},
    )
    return subject


@transaction.atomic
def add_subject_name(
    *,
    actor: Actor,
    scope: Scope | None,
    subject_id: UUID,
    text: str,
    use: str = NameUse.OTHER,
    source: str = "",
) -> Subject:
    """Add a name that the subject is found by; one that is known changes nothing."""
    subject = locked_subject(actor, scope, subject_id)
    wanted = squash(text)
    if not wanted:
        raise RefusedError(Refusal("name_missing", "Ghi tên.", field="text"))
    if not _keep_name(subject, wanted, use=use, source=source):
        return subject
    set_name(subject, subject.name, _names(subject))
    subject.save(update_fields=["folded", "sort_key", "words"])
    record(
        actor=actor,
        action="add_subject_name",
        subject=subject,
        body=subject.body_id,
        after={"other_name": wanted},
    )
    return subject


def _keep_name(subject: Subject, text: str, *, use: str, source: str = "") -> bool:
    known = {"use": use, "folded": fold(text)[:255], "source": source[:200]}
    return SubjectName.objects.get_or_create(subject=subject, text=text[:255], defaults=known)[1]


def _names(subject: Subject) -> list[str]:
    return list(SubjectName.objects.filter(subject=subject).order_by("id").values_list("text", flat=True))


@transaction.atomic
def change_person(*, actor: Actor, scope: Scope | None, subject_id: UUID, facts: Mapping[str, Any]) -> Person:
    """Set some of :data:`FACTS`; those not named stay. The log says which changed, and no birth date."""
    locked_subject(actor, scope, subject_id)
    unknown = sorted(set(facts) - FACTS)
    if unknown:
        raise ValueError(f"no such facts of a person: {unknown}")
    row, _ = Person.objects.select_for_update(of=("self",)).get_or_create(subject_id=subject_id)
    changed = sorted(name for name, value in facts.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, facts[name])
    if row.born_on and "birth_year" not in facts:
        row.birth_year = row.born_on.year
    require(person_fault(sex=row.sex, birth_year=row.birth_year, born_on=row.born_on, died_on=row.died_on))
    row.save()
    if changed:
        record(actor=actor, action="change_person", subject=row.subject, after={"facts": changed})
    return row


@transaction.atomic
def set_id_number(*, actor: Actor, scope: Scope | None, subject_id: UUID, number: str) -> IdNumber:
    """Remember an identity number as a digest; raises RefusedError when another subject has it."""
    subject = locked_subject(actor, scope, subject_id)
    plain = digits_of(number)
    if not 6 <= len(plain) <= 20:
        text = "Số định danh gồm từ 6 đến 20 chữ số hoặc chữ cái; kiểm tra lại."
        raise RefusedError(Refusal("number_wrong", text, field="id_number"))
    if IdNumber.objects.filter(digest__in=digests_of(plain)).exclude(subject=subject).exists():
        text = "Số định danh này đã ghi cho một hồ sơ khác; xem hai hồ sơ có phải một người không."
        raise RefusedError(Refusal("number_taken", text, field="id_number"))
    known = {"digest": digest_of(plain), "last": plain[-3:]}
    row, _ = IdNumber.objects.update_or_create(subject=subject, defaults=known)
    record(actor=actor, action="set_id_number", subject=subject, body=subject.body_id)
    return row


@transaction.atomic
def move_subject(
    *,
    actor: Actor,
    scope: Scope | None,
    subject_id: UUID,
    body_id: UUID,
    on: date,
    title: str = "",
    leader: bool = False,
) -> Subject:
    """From ``on`` the subject belongs to ``body_id``; of a person the main post ends and another begins."""
    subject = locked_subject(actor, scope, subject_id)
    place = places_on([body_id], today()).get(body_id)
    if place is None:
        raise RefusedError(Refusal("body_missing", "Không tìm thấy đơn vị trong danh bạ.", field="body"))
    old = subject.body_id
    posts = Post.objects.filter(subject=subject, main=True, valid_to__isnull=True)
    posts.exclude(valid_from__gte=on).update(valid_to=on)
    if subject.kind == SubjectKind.INDIVIDUAL:
        _begin(subject, body_id=body_id, on=on, title=squash(title), leader=leader)
    subject.body_id, subject.path = place.id, place.path
    subject.keys = _keys(subject, body_id)
    subject.save(update_fields=["body", "path", "keys"])
    record(
        actor=actor,
        action="move_subject",
        subject=subject,
        body=place.id,
        before={"unit": str(old)},
        after={"unit": str(place.id), "on": on.isoformat()},
    )
    return subject


def _begin(subject: Subject, *, body_id: UUID, on: date, title: str, leader: bool) -> None:
    row = Post(subject=subject, body_id=body_id, title=title, valid_from=on, leader=leader)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        text = "Hồ sơ đã có vị trí này từ đúng ngày ấy; xem lại quá trình công tác."
        raise RefusedError(Refusal("post_known", text, field="on")) from error


def _keys(subject: Subject, *more: UUID) -> list[UUID]:
    """The bodies of posts that hold now, and where the subject belongs."""
    open_end = Q(valid_to__isnull=True) | Q(valid_to__gt=today())
    held = Post.objects.filter(open_end, subject=subject, body__isnull=False)
    return sorted({subject.body_id, *more, *held.values_list("body", flat=True)} - {None})


@transaction.atomic
def end_post(*, actor: Actor, scope: Scope | None, post_id: UUID, on: date) -> Post:
    """``on`` is the first day without the post."""
    post = Post.objects.get(pk=post_id)
    subject = locked_subject(actor, scope, post.subject_id)
    if post.valid_from and on <= post.valid_from:
        text = f"Vị trí này bắt đầu từ {post.valid_from:%d/%m/%Y}; ngày thôi phải sau ngày ấy."
        raise RefusedError(Refusal("end_before_start", text, field="on"))
    post.valid_to = on
    post.save(update_fields=["valid_to"])
    subject.keys = _keys(subject)
    subject.save(update_fields=["keys"])
    record(
        actor=actor, action="end_post", subject=subject, body=subject.body_id, after={"on": on.isoformat()}
    )
    return post
