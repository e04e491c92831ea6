"""Taking the good rows of a list: asked once, done by a job, all of them or none."""

import json
import logging
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection, transaction

from vinhdanh.domain.access.actions.common import refuse
from vinhdanh.domain.access.queries.accounts import account_of
from vinhdanh.domain.access.queries.scopes import scope_for
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.imports.access import may_work_on, visible_imports
from vinhdanh.domain.imports.actions.returning import keep_returned
from vinhdanh.domain.imports.actions.taking import settle_row, take
from vinhdanh.domain.imports.models import ImportRow, ListImport
from vinhdanh.domain.imports.states import OPEN_ROWS, ImportState, RowState
from vinhdanh.domain.imports.workflow import LISTING
from vinhdanh.engines.workflow.transitions import perform
from vinhdanh.foundation.audit.log import Actor
from vinhdanh.foundation.jobs.carrying import report
from vinhdanh.foundation.jobs.queries import newest_run
from vinhdanh.foundation.jobs.queue import enqueue
from vinhdanh.foundation.jobs.states import ACTIVE, JobCancelledError, JobReturnedError
from vinhdanh.foundation.kernel.clock import moment_words, now, today
from vinhdanh.foundation.kernel.results import ALLOWED, RefusedError

_LOG = logging.getLogger(__name__)
TAKE_JOB: Final = "imports.take_list"
BROKEN: Final = (
    "Ghi vào sổ không thành, chưa dòng nào được ghi. Bấm nhận lần nữa; nếu vẫn vậy, hãy báo người vận hành."
)
CANCELLED: Final = "Việc ghi vào sổ đã được dừng, chưa dòng nào được ghi."
_BATCH: Final = 2_000


def taking_key(listing_id: UUID) -> str:
    """The key of the job that takes a list."""
    return f"{TAKE_JOB}:{listing_id}"


@transaction.atomic
def accept_list(*, actor: Actor, scope: Scope, listing_id: UUID) -> ListImport:
    """Ask for the good rows to be written; of two who ask at once one does, the other is told.

    Raises RefusedError when the person may not, when nothing can be taken, or when it is being done.
    """
    listing = _locked(scope, listing_id)
    if listing.state == ImportState.TAKING and not _running(listing_id):
        _move(listing, "leave_rows", None)
    listing.refresh_from_db()
    if listing.state == ImportState.READY and not listing.rows.filter(standing=RowState.GOOD).exists():
        _refuse_empty(listing)
    listing = perform(
        subject=listing,
        transition=LISTING["take_list"],
        actor=actor,
        check=lambda row: may_work_on(scope, row),
        body=listing.body_id,
        changes={"taken_by_id": actor.pk, "taken_at": now(), "fault": ""},
    )
    enqueue(
        TAKE_JOB,
        lock=str(listing.pk),
        key=taking_key(listing.pk),
        asked_by=actor,
        title=f"Ghi vào sổ danh sách {listing.file.name}",
        listing_id=str(listing.pk),
    )
    return listing


def _locked(scope: Scope, listing_id: UUID) -> ListImport:
    return visible_imports(scope).select_for_update(of=("self",)).select_related("file").get(pk=listing_id)


def _refuse_empty(listing: ListImport) -> None:
    if listing.taken_by_id:
        when = f" lúc {moment_words(listing.taken_at)}" if listing.taken_at else ""
        text = f"Các dòng được đã do {listing.taken_by} nhận{when}; phần còn lại chờ sửa."
        refuse("already_taken", text)
    refuse("nothing_good", "Chưa có dòng nào nhận được; sửa các dòng có ô đỏ trước.")


def _running(listing_id: UUID) -> bool:
    run = newest_run(taking_key(listing_id))
    return run is not None and run.state in ACTIVE


def take_list(listing_id: UUID) -> dict[str, int]:
    """Write the good rows; safe to run again after a kill: what was written is one transaction."""
    listing = ListImport.objects.select_related("file", "body").get(pk=listing_id)
    if listing.state != ImportState.TAKING or not listing.taken_by_id:
        return {}
    actor = account_of(listing.taken_by_id)
    try:
        told = _take(listing, actor, scope_for(actor.pk, today()))
    except JobCancelledError:
        _move(listing, "leave_rows", actor, fault=CANCELLED)
        raise
    except RefusedError as stopped:
        _move(listing, "leave_rows", actor, fault=str(stopped.refusal))
        return {}
    except (OperationalError, InterfaceError, JobReturnedError):
        raise
    except Exception:
        _LOG.exception("taking of list %s failed", listing_id)
        _move(listing, "leave_rows", actor, fault=BROKEN)
        return {}
    keep_returned(listing, actor)
    return told


@transaction.atomic
def _take(listing: ListImport, actor: Actor, scope: Scope) -> dict[str, int]:
    rows = list(listing.rows.filter(standing=RowState.GOOD).order_by("sheet", "line"))
    report(5, message=f"Đang ghi {len(rows)} dòng")
    outcome = take(listing, rows, actor=actor, scope=scope)
    for row in rows:
        settle_row(row, outcome)
    report(70, message="Đang đánh dấu các dòng đã ghi")
    for start in range(0, len(rows), _BATCH):
        _mark(rows[start : start + _BATCH])
        report(70 + 20 * start // max(len(rows), 1), message="Đang đánh dấu các dòng đã ghi")
    waiting = listing.rows.filter(standing__in=OPEN_ROWS).exists()
    known = len(outcome.known)
    told = {"added": len(rows) - known - len(outcome.faults), "known": known, "faults": len(outcome.faults)}
    _move(listing, "leave_rows" if waiting else "end_list", actor)
    return told


def _mark(rows: Sequence[ImportRow]) -> None:
    """Save what became of the rows. ``bulk_update`` builds a case for each row: half of the whole job."""
    with connection.cursor() as cursor:
        cursor.execute(
            _MARK,
            [
                [row.pk for row in rows],
                [row.standing for row in rows],
                [row.entry for row in rows],
                [json.dumps(row.verdicts) for row in rows],
            ],
        )


_MARK: Final = """
UPDATE imports_importrow r SET standing = v.standing, entry = v.entry, verdicts = v.verdicts
FROM unnest(%s::uuid[], %s::text[], %s::uuid[], %s::jsonb[]) v (id, standing, entry, verdicts)
WHERE r.id = v.id
"""


def _move(listing: ListImport, name: str, actor: Actor | None, **changes: Any) -> None:
    perform(
        subject=listing,
        transition=LISTING[name],
        actor=actor,
        check=lambda _: ALLOWED,
        body=listing.body_id,
        changes=changes,
    )


@transaction.atomic
def discard_list(*, actor: Actor, scope: Scope, listing_id: UUID) -> ListImport:
    """Give up what waits; rows that were taken stay in the book."""
    listing = _locked(scope, listing_id)
    return perform(
        subject=listing,
        transition=LISTING["discard_list"],
        actor=actor,
        check=lambda _: ALLOWED,
        body=listing.body_id,
    )
