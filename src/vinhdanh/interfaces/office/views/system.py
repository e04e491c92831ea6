"""Addresses that machines and developers use, and the pages for when something is wrong."""

import sys
from functools import lru_cache
from typing import Any

from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from vinhdanh.foundation.jobs.queries import depth, workers
from vinhdanh.interfaces.office.assets import SOURCE
from vinhdanh.interfaces.office.design import design_context
from vinhdanh.interfaces.office.helpers import typed_words

RETRY_SECONDS = 10


def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """200 while the database answers and has every migration; the queue is told but decides nothing."""
    try:
        missing = _missing_migrations()
        figures = {"database": "ok", "migrations": "missing" if missing else "ok", "queue": _queue()}
    except (DatabaseError, InterfaceError):
        headers = {"Retry-After": str(RETRY_SECONDS)}
        return JsonResponse({"database": "unreachable"}, status=503, headers=headers)
    return JsonResponse(figures, status=503 if missing else 200)


def _queue() -> dict[str, Any]:
    figures = depth()
    waited = figures.oldest_wait
    return {
        "waiting": figures.waiting,
        "running": figures.running,
        "oldest_seconds": round(waited.total_seconds()) if waited else 0,
        "workers": sum(1 for worker in workers() if worker.alive),
    }


@lru_cache(maxsize=1)
def _wanted_migrations() -> frozenset[tuple[str, str]]:
    from django.db.migrations.loader import MigrationLoader

    return frozenset(MigrationLoader(None).disk_migrations or {})


def _missing_migrations() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return not _wanted_migrations() <= set(cursor.fetchall())


def favicon(request: HttpRequest) -> FileResponse:
    """Browsers ask for it beside files that carry no link to the icon."""
    response = FileResponse((SOURCE / "favicon.svg").open("rb"), content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=604800"
    return response


def design(request: HttpRequest) -> HttpResponse:
    """The design system, every component on one page."""
    return render(request, "office/design.html", design_context())


def _refused(request: HttpRequest, reason: str, status: int) -> HttpResponse:
    return render(request, "office/refused.html", {"reason": reason}, status=status)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from before a sign-in or sign-out: nothing was kept, and the sentence says so."""
    text = "Trang này đã mở từ trước lần đăng nhập mới nhất nên chưa lưu được. Tải lại trang rồi gửi lần nữa."
    return _refused(request, text, 403)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What no form of ours sends; or a session that could not be kept, when the act itself may be done."""
    if _database_is_away(exception):
        return _away(request)
    if isinstance(exception, SessionInterrupted):
        text = "Phiên đăng nhập đã kết thúc trong lúc gửi. Đăng nhập lại, xem việc vừa gửi đã có chưa."
        return _refused(request, text, 400)
    if isinstance(exception, RequestDataTooBig):
        text = "Phần chữ gửi lên dài quá 5 MB nên chưa lưu. Quay lại, rút ngắn hoặc gửi kèm dưới dạng tệp."
        return _refused(request, text, 413)
    return _refused(
        request, "Yêu cầu gửi lên không đọc được; chưa có gì được lưu. Quay lại và thử lần nữa.", 400
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "office/404.html", {"kept": typed_words(request)}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Our fault, or a database that is away for a moment; these pages need nothing but their own file."""
    if _database_is_away(sys.exception()):
        return _away(request)
    return render(request, "office/500.html", status=500)


def _database_is_away(error: BaseException | None) -> bool:
    """Whether a lost database is behind this: Django's sessions wrap it in errors of their own."""
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _away(request: HttpRequest) -> HttpResponse:
    context = {"seconds": RETRY_SECONDS, "posted": request.method == "POST"}
    response = render(request, "office/503.html", context, status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response
