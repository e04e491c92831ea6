"""Subjects and rows for tests, made through the actions that users call."""

from datetime import date
from typing import Any
from uuid import UUID

from vinhdanh.domain.organisations.models import Body
from vinhdanh.domain.people.actions import NewSubject, add_subjects
from vinhdanh.domain.registry.actions import AwardRow, RatingRow, Report, record_rows


def person(name: str, at: Body, **more: Any) -> UUID:
    return add_subjects(
        actor=None, scope=None, rows=[NewSubject(kind="individual", name=name, body_id=at.pk, **more)]
    )[0]


def collective(name: str, at: Body, **more: Any) -> UUID:
    return add_subjects(
        actor=None, scope=None, rows=[NewSubject(kind="collective", name=name, body_id=at.pk, **more)]
    )[0]


def award(subject: UUID, code: str = "cstd_co_so", year: int = 2025, **more: Any) -> AwardRow:
    known = {"decided_on": date(year + 1, 1, 10), "number": f"{year}/QĐ-UBND", "manner": "merit"}
    return AwardRow(subject_id=subject, code=code, year=year, **{"issuer_level": "tinh", **known, **more})


def take(kind: str, *rows: Any, key: str = "list") -> Report:
    return record_rows(actor=None, kind=kind, rows=rows, key=key)


def rating(subject: UUID, year: int = 2025, level: str = "excellent", **more: Any) -> RatingRow:
    return RatingRow(subject_id=subject, year=year, level=level, **more)
