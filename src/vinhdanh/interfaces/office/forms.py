"""Small readers of posted forms; what cannot be read becomes a refusal with a sentence."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict

from vinhdanh.domain.organisations.queries.labels import find_by_name
from vinhdanh.domain.planning.actions.mending import RowChange
from vinhdanh.engines.reading.limits import MEGABYTE
from vinhdanh.foundation.kernel.periods import Period
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.interfaces.office.helpers import typed_date


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
    raw = post.get(name, "")
    try:
        return typed_date(raw)
    except ValueError as error:
        text = f"“{raw}” không phải ngày có trong lịch. Ghi theo dạng ngày/tháng/năm, ví dụ 15/05/2026."
        raise RefusedError(Refusal("date_unreadable", text, field=name)) from error


def read_parties(post: QueryDict, prefix: str) -> list[dict[str, Any]]:
    """The parties of one role: the words written, what they are linked to, or a body looked up by name.

    Fields repeat in step: ``lead_text``, ``lead_target``, ``lead_find``.
    """
    columns = zip(
        post.getlist(f"{prefix}_text"),
        post.getlist(f"{prefix}_target"),
        post.getlist(f"{prefix}_find"),
        strict=False,
    )
    parties = [_party(text.strip(), target, find.strip()) for text, target, find in columns]
    return [party for party in parties if party["text"]]


def _party(text: str, target: str, find: str) -> dict[str, Any]:
    if not find:
        return {"text": text, "target": target}
    found = find_by_name(find)
    if found is None:
        sentence = f"Không có đơn vị nào tên “{find}” trong danh bạ. Gõ vài chữ rồi chọn một tên được gợi ý."
        raise RefusedError(Refusal("body_unknown", sentence, field="find"))
    return {"text": text or found.name, "target": found.target}


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


def read_upload(request: HttpRequest, field: str, *, most: int) -> tuple[str, bytes]:
    """Name and bytes of an uploaded file; one that is larger than ``most`` bytes is never read."""
    file = request.FILES.get(field)
    if file is None:
        raise RefusedError(Refusal("file_missing", "Chọn một tệp rồi gửi.", field=field))
    if (file.size or 0) > most:
        size, limit = round((file.size or 0) / MEGABYTE), most // MEGABYTE
        text = f"Tệp nặng {size} MB, quá mức {limit} MB. Bỏ bớt ảnh trong tệp hoặc chỉ gửi phần kế hoạch."
        raise RefusedError(Refusal("too_large", text, field=field))
    return file.name or "tep", file.read()
