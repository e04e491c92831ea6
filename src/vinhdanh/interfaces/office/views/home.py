"""The home page: what waits for me, what I wait for, the year."""

from django.http import HttpRequest, HttpResponse

from vinhdanh.domain.planning.queries.home import home_for, next_due
from vinhdanh.interfaces.office.helpers import page, scope_of
from vinhdanh.interfaces.office.navigation import year_strip


def home(request: HttpRequest) -> HttpResponse:
    scope = scope_of(request)
    found = home_for(scope)
    waiting = found.waiting_count + len(found.drafts) + bool(found.without_lead)
    context = {
        "home": found,
        "late": found.late_count,
        "waiting": waiting,
        "year": scope.on.year,
        "quarters": year_strip(found.months, scope.on.year),
    }
    if not waiting:
        context["next_due"] = next_due(scope)
    return page(request, "office/home.html", context)
