"""What makes a row impossible by itself, in words. Nothing here asks the database."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import singledispatch
from typing import Any, Final

from vinhdanh.domain.people.states import SubjectKind
from vinhdanh.domain.registry.actions.rows import (
    AwardRow,
    DisciplineRow,
    FiguresRow,
    HoldRow,
    RatingRow,
    RecognitionRow,
    Row,
)
from vinhdanh.domain.registry.catalogue import award_names
from vinhdanh.domain.registry.states import (
    DisciplineForm,
    HoldReason,
    IssuerLevel,
    Manner,
    RatingLevel,
    RecognitionKind,
    RecognitionScope,
)
from vinhdanh.foundation.kernel.results import Refusal
from vinhdanh.foundation.kernel.text import squash

DISTRICTS_ENDED: Final = date(2025, 7, 1)
"""First day without the district level (two levels of local government)."""
FIRST_YEAR: Final = 1930
LONG: Final = 255
NUMBER: Final = 60
_VALUES: Final[Mapping[Any, frozenset[str]]] = {
    each: frozenset(each.values)
    for each in (
        DisciplineForm,
        HoldReason,
        IssuerLevel,
        Manner,
        RatingLevel,
        RecognitionKind,
        RecognitionScope,
    )
}
"""Worked out once: Django's lists are made anew each time they are asked for."""


def fault_of(row: Row, *, subject_kind: str, on: date) -> Refusal | None:
    """The first thing wrong with the row on the day ``on``, None when nothing is."""
    return next(iter(_faults(row, subject_kind, on)), None)


@singledispatch
def _faults(row: Row, subject_kind: str, on: date) -> Iterator[Refusal]:
    raise TypeError(f"{type(row).__name__} is no row of the book")


@_faults.register
def _award(row: AwardRow, subject_kind: str, on: date) -> Iterator[Refusal]:
    yield from _known(row.code, subject_kind)
    yield from _year(row.year, on)
    if row.year_from is not None and not FIRST_YEAR <= row.year_from <= row.year:
        yield Refusal("period_reversed", f"Giai đoạn {row.year_from}–{row.year} ngược.", field="year_from")
    yield from _listed(row.issuer_level, _VALUES[IssuerLevel], field="issuer_level", what="Cấp")
    yield from _listed(row.manner, _VALUES[Manner], field="manner", what="Loại hình")
    yield from _decided(row.decided_on, row.year, on)
    if row.issuer_level == IssuerLevel.DISTRICT and row.decided_on and row.decided_on >= DISTRICTS_ENDED:
        text = (
            f"Quyết định ngày {row.decided_on:%d/%m/%Y} ghi cấp huyện, nhưng từ 01/07/2025 không còn cấp "
            "huyện; kiểm tra lại ngày hoặc cấp quyết định."
        )
        yield Refusal("district_ended", text, field="issuer_level")
    yield from _short({"name": row.name, "issuer": row.issuer}, LONG)
    yield from _short({"number": row.number}, NUMBER)


def _known(code: str, subject_kind: str) -> Iterator[Refusal]:
    award = award_names().get(code)
    if award is None:
        text = f"Không có danh hiệu, hình thức nào mã “{code}”; chọn trong danh mục."
        yield Refusal("code_wrong", text, field="code")
    elif subject_kind not in award.subjects:
        text = f"“{award.name}” không dành cho {SubjectKind(subject_kind).label.lower()}; chọn lại."
        yield Refusal("not_for_subject", text, field="code")


@_faults.register
def _rating(row: RatingRow, subject_kind: str, on: date) -> Iterator[Refusal]:
    yield from _year(row.year, on)
    yield from _listed(row.level, _VALUES[RatingLevel], field="level", what="Mức xếp loại", needed=True)
    if row.level == RatingLevel.EXCEEDS_TARGETS and subject_kind == SubjectKind.INDIVIDUAL:
        text = "Mức “Hoàn thành vượt mức chỉ tiêu” chỉ dành cho tập thể; chọn mức của cá nhân."
        yield Refusal("level_of_collectives", text, field="level")
    yield from _decided(row.decided_on, row.year, on)
    yield from _short({"issuer": row.issuer}, LONG)
    yield from _short({"number": row.number}, NUMBER)


@_faults.register
def _recognition(row: RecognitionRow, subject_kind: str, on: date) -> Iterator[Refusal]:
    yield from _listed(row.kind, _VALUES[RecognitionKind], field="kind", what="Loại", needed=True)
    yield from _listed(
        row.scope, _VALUES[RecognitionScope], field="scope", what="Phạm vi ảnh hưởng", needed=True
    )
    if not squash(row.title):
        yield Refusal("title_missing", "Ghi tên sáng kiến hoặc đề tài.", field="title")
    yield from _year(row.year, on)
    yield from _decided(row.recognised_on, row.year, on, field="recognised_on", what="Ngày công nhận")
    if row.share is not None and not 1 <= row.share <= 100:
        yield Refusal("share_wrong", f"Tỷ lệ đóng góp {row.share}% phải từ 1 đến 100.", field="share")
    if row.used_for and row.used_year is None:
        text = "Ghi năm của danh hiệu mà sáng kiến đã dùng làm căn cứ."
        yield Refusal("used_year_missing", text, field="used_year")
    yield from _short({"title": row.title}, 500)
    yield from _short({"issuer": row.issuer}, LONG)
    yield from _short({"number": row.number}, NUMBER)


@_faults.register
def _figures(row: FiguresRow, subject_kind: str, on: date) -> Iterator[Refusal]:
    if subject_kind != SubjectKind.COLLECTIVE:
        yield Refusal("not_collective", "Số liệu thành viên chỉ ghi cho tập thể.", field="subject")
    yield from _year(row.year, on)
    if row.completed_percent is not None and not 0 <= row.completed_percent <= 100:
        text = f"Tỷ lệ hoàn thành {row.completed_percent}% phải từ 0 đến 100."
        yield Refusal("percent_wrong", text, field="completed_percent")
    yield from _counts(row)
    yield from _listed(
        row.max_discipline, _VALUES[DisciplineForm], field="max_discipline", what="Hình thức kỷ luật"
    )


def _counts(row: FiguresRow) -> Iterator[Refusal]:
    if any(count < 0 for count in [*row.titles.values(), row.members or 0]):
        yield Refusal("count_negative", "Số lượng không thể âm.", field="members")
    most = max(row.titles.values(), default=0)
    if row.members is not None and most > row.members:
        text = f"Có {most} người đạt danh hiệu trong khi tập thể chỉ có {row.members} thành viên."
        yield Refusal("more_than_members", text, field="titles")


@_faults.register
def _discipline(row: DisciplineRow, subject_kind: str, on: date) -> Iterator[Refusal]:
    yield from _listed(row.form, _VALUES[DisciplineForm], field="form", what="Hình thức kỷ luật", needed=True)
    yield from _not_later(row.decided_on, on, field="decided_on", what="Ngày quyết định kỷ luật")
    if row.ended_on and row.ended_on < row.decided_on:
        text = f"Hết hiệu lực {row.ended_on:%d/%m/%Y} trước ngày quyết định {row.decided_on:%d/%m/%Y}."
        yield Refusal("end_before_start", text, field="ended_on")
    yield from _short({"issuer": row.issuer}, LONG)
    yield from _short({"number": row.number}, NUMBER)


@_faults.register
def _hold(row: HoldRow, subject_kind: str, on: date) -> Iterator[Refusal]:
    yield from _listed(row.cause, _VALUES[HoldReason], field="cause", what="Lý do tạm hoãn", needed=True)
    yield from _not_later(row.opened_on, on, field="opened_on", what="Ngày tạm hoãn")
    if row.closed_on and row.closed_on < row.opened_on:
        text = f"Ngày thôi hoãn {row.closed_on:%d/%m/%Y} trước ngày hoãn {row.opened_on:%d/%m/%Y}."
        yield Refusal("end_before_start", text, field="closed_on")
    yield from _short({"paper": row.paper}, 200)


def _year(year: int, on: date) -> Iterator[Refusal]:
    if year > on.year:
        text = f"Năm {year} chưa tới; năm thành tích không thể sau {on.year}."
        yield Refusal("year_in_future", text, field="year")
    elif year < FIRST_YEAR:
        yield Refusal("year_too_early", f"Năm {year} quá sớm; kiểm tra lại năm.", field="year")


def _decided(
    day: date | None, year: int, on: date, *, field: str = "decided_on", what: str = "Ngày quyết định"
) -> Iterator[Refusal]:
    if day is None:
        return
    yield from _not_later(day, on, field=field, what=what)
    if day < date(max(min(year, 9998), 1), 1, 1):
        text = (
            f"{what} {day:%d/%m/%Y} đứng trước khi năm thành tích {year} bắt đầu; kiểm tra lại năm hoặc ngày."
        )
        yield Refusal("decided_before_year", text, field=field)


def _not_later(day: date, on: date, *, field: str, what: str) -> Iterator[Refusal]:
    if day > on:
        yield Refusal("day_in_future", f"{what} {day:%d/%m/%Y} chưa tới; kiểm tra lại ngày.", field=field)


def _listed(
    value: str, known: frozenset[str], *, field: str, what: str, needed: bool = False
) -> Iterator[Refusal]:
    if (value or needed) and value not in known:
        yield Refusal(f"{field}_wrong", f"{what} “{value}” không có trong danh mục.", field=field)


def _short(texts: dict[str, str], most: int) -> Iterator[Refusal]:
    for field, text in texts.items():
        if len(text) > most:
            yield Refusal(f"{field}_too_long", f"Dài quá {most} chữ; ghi gọn lại.", field=field)
