"""The forms of the book: which fields each kind of row has, and a row out of what was typed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.http import QueryDict

from vinhdanh.domain.registry.actions import (
    AwardRow,
    DisciplineRow,
    HoldRow,
    RatingRow,
    RecognitionRow,
    Row,
)
from vinhdanh.domain.registry.catalogue import award_choices
from vinhdanh.domain.registry.states import (
    DisciplineForm,
    HoldReason,
    IssuerLevel,
    Manner,
    RatingLevel,
    RecognitionKind,
    RecognitionScope,
)
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.foundation.kernel.text import squash
from vinhdanh.interfaces.office.forms import read_date, read_year
from vinhdanh.interfaces.office.helpers import whole_number
from vinhdanh.interfaces.office.people import needed_date


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``kind``: text, date, year, number, list (with ``options``) or award (groups of options)."""

    name: str
    label: str
    kind: str = "text"
    hint: str = ""
    needed: bool = False
    options: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """``title`` heads the page, ``done`` is said afterwards; ``lede`` tells what the row is for."""

    title: str
    done: str
    lede: str
    fields: Sequence[Field]
    read: Callable[[UUID, QueryDict], Row]


def needed_year(post: QueryDict) -> int:
    year = read_year(post, "year")
    if year is None:
        raise RefusedError(Refusal("year_missing", "Ghi năm.", field="year"))
    return year


def _text(post: QueryDict, name: str) -> str:
    return squash(post.get(name, ""))


def _number(post: QueryDict, name: str) -> int | None:
    raw = post.get(name, "").strip().removesuffix("%").strip()
    found = whole_number(raw)
    if raw and found is None:
        raise RefusedError(Refusal("number_unreadable", "Ghi bằng chữ số.", field=name))
    return found


def read_award(subject: UUID, post: QueryDict) -> AwardRow:
    return AwardRow(
        subject_id=subject,
        code=_text(post, "code"),
        year=needed_year(post),
        year_from=read_year(post, "year_from"),
        decided_on=read_date(post, "decided_on"),
        number=_text(post, "number"),
        name=_text(post, "name"),
        issuer=_text(post, "issuer"),
        issuer_level=_text(post, "issuer_level"),
        manner=_text(post, "manner"),
    )


def _rating(subject: UUID, post: QueryDict) -> RatingRow:
    return RatingRow(
        subject_id=subject,
        year=needed_year(post),
        level=_text(post, "level"),
        number=_text(post, "number"),
        decided_on=read_date(post, "decided_on"),
        issuer=_text(post, "issuer"),
    )


def _recognition(subject: UUID, post: QueryDict) -> RecognitionRow:
    return RecognitionRow(
        subject_id=subject,
        kind=_text(post, "kind"),
        title=_text(post, "title"),
        scope=_text(post, "scope"),
        year=needed_year(post),
        recognised_on=read_date(post, "recognised_on"),
        number=_text(post, "number"),
        issuer=_text(post, "issuer"),
        share=_number(post, "share"),
    )


def _discipline(subject: UUID, post: QueryDict) -> DisciplineRow:
    return DisciplineRow(
        subject_id=subject,
        form=_text(post, "form"),
        decided_on=needed_date(post, "decided_on", "ngày quyết định"),
        ended_on=read_date(post, "ended_on"),
        number=_text(post, "number"),
        issuer=_text(post, "issuer"),
    )


def _hold(subject: UUID, post: QueryDict) -> HoldRow:
    return HoldRow(
        subject_id=subject,
        cause=_text(post, "cause"),
        opened_on=needed_date(post, "opened_on", "ngày bắt đầu tạm hoãn"),
        paper=_text(post, "paper"),
    )


_DECISION = (
    Field("number", "Số quyết định", hint="Ví dụ 125/QĐ-UBND."),
    Field("decided_on", "Ngày quyết định", "date"),
    Field(
        "issuer", "Cơ quan, người quyết định", hint="Ghi như trên quyết định, kể cả cơ quan nay không còn."
    ),
)
AWARD_FIELDS: Final = (
    Field("code", "Danh hiệu thi đua, hình thức khen thưởng", "award", needed=True),
    Field("year", "Năm thành tích", "year", "Năm cuối, nếu xét cho cả giai đoạn.", needed=True),
    Field("year_from", "Từ năm", "year", "Chỉ ghi khi quyết định nêu giai đoạn."),
    *_DECISION,
    Field("issuer_level", "Cấp quyết định", "list", options=IssuerLevel.choices),
    Field("manner", "Loại hình khen thưởng", "list", options=Manner.choices),
    Field("name", "Tên trên quyết định", hint="Chỉ ghi khi khác tên trong danh mục."),
)
FORMS: Final[Mapping[str, Form]] = {
    "award": Form(
        "Ghi khen thưởng",
        "Đã ghi vào sổ khen thưởng.",
        "Ghi một danh hiệu hoặc hình thức đã có quyết định.",
        AWARD_FIELDS,
        read_award,
    ),
    "rating": Form(
        "Ghi xếp loại năm",
        "Đã ghi xếp loại.",
        "Mức xếp loại chất lượng đã có quyết định.",
        (
            Field("year", "Năm", "year", needed=True),
            Field("level", "Mức xếp loại", "list", needed=True, options=RatingLevel.choices),
            *_DECISION,
        ),
        _rating,
    ),
    "recognition": Form(
        "Ghi sáng kiến, đề tài",
        "Đã ghi sáng kiến, đề tài.",
        "Mỗi sáng kiến chỉ làm căn cứ xét một lần.",
        (
            Field("kind", "Loại", "list", needed=True, options=RecognitionKind.choices),
            Field("title", "Tên sáng kiến, đề tài", needed=True),
            Field("scope", "Phạm vi ảnh hưởng", "list", needed=True, options=RecognitionScope.choices),
            Field("year", "Năm", "year", needed=True),
            Field("recognised_on", "Ngày công nhận", "date", "Để trống khi chưa được công nhận."),
            Field("number", "Số quyết định công nhận"),
            Field("issuer", "Cơ quan công nhận"),
            Field("share", "Tỷ lệ đóng góp (%)", "number"),
        ),
        _recognition,
    ),
    "discipline": Form(
        "Ghi kỷ luật",
        "Đã ghi kỷ luật.",
        "Thời gian tính thành tích bắt đầu lại khi quyết định kỷ luật hết hiệu lực.",
        (
            Field("form", "Hình thức kỷ luật", "list", needed=True, options=DisciplineForm.choices),
            Field("decided_on", "Ngày quyết định", "date", needed=True),
            Field("ended_on", "Hết hiệu lực từ ngày", "date", "Để trống khi còn hiệu lực."),
            Field("number", "Số quyết định"),
            Field("issuer", "Cơ quan quyết định"),
        ),
        _discipline,
    ),
    "hold": Form(
        "Ghi tạm hoãn xét khen thưởng",
        "Đã ghi tạm hoãn.",
        "Hồ sơ tạm dừng cho đến khi có kết luận; người không có quyền không thấy dòng này.",
        (
            Field("cause", "Lý do", "list", needed=True, options=HoldReason.choices),
            Field("opened_on", "Từ ngày", "date", needed=True),
            Field("paper", "Văn bản làm căn cứ"),
        ),
        _hold,
    ),
}


def stored(entry: Any, fields: Sequence[Field]) -> dict[str, str]:
    """The values of a row as its form shows them."""
    return {field.name: _shown(getattr(entry, field.name)) for field in fields}


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


def drawn(
    fields: Sequence[Field], values: Mapping[str, str], *, subject_kind: str = ""
) -> list[dict[str, Any]]:
    """What the template needs of each field: its value, and groups of options with the chosen one marked."""
    return [
        {"field": field, "value": values.get(field.name, ""), "groups": _groups(field, values, subject_kind)}
        for field in fields
    ]


def _groups(field: Field, values: Mapping[str, str], subject_kind: str) -> list[dict[str, Any]]:
    groups: list[tuple[str, Sequence[tuple[str, str]]]] = []
    if field.kind == "list":
        groups = [("", [("", "Chọn" if field.needed else "Không ghi"), *field.options])]
    elif field.kind == "award":
        groups = [("", [("", "Chọn")]), *award_choices(subject_kind)]
    chosen = values.get(field.name, "")
    return [
        {"label": label, "options": [{"value": v, "label": t, "selected": v == chosen} for v, t in options]}
        for label, options in groups
    ]
