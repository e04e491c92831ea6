"""Rows of any room that name a subject, moved to another subject and back.

The rooms above are not known here: their tables are found by their foreign keys. A row that the other subject
has already (by the table's own rule of what is one) stays where it is, so that nothing counts twice.
"""

from collections.abc import Iterator
from typing import Any, Final, TypeAlias
from uuid import UUID

from django.db import models

from vinhdanh.domain.people.models import Merge, Subject, SubjectName, Twin

_OWN: Final = frozenset({Merge, Twin, SubjectName, Subject})
_TURN: Final = "turn"
"""Counts rows of one natural key (see the book): a row of another turn is still the same row."""
Moved: TypeAlias = dict[str, list[str]]


def move_rows(gone: UUID, kept: UUID) -> Moved:
    """Give the rows of ``gone`` to ``kept``; the keys of those that went, by table and column."""
    moved: Moved = {}
    for model, field in _references():
        doubled = _doubled(model, field, gone=gone, kept=kept)
        rows = model._default_manager.filter(**{field: gone}).exclude(pk__in=doubled)
        ids = list(rows.values_list("pk", flat=True))
        if ids:
            model._default_manager.filter(pk__in=ids).update(**{field: kept})
            moved[f"{model._meta.label_lower}.{field}"] = [str(pk) for pk in ids]
    return moved


def move_back(moved: Moved, *, gone: UUID, kept: UUID) -> None:
    """Give rows back, and with them the rows that have corrected them since."""
    for model, field in _references():
        ids = moved.get(f"{model._meta.label_lower}.{field}", [])
        if ids:
            everything = [*ids, *_successors(model, ids)]
            model._default_manager.filter(pk__in=everything, **{field: kept}).update(**{field: gone})


def _references() -> Iterator[tuple[type[models.Model], str]]:
    """Tables with a foreign key to a subject, one-to-one facts left out."""
    for relation in Subject._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and relation.one_to_many) or relation.concrete:
            continue
        model = relation.related_model
        if isinstance(model, type) and model not in _OWN:
            yield model, relation.field.name  # type: ignore[union-attr]


def _doubled(model: type[models.Model], field: str, *, gone: UUID, kept: UUID) -> set[Any]:
    """Rows of ``gone`` that ``kept`` has as well."""
    found: set[Any] = set()
    for constraint in model._meta.constraints:
        if not isinstance(constraint, models.UniqueConstraint) or field not in constraint.fields:
            continue
        names = [name for name in constraint.fields if name not in (field, _TURN)]
        rows = model._default_manager.all()
        there = set(rows.filter(**{field: kept}).values_list(*names)) if names else set()
        mine = rows.filter(**{field: gone}).values_list("pk", *names)
        found |= {pk for pk, *said in mine if tuple(said) in there}
    return found


def _successors(model: type[models.Model], ids: list[str]) -> list[Any]:
    """Rows that replace these, and those that replace them."""
    if not any(field.name == "replaces" for field in model._meta.get_fields()):
        return []
    found: list[Any] = []
    ask: list[Any] = list(ids)
    while ask:
        ask = list(model._default_manager.filter(replaces__in=ask).values_list("pk", flat=True))
        found += ask
    return found
