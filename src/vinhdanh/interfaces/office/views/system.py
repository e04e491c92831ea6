"""Addresses that machines and developers use."""

from django.db import connection
from django.db.utils import OperationalError
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from vinhdanh.interfaces.office.assets import SOURCE
from vinhdanh.interfaces.office.design import design_context
from vinhdanh.interfaces.office.helpers import typed_words


def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """200 while the database answers too."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError:
        return JsonResponse({"database": "unreachable"}, status=503)
    return JsonResponse({"database": "ok"})


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
    return _refused(
        request, "Yêu cầu gửi lên không đọc được; chưa có gì được lưu. Quay lại và thử lần nữa.", 400
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "office/404.html", {"kept": typed_words(request)}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "office/500.html", status=500)
