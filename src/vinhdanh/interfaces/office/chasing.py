"""What the pages of chasing share: their tabs, and the obligations that a form chose."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from vinhdanh.domain.access.scope import Post
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.obligations.queries.chase import MOST, ChaseFilter, chase_ids
from vinhdanh.interfaces.office.helpers import scope_of, uuid_or_none

_TABS = (
    ("Cần nhắc", "chase"),
    ("Lời nhắc", "nudges"),
    ("Đã gửi", "chase_sent"),
    ("Điểm việc đầu tuần", "digest"),
    ("Cài đặt", "chase_rules"),
)


def tabs(current: str) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": reverse(name), "current": name == current, "count": None}
        for label, name in _TABS
    ]


def read_filter(values: Any) -> ChaseFilter:
    """``khi``, ``loai``, ``nguon``, ``ky`` and ``ben`` of a query string or a form."""
    when = values.get("khi", "late")
    return ChaseFilter(
        when=when if when in {"late", "soon", "all"} else "late",
        kind=values.get("loai", ""),
        source=uuid_or_none(values.get("nguon")),
        period=values.get("ky", ""),
        party=uuid_or_none(values.get("ben")),
    )


def fields_of(wanted: ChaseFilter) -> dict[str, str]:
    """The same as fields of a form."""
    named = {
        "khi": wanted.when,
        "loai": wanted.kind,
        "nguon": wanted.source,
        "ky": wanted.period,
        "ben": wanted.party,
    }
    return {name: str(value) for name, value in named.items() if value}


def chosen_ids(request: HttpRequest) -> list[UUID]:
    """The obligations that a form names: ticked ``obligation`` fields, each one id or several with
    commas; or with ``ca_loc`` all that the filter means, one more than may be sent at once."""
    if request.POST.get("ca_loc"):
        rows = chase_ids(scope_of(request), read_filter(request.POST))
        return list(rows.order_by("due_on", "id").values_list("pk", flat=True)[: MOST + 1])
    words = ",".join(request.POST.getlist("obligation")).split(",")
    return [found for word in words if (found := uuid_or_none(word.strip()))]


def served_post(request: HttpRequest) -> Post:
    """The post whose body's settings are meant: the one asked for with ``noi``, else the first."""
    posts = served_posts(request)
    asked = request.POST.get("noi") or request.GET.get("noi")
    return next((post for post in posts if str(post.scope_id) == asked), posts[0])


def served_posts(request: HttpRequest) -> list[Post]:
    """Posts that chase, one for each body served."""
    posts = [post for post in scope_of(request).posts if Permission.CHASE in post.permissions]
    return list({post.scope_id: post for post in posts}.values())
