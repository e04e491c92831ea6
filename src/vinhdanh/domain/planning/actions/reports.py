"""Reports are sent, summed up and sent on, returned with a reason, or taken back unread."""

from collections.abc import Sequence
from typing import NoReturn
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.obligations.actions import Paper, Source, fulfil, reopen
from vinhdanh.domain.obligations.queries.sources import open_of
from vinhdanh.domain.organisations.queries.labels import body_path
from vinhdanh.domain.planning.access import may_receive_report, may_send_report
from vinhdanh.domain.planning.actions.owing import DUTY
from vinhdanh.domain.planning.actions.progress import Attachment
from vinhdanh.domain.planning.models import Report, ReportFile
from vinhdanh.domain.planning.states import DutyKind, ReportState
from vinhdanh.domain.planning.workflow import REPORT
from vinhdanh.engines.workflow.transitions import perform
from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.files.intake import received_all
from vinhdanh.foundation.files.store import keep
from vinhdanh.foundation.kernel.clock import now
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, RefusedError, Verdict, require
from vinhdanh.foundation.kernel.text import squash

NUMBER_LENGTH, TEXT_LENGTH, MOST_FILES = 60, 20_000, 20


def _refuse(code: str, reason: str, field: str = "") -> NoReturn:
    raise RefusedError(Refusal(code, reason, field=field))


def send_report(
    *,
    actor: Actor,
    scope: Scope,
    duty_id: UUID,
    period: str,
    body_id: UUID,
    number: str,
    text: str,
    attachments: Sequence[Attachment],
    part_ids: Sequence[UUID] = (),
) -> Report:
    """Send what the body owes for a period: to the body in between first, else to the one that asked.

    ``part_ids`` are reports received that this one sums up. The duty closes by itself. Raises RefusedError
    when nothing is owed (somebody else has sent it), without words and files, or for a file we do not keep.
    """
    path = body_path(body_id)
    if path is None:
        _refuse("body_gone", "Đơn vị gửi không còn trong danh bạ.")
    require(may_send_report(scope, body_id, path))
    _check(number, text, attachments)
    given = [(item.name, item.data) for item in attachments]
    with received_all(given, by=actor, body=body_id) as files, transaction.atomic():
        report = _report(
            actor=actor, duty_id=duty_id, period=period, body_id=body_id, path=path, number=number, text=text
        )
        for item in files:
            ReportFile.objects.create(report=report, file=keep(item, by=actor, body=body_id))
        _close(actor, report, part_ids=part_ids, files=[item.name for item in files])
    return report


def _report(
    *, actor: Actor, duty_id: UUID, period: str, body_id: UUID, path: str, number: str, text: str
) -> Report:
    owed = open_of(body_id, DutyKind.REPORT).filter(source_kind=DUTY, source_id=duty_id, period=period)
    # Of two who send at once the second finds nothing left to send.
    row = owed.select_for_update(of=("self",)).first()
    if row is None:
        _refuse("not_owed", "Báo cáo kỳ này đã được gửi hoặc không còn phải gửi. Tải lại trang để xem.")
    receiver = row.through_id or row.creditor_id
    return Report.objects.create(
        duty_id=duty_id,
        period=period,
        body_id=body_id,
        receiver_id=receiver,
        number=squash(number),
        text=text.strip(),
        sent_by_id=actor.pk,
        path=path,
        party_keys=list(dict.fromkeys([body_id, receiver, row.creditor_id])),
    )


def _close(actor: Actor, report: Report, *, part_ids: Sequence[UUID], files: Sequence[str]) -> None:
    """What it sums up is marked, what was owed is done."""
    parts = Report.objects.filter(pk__in=list(part_ids), duty=report.duty_id, period=report.period)
    parts.filter(receiver_id=report.body_id, state=ReportState.SENT).update(into=report)
    fulfil(
        actor=actor,
        kind=DutyKind.REPORT,
        party_id=report.body_id,
        period=report.period,
        paper=Paper.of(report),
        source=Source(DUTY, report.duty_id),
    )
    after = {"period": report.period, "number": report.number, "files": list(files)}
    record(actor=actor, action="send_report", subject=report, body=report.body_id, after=after)


def _check(number: str, text: str, attachments: Sequence[Attachment]) -> None:
    if not squash(text) and not attachments:
        _refuse("empty", "Đính kèm tệp báo cáo hoặc ghi nội dung rồi gửi.", "text")
    if len(squash(number)) > NUMBER_LENGTH:
        _refuse("too_long", f"Số, ký hiệu dài quá {NUMBER_LENGTH} chữ.", "number")
    if len(text) > TEXT_LENGTH:
        _refuse("too_long", f"Nội dung dài quá {TEXT_LENGTH} chữ; gửi kèm tệp thay vì chép vào ô.", "text")
    if len(attachments) > MOST_FILES:
        _refuse("too_many", f"Một báo cáo kèm không quá {MOST_FILES} tệp; gộp tệp rồi gửi.", "files")


@transaction.atomic
def return_report(*, actor: Actor, scope: Scope, report_id: UUID, reason: str) -> Report:
    """Send it back with a reason; it is owed again, and reports it summed up can be summed up again."""
    report = Report.objects.get(pk=report_id)
    row = perform(
        subject=report,
        transition=REPORT["return_report"],
        actor=actor,
        check=lambda row: _may_return(scope, row),
        body=report.body_id,
        reason=squash(reason),
        changes={"reason": squash(reason), "into": None},
    )
    _owe_again(actor, row, said=f"Bị trả lại: {row.reason}")
    return row


def _may_return(scope: Scope, report: Report) -> Verdict:
    if report.into_id is not None:
        text = "Báo cáo này đã được tổng hợp và gửi tiếp nên không trả lại được nữa."
        return Refusal("summed_up", text)
    return may_receive_report(scope, report)


@transaction.atomic
def withdraw_report(*, actor: Actor, scope: Scope, report_id: UUID) -> Report:
    """Take it back while the receiver has not opened it."""
    report = Report.objects.get(pk=report_id)
    row = perform(
        subject=report,
        transition=REPORT["withdraw_report"],
        actor=actor,
        check=lambda row: may_withdraw_report(scope, row),
        body=report.body_id,
        changes={"into": None},
    )
    _owe_again(actor, row)
    return row


def may_withdraw_report(scope: Scope, report: Report) -> Verdict:
    """Allowed to the sender while nobody at the receiver has opened or summed it up."""
    if report.opened_at is not None or report.into_id is not None:
        text = "Nơi nhận đã mở báo cáo nên không rút lại được; hãy đề nghị trả lại để sửa."
        return Refusal("opened", text)
    verdict = may_send_report(scope, report.body_id, report.path)
    return verdict if not verdict else ALLOWED


def _owe_again(actor: Actor, report: Report, *, said: str = "") -> None:
    report.parts.update(into=None)
    source = Source(DUTY, report.duty_id)
    reopen(actor=actor, source=source, party_id=report.body_id, period=report.period, said=said)


@transaction.atomic
def note_report_opened(*, actor: Actor, scope: Scope, report: Report) -> None:
    """The receiver looks at it: from now on it cannot be taken back."""
    if report.opened_at is not None or report.state != ReportState.SENT:
        return
    over = scope.may_over(Permission.READ_SUBTREE, report.receiver.path)
    if report.body_id in scope.body_ids or not (over or report.receiver_id in scope.body_ids):
        return
    report.opened_at = now()
    Report.objects.filter(pk=report.pk, opened_at__isnull=True).update(opened_at=report.opened_at)
    record(actor=actor, action="open_report", subject=report, body=report.body_id)
