"""A workbook comes in: it is kept, and a job to read it is queued in the same transaction."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.actions.common import refuse
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.imports.access import may_import, visible_imports
from vinhdanh.domain.imports.models import ListImport
from vinhdanh.domain.imports.states import ImportState, ListKind
from vinhdanh.domain.organisations.actions.common import locked
from vinhdanh.domain.organisations.queries.places import paths_of
from vinhdanh.domain.people.access import may_keep
from vinhdanh.engines.reading import LABELS, ReadingFault, detect
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.files.intake import received
from vinhdanh.foundation.files.store import digest, keep
from vinhdanh.foundation.jobs.queue import enqueue
from vinhdanh.foundation.kernel.results import Refusal, RefusedError, require

READ_JOB: Final = "imports.read_list"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def reading_key(listing_id: UUID) -> str:
    """The key of the job that reads a list."""
    return f"{READ_JOB}:{listing_id}"


@dataclass(frozen=True, slots=True)
class Upload:
    """``known`` says that the same bytes were here before and the list is the earlier one."""

    listing: ListImport
    known: bool


def upload_list(
    *,
    actor: Actor,
    scope: Scope,
    kind: str,
    data: bytes,
    name: str,
    home_id: UUID | None = None,
    replaces_id: UUID | None = None,
) -> Upload:
    """Keep the workbook and queue its reading; the same bytes again give the list that exists.

    ``home_id`` is the unit of rows that name none; ``replaces_id`` the list of which this is the mended copy:
    its waiting rows are given up when this one has been read. Raises RefusedError and keeps nothing when the
    person may not, the kind is unknown or the file is no workbook.
    """
    require(may_import(scope))
    _check(scope, kind, data, name=name, home_id=home_id)
    body_id = next(p.body_id for p in scope.posts if Permission.KEEP_REGISTRY in p.permissions)
    incoming = received(data, name=name, by=actor, body=body_id, media_type=XLSX, field="file")
    with incoming as arrived, transaction.atomic():
        # The same workbook sent twice at once is one list: uploads of one body take turns.
        body = locked(body_id)
        earlier = _earlier(scope, kind, data, home_id=home_id)
        if earlier:
            return Upload(earlier, known=True)
        listing = ListImport.objects.create(
            kind=kind,
            file=keep(arrived, by=actor, body=body.pk),
            body=body,
            home_id=home_id,
            path=body.path,
            replaces=_replaced(scope, replaces_id),
            created_by_id=actor.pk,
        )
        after = {"file": listing.file.name, "list_kind": kind}
        record(actor=actor, action="upload_list", subject=listing, body=body.pk, after=after)
        ask_reading(listing, actor)
    return Upload(listing, known=False)


def ask_reading(listing: ListImport, actor: Actor) -> None:
    """Queue the reading of a list."""
    enqueue(
        READ_JOB,
        lock=str(listing.pk),
        key=reading_key(listing.pk),
        asked_by=actor,
        title=f"Đọc danh sách {listing.file.name}",
        listing_id=str(listing.pk),
        actor_id=str(actor.pk),
    )


def _check(scope: Scope, kind: str, data: bytes, *, name: str, home_id: UUID | None) -> None:
    if kind not in ListKind.values:
        refuse("kind_missing", "Chọn loại danh sách.", field="kind")
    try:
        found = detect(data, name)
    except ReadingFault as fault:
        raise RefusedError(Refusal(fault.code, fault.sentence, field="file")) from fault
    if found != "xlsx":
        text = f"Danh sách phải là tệp Excel .xlsx; tệp này là {LABELS[found]}."
        refuse("not_workbook", text, field="file")
    if home_id:
        path = paths_of([home_id]).get(home_id, "")
        require(may_keep(scope, path))


def _earlier(scope: Scope, kind: str, data: bytes, *, home_id: UUID | None) -> ListImport | None:
    """The newest living list of these bytes that the person may see."""
    return (
        visible_imports(scope)
        .filter(file__sha256=digest(data), kind=kind, home=home_id)
        .exclude(state__in=[ImportState.DISCARDED, ImportState.FAILED])
        .order_by("-id")
        .first()
    )


def _replaced(scope: Scope, pk: UUID | None) -> ListImport | None:
    return visible_imports(scope).filter(pk=pk).first() if pk else None
