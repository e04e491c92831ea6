"""One person's work passes to another: posts, items that wait for them alone, drafts in review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.actions.appointments import release_items
from vinhdanh.domain.access.actions.common import Actor
from vinhdanh.domain.access.actions.handing_over import (
    begin_hand_over,
    close_hand_over,
    due_hand_overs,
    locked_hand_over,
)
from vinhdanh.domain.access.queries.hand_overs import PassedPost, posts_to_pass
from vinhdanh.domain.access.queries.holders import bodies_of, holders_gone
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.planning.actions.handing_over import drafts_of, pass_drafts
from vinhdanh.engines.search.counts import capped_counts
from vinhdanh.engines.workflow.items import held_alone_by, pass_items
from vinhdanh.foundation.kernel.clock import today

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a hand-over will do, to be read before it is done. ``items`` and ``drafts`` hold the first
    twenty in words; the counts are exact up to 1,000. ``back`` items return to their body, because the
    successor will have no post there."""

    posts: Sequence[PassedPost]
    items: Sequence[str]
    item_count: int
    back: int
    drafts: Sequence[str]
    draft_count: int
    answers: Sequence[str]
    borrowed: Sequence[str]

    @property
    def empty(self) -> bool:
        return not (self.posts or self.item_count or self.draft_count or self.answers)


def hand_over_sheet(*, leaver_id: UUID, successor_id: UUID, on: date) -> Sheet:
    """The sheet as things stand now; seven queries."""
    passed = posts_to_pass(leaver_id, successor_id, on)
    items = held_alone_by(leaver_id)
    theirs = {key for post in passed.posts for key in (post.body_id, post.scope_id)}
    back = items.exclude(holder__in=theirs | bodies_of(successor_id, on))
    drafts = drafts_of(leaver_id)
    counts = capped_counts({"items": items, "back": back, "drafts": drafts})
    return Sheet(
        posts=passed.posts,
        items=[row.title for row in items[:SHOWN]],
        item_count=counts["items"],
        back=counts["back"],
        drafts=[str(row) for row in drafts.select_related("file")[:SHOWN]],
        draft_count=counts["drafts"],
        answers=passed.answers,
        borrowed=passed.borrowed,
    )


@transaction.atomic
def hand_over(
    *, actor: Actor, scope: Scope | None, leaver_id: UUID, successor_id: UUID, on: date, reason: str
) -> None:
    """The posts pass by their dates; what waits for the leaver passes now, or when the day comes."""
    row = begin_hand_over(
        actor=actor, scope=scope, leaver_id=leaver_id, successor_id=successor_id, on=on, reason=reason
    )
    if on <= today():
        _complete(actor, row.pk)


@transaction.atomic
def _complete(actor: Actor, pk: UUID) -> None:
    row = locked_hand_over(pk)
    if row is None:
        return
    there = bodies_of(row.successor_id, today())
    items = pass_items(actor=actor, from_user=row.leaver_id, to_user=row.successor_id, only_bodies=there)
    items += pass_items(actor=actor, from_user=row.leaver_id, to_user=None)
    drafts = pass_drafts(actor=actor, from_user=row.leaver_id, to_user=row.successor_id)
    close_hand_over(actor=actor, row=row, items=items, drafts=drafts)


def settle_leavers() -> None:
    """Complete what is due, then give back to its body whatever still waits for somebody without a post
    there: nothing waits on nobody. Safe to run twice."""
    for pk in due_hand_overs(today()):
        _complete(None, pk)
    for user_id in holders_gone(today()):
        release_items(actor=None, user_id=user_id, on=today())
