"""What comes by itself in this room."""

from datetime import timedelta

from vinhdanh.domain.access.actions.viewing import end_viewing
from vinhdanh.domain.access.queries.viewings import expired_viewings
from vinhdanh.foundation.jobs.schedule import Schedule, periodic


@periodic("access.end_viewings", Schedule(every=timedelta(minutes=15)))
def end_viewings() -> None:
    """Close the viewings whose browser went away, so that each has its second audit row."""
    for row in expired_viewings():
        end_viewing(actor=row.viewer, viewing_id=row.pk, why="hết 30 phút")
