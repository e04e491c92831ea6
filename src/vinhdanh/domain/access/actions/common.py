"""What the actions of this room share: the right to act, one change of rights at a time."""

from datetime import date
from typing import NoReturn, TypeAlias
from uuid import UUID

from django.db import connection, models

from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries.scopes import posts_on
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Permission
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.foundation.kernel.text import squash

Actor: TypeAlias = models.Model | None
# Any number: it only has to be the same wherever rights are taken away.
_RIGHTS = 7_204_615_930_121


def refuse(code: str, reason: str, *, field: str = "") -> NoReturn:
    """Stop the action with one sentence for the person."""
    raise RefusedError(Refusal(code, reason, field=field))


def by_program(actor: Actor, scope: Scope | None) -> bool:
    """True when the program itself acts (a command, a seed, a job) and nobody's rights are asked.

    Raises ValueError when a person acts and brings no scope: then a page forgot it.
    """
    if actor is not None and scope is None:
        raise ValueError("who acts for a person brings their scope")
    return actor is None


def needed(text: str, field: str, sentence: str, *, most: int = 300) -> str:
    """A typed line, squashed; refused when empty or too long."""
    line = short(text, field, most=most)
    if not line:
        refuse(f"{field}_missing", sentence, field=field)
    return line


def short(text: str, field: str, *, most: int) -> str:
    """A typed line that may stay empty; refused when too long: words are never cut off unsaid."""
    line = squash(text)
    if len(line) > most:
        grouped = f"{most:,}".replace(",", ".")
        refuse(f"{field}_too_long", f"Dài quá {grouped} chữ; ghi gọn lại.", field=field)
    return line


def rights_locked() -> None:
    """One taking of rights at a time: two administrators must not end each other at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_RIGHTS])


def administrators_on(on: date) -> bool:
    """Is there anybody who manages accounts on that day?"""
    return posts_on(on).filter(role__permissions__contains=[Permission.MANAGE_ACCOUNTS]).exists()


class KeepAnAdministrator:
    """``with`` around a change: refuses it when it would leave the system without an administrator.

    Installations that had none before are left alone.
    """

    def __init__(self, *days: date) -> None:
        self.days = days

    def __enter__(self) -> None:
        rights_locked()
        self.before = [day for day in self.days if administrators_on(day)]

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None and not all(administrators_on(day) for day in self.before):
            refuse(
                "last_administrator",
                "Làm vậy thì không còn ai quản trị tài khoản. Bổ nhiệm người quản trị khác trước.",
            )


def locked_user(pk: UUID) -> User:
    """The account, locked until the action ends."""
    return User.objects.select_for_update(of=("self",)).get(pk=pk)
