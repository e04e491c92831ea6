"""Public holidays and swap days, as an office corrects them each year."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.foundation.calendars.days import delete_day, save_day, year_days
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.interfaces.office.forms import read_date
from vinhdanh.interfaces.office.helpers import attempt, page, scope_of, user_of, whole_number


def days(request: HttpRequest) -> HttpResponse:
    year = whole_number(request.GET.get("year")) or scope_of(request).on.year
    context = {"days": year_days(year), "year": year, "years": range(year - 1, year + 3)}
    return page(request, "office/calendar.html", context)


def day_save(request: HttpRequest) -> HttpResponse:
    def act() -> object:
        day = read_date(request.POST, "date")
        if day is None:
            raise RefusedError(Refusal("date_missing", "Ghi ngày theo dạng ngày/tháng/năm.", field="date"))
        working = request.POST.get("working") == "1"
        return save_day(actor=user_of(request), date=day, working=working, name=request.POST.get("name", ""))

    attempt(request, act, done="Đã lưu ngày.")
    return redirect("calendar")


def day_delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    attempt(
        request, lambda: delete_day(actor=user_of(request), day_id=pk), done="Đã bỏ ngày khỏi lịch riêng."
    )
    return redirect("calendar")
