"""A body by its name, made as a root where an empty installation has none yet."""

from uuid import UUID

from vinhdanh.domain.organisations.actions import create_body
from vinhdanh.domain.organisations.queries.labels import find_by_name
from vinhdanh.domain.organisations.states import BodyKind, Level
from vinhdanh.interfaces.cli.problems import BadInput


def body_id_named(name: str, *, level: str) -> UUID:
    """The body of that name; a new people's committee without a parent where there is none."""
    found = find_by_name(name)
    if found and found.target.startswith("body:"):
        return UUID(found.target.removeprefix("body:"))
    if level not in Level.values:
        raise BadInput(f"Không có cấp “{level}”; các cấp: {', '.join(Level.values)}.")
    return create_body(actor=None, name=name, kind=BodyKind.PEOPLE_COMMITTEE, level=level).pk
