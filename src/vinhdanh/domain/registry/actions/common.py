"""What the actions of this room share."""

from collections.abc import Iterable
from typing import NoReturn
from uuid import UUID

from vinhdanh.domain.access.actions.common import Actor, by_program
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.people.access import may_keep
from vinhdanh.domain.people.queries.standing import Standing, lock_subjects
from vinhdanh.domain.registry.models import Entry
from vinhdanh.foundation.files.intake import Incoming
from vinhdanh.foundation.files.store import keep
from vinhdanh.foundation.kernel.results import Refusal, RefusedError, require
from vinhdanh.foundation.kernel.text import squash

__all__ = ["Actor", "by_program", "keep_paper", "kept_reason", "refuse", "standing_of", "standings_of"]


def refuse(code: str, reason: str, *, field: str = "") -> NoReturn:
    """Stop the action with one sentence for the person."""
    raise RefusedError(Refusal(code, reason, field=field))


def standings_of(actor: Actor, scope: Scope | None, ids: Iterable[UUID]) -> dict[UUID, Standing]:
    """The subjects, locked; raises RefusedError where one is missing or the person may not write about it."""
    wanted = set(ids)
    found = lock_subjects(wanted)
    if wanted - found.keys():
        refuse("subject_missing", "Không tìm thấy hồ sơ trong sổ; tải lại trang.")
    if not by_program(actor, scope) and scope is not None:
        for one in found.values():
            require(may_keep(scope, one.path))
    return found


def standing_of(actor: Actor, scope: Scope | None, pk: UUID) -> Standing:
    """One subject, as :func:`standings_of`."""
    return standings_of(actor, scope, [pk])[pk]


def kept_reason(text: str) -> str:
    """The reason as it is kept; an empty one is refused by the transition."""
    return squash(text)[:500]


def keep_paper(entry: Entry, paper: Incoming | None, *, actor: Actor, body: UUID) -> None:
    """Keep the paper that shows a new entry."""
    if paper is not None:
        entry.evidence = keep(paper, by=actor, body=body)
        entry.save(update_fields=["evidence"])
