"""Small readers of posted forms; what cannot be read becomes a refusal with a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict

from vinhdanh.domain.organisations.queries.labels import Named, called, labels_of
from vinhdanh.domain.planning.actions.mending import RowChange
from vinhdanh.domain.planning.periods import read_span
from vinhdanh.engines.reading.limits import MEGABYTE
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.periods import Period
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.foundation.kernel.text import fold
from vinhdanh.foundation.kernel.typed import TypedDateError, typed_date
from vinhdanh.interfaces.office.helpers import whole_number
from vinhdanh.interfaces.office.parties import posted_columns

FIRST_YEAR, LAST_YEAR = 1945, 2100
FIRST_DAY = date(1800, 1, 1)
MOST_WHOLE = 999_999_999


@dataclass(frozen=True, slots=True)
class PostedPeriod:
    """``kind`` and ``value`` are empty when no period was chosen."""

    kind: str
    value: str
    deadline: date | None


def read_period(post: QueryDict) -> PostedPeriod:
    """The field ``period`` ("quarter:2026-Q1") and the field ``deadline`` (dd/mm/yyyy)."""
    kind, _, value = post.get("period", "").partition(":")
    return PostedPeriod(kind if value else "", value, read_date(post, "deadline"))


def read_date(post: QueryDict, name: str) -> date | None:
    """A day, nothing for an empty field; raises RefusedError on other words and on years like 0206."""
    raw = post.get(name, "")
    try:
        return _of_our_times(typed_date(raw))
    except ValueError as error:
        text = f"“{raw}” không phải ngày có trong lịch. Ghi theo dạng ngày/tháng/năm, ví dụ 15/05/2026."
        raise RefusedError(Refusal("date_unreadable", text, field=name)) from error


def _of_our_times(day: date | None) -> date | None:
    if day is not None and day < FIRST_DAY:
        raise TypedDateError(f"{day}")
    return day


def read_year(post: QueryDict, name: str) -> int | None:
    """A year, nothing for an empty field; raises RefusedError on other words."""
    raw = post.get(name, "").strip()
    year = whole_number(raw)
    if raw and (year is None or not FIRST_YEAR <= year <= LAST_YEAR):
        text = f"Ghi năm bằng bốn chữ số, từ {FIRST_YEAR} đến {LAST_YEAR}."
        raise RefusedError(Refusal("year_unreadable", text, field=name))
    return year


def read_whole(post: QueryDict, name: str, *, most: int = MOST_WHOLE) -> int | None:
    """A whole number, nothing for an empty field; raises RefusedError on other words."""
    raw = post.get(name, "").strip()
    number = whole_number(raw)
    if raw and (number is None or number > most):
        grouped = f"{most:,}".replace(",", ".")
        text = f"“{raw[:40]}” không phải số. Chỉ ghi chữ số, nhiều nhất {grouped}, ví dụ 12."
        raise RefusedError(Refusal("number_unreadable", text, field=name))
    return number


def read_parties(post: QueryDict, prefix: str) -> list[dict[str, Any]]:
    """The parties of one role: the words written, what they are linked to, or a body looked up by name.

    Fields repeat in step: ``lead_text``, ``lead_target``, ``lead_find``. A refusal names the search
    field by its place: ``lead-2-f``.
    """
    columns = posted_columns(post, prefix)
    links = labels_of(target for _, target, find in columns if find)
    parties = [
        {"text": text, "target": target or _only(text)}
        if not find or fold(find) == fold(links.get(target, ""))
        else _looked_up(text, find, f"{prefix}-{place}-f")
        for place, (text, target, find) in enumerate(columns, 1)
    ]
    return [party for party in parties if party["text"]]


def _only(text: str) -> str:
    """The link of a name that was typed and not looked up, when it is the name of one body or group."""
    found = called(text, today()) if text else []
    return found[0].target if len(found) == 1 else ""


def _looked_up(text: str, find: str, field: str) -> dict[str, Any]:
    found = called(find, today())
    if len(found) != 1:
        raise RefusedError(Refusal("body_unknown", not_one(find, found), field=field))
    return {"text": text or found[0].name, "target": found[0].target}


def not_one(find: str, found: Sequence[Named]) -> str:
    """Why a typed name selects nothing."""
    if found:
        return f"Có {len(found)} đơn vị tên “{find}”: chọn một tên có ghi cấp trên trong ngoặc."
    return f"Không có đơn vị nào tên “{find}” trong danh bạ. Gõ vài chữ rồi chọn một tên được gợi ý."


def read_row(post: QueryDict) -> RowChange:
    """A whole row of the review form."""
    period = read_period(post)
    return RowChange(
        text=post.get("text", ""),
        period_kind=period.kind,
        period_value=period.value,
        month="",
        deadline=period.deadline,
        conditional=post.get("conditional") == "1",
        leads=read_parties(post, "lead"),
        coordinators=read_parties(post, "coordinator"),
    )


def period_options(year: int, chosen: str = "", label: str = "") -> list[dict[str, Any]]:
    """Groups of options of a period select for a year and the next; ``chosen`` is always among them."""
    groups = [("", [("", "Không ghi thời gian")])]
    for each in (year, year + 1):
        periods = [Period.of_quarter(each, quarter) for quarter in range(1, 5)]
        periods += [Period.of_month(each, month) for month in range(1, 13)]
        periods += [Period.of_year(each), Period.of_school_year(each)]
        groups.append((f"Năm {each}", [(f"{p.kind}:{p.value}", p.label_vi()) for p in periods]))
    known = {value for _, options in groups for value, _ in options}
    if chosen not in known:
        groups[0][1].append((chosen, label))
    return [
        {"label": name, "options": [{"value": v, "label": t, "selected": v == chosen} for v, t in options]}
        for name, options in groups
    ]


def typed_period(year: int, typed: QueryDict, label: str = "") -> list[dict[str, Any]]:
    """The same with what was typed chosen; words that are no period of ours choose nothing."""
    chosen = typed.get("period", "")
    try:
        read_span(*chosen.partition(":")[::2])
    except ValueError:
        chosen = ""
    return period_options(year, chosen, label or chosen.partition(":")[2])


def read_upload(request: HttpRequest, field: str, *, most: int) -> tuple[str, bytes]:
    """Name and bytes of an uploaded file; one that is larger than ``most`` bytes is never read."""
    file = request.FILES.get(field)
    if file is None:
        raise RefusedError(Refusal("file_missing", "Chọn một tệp rồi gửi.", field=field))
    if (file.size or 0) > most:
        size, limit = round((file.size or 0) / MEGABYTE), most // MEGABYTE
        text = f"Tệp nặng {size} MB, quá mức {limit} MB. Bỏ bớt ảnh trong tệp hoặc chia nhỏ rồi gửi lại."
        raise RefusedError(Refusal("too_large", text, field=field))
    return file.name or "tep", file.read()
