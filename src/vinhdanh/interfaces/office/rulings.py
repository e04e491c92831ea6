"""Local rules in words, for the pages that show or edit them."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from vinhdanh.domain.catalogue import wording
from vinhdanh.domain.catalogue.queries.book import award_name, readings
from vinhdanh.domain.catalogue.standards import BY_PEOPLE, condition_of
from vinhdanh.domain.catalogue.states import UNITS, What
from vinhdanh.interfaces.office.templatetags.ui import dotted


class Said(Protocol):
    """A rule as a row of a draft or as one in force."""

    @property
    def award(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def choice(self) -> str: ...
    @property
    def number(self) -> int | None: ...
    @property
    def day(self) -> date | None: ...
    @property
    def article(self) -> str: ...
    @property
    def text(self) -> str: ...


ALL_AWARDS = "Mọi danh hiệu, hình thức khen thưởng"


def award_words(code: str, on: date) -> str:
    """The award that a rule speaks of."""
    return award_name(code, on) if code else ALL_AWARDS


def value_words(rule: Said, on: date) -> str:
    """What a rule lays down, in a few words."""
    if rule.what == What.STANDARD:
        return _standard_words(rule, on)
    if rule.what == What.READING:
        return _reading_words(rule)
    if rule.what == What.DEADLINE:
        return f"nộp hồ sơ chậm nhất {rule.day:%d/%m/%Y}" if rule.day else "chưa ghi ngày"
    if rule.number is None:
        return "chưa ghi số"
    return f"{dotted(rule.number)} {UNITS.get(rule.what, '')}".strip()


def _standard_words(rule: Said, on: date) -> str:
    if rule.key == BY_PEOPLE:
        return rule.text
    condition = condition_of(rule, "")
    return wording.sentence(condition.name, condition.params, named=lambda code: award_name(code, on))


def _reading_words(rule: Said) -> str:
    reading = next((each for each in readings() if each.code == rule.key), None)
    if reading is None:
        return rule.key
    return f"{reading.question} {dict(reading.options).get(rule.choice, rule.choice)}"


def ruling_rows(rulings: Iterable[Any], on: date) -> list[dict[str, Any]]:
    """Rules in force, each with what it takes the place of."""
    return [
        {
            "what": What(each.what).label,
            "award": award_words(each.award, on),
            "value": value_words(each, on),
            "citation": each.citation,
            "instrument_id": each.instrument_id,
            "text": each.text if each.key != BY_PEOPLE else "",
            "over": [f"{value_words(older, on)} ({older.citation})" for older in each.over],
        }
        for each in rulings
    ]
