"""The outbox, for those who run the system: what waits, what failed and why."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.foundation.mail import outbox
from vinhdanh.foundation.mail.models import LetterState
from vinhdanh.interfaces.office.helpers import attempt, page, user_of, whole_number

_KINDS = {"waiting": "waiting", "sent": "done", "failed": "error", "dropped": "dropped"}


def letters(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("tinh-trang", "")
    found = outbox.outbox(state, whole_number(request.GET.get("page")) or 1)
    tabs = [
        {"label": "Tất cả", "url": "?", "current": state not in LetterState.values, "count": None},
        *(
            {
                "label": each.label,
                "url": f"?tinh-trang={each.value}",
                "current": state == each,
                "count": found.counts.get(each.value) or None,
            }
            for each in LetterState
        ),
    ]
    context = {
        "found": found,
        "rows": [{"row": row, "kind": _KINDS[row.state]} for row in found.rows],
        "view_tabs": tabs,
        "keep": f"tinh-trang={state}" if state in LetterState.values else "",
    }
    return page(request, "office/chasing/outbox.html", context)


def retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    attempt(
        request,
        lambda: outbox.try_again(actor=user_of(request), letter_id=pk),
        done="Thư sẽ được gửi lại trong ít phút.",
    )
    return redirect("outbox")
