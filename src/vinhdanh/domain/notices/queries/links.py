"""What a short address means."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from vinhdanh.domain.notices.models import ShortLink


@dataclass(frozen=True, slots=True)
class Target:
    """Rows of one kind; whether the reader may see them is asked of the room that owns them."""

    subject_kind: str
    subject_ids: Sequence[UUID]


def target_of(code: str) -> Target | None:
    """What ``code`` stands for; capital letters do not matter."""
    found = ShortLink.objects.filter(code=code.lower()).first()
    return Target(found.subject_kind, found.subject_ids) if found else None
