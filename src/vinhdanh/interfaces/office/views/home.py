"""The home page: what waits for me, what I wait for, the year."""

from django.http import HttpRequest, HttpResponse

from vinhdanh.domain.obligations.queries.waiting import work_for
from vinhdanh.domain.planning.queries.home import months_of
from vinhdanh.interfaces.office.helpers import page, scope_of, whole_number
from vinhdanh.interfaces.office.navigation import year_strip
from vinhdanh.interfaces.office.work import awaited_lines, kinds_for, own_lines

_FIRST, _MOST = 8, 48


def home(request: HttpRequest) -> HttpResponse:
    """``?viec=`` and ``?cho=`` say how many lines of the two lists are drawn."""
    scope = scope_of(request)
    mine, others = _asked(request, "viec"), _asked(request, "cho")
    found = work_for(scope, kinds_for(scope), mine=mine, others=others)
    context = {
        "mine": found.mine,
        "others": found.others,
        "my_lines": own_lines(found.mine.rows),
        "their_lines": awaited_lines(scope, found.others.rows),
        "more_mine": f"?viec={mine + _FIRST}&cho={others}#cho-toi" if _goes_on(found.mine.more, mine) else "",
        "more_others": f"?viec={mine}&cho={others + _FIRST}#cho-nguoi"
        if _goes_on(found.others.more, others)
        else "",
        "year": scope.on.year,
        "quarters": year_strip(months_of(scope), scope.on.year),
    }
    return page(request, "office/home.html", context)


def _asked(request: HttpRequest, name: str) -> int:
    return min(max(whole_number(request.GET.get(name)) or _FIRST, _FIRST), _MOST)


def _goes_on(more: bool, drawn: int) -> bool:
    """Beyond this the full list, with its filters, serves better."""
    return more and drawn < _MOST
