"""Local standards in the law's own vocabulary: which conditions an office may lay down, with what in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from vinhdanh.domain.catalogue.states import Level, Scope
from vinhdanh.engines.law.model import Condition, Ref

BY_PEOPLE = "qualitative"


class Rule(Protocol):
    """A local rule as a row or as a value."""

    @property
    def key(self) -> str: ...
    @property
    def choice(self) -> str: ...
    @property
    def number(self) -> int | None: ...
    @property
    def article(self) -> str: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Standard:
    """A condition that an office may add. ``chosen`` is the parameter that holds the choice, ``counted``
    the one that holds the number (None: it takes none); ``options`` are the choices, empty for a title."""

    label: str
    chosen: str | None
    counted: str | None
    options: Mapping[str, str]
    count_label: str = ""
    most: int = 100


_LEVELS = dict(Level.choices)
_SCOPES = dict(Scope.choices)
STANDARDS: Mapping[str, Standard] = {
    BY_PEOPLE: Standard("Điều kiện do Hội đồng xét (ghi bằng lời)", None, None, {}),
    "task_completion_at_least": Standard("Xếp loại ít nhất", "level", "years", _LEVELS, "Số năm liền kề", 10),
    "initiative_recognised": Standard(
        "Sáng kiến được công nhận", "scope", "count", _SCOPES, "Số sáng kiến", 10
    ),
    "consecutive_titles": Standard("Danh hiệu nhiều năm liên tục", "codes", "count", {}, "Số năm", 10),
    "members_with_title": Standard(
        "Tỷ lệ thành viên có danh hiệu", "codes", "min_percent", {}, "Ít nhất (%)"
    ),
    "years_of_service": Standard("Thời gian công tác", None, "min", {}, "Số năm", 60),
    "years_in_post": Standard("Thời gian giữ chức vụ", None, "min", {}, "Số năm", 40),
}


def condition_of(rule: Rule, document: str) -> Condition:
    """The condition that a local standard lays down; KeyError for a key that is none of ours."""
    standard = STANDARDS[rule.key]
    params: dict[str, Any] = {}
    if standard.chosen:
        params[standard.chosen] = (rule.choice,) if standard.chosen == "codes" else rule.choice
    if standard.counted:
        params[standard.counted] = rule.number
    if rule.key == "task_completion_at_least" and (rule.number or 1) > 1:
        params["consecutive"] = True
    return Condition(rule.key, params, Ref(document, rule.article), text=rule.text)
