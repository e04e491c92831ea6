"""What goes into the papers of this room: a plan as the blanks of T01, its tasks in the appendix."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from vinhdanh.domain.papers.queries.heads import Issuer
from vinhdanh.domain.planning.models import Plan, ReportingDuty
from vinhdanh.domain.planning.queries.rows import Chip, TaskRow
from vinhdanh.domain.planning.states import Lane

_BASED: Final = re.compile(r"(Căn cứ|Theo đề nghị|Xét đề nghị|Thực hiện|Trên cơ sở)\s")


def plan_blanks(
    plan: Plan, tasks: Sequence[TaskRow], duties: Iterable[ReportingDuty], *, one_cell: bool
) -> dict[str, Any]:
    """The blanks of T01 for a plan: who carries its tasks in one cell, or in two columns.

    ``plan`` has its ``issuer`` loaded. Number and day stay empty: they are given when the paper is signed.
    """
    head = _issuer(plan).blanks()
    return {
        **head,
        "ký hiệu": symbol_of(plan),
        "địa danh": plan.place or head["địa danh"],
        "năm": str(plan.first_year),
        "tên kế hoạch": plan.title,
        "gọi kế hoạch": _lower(plan.title),
        "thẩm quyền ký": _authority(plan),
        "người ký": plan.signer,
        "căn cứ": [{"lời": _basis(line)} for line in plan.bases],
        "nơi nhận": [{"ai": line} for line in plan.recipients],
        "báo cáo": [{"lời": f"{duty.who}: {duty.what}{_due(duty)}"} for duty in duties],
        "nhiệm vụ": [_row(task) for task in tasks],
        "đơn vị thực hiện một ô": "có" if one_cell else "",
    }


def _issuer(plan: Plan) -> Issuer:
    parent = plan.issuer.parent
    return Issuer(plan.issuer.name, plan.issuer.kind, parent.name if parent is not None else "")


def symbol_of(plan: Plan) -> str:
    """ "KH-UBND": as the plan has it, else from the first letters of its issuer's name."""
    if "/" in plan.number:
        return plan.number.partition("/")[2][:30]
    return f"KH-{_issuer(plan).initials}"


def _basis(line: str) -> str:
    """As a line of the bases: its first words, and no mark at its end, for the list sets its own."""
    words = line.strip().rstrip(";. ")
    return words if _BASED.match(words) else f"Căn cứ {words}"


def _authority(plan: Plan) -> str:
    """A plan that names who signs keeps it, else the head of its issuer."""
    if plan.signer_title:
        return "; ".join(part.strip() for part in re.split(r"[\n;]", plan.signer_title) if part.strip())
    return _issuer(plan).authority()


def _lower(title: str) -> str:
    words = title.strip().rstrip(".")
    return words if words.lower().startswith("kế hoạch") else f"Kế hoạch {words[:1].lower()}{words[1:]}"


def _due(duty: ReportingDuty) -> str:
    return f", hạn {duty.due_text}" if duty.due_text else ""


def _row(task: TaskRow) -> dict[str, Any]:
    lane = Lane(task.lane) if task.lane in Lane.values else Lane.UNTIMED
    return {
        "phần": lane.label,
        "số": task.ordinal,
        "nội dung": task.text,
        "chủ trì": _names(task.leads),
        "phối hợp": _names(task.coordinators),
        "thời gian": task.period,
    }


def _names(chips: Iterable[Chip]) -> str:
    return "; ".join(chip.title for chip in chips)
