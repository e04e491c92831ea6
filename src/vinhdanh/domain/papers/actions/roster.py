"""Who may sign for a body: lines with dates, added and ended."""

from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.actions.common import locked
from vinhdanh.domain.papers.access import may_issue, visible_signatories
from vinhdanh.domain.papers.actions.common import Actor, by_program, needed, refuse, short
from vinhdanh.domain.papers.models import Signatory
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import require
from vinhdanh.foundation.kernel.text import fold

_LONGEST_SERIAL: Final = 80


@transaction.atomic
def add_signatory(
    *,
    actor: Actor,
    scope: Scope | None,
    body_id: UUID,
    name: str,
    office: str = "",
    serial: str = "",
    starts_on: date | None = None,
) -> Signatory:
    """From a day on ``name`` signs for the body; with ``serial`` only by that certificate."""
    body = locked(body_id)
    if not by_program(actor, scope) and scope is not None:
        require(may_issue(scope, body.path))
    sentence = "Ghi họ tên người ký, hoặc tên cơ quan đúng như trong chứng thư."
    words = needed(name, "name", sentence, most=120)
    row = Signatory.objects.create(
        body=body,
        path=body.path,
        name=words,
        name_key=fold(words)[:120],
        office=short(office, "office", most=120),
        serial=_serial(serial),
        starts_on=starts_on or today(),
    )
    after = {"signatory": words}
    record(actor=actor, action="add_signatory", subject=row, body=body.pk, after=after)
    return row


def _serial(typed: str) -> str:
    """As certificates are compared: hexadecimal, without the zeros that some windows show in front."""
    words = "".join(typed.split()).replace(":", "").upper()
    if words and (len(words) > _LONGEST_SERIAL or not set(words) <= set("0123456789ABCDEF")):
        text = "Số sê-ri chỉ gồm chữ số và chữ A–F, như phần mềm xem chứng thư hiện; để trống nếu chưa rõ."
        refuse("serial_wrong", text, field="serial")
    return words.lstrip("0")


@transaction.atomic
def end_signatory(*, actor: Actor, scope: Scope | None, signatory_id: UUID) -> Signatory:
    """From today on the line counts no more; what was signed stays signed."""
    rows = visible_signatories(scope) if scope is not None else Signatory.objects.all()
    row = rows.select_for_update(of=("self",)).get(pk=signatory_id)
    if not by_program(actor, scope) and scope is not None:
        require(may_issue(scope, row.path))
    if row.ends_on is not None and row.ends_on <= today():
        refuse("ended", f"Chữ ký của {row.name} đã thôi tính từ ngày {row.ends_on:%d/%m/%Y}.")
    row.ends_on = max(today(), row.starts_on)
    row.save(update_fields=["ends_on"])
    record(actor=actor, action="end_signatory", subject=row, body=row.body_id, before={"signatory": row.name})
    return row
