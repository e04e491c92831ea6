"""Who stands how to whom on a day."""

from datetime import date
from uuid import UUID

from vinhdanh.domain.organisations.models import Body, BodyRelation
from vinhdanh.domain.organisations.models.periods import valid_on
from vinhdanh.domain.organisations.states import RelationKind


def standing_office_of(council_id: UUID, on: date) -> UUID | None:
    """The body that is the standing office of ``council_id`` on a day; one query."""
    rows = BodyRelation.objects.filter(valid_on(on), target=council_id, kind=RelationKind.STANDING_OFFICE_OF)
    return rows.order_by("-valid_from", "id").values_list("source_id", flat=True).first()


def councils_within(path: str, on: date) -> list[tuple[UUID, str]]:
    """The councils at or below ``path`` in being on a day, ``(id, name)``, by name; one query."""
    rows = Body.objects.filter(valid_on(on), kind="council", path__startswith=path)
    return list(rows.order_by("path", "name").values_list("pk", "name")[:200])
