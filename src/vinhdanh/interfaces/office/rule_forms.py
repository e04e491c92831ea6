"""The forms of a local instrument: its head and one rule, read and offered again."""

from datetime import date
from typing import Any

from django.http import QueryDict

from vinhdanh.domain.catalogue.actions.editing import Head, RuleChange
from vinhdanh.domain.catalogue.models import LocalInstrument, LocalRule
from vinhdanh.domain.catalogue.queries.book import award_choices, readings
from vinhdanh.domain.catalogue.standards import STANDARDS
from vinhdanh.domain.catalogue.states import InstrumentKind, Level, Scope, What
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.interfaces.office.forms import read_date
from vinhdanh.interfaces.office.helpers import choices
from vinhdanh.interfaces.office.rulings import ALL_AWARDS


def read_head(post: QueryDict) -> Head:
    """The head as posted; raises RefusedError on dates that no calendar has."""
    return Head(
        title=post.get("title", ""),
        kind=post.get("kind", ""),
        number=post.get("number", ""),
        issued_on=read_date(post, "issued_on"),
        since=read_date(post, "since"),
        until=read_date(post, "until"),
    )


def read_rule(post: QueryDict) -> RuleChange:
    """A rule as posted; raises RefusedError on a number or a date that cannot be read."""
    what = post.get("what", "")
    takes_key = what in {What.STANDARD, What.READING}
    return RuleChange(
        what=what,
        award=post.get("award", ""),
        key=post.get("key", "") if takes_key else "",
        choice=post.get("choice", "") if takes_key else "",
        number=_number(post.get("number", "")),
        day=read_date(post, "day"),
        article=post.get("article", ""),
        text=post.get("text", ""),
    )


def _number(raw: str) -> int | None:
    """ "1.490.000" or "70" as a number."""
    digits = raw.replace(".", "").replace(" ", "").removesuffix("%")
    if not digits:
        return None
    if not digits.isdecimal() or len(digits) > 12:
        text = f"“{raw[:40]}” không phải số nguyên. Chỉ ghi chữ số, ví dụ 70 hoặc 1.490.000."
        raise RefusedError(Refusal("number_unreadable", text, field="number"))
    return int(digits)


def head_choices(kind: str) -> list[dict[str, Any]]:
    """Kinds of instruments, the chosen one marked."""
    return choices(InstrumentKind.choices, kind)


def rule_form(instrument: LocalInstrument, rule: LocalRule | None, typed: QueryDict | None) -> dict[str, Any]:
    """The selects and values of a rule form: what was typed, else what is kept, else nothing."""
    names = ("what", "award", "key", "choice", "number", "day", "article", "text")
    value = {name: _value(name, rule, typed) for name in names}
    return {
        **value,
        "whats": choices(What.choices, value["what"]),
        "awards": choices((("", ALL_AWARDS), *_awards(instrument)), value["award"]),
        "keys": _groups(_key_groups(), value["key"]),
        "options": _groups(_option_groups(instrument), value["choice"]),
    }


def _value(name: str, rule: LocalRule | None, typed: QueryDict | None) -> Any:
    if typed is not None:
        return typed.get(name, "")
    found = getattr(rule, name) if rule else ""
    if isinstance(found, date):
        return f"{found:%d/%m/%Y}"
    return "" if found is None else found


def _awards(instrument: LocalInstrument) -> list[tuple[str, str]]:
    return award_choices(instrument.since or today())


def _key_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        ("", [("", "Chọn khi là tiêu chuẩn hoặc cách hiểu")]),
        ("Loại điều kiện của tiêu chuẩn", [(key, each.label) for key, each in STANDARDS.items()]),
        ("Điều luật có nhiều cách hiểu", [(each.code, each.question) for each in readings()]),
    ]


def _option_groups(instrument: LocalInstrument) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        ("", [("", "Chọn khi điều kiện cần")]),
        ("Mức xếp loại", [(str(value), str(label).capitalize()) for value, label in Level.choices]),
        ("Phạm vi", [(str(value), str(label).capitalize()) for value, label in Scope.choices]),
        ("Danh hiệu", _awards(instrument)),
        *((f"Cách hiểu {each.code}", list(each.options)) for each in readings()),
    ]


def _groups(groups: list[tuple[str, list[tuple[str, str]]]], chosen: Any) -> list[dict[str, Any]]:
    return [{"label": label, "options": choices(options, chosen)} for label, options in groups if options]
