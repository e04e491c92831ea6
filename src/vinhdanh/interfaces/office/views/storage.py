"""The file store: who uses how much, what was turned away, and limits of single bodies."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from vinhdanh.domain.access.actions.storage import set_quota
from vinhdanh.domain.access.queries.storage import quarantined, totals, use_page
from vinhdanh.domain.organisations.queries.labels import called
from vinhdanh.foundation.files.quotas import in_words
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.interfaces.office.forms import not_one
from vinhdanh.interfaces.office.helpers import (
    page,
    refused,
    scope_of,
    settle,
    user_of,
    uuid_or_none,
    whole_number,
)

_KEY = "muc"


def overview(request: HttpRequest) -> HttpResponse:
    return _page(request, {})


def quota(request: HttpRequest) -> HttpResponse:
    """Set the limit of one body; what was typed comes back after a refusal."""
    refusal = settle(request, lambda: _set(request), done="Đã đổi mức lưu tệp.")
    if refusal is not None:
        return _page(request, refused(refusal, _KEY, request.POST))
    return redirect("storage")


def _page(request: HttpRequest, fault: dict[str, Any]) -> HttpResponse:
    scope = scope_of(request)
    found, sums = use_page(scope, whole_number(request.GET.get("page")) or 1), totals(scope)
    context = {
        "found": found,
        "rows": [
            (row, in_words(row.octets), in_words(row.allowed) if row.allowed else "không giới hạn")
            for row in found.rows
        ],
        "sums": sums,
        "used": in_words(sums.octets),
        "common": in_words(settings.FILES.quota_bytes) if settings.FILES.quota_bytes else "không giới hạn",
        "scanner": bool(settings.FILES.scanner),
        "quarantined": quarantined(scope),
        **fault,
    }
    return page(request, "office/storage.html", context, status=422 if fault else 200)


def _set(request: HttpRequest) -> None:
    typed = request.POST.get("body_name", "").strip()[:200]
    named = called(typed, today()) if typed else []
    body = uuid_or_none(named[0].target.partition(":")[2]) if len(named) == 1 else None
    if body is None or not named[0].target.startswith("body:"):
        text = not_one(typed, named) if typed else "Ghi tên đơn vị cần đổi mức."
        raise RefusedError(Refusal("body_missing", text, field="body_name"))
    set_quota(
        actor=user_of(request),
        scope=scope_of(request),
        body_id=body,
        megabytes=_megabytes(request.POST),
        reason=request.POST.get("reason", ""),
    )


def _megabytes(post: QueryDict) -> int | None:
    raw = post.get("megabytes", "").strip().replace(".", "")
    number = whole_number(raw)
    if raw and number is None:
        text = "Ghi mức lưu bằng số MB, ví dụ 8.000; để trống thì theo mức chung."
        raise RefusedError(Refusal("number_unreadable", text, field="megabytes"))
    return number
