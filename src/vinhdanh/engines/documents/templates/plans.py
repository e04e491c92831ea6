"""A plan's data as the blanks of T01, in the shape that ``plan read`` prints.

The words of times are those that officers write and the reader of plans understands: what goes out can be
read in again with the same tasks, bodies and periods.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from vinhdanh.engines.documents.model import Medium, Paper
from vinhdanh.engines.documents.templates.compiling import compile_paper
from vinhdanh.engines.documents.templates.registry import template
from vinhdanh.engines.documents.words import roman

_SPLIT: Final = re.compile(r"\s+(?=(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu)\s)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\s*(\d+)\s*/\s*(.+)")
_KEPT: Final = "Lưu"
_BARE: Final = "Thường xuyên trong năm"
_OTHER: Final = "Nhiệm vụ khác"


def plan_paper(plan: Mapping[str, Any], *, one_cell: bool = False, medium: Medium = "paper") -> Paper:
    """The paper of a plan. ``one_cell``: lead and coordinators in one cell of prose, else a column each."""
    return compile_paper(template("T01"), plan_data(plan, one_cell=one_cell), medium)


def plan_data(plan: Mapping[str, Any], *, one_cell: bool = False) -> dict[str, Any]:
    """The blanks of T01 for a plan; what the plan does not say stays empty."""
    number, symbol = _numbered(plan.get("number") or "")
    years = plan.get("years") or []
    day = plan.get("issued_on")
    issuer = plan.get("issuer") or ""
    sent = plan.get("recipients") or ()
    data = {
        "số": number,
        "ký hiệu": symbol,
        "ngày ban hành": date.fromisoformat(day) if day else None,
        "địa danh": plan.get("place") or "",
        "cơ quan ban hành": "; ".join(_SPLIT.split(issuer, 1)),
        "tên cơ quan": issuer,
        "tên kế hoạch": plan.get("title") or "",
        "năm": str(years[0]) if years else "",
        "căn cứ": [{"lời": f"Căn cứ {basis}"} for basis in plan.get("legal_bases") or ()],
        "nơi nhận": [{"ai": name} for name in sent if not name.startswith(_KEPT)],
        "lưu": next((name.removeprefix(_KEPT).strip(" :") for name in sent if name.startswith(_KEPT)), ""),
        "thẩm quyền ký": plan.get("signer_title") or "CHỦ TỊCH",
        "người ký": plan.get("signer") or "",
        "nhiệm vụ": task_rows(plan.get("tasks") or ()),
        "đơn vị thực hiện một ô": "có" if one_cell else "",
    }
    return {name: value for name, value in data.items() if value not in (None, "", [])}


def task_rows(tasks: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Tasks as rows of the annex, numbered through; tasks of one time stand under one heading."""
    rows = []
    for place, task in enumerate(tasks, 1):
        part, when = _when(task.get("period") or {})
        rows.append(
            {
                "phần": part,
                "số": str(place),
                "nội dung": task["text"],
                "chủ trì": "; ".join(task.get("lead") or ()),
                "phối hợp": "; ".join(task.get("coordinators") or ()),
                "thời gian": when,
            }
        )
    return rows


def _numbered(number: str) -> tuple[int | None, str]:
    match = _NUMBER.fullmatch(number)
    return (int(match[1]), match[2]) if match else (None, "")


def _when(period: Mapping[str, Any]) -> tuple[str, str]:
    """The heading that a task stands under, and the words in its cell of time."""
    kind, value = period.get("kind"), period.get("value") or ""
    if kind == "quarter":
        return _quarter(value), _month(period["month"]) if period.get("month") else ""
    if kind == "year_round":
        return _BARE, ""
    if kind in {"month", "date"}:
        return _OTHER, " - ".join(_month(part) for part in value.split("/"))
    return (f"Năm học {value.replace('-', ' - ')}", "") if kind == "school_year" else (_OTHER, "")


def _quarter(value: str) -> str:
    """“2025-Q1” is “Quý I năm 2025”."""
    ends = [(one[:4], roman(int(one[-1]))) for one in value.split("/")]
    return " - ".join(f"Quý {quarter} năm {year}" for year, quarter in ends)


def _month(value: str) -> str:
    """“2025-03” is “Tháng 3/2025”, “2025-03-15” is “15/3/2025”."""
    parts = [int(part) for part in value.split("-")]
    return f"{parts[2]:02d}/{parts[1]}/{parts[0]}" if len(parts) == 3 else f"Tháng {parts[1]}/{parts[0]}"
