"""The tree of bodies changes, and what other rooms copied of it follows in the same transaction."""

from typing import Any

from django.db import transaction

from vinhdanh.domain.organisations import actions as organisations
from vinhdanh.domain.planning.actions.paths import follow_bodies


@transaction.atomic
def move_body(**wanted: Any) -> None:
    """:func:`organisations.move_body`, with plans and tasks of the subtree."""
    organisations.move_body(**wanted)
    follow_bodies()


@transaction.atomic
def close_body(**wanted: Any) -> None:
    """:func:`organisations.close_body`; children that move take their plans along."""
    organisations.close_body(**wanted)
    follow_bodies()


@transaction.atomic
def merge_bodies(**wanted: Any) -> None:
    """:func:`organisations.merge_bodies`; children that move take their plans along."""
    organisations.merge_bodies(**wanted)
    follow_bodies()


@transaction.atomic
def split_body(**wanted: Any) -> None:
    """:func:`organisations.split_body`; children that move take their plans along."""
    organisations.split_body(**wanted)
    follow_bodies()
