"""Who can still act for whom."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from vinhdanh.domain.access.queries.scopes import posts_on
from vinhdanh.engines.workflow.models import WorkItem


def bodies_of(user_id: UUID, on: date) -> set[UUID]:
    """The bodies in which a person has a post on a day, and those that the post serves; one query."""
    rows = posts_on(on).filter(user_id=user_id).values_list("body_id", "scope_id")
    return {key for pair in rows for key in pair}


def holders_gone(on: date) -> list[UUID]:
    """People for whom alone something waits in a body where they have no post any more; one query."""
    here = Q(body=OuterRef("holder")) | Q(scope=OuterRef("holder"))
    posted = posts_on(on).filter(here, user=OuterRef("holder_user"))
    rows = WorkItem.objects.filter(closed_at__isnull=True, holder_user__isnull=False)
    return list(rows.exclude(Exists(posted)).values_list("holder_user", flat=True).distinct())
