"""What a hand-over would pass on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vinhdanh.domain.access.models import Appointment, Delegation, HandOver, Representation
from vinhdanh.domain.access.queries.scopes import on_day


@dataclass(frozen=True, slots=True)
class PassedPost:
    """One post of the leaver. ``held``: the successor has it already, so it only ends."""

    words: str
    body: str
    body_id: UUID
    scope_id: UUID
    last_day: date
    first_day: date
    held: bool


@dataclass(frozen=True, slots=True)
class Passed:
    """``answers`` names bodies answered for; ``borrowed`` what was lent to the leaver and ends."""

    posts: Sequence[PassedPost]
    answers: Sequence[str]
    borrowed: Sequence[str]


def posts_to_pass(leaver_id: UUID, successor_id: UUID, on: date) -> Passed:
    """Posts, bodies answered for and delegations on a day; four queries."""
    rows = Appointment.objects.filter(user_id=leaver_id).exclude(ends_on__lt=on)
    theirs = Appointment.objects.filter(user_id=successor_id).exclude(ends_on__lt=on)
    held = set(theirs.values_list("role__code", "body_id"))
    answers = Representation.objects.filter(by_user=leaver_id).exclude(ends_on__lt=on)
    lent = Delegation.objects.filter(on_day(on), user=leaver_id).select_related("post__user", "post__body")
    return Passed(
        posts=[
            PassedPost(
                words=row.called,
                body=row.body.name,
                body_id=row.body_id,
                scope_id=row.scope_id,
                last_day=on - date.resolution,
                first_day=max(on, row.starts_on),
                held=(row.role.code, row.body_id) in held,
            )
            for row in rows.select_related("role", "body").order_by("starts_on", "id")
        ],
        answers=[row.body.name for row in answers.select_related("body")],
        borrowed=[f"{row.post.user.name}, {row.post.body.name}" for row in lent],
    )


def pending_hand_over(user_id: UUID) -> HandOver | None:
    """The hand-over of a person that waits for its day; one query."""
    rows = HandOver.objects.filter(leaver=user_id, completed_at__isnull=True)
    return rows.select_related("successor").first()
