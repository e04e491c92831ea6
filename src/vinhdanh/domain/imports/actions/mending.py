"""One row mended by hand: its cells, whose it is, or dropped."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.actions.common import refuse
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.imports.access import may_work_on, visible_imports
from vinhdanh.domain.imports.actions.judging import judged, standing_of
from vinhdanh.domain.imports.actions.reading import try_rows
from vinhdanh.domain.imports.actions.resolving import resolve
from vinhdanh.domain.imports.models import ImportRow, ListImport
from vinhdanh.domain.imports.queries.known import known_awards
from vinhdanh.domain.imports.states import SETTLED, RowState
from vinhdanh.engines.reading.workbook.awards import Awards
from vinhdanh.engines.reading.workbook.codec import verdicts_to_data
from vinhdanh.engines.reading.workbook.kinds import KINDS
from vinhdanh.engines.reading.workbook.rows import read_row
from vinhdanh.engines.reading.workbook.values import Context
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.kernel.results import require
from vinhdanh.foundation.kernel.text import squash

NEW: Final = "new"
_MOST: Final = 1_000


@transaction.atomic
def mend_row(
    *,
    actor: Actor,
    scope: Scope,
    listing_id: UUID,
    row_id: UUID,
    revision: int,
    typed: Mapping[str, str],
) -> ImportRow:
    """Read the row again with other words in its cells; those not named stay.

    Raises RefusedError when somebody else changed it meanwhile, or when it is in the book already.
    """
    listing, row = _open_row(scope, listing_id, row_id)
    if row.revision != revision:
        refuse("changed_meanwhile", "Người khác vừa sửa dòng này; xem lại nội dung mới rồi sửa tiếp.")
    kind = KINDS[listing.kind]
    keys = {column.key for column in kind.columns}
    wanted = {key: squash(text)[:_MOST] for key, text in typed.items() if key in keys}
    changed = sorted(key for key, text in wanted.items() if row.typed.get(key, "") != text)
    row.typed = {key: text for key, text in {**row.typed, **wanted}.items() if text}
    known = known_awards()
    context = Context(date.fromisoformat(known.today), Awards(known.awards))
    read = read_row(kind, row.typed, context, sheet=row.sheet, line=row.line)
    row.values, row.verdicts = dict(read.values), verdicts_to_data(read.verdicts)
    [who] = resolve(listing, [row.values], scope=scope)
    judged(row, who)
    return _saved(listing, row, actor=actor, scope=scope, after={"cells": changed})


@transaction.atomic
def choose_subject(
    *, actor: Actor, scope: Scope, listing_id: UUID, row_id: UUID, choice: str
) -> list[ImportRow]:
    """Say whose row it is: the id of one of its options, or ``new`` for somebody not on record.

    Rows of the list that ask the same question get the same answer.
    """
    listing, row = _open_row(scope, listing_id, row_id)
    if choice != NEW and choice not in {pk for pk, _, _ in row.who.get("options", [])}:
        refuse("choice_missing", "Chọn một hồ sơ trong các hồ sơ gợi ý, hoặc “Người khác, lập hồ sơ mới”.")
    if choice == NEW and not row.who.get("body"):
        text = "Dòng không ghi rõ đơn vị nên chưa lập được hồ sơ mới; sửa ô đơn vị công tác trước."
        refuse("unit_missing", text)
    rows = [each for each in _asking(listing) if _question(each) == _question(row)]
    for each in rows:
        each.who = {**each.who, "subject": "" if choice == NEW else choice, "fresh": choice == NEW}
        each.standing = standing_of(each)
        _keep(listing, each, actor=actor, scope=scope)
    told = {"rows": len(rows)}
    record(actor=actor, action="choose_subject", subject=listing, body=listing.body_id, after=told)
    return rows


@transaction.atomic
def drop_row(
    *, actor: Actor, scope: Scope, listing_id: UUID, row_id: UUID, dropped: bool = True
) -> ImportRow:
    """Leave a row out, or take it back as it stood."""
    listing, row = _open_row(scope, listing_id, row_id)
    row.standing = RowState.DROPPED if dropped else standing_of(row)
    return _saved(listing, row, actor=actor, scope=scope, after={"dropped": dropped})


def _open_row(scope: Scope, listing_id: UUID, row_id: UUID) -> tuple[ListImport, ImportRow]:
    """The list and its row, locked; raises RefusedError where nothing may be changed."""
    seen = visible_imports(scope).select_for_update(of=("self",)).select_related("file", "body")
    listing = seen.get(pk=listing_id)
    require(may_work_on(scope, listing))
    row = listing.rows.select_for_update().get(pk=row_id)
    if row.standing in SETTLED:
        refuse("row_taken", "Dòng này đã vào sổ; muốn sửa thì mở hồ sơ và đính chính ở đó.")
    return listing, row


def _asking(listing: ListImport) -> list[ImportRow]:
    return list(listing.rows.select_for_update().filter(standing=RowState.DOUBTFUL))


def _question(row: ImportRow) -> tuple[Any, ...]:
    asked = tuple(pk for pk, _, _ in row.who.get("options", []))
    said = tuple(row.values.get(key) for key in ("subject", "name", "birth", "employer"))
    return asked, said


def _saved(
    listing: ListImport, row: ImportRow, *, actor: Actor, scope: Scope, after: dict[str, Any]
) -> ImportRow:
    """Keep the row as it now is, and say who changed it."""
    _keep(listing, row, actor=actor, scope=scope)
    told = {**after, "line": row.line}
    record(actor=actor, action="mend_import_row", subject=listing, body=listing.body_id, after=told)
    return row


def _keep(listing: ListImport, row: ImportRow, *, actor: Actor, scope: Scope) -> None:
    """Try the row against the book first."""
    try_rows(listing, [row], actor=actor, scope=scope)
    row.revision += 1
    row.save(update_fields=["typed", "values", "verdicts", "who", "standing", "revision"])
