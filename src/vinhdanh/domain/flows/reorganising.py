"""The tree of bodies changes, and what other rooms copied of it follows in the same transaction.

What begins on a later day is followed that night by ``planning.follow_parties``.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.obligations.actions import follow_creditors
from vinhdanh.domain.organisations import actions as organisations
from vinhdanh.domain.people.actions import follow_subjects
from vinhdanh.domain.planning.actions.following import follow_bodies_work
from vinhdanh.domain.planning.actions.paths import follow_bodies


def _follow(bodies: Iterable[UUID]) -> None:
    follow_bodies()
    follow_creditors()
    follow_subjects()
    follow_bodies_work(bodies)


@transaction.atomic
def move_body(**wanted: Any) -> None:
    """:func:`organisations.move_body`, with plans, tasks and what is owed in the subtree."""
    organisations.move_body(**wanted)
    _follow([wanted["body_id"]])


@transaction.atomic
def close_body(**wanted: Any) -> None:
    """:func:`organisations.close_body`; its work goes to the heirs, children take their plans along."""
    organisations.close_body(**wanted)
    _follow([wanted["body_id"]])


@transaction.atomic
def merge_bodies(**wanted: Any) -> None:
    """:func:`organisations.merge_bodies`; the work goes to the heir, children take their plans along."""
    organisations.merge_bodies(**wanted)
    _follow(wanted["predecessor_ids"])


@transaction.atomic
def split_body(**wanted: Any) -> None:
    """:func:`organisations.split_body`; the work goes to the heirs, children take their plans along."""
    organisations.split_body(**wanted)
    _follow([wanted["predecessor_id"]])
