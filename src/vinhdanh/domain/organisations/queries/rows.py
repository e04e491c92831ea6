"""What queries hand out."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vinhdanh.domain.organisations.models import Body
from vinhdanh.domain.organisations.models.periods import is_valid


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One body; ``name`` is the one in force on the day asked about, else the latest."""

    id: UUID
    name: str
    kind: str
    level: str
    parent_id: UUID | None
    path: str
    valid_from: date | None
    valid_to: date | None

    def is_valid_on(self, day: date) -> bool:
        """Did the body exist on ``day``?"""
        return is_valid(self.valid_from, self.valid_to, day)


def row_of(body: Body, name: str = "") -> BodyRow:
    """The row of a loaded body; ``name`` in place of the latest one."""
    return BodyRow(
        id=body.pk,
        name=name or body.name,
        kind=body.kind,
        level=body.level,
        parent_id=body.parent_id,
        path=body.path,
        valid_from=body.valid_from,
        valid_to=body.valid_to,
    )
