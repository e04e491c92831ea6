"""Types of blanks: what may stand in them and how it is printed."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from vinhdanh.engines.documents.words import day_in_words
from vinhdanh.foundation.kernel.money import format_dong
from vinhdanh.foundation.kernel.text import nfc, squash
from vinhdanh.foundation.kernel.words import money_in_words, number_in_words, padded

TEXT, LONG, PROSE, NUMBER, MONEY, DAY = "chữ", "đoạn", "lời văn", "số", "tiền", "ngày"
ROWS, AWARDEES, TASKS = "bảng", "danh sách", "nhiệm vụ"
TYPES: Final = (TEXT, LONG, PROSE, NUMBER, MONEY, DAY, ROWS, AWARDEES, TASKS)
LISTS: Final = frozenset({ROWS, AWARDEES, TASKS})
FORMS: Final[Mapping[str, tuple[str, ...]]] = {
    TEXT: ("hoa", "thường"),
    LONG: (),
    PROSE: (),
    NUMBER: ("hai chữ số", "bằng chữ"),
    MONEY: ("bằng chữ", "số"),
    DAY: ("dài", "tháng", "năm"),
}
"""How a blank of each type may be printed, beside its ordinary form."""

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")


class WrongTypeError(ValueError):
    """The message says what is wanted, as the end of a sentence."""


def coerced(kind: str, value: Any) -> Any:
    """The value as its type wants it; texts are read as a template's own examples are written."""
    return _READ[kind](value)


def guessed(example: Any) -> str:
    """The type of an example as it stands in a template's text."""
    if isinstance(example, list):
        return ROWS
    words = str(example)
    if _DAY.fullmatch(words):
        return DAY
    return NUMBER if _NUMBER.fullmatch(words) else TEXT


def printed(kind: str, value: Any, how: str = "") -> str:
    """The words that stand in the blank."""
    return squash(_PRINT[kind](value, how)) if kind != LONG else nfc(str(value))


def decimal_words(value: Decimal | int) -> str:
    """“1.254”, “92,5”."""
    whole, _, rest = f"{value:f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    rest = rest.rstrip("0")
    return f"{grouped},{rest}" if rest else grouped


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise WrongTypeError("phải là chữ")
    return value


def _number(value: Any) -> Decimal | int:
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        return Decimal(value) if "." in value else int(value)
    if isinstance(value, str):
        raise WrongTypeError("phải là số, ví dụ 1254 hoặc 92.5")
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise WrongTypeError("phải là số")
    return value


def _money(value: Any) -> int:
    number = _number(value)
    if not isinstance(number, int):
        raise WrongTypeError("phải là số tiền nguyên đồng, ví dụ 3510000")
    return number


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise WrongTypeError("phải là ngày có thật, viết 2026-03-02") from None


def _rows(value: Any) -> list[Any]:
    if isinstance(value, str) or not isinstance(value, list | tuple):
        raise WrongTypeError("phải là danh sách các dòng")
    return list(value)


def _say_text(value: Any, how: str) -> str:
    words = str(value)
    return {"hoa": words.upper(), "thường": words.lower()}.get(how, words)


def _say_number(value: Any, how: str) -> str:
    if how == "bằng chữ" and isinstance(value, int):
        return number_in_words(value)
    return padded(value) if how == "hai chữ số" and isinstance(value, int) else decimal_words(value)


def _say_money(value: Any, how: str) -> str:
    if how == "bằng chữ":
        return money_in_words(value).capitalize()
    return format_dong(value, "" if how == "số" else "đồng")


def _say_day(value: Any, how: str) -> str:
    forms = {
        "dài": day_in_words(value),
        "tháng": f"tháng {value.month} năm {value.year}",
        "năm": f"{value.year}",
    }
    return forms.get(how, f"{value:%d/%m/%Y}")


_READ: Final[Mapping[str, Callable[[Any], Any]]] = {
    TEXT: _text, LONG: _text, PROSE: _text, NUMBER: _number, MONEY: _money, DAY: _day,
    ROWS: _rows, AWARDEES: _rows, TASKS: _rows,
}  # fmt: skip
_PRINT: Final[Mapping[str, Callable[[Any, str], str]]] = {
    TEXT: _say_text, LONG: _say_text, NUMBER: _say_number, MONEY: _say_money, DAY: _say_day,
}  # fmt: skip
