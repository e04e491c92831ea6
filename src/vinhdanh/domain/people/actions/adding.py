"""New subjects: one typed on a page, or thousands out of a list, through the same checks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from django.db import models, transaction

from vinhdanh.domain.access.actions.common import by_program
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.queries.places import Place, places_on
from vinhdanh.domain.people.access import may_keep
from vinhdanh.domain.people.models import IdNumber, Person, Post, Subject, SubjectName
from vinhdanh.domain.people.naming import set_name
from vinhdanh.domain.people.secrets import digest_of, digits_of
from vinhdanh.domain.people.states import NameUse, Sex, SubjectGroup, SubjectKind
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.bulk import copy_in
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, RefusedError, Verdict
from vinhdanh.foundation.kernel.text import fold, squash

Actor: TypeAlias = models.Model | None
_NAME_LENGTH = 255


@dataclass(frozen=True, slots=True)
class NewSubject:
    """One subject to add; empty means not known. ``body_id`` is where it belongs.

    ``code`` is the key of the list it comes from: a code that is on record is not added again.
    ``title`` and ``since`` make the main post of a person. ``head_id`` is the head of a household.
    """

    kind: str
    name: str
    body_id: UUID
    code: str = ""
    own_body_id: UUID | None = None
    head_id: UUID | None = None
    groups: Sequence[str] = ()
    founded_on: date | None = None
    other_names: Sequence[str] = ()
    sex: str = ""
    birth_year: int | None = None
    born_on: date | None = None
    ethnicity: str = ""
    ethnic_minority: bool | None = None
    direct_worker: bool | None = None
    leader: bool | None = None
    party_managed: bool | None = None
    served_since: date | None = None
    died_on: date | None = None
    title: str = ""
    since: date | None = None
    id_number: str = ""
    user_id: UUID | None = None


def add_subject(*, actor: Actor, scope: Scope | None, row: NewSubject) -> Subject:
    """Add one; raises RefusedError with the field that is wrong, or when the code is taken."""
    if row.code and Subject.objects.filter(code=row.code).exists():
        text = f"Mã “{row.code}” đã có trong sổ; mở hồ sơ ấy hoặc để trống mã."
        raise RefusedError(Refusal("code_taken", text, field="code"))
    [pk] = add_subjects(actor=actor, scope=scope, rows=[row])
    return Subject.objects.get(pk=pk)


@transaction.atomic
def add_subjects(
    *, actor: Actor, scope: Scope | None, rows: Sequence[NewSubject], key: str = ""
) -> list[UUID]:
    """Add all of a list or none; returns the keys in its order, of known ones where the code is on record.

    ``key`` names the list in the audit log. Raises RefusedError with the first line that is wrong.
    """
    places = places_on({row.body_id for row in rows}, today())
    allowed = {place.id: _may(actor, scope, place) for place in places.values()}
    for line, row in enumerate(rows, 1):
        verdict = _fault(row, places)
        verdict = verdict if isinstance(verdict, Refusal) else allowed[places[row.body_id].id]
        if isinstance(verdict, Refusal):
            raise RefusedError(_on_line(verdict, line if len(rows) > 1 else 0))
    codes = [row.code for row in rows if row.code]
    known = dict(Subject.objects.filter(code__in=codes).values_list("code", "pk"))
    ids, fresh = _made(rows, known, places)
    _write(fresh)
    _record(actor, fresh, key)
    return ids


def _may(actor: Actor, scope: Scope | None, place: Place) -> Verdict:
    return ALLOWED if by_program(actor, scope) or scope is None else may_keep(scope, place.path)


def _on_line(refusal: Refusal, line: int) -> Refusal:
    if not line:
        return refusal
    return Refusal(refusal.code, f"Dòng {line}: {refusal.reason}", field=refusal.field, hint=refusal.hint)


def _fault(row: NewSubject, places: Mapping[UUID, Place]) -> Verdict:
    if row.body_id not in places:
        text = "Không tìm thấy đơn vị trong danh bạ; chọn lại đơn vị."
        return Refusal("body_missing", text, field="body")
    if not squash(row.name) or len(squash(row.name)) > _NAME_LENGTH:
        return Refusal("name_wrong", f"Ghi tên, không quá {_NAME_LENGTH} chữ.", field="name")
    if row.kind not in SubjectKind.values:
        return Refusal("kind_wrong", f"Loại đối tượng “{row.kind}” không có trong danh mục.", field="kind")
    unknown = sorted(set(row.groups) - set(SubjectGroup.values))
    if unknown:
        return Refusal("group_wrong", f"Nhóm “{unknown[0]}” không có trong danh mục.", field="groups")
    return person_fault(sex=row.sex, birth_year=row.birth_year, born_on=row.born_on, died_on=row.died_on)


def person_fault(*, sex: str, birth_year: int | None, born_on: date | None, died_on: date | None) -> Verdict:
    """What is wrong with facts of a person taken together, if anything."""
    if sex and sex not in Sex.values:
        return Refusal("sex_wrong", f"Giới tính “{sex}” không có trong danh mục.", field="sex")
    if birth_year is not None and not 1850 <= birth_year <= today().year:
        return Refusal("birth_year_wrong", f"Năm sinh {birth_year} không thể có.", field="birth_year")
    if born_on and birth_year and born_on.year != birth_year:
        text = f"Ngày sinh thuộc năm {born_on.year}, năm sinh lại ghi {birth_year}."
        return Refusal("birth_disagrees", text, field="born_on")
    if died_on and born_on and died_on < born_on:
        return Refusal("died_before_born", "Ngày mất đứng trước ngày sinh.", field="died_on")
    return ALLOWED


@dataclass(frozen=True, slots=True)
class _Fresh:
    """Unsaved rows, table by table."""

    subjects: list[Subject]
    people: list[Person]
    posts: list[Post]
    names: list[SubjectName]
    numbers: list[IdNumber]


def _made(
    rows: Iterable[NewSubject], known: dict[str, UUID], places: Mapping[UUID, Place]
) -> tuple[list[UUID], _Fresh]:
    fresh = _Fresh([], [], [], [], [])
    ids = []
    for row in rows:
        pk = known.get(row.code)
        if pk is None:
            pk = _make(row, places[row.body_id], fresh)
            if row.code:
                known[row.code] = pk
        ids.append(pk)
    return ids, fresh


def _make(row: NewSubject, place: Place, fresh: _Fresh) -> UUID:
    others = [squash(name) for name in row.other_names if squash(name)]
    subject = Subject(
        kind=row.kind,
        code=row.code,
        body_id=place.id,
        own_body_id=row.own_body_id,
        head_id=row.head_id,
        groups=sorted(set(row.groups)),
        founded_on=row.founded_on,
        path=place.path,
        keys=sorted({row.body_id, place.id}),
    )
    set_name(subject, squash(row.name), others)
    fresh.subjects.append(subject)
    fresh.names.extend(
        SubjectName(subject=subject, use=NameUse.OTHER, text=name, folded=fold(name)[:255])
        for name in dict.fromkeys(others)
    )
    if row.kind == SubjectKind.INDIVIDUAL:
        fresh.people.append(_person(row, subject))
        fresh.posts.append(
            Post(
                subject=subject,
                body_id=row.body_id,
                title=squash(row.title),
                valid_from=row.since,
                leader=bool(row.leader),
            )
        )
    if number := digits_of(row.id_number):
        fresh.numbers.append(IdNumber(subject=subject, digest=digest_of(number), last=number[-3:]))
    return subject.pk


def _person(row: NewSubject, subject: Subject) -> Person:
    year = row.birth_year or (row.born_on.year if row.born_on else None)
    return Person(
        subject=subject,
        sex=row.sex,
        birth_year=year,
        born_on=row.born_on,
        ethnicity=squash(row.ethnicity),
        ethnic_minority=row.ethnic_minority,
        direct_worker=row.direct_worker,
        leader=row.leader,
        party_managed=row.party_managed,
        served_since=row.served_since,
        died_on=row.died_on,
        user_id=row.user_id,
    )


def _write(fresh: _Fresh) -> None:
    for rows in (fresh.subjects, fresh.people, fresh.posts, fresh.names, fresh.numbers):
        copy_in(rows)


def _record(actor: Actor, fresh: _Fresh, key: str) -> None:
    """One row for one subject; of a list one row, on its first subject, with how many there were."""
    if not fresh.subjects:
        return
    first = fresh.subjects[0]
    several = len(fresh.subjects) > 1
    record(
        actor=actor,
        action="add_subjects" if several else "add_subject",
        subject=first,
        body=first.body_id,
        after={"subjects": len(fresh.subjects), "list": key} if several else {"name": first.name},
    )
