"""The job behind an upload: read in a limited process, find whose rows they are, try them; all or nothing."""

import logging
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final
from uuid import UUID

from django.db import InterfaceError, OperationalError, transaction

from vinhdanh.domain.access.queries.accounts import account_of
from vinhdanh.domain.access.queries.scopes import scope_for
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.imports.actions.judging import judged, row_of
from vinhdanh.domain.imports.actions.resolving import resolve
from vinhdanh.domain.imports.actions.returning import keep_returned
from vinhdanh.domain.imports.actions.taking import add_verdict, rehearse
from vinhdanh.domain.imports.models import ImportRow, ListImport
from vinhdanh.domain.imports.queries.known import known_awards
from vinhdanh.domain.imports.states import ImportState, RowState
from vinhdanh.domain.imports.workflow import LISTING
from vinhdanh.engines.reading import ReadingFault
from vinhdanh.engines.reading.workbook.limited import read_workbook_limited
from vinhdanh.engines.reading.workbook.model import ReadBook
from vinhdanh.engines.workflow.transitions import perform
from vinhdanh.foundation.audit.log import Actor
from vinhdanh.foundation.bulk import copy_in
from vinhdanh.foundation.files.store import read
from vinhdanh.foundation.jobs.carrying import report
from vinhdanh.foundation.jobs.states import JobCancelledError, JobReturnedError
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import ALLOWED

_LOG = logging.getLogger(__name__)
BROKEN: Final = "Đọc tệp không thành. Hãy lưu lại tệp bằng Excel rồi gửi lần nữa."
EMPTY: Final = (
    "Có hàng tiêu đề nhưng không có dòng nào của danh sách. Kiểm tra xem đã lưu đúng tệp chưa rồi gửi lại."
)


def read_list(listing_id: UUID, actor_id: UUID) -> dict[str, int]:
    """Read the workbook of a list; safe to run again after a kill, and does nothing once read.

    A lost database is the queue's affair (it tries again). Somebody who stops the job discards the list. Any
    other trouble ends it with a sentence, and is logged for us.
    """
    listing = ListImport.objects.select_related("file", "body").get(pk=listing_id)
    if listing.state not in (ImportState.QUEUED, ImportState.READING):
        return {}
    _move(listing, "read_list")
    try:
        return _read(listing, account_of(actor_id), scope_for(actor_id, today()))
    except JobCancelledError:
        _move(listing, "discard_list")
        raise
    except ReadingFault as trouble:
        _move(listing, "fail_list", fault=trouble.sentence)
    except (OperationalError, InterfaceError, JobReturnedError):
        raise
    except Exception:
        _LOG.exception("reading of list %s failed", listing_id)
        _move(listing, "fail_list", fault=BROKEN)
    return {}


def _read(listing: ListImport, actor: Actor, scope: Scope) -> dict[str, int]:
    report(2, message="Đang đọc tệp")
    book = read_workbook_limited(
        read(listing.file), listing.file.name, kind=listing.kind, known=known_awards()
    )
    if not book.rows:
        _move(listing, "fail_list", fault=EMPTY)
        return {}
    report(30, message=f"{len(book.rows)} dòng; đang tìm hồ sơ của từng người")
    rows = _rows(listing, book, scope)
    report(60, message="Đang đối chiếu với sổ khen thưởng")
    try_rows(listing, rows, actor=actor, scope=scope)
    report(80, message="Đang ghi bản soát")
    _keep(listing, book, rows)
    report(90, message="Đang làm tệp trả lại")
    keep_returned(listing, actor)
    return {"rows": len(rows), "good": sum(row.standing == RowState.GOOD for row in rows)}


def _rows(listing: ListImport, book: ReadBook, scope: Scope) -> list[ImportRow]:
    rows = [row_of(listing, each) for each in book.rows]
    size = max(len(rows), 1)

    def told(done: int) -> None:
        report(30 + 30 * done // size, message=f"Đã tìm hồ sơ cho {done}/{size} dòng")

    found = resolve(listing, [row.values for row in rows], scope=scope, told=told)
    return [judged(row, who) for row, who in zip(rows, found, strict=True)]


def try_rows(listing: ListImport, rows: Sequence[ImportRow], *, actor: Actor, scope: Scope) -> None:
    """Say of good rows (unsaved) what the book would refuse, and which it has already."""
    good = [row for row in rows if row.standing == RowState.GOOD]
    outcome = rehearse(listing, good, actor=actor, scope=scope)
    for row in good:
        if fault := outcome.faults.get(row.pk):
            add_verdict(row, *fault)
            row.standing = RowState.WRONG
        else:
            row.who["known"] = row.pk in outcome.known


@transaction.atomic
def _keep(listing: ListImport, book: ReadBook, rows: list[ImportRow]) -> None:
    """Write rows and sheets, replacing what an attempt cut short may have left."""
    listing.rows.all().delete()
    copy_in(rows)
    _move(
        listing,
        "finish_list",
        sheets=[_plain(asdict(sheet)) for sheet in book.sheets],
        passed=[[each.sheet, each.line, each.why, each.text] for each in book.passed][:2000],
    )
    if listing.replaces_id:
        _give_up(listing.replaces_id)


def _give_up(earlier_id: UUID) -> None:
    """The list of which this is the mended copy waits no longer."""
    earlier = ListImport.objects.get(pk=earlier_id)
    if earlier.state == ImportState.READY:
        _move(earlier, "discard_list")


def _plain(sheet: dict[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in sheet.items()}


def _move(listing: ListImport, name: str, **changes: Any) -> ListImport:
    return perform(
        subject=listing,
        transition=LISTING[name],
        actor=None,
        check=lambda _: ALLOWED,
        body=listing.body_id,
        changes=changes,
    )
