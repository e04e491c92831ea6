"""Public holidays and swap days, as an office corrects them each year."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.foundation.calendars.days import delete_day, save_day, year_days
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.foundation.kernel.text import squash
from vinhdanh.interfaces.office.forms import FIRST_YEAR, LAST_YEAR, read_date
from vinhdanh.interfaces.office.helpers import (
    attempt,
    page,
    refused,
    scope_of,
    settle,
    user_of,
    whole_number,
)
from vinhdanh.interfaces.office.history import history_panel

NAME_LENGTH = 120


def days(request: HttpRequest) -> HttpResponse:
    return _page(request, {})


def _page(request: HttpRequest, fault: dict[str, Any]) -> HttpResponse:
    """The days of the year asked for; a year that is no year of ours becomes the nearest one that is."""
    asked = whole_number(request.GET.get("year")) or scope_of(request).on.year
    year = min(max(asked, FIRST_YEAR), LAST_YEAR)
    around = range(max(year - 1, FIRST_YEAR), min(year + 2, LAST_YEAR) + 1)
    context = {"days": year_days(year), "year": year, "years": around, **fault}
    context |= history_panel(request, kind="calendars.specialday")
    return page(request, "office/calendar.html", context, status=422 if fault else 200)


def day_save(request: HttpRequest) -> HttpResponse:
    refusal = settle(request, lambda: _save(request), done="Đã lưu ngày.")
    if refusal is not None:
        return _page(request, refused(refusal, "lich", request.POST))
    return redirect("calendar")


def _save(request: HttpRequest) -> None:
    post = request.POST
    day, name = read_date(post, "date"), post.get("name", "")
    if day is None:
        raise RefusedError(Refusal("date_missing", "Ghi ngày theo dạng ngày/tháng/năm.", field="date"))
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        text = f"Ghi một ngày trong các năm {FIRST_YEAR} đến {LAST_YEAR}."
        raise RefusedError(Refusal("year_out_of_range", text, field="date"))
    if len(squash(name)) > NAME_LENGTH:
        text = f"Tên ngày dài quá {NAME_LENGTH} chữ; rút gọn rồi lưu lại."
        raise RefusedError(Refusal("too_long", text, field="name"))
    save_day(actor=user_of(request), date=day, working=post.get("working") == "1", name=name)


def day_delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    attempt(
        request, lambda: delete_day(actor=user_of(request), day_id=pk), done="Đã bỏ ngày khỏi lịch riêng."
    )
    return redirect("calendar")
