"""What is wrong with a local instrument: each fault with its row and what to do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from vinhdanh.domain.catalogue.models import LocalInstrument, LocalRule
from vinhdanh.domain.catalogue.queries.book import is_known, lawbook, readings
from vinhdanh.domain.catalogue.standards import BY_PEOPLE, STANDARDS, condition_of
from vinhdanh.domain.catalogue.states import NUMBERED, UNITS, What

if TYPE_CHECKING:
    from vinhdanh.engines.law.local import LocalKind


@dataclass(frozen=True, slots=True)
class Fault:
    """``row`` is the position of the rule, 0 for the head; ``field`` the input it is about."""

    row: int
    field: str
    what: str

    @property
    def place(self) -> str:
        return f"Dòng {self.row}" if self.row else "Phần đầu"


def faults(instrument: LocalInstrument, rules: Sequence[LocalRule]) -> list[Fault]:
    """Everything that keeps a draft from being published, the head first, then row by row."""
    found = [*_head(instrument)]
    if not rules:
        found.append(Fault(0, "", "Văn bản chưa có quy định nào. Thêm ít nhất một dòng."))
    for rule in rules:
        found += row_faults(rule, instrument)
    return [*found, *_twice(rules)]


def _head(instrument: LocalInstrument) -> Iterator[Fault]:
    if not instrument.number:
        yield Fault(0, "number", "Chưa ghi số, ký hiệu của văn bản.")
    if instrument.issued_on is None:
        yield Fault(0, "issued_on", "Chưa ghi ngày ký văn bản.")
    if instrument.since is None:
        yield Fault(0, "since", "Chưa ghi ngày bắt đầu áp dụng.")
    if instrument.since and instrument.until and instrument.until < instrument.since:
        yield Fault(0, "until", "Ngày hết áp dụng đứng trước ngày bắt đầu áp dụng.")
    if instrument.since and instrument.issued_on and instrument.since < instrument.issued_on:
        yield Fault(0, "since", "Ngày bắt đầu áp dụng đứng trước ngày ký văn bản.")


def row_faults(rule: LocalRule, instrument: LocalInstrument) -> list[Fault]:
    """What is wrong with one row, on its own and against the law."""
    found = [*_value(rule), *_place(rule)]
    if rule.what == What.STANDARD:
        found += _standard(rule)
    elif rule.what == What.READING:
        found += _reading(rule)
    if instrument.since and rule.award:
        found += _against_the_law(rule, instrument, instrument.since)
    return found


def _place(rule: LocalRule) -> Iterator[Fault]:
    if not rule.article:
        text = "Chưa ghi điều, khoản của văn bản; kết quả xét phải dẫn được căn cứ."
        yield Fault(rule.position, "article", text)
    if rule.what in {What.STANDARD, What.RATIO, What.QUOTA, What.BONUS} and not rule.award:
        yield Fault(
            rule.position, "award", "Chọn danh hiệu hoặc hình thức khen thưởng mà quy định này nói đến."
        )


def _value(rule: LocalRule) -> Iterator[Fault]:
    if rule.what in NUMBERED and not rule.number:
        yield Fault(rule.position, "number", f"Ghi một số nguyên lớn hơn 0 ({UNITS[rule.what]}).")
    if rule.what == What.DEADLINE and rule.day is None:
        yield Fault(rule.position, "day", "Ghi ngày cuối cùng nhận hồ sơ, dạng ngày/tháng/năm.")


def _standard(rule: LocalRule) -> Iterator[Fault]:
    standard = STANDARDS.get(rule.key)
    if standard is None:
        yield Fault(rule.position, "key", "Chọn loại điều kiện có trong danh sách.")
        return
    if rule.key == BY_PEOPLE and not rule.text.strip():
        yield Fault(rule.position, "text", "Ghi lời của điều kiện để Hội đồng xét.")
    if standard.counted and not 0 < (rule.number or 0) <= standard.most:
        text = f"Ghi {standard.count_label.lower()} từ 1 đến {standard.most}."
        yield Fault(rule.position, "number", text)
    if standard.options and rule.choice not in standard.options:
        yield Fault(rule.position, "choice", f"Chọn mức cho điều kiện “{standard.label}”.")


def _reading(rule: LocalRule) -> Iterator[Fault]:
    known = {reading.code: reading for reading in readings()}
    reading = known.get(rule.key)
    if reading is None:
        yield Fault(rule.position, "key", "Chọn điều luật có nhiều cách hiểu trong danh sách.")
    elif rule.choice not in dict(reading.options):
        yield Fault(rule.position, "choice", "Chọn một cách hiểu trong danh sách.")


def _against_the_law(rule: LocalRule, instrument: LocalInstrument, since: date) -> Iterator[Fault]:
    """What the law's own check says of the row, for as long as the instrument is to hold."""
    from vinhdanh.engines.law.local import LocalRule as Compared
    from vinhdanh.engines.law.local import contradictions

    kind, code, field = _COMPARED.get(rule.what, ("guidance", "", "award"))
    standard = rule.what == What.STANDARD and rule.key in STANDARDS
    compared = Compared(
        code=code,
        award=rule.award,
        kind=kind,
        since=since,
        until=instrument.until,
        condition=condition_of(rule, "") if standard else None,
        figure=rule.number if field == "number" else None,
    )
    for found in contradictions(lawbook(), [compared]):
        yield Fault(rule.position, field if is_known(rule.award) else "award", found.what)


_COMPARED: "Mapping[str, tuple[LocalKind, str, str]]" = {
    What.STANDARD: ("standard", "", "key"),
    What.VOTE: ("ratio", "", "number"),
    What.RATIO: ("quota", "", "number"),
    What.PUBLICITY: ("deadline", "publicity", "number"),
}


def _twice(rules: Sequence[LocalRule]) -> Iterator[Fault]:
    """Two rows that settle one thing: nobody could tell which holds."""
    seen: dict[tuple[object, ...], int] = {}
    for rule in rules:
        text = rule.text if rule.key == BY_PEOPLE else ""
        thing = (rule.award, rule.what, rule.key, text)
        if thing in seen:
            words = f"Trùng với dòng {seen[thing]}: hai dòng cùng quy định một việc. Giữ lại một."
            yield Fault(rule.position, "", words)
        seen.setdefault(thing, rule.position)
