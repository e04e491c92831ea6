"""One body's part of a task: done, or open again."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from vinhdanh.domain.planning.actions.parts import reopen_part, report_part
from vinhdanh.interfaces.office.helpers import scope_of, user_of
from vinhdanh.interfaces.office.views.tasks import act_on_task, posted_files


def report(request: HttpRequest, pk: UUID, party: UUID) -> HttpResponse:
    """The body says "đơn vị tôi đã xong", with a note and evidence."""
    return act_on_task(
        request,
        pk,
        lambda row: report_part(
            actor=user_of(request),
            scope=scope_of(request),
            task_id=row.pk,
            party_id=party,
            text=request.POST.get("text", ""),
            attachments=posted_files(request),
        ),
        key=f"phan-{party}",
        done="Đã ghi phần việc của đơn vị là xong.",
    )


def reopen(request: HttpRequest, pk: UUID, party: UUID) -> HttpResponse:
    """The part is owed again."""
    return act_on_task(
        request,
        pk,
        lambda row: reopen_part(
            actor=user_of(request),
            scope=scope_of(request),
            task_id=row.pk,
            party_id=party,
            reason=request.POST.get("reason", ""),
        ),
        key=f"mo-{party}",
        done="Đã mở lại phần việc.",
    )
