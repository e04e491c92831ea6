"""Who is looking through whose eyes."""

from uuid import UUID

from vinhdanh.domain.access.models import Viewing
from vinhdanh.foundation.kernel.clock import now


def viewing_of(viewer_id: UUID, viewing_id: UUID) -> Viewing | None:
    """The viewing that a session names, while nobody has ended it; one query."""
    rows = Viewing.objects.filter(pk=viewing_id, viewer=viewer_id, ended_at__isnull=True)
    return rows.select_related("target", "viewer").first()


def expired_viewings() -> list[Viewing]:
    """Those whose half hour is over and that nobody has ended; one query."""
    return list(Viewing.objects.filter(ended_at__isnull=True, until__lte=now()).select_related("viewer"))
