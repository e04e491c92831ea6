"""What the actions of this room share: the body one acts for, a typed line."""

from uuid import UUID

from vinhdanh.domain.access.actions.common import Actor, by_program, needed, refuse, short
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.certificates.access import may_print
from vinhdanh.domain.organisations.actions.common import locked
from vinhdanh.foundation.kernel.results import require

__all__ = ["Actor", "asked_for", "by_program", "needed", "path_of_body", "refuse", "short"]


def asked_for(actor: Actor, scope: Scope | None, path: str) -> None:
    """Raises RefusedError when the person may not print for the body at ``path``."""
    if not by_program(actor, scope) and scope is not None:
        require(may_print(scope, path))


def path_of_body(actor: Actor, scope: Scope | None, body_id: UUID) -> str:
    """The path of the body, for which the person may print."""
    path = str(locked(body_id).path)
    asked_for(actor, scope, path)
    return path
