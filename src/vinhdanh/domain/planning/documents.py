"""What goes into the papers of this room: a plan as an official paper, its tasks as the appendix."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from vinhdanh.domain.organisations.states import BodyKind
from vinhdanh.domain.planning.models import Plan, ReportingDuty
from vinhdanh.domain.planning.queries.rows import Chip, TaskRow
from vinhdanh.domain.planning.states import Lane
from vinhdanh.engines.documents.model import Annex, Block, Clause, Head, Heading, Paper, Paragraph, Signer
from vinhdanh.engines.documents.templates.tasks import task_blocks

_BASES: Final = (
    "Căn cứ Luật Tổ chức chính quyền địa phương",
    "Căn cứ Luật Thi đua, khen thưởng",
)
_PLACE: Final = re.compile(r"\b(?:tỉnh|thành phố|xã|phường|đặc khu)\s+(?P<name>[^,;(]+)$", re.IGNORECASE)
_LETTERS: Final = re.compile(r"\b[^\W\d_]")


def plan_paper(
    plan: Plan, tasks: Sequence[TaskRow], duties: Iterable[ReportingDuty], *, one_cell: bool
) -> Paper:
    """Kế hoạch with its tasks in an appendix lying down: who carries them in one cell, or in two columns.

    ``plan`` has its ``issuer`` loaded. Number and day stay empty: they are given when the paper is signed.
    """
    issuer = plan.issuer
    committee = issuer.kind == BodyKind.PEOPLE_COMMITTEE
    above = issuer.parent if not committee and issuer.parent is not None else None
    return Paper(
        form="named",
        head=Head(
            issuer=(issuer.name,),
            parent=(above.name,) if above is not None else (),
            symbol=symbol_of(plan),
            place=plan.place or _place(issuer.name),
            title="Kế hoạch",
            subject=plan.title,
        ),
        bases=tuple(_bare(line) for line in plan.bases) or _BASES,
        body=_body(plan, list(duties)),
        signers=(Signer(_authority(plan, committee=committee), plan.signer),),
        recipients=tuple(plan.recipients) or ("Như mục III",),
        archive="VT",
        annexes=(_annex(plan, tasks, one_cell=one_cell),),
    )


def symbol_of(plan: Plan) -> str:
    """ "KH-UBND": as the plan has it, else from the first letters of its issuer's name."""
    if "/" in plan.number:
        return plan.number.partition("/")[2][:30]
    if plan.issuer.kind == BodyKind.PEOPLE_COMMITTEE:
        return "KH-UBND"
    name = _PLACE.sub("", plan.issuer.name)
    return f"KH-{''.join(_LETTERS.findall(name)).upper()}"[:30]


def _place(name: str) -> str:
    found = _PLACE.search(name)
    return found["name"].strip() if found else ""


def _bare(line: str) -> str:
    """Without the mark at its end: the renderer sets the marks of the whole list."""
    return line.strip().rstrip(";. ")


def _authority(plan: Plan, *, committee: bool) -> tuple[str, ...]:
    """TM. for a committee, which decides as one; a plan that names another office keeps it."""
    if plan.signer_title:
        return tuple(part.strip() for part in re.split(r"[\n;]", plan.signer_title) if part.strip())
    return ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH") if committee else ("THỦ TRƯỞNG ĐƠN VỊ",)


_AIMS: Final = (
    "Cụ thể hóa công tác thi đua, khen thưởng trong năm; phân công rõ việc, rõ người, rõ thời hạn.",
    "Các nhiệm vụ được thực hiện đúng tiến độ, thiết thực, tiết kiệm; kết quả được báo cáo kịp thời.",
)
_CARRYING_OUT: Final = (
    "Cơ quan được giao chủ trì chịu trách nhiệm về kết quả; cơ quan phối hợp làm đúng phần việc, đúng hạn.",
    "Khi có vướng mắc, các cơ quan, đơn vị phản ánh về cơ quan ban hành để xem xét, giải quyết.",
)


def _body(plan: Plan, duties: Sequence[ReportingDuty]) -> tuple[Block, ...]:
    reports = [Paragraph(f"{duty.who}: {duty.what}{_due(duty)}.") for duty in duties]
    return (
        Paragraph(f"{plan.issuer.name} ban hành {_lower(plan.title)} như sau:"),
        Heading("roman", 1, "Mục đích, yêu cầu"),
        *(Clause(number, text) for number, text in enumerate(_AIMS, 1)),
        Heading("roman", 2, "Nội dung"),
        Paragraph("Nhiệm vụ cụ thể theo Phụ lục kèm theo Kế hoạch này."),
        Heading("roman", 3, "Tổ chức thực hiện"),
        *(Clause(number, text) for number, text in enumerate(_CARRYING_OUT, 1)),
        *reports,
    )


def _lower(title: str) -> str:
    words = title.strip().rstrip(".")
    return words if words.lower().startswith("kế hoạch") else f"Kế hoạch {words[:1].lower()}{words[1:]}"


def _due(duty: ReportingDuty) -> str:
    return f", hạn {duty.due_text}" if duty.due_text else ""


def _annex(plan: Plan, tasks: Sequence[TaskRow], *, one_cell: bool) -> Annex:
    return Annex(
        title=f"Nhiệm vụ kèm theo {_lower(plan.title)}",
        body=task_blocks([_row(task) for task in tasks], one_cell=one_cell),
        landscape=True,
    )


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
