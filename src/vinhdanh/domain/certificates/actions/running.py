"""Sheets are made: at once when they are few, by a job when they are many; every print is written down."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NoReturn
from uuid import UUID

from django.db import transaction
from django.db.models import F

from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.certificates.access import may_print, visible_printings
from vinhdanh.domain.certificates.actions.common import Actor, asked_for, refuse, short
from vinhdanh.domain.certificates.models import Certificate, PrinterOffset, Printing, PrintRun
from vinhdanh.domain.certificates.queries.designs import design_of
from vinhdanh.domain.certificates.states import AT_ONCE, NAME, Manner
from vinhdanh.engines.documents.certificates import (
    Certificate as Sheet,
)
from vinhdanh.engines.documents.certificates import (
    Offset,
    TooLong,
    chosen,
    overflows,
    print_apart,
    print_certificates,
    print_slips,
)
from vinhdanh.engines.documents.typesetting import TypesettingFault
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.files.store import put
from vinhdanh.foundation.jobs.carrying import report
from vinhdanh.foundation.jobs.queue import enqueue
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import require

if TYPE_CHECKING:
    from vinhdanh.domain.access.models import User

PRINT_JOB: Final = "certificates.print"
_TOLD: Final = 8
"""Numbers named in a sentence; the others are counted."""
_TYPES: Final = {
    Manner.PDF: "application/pdf",
    Manner.ZIP: "application/zip",
    Manner.SLIPS: "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be printed: ``places`` as typed (“1-50, 60”, empty for all), as what, why again.

    ``base`` is the address before a token, with its last “/”; ``offset_id`` one of the person's printers.
    """

    base: str
    places: str = ""
    manner: str = Manner.PDF
    reason: str = ""
    offset_id: UUID | None = None


def run_key(run_id: UUID) -> str:
    """The key of the job that makes a print."""
    return f"{PRINT_JOB}:{run_id}"


def start_print(*, actor: "User", scope: Scope, printing_id: UUID, wanted: Wanted) -> PrintRun:
    """Write the print down and make it, or have it made. Raises RefusedError.

    Refused: words that do not fit, a range outside the list, a sheet printed before without a reason.
    """
    with transaction.atomic():
        run = _written(actor, scope, printing_id, wanted=wanted)
        if len(run.places) > AT_ONCE:
            title = f"In {len(run.places)} bằng: {run.printing.title}"
            enqueue(PRINT_JOB, key=run_key(run.pk), asked_by=actor, title=title, run_id=str(run.pk))
            return run
        return _made(run)


def _written(actor: "User", scope: Scope, printing_id: UUID, *, wanted: Wanted) -> PrintRun:
    visible = visible_printings(scope).select_for_update(of=("self",))
    printing = visible.select_related("version__background").get(pk=printing_id)
    asked_for(actor, scope, printing.path)
    if wanted.manner not in Manner.values:
        refuse("manner_unknown", "Chọn cách in: một tệp PDF, mỗi bằng một tệp, hoặc phiếu mã QR.")
    try:
        places = [place + 1 for place in chosen(wanted.places, printing.count)]
    except ValueError as error:
        refuse("range_unreadable", str(error), field="places")
    rows = list(printing.certificates.filter(position__in=places))
    paper = wanted.manner != Manner.SLIPS
    again = [row.position for row in rows if row.prints] if paper else []
    reason = short(wanted.reason, "reason", most=500)
    _refuse_void(rows)
    if again and not reason:
        _ask_why(again)
    if paper:
        _refuse_overflow(printing, rows)
    run = _row(actor, printing, wanted, places=places)
    run.again, run.reason = bool(again), reason
    run.save()
    printing.certificates.filter(position__in=places).update(
        prints=F("prints") + (1 if paper else 0), released=True
    )
    after = {"count": len(places), "manner": run.get_manner_display(), "again": bool(again)}
    record(
        actor=actor, action="print_certificates", subject=printing, body=printing.body_id, after=after,
        reason=reason,
    )  # fmt: skip
    return run


def _row(actor: "User", printing: Printing, wanted: Wanted, *, places: list[int]) -> PrintRun:
    own = PrinterOffset.objects.filter(user=actor)
    offset = own.filter(pk=wanted.offset_id).first() if wanted.offset_id else None
    return PrintRun(
        printing=printing,
        manner=wanted.manner,
        places=places,
        base=wanted.base,
        dx=offset.dx if offset else 0,
        dy=offset.dy if offset else 0,
        asked_by=actor,
    )


def _refuse_void(rows: list[Certificate]) -> None:
    if void := [row.position for row in rows if row.voided_at]:
        text = f"{_numbers(void)} đã được ghi hết giá trị nên không in nữa; hãy bỏ khỏi khoảng in."
        refuse("voided", text, field="places")


def _ask_why(again: list[int]) -> NoReturn:
    text = f"{_numbers(again)} đã in rồi. Ghi lý do in lại, ví dụ “in hỏng, đã hủy tờ cũ”."
    refuse("reprint_reason", text, field="reason")


def _refuse_overflow(printing: Printing, rows: list[Certificate]) -> None:
    found = overflows(design_of(printing.version), [row.data for row in rows])
    if found:
        places = sorted({rows[each.row - 1].position for each in found})
        text = f"{_numbers(places)} có chữ không vừa ô (xem danh sách bên dưới). Chưa in tờ nào."
        refuse("overflow", text, field="places")


def _numbers(places: list[int]) -> str:
    more = f" và {len(places) - _TOLD} bằng nữa" if len(places) > _TOLD else ""
    return f"Bằng số {', '.join(map(str, places[:_TOLD]))}{more}"


def make_print(run_id: UUID) -> dict[str, str]:
    """The job: safe to run again; what was made stays. Raises RefusedError when the right has gone since."""
    with transaction.atomic():
        rows = PrintRun.objects.select_for_update(of=("self",))
        run = rows.select_related("printing__version__background", "asked_by").get(pk=run_id)
        if run.file_id is None and run.asked_by_id is not None:
            require(may_print(scope_for(run.asked_by_id, today()), run.printing.path))
            _refuse_void(list(run.printing.certificates.filter(position__in=run.places)))
            report(1, message="Đang dàn trang")
            _made(run)
            report(99, message="Đang cất tệp")
    return {"run": str(run.pk)}


def _made(run: PrintRun) -> PrintRun:
    sheets = [
        Sheet(row.data, address=run.base + row.token, name=row.name)
        for row in run.printing.certificates.filter(position__in=run.places)
    ]
    try:
        data = _printed(run, sheets)
    except (TooLong, TypesettingFault) as fault:
        refuse("not_printed", str(fault))
    ending = "zip" if run.manner == Manner.ZIP else "pdf"
    name = (
        f"{'phieu-qr' if run.manner == Manner.SLIPS else 'bang'}-{len(sheets)}-{run.asked_at:%Y%m%d}.{ending}"
    )
    media = _TYPES[Manner(run.manner)]
    run.file = put(data, name=name, media_type=media, by=_by(run), body=run.printing.body_id)
    run.save(update_fields=["file"])
    return run


def _by(run: PrintRun) -> Actor:
    return run.asked_by


def _printed(run: PrintRun, sheets: list[Sheet]) -> bytes:
    if run.manner == Manner.SLIPS:
        return print_slips(sheets, NAME)
    design, offset = design_of(run.printing.version), Offset(float(run.dx), float(run.dy))
    make = print_apart if run.manner == Manner.ZIP else print_certificates
    return make(design, sheets, offset=offset)
