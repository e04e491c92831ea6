"""Looking up standards: every title and award on a day, one in full, and two days side by side."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse

from vinhdanh.domain.catalogue.queries.book import (
    KINDS,
    LEVELS,
    SUBJECTS,
    AwardFilter,
    award_name,
    awards_matching,
    is_known,
)
from vinhdanh.domain.catalogue.queries.layers import layer_for
from vinhdanh.domain.catalogue.queries.standards import AMENDED_FROM, award_page, differences
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.interfaces.office.forms import read_date
from vinhdanh.interfaces.office.helpers import choices, page, scope_of
from vinhdanh.interfaces.office.rulings import ruling_rows

REFORM = date(2025, 6, 30)
"""The last day of the decree before this one, and of the district level: what one compares with first."""


def standards(request: HttpRequest) -> HttpResponse:
    """The awards in force on a day, by kind, subject, level and words."""
    on, fault = day_asked(request, "ngay")
    context = {**list_context(request, on), "day_fault": fault}
    return page(request, "office/standards/list.html", context, part="office/standards/_list.html")


def list_context(request: HttpRequest, on: date) -> dict[str, Any]:
    """The list and its filters; for officials and for citizens."""
    get = request.GET.get
    wanted = AwardFilter(get("q", "")[:100], get("loai", ""), get("doi_tuong", ""), get("cap", ""))
    order = list(KINDS)
    found = sorted(awards_matching(on, wanted), key=lambda rule: order.index(rule.kind))
    return {
        "on": on,
        "address": "standard",
        "rows": [
            {
                "rule": rule,
                "kind": KINDS.get(rule.kind, ""),
                "level": LEVELS.get(rule.level, ""),
                "subjects": ", ".join(SUBJECTS[each] for each in rule.subjects),
                "short": ", ".join(rule.short),
            }
            for rule in found
        ],
        "q": wanted.text,
        "kinds": choices((("", "Mọi loại"), *KINDS.items()), wanted.kind),
        "subjects": choices((("", "Mọi đối tượng"), *SUBJECTS.items()), wanted.subject),
        "levels": choices((("", "Mọi cấp"), *LEVELS.items()), wanted.level),
        "amended": on >= AMENDED_FROM,
        "day_query": urlencode({"ngay": f"{on:%d/%m/%Y}"}),
    }


def award(request: HttpRequest, code: str) -> HttpResponse:
    """One award on a day, with what the province and the unit add."""
    on, fault = day_asked(request, "ngay")
    context = {**award_context(code, on), "day_fault": fault, "rulings": _rulings(request, code, on)}
    return page(request, "office/standards/award.html", context)


def award_context(code: str, on: date) -> dict[str, Any]:
    """One award on a day; 404 for a code that no day knows."""
    found = award_page(code, on)
    if found is None and not is_known(code):
        raise Http404
    return {"found": found, "name": award_name(code, on), "on": on, "code": code, "before": REFORM}


def _rulings(request: HttpRequest, code: str, on: date) -> list[dict[str, Any]]:
    posts = scope_of(request).posts
    if not posts:
        return []
    layer = layer_for(posts[0].body_path, on)
    return ruling_rows([each for each in layer.rulings if each.award in {code, ""}], on)


def compare(request: HttpRequest, code: str) -> HttpResponse:
    """The award on two days, heading by heading, what differs marked."""
    old_on, old_fault = day_asked(request, "tu", usual=REFORM)
    new_on, new_fault = day_asked(request, "den")
    old, new = award_page(code, old_on), award_page(code, new_on)
    if not is_known(code):
        raise Http404
    rows = differences(old, new)
    context = {
        "code": code,
        "name": award_name(code, new_on),
        "old_on": old_on,
        "new_on": new_on,
        "old": old,
        "new": new,
        "changed": [row for row in rows if row.changed],
        "same": [row for row in rows if not row.changed],
        "day_fault": old_fault or new_fault,
    }
    return page(request, "office/standards/compare.html", context)


def day_asked(request: HttpRequest, name: str, *, usual: date | None = None) -> tuple[date, str]:
    """The day in the address, else the usual one; today with the sentence when it could not be read."""
    try:
        return read_date(request.GET, name) or usual or today(), ""
    except RefusedError as stopped:
        return today(), stopped.refusal.reason
