"""Conditions: names and parameters against the vocabulary, codes made one tuple `codes`."""

from datetime import date
from typing import Any

from vinhdanh.engines.law.faults import Notes
from vinhdanh.engines.law.loading.fields import mark, near, reference
from vinhdanh.engines.law.loading.rows import Row
from vinhdanh.engines.law.model import Condition, Ref, Sure
from vinhdanh.engines.law.vocabulary import CLOSED, CONDITIONS, LOCAL_ONLY_IF

_BESIDE = ("ref", "text", "mark")


def condition(row: object, branch: tuple[Ref, Sure], notes: Notes) -> Condition | None:
    """`{name: {parameters}}`, or `{name: "words"}` for what only people judge."""
    ref, sure = branch
    if not isinstance(row, Row) or len(row) != 1:
        notes.note(row, "Mỗi điều kiện là một tên và các tham số của nó.")
        return None
    ((name, body),) = row.items()
    if name not in CONDITIONS:
        notes.note(row, f"Không có điều kiện “{name}”{near(name, tuple(CONDITIONS))}.")
        return None
    body, place = _body(body, row)
    if body is None:
        notes.note(row, f"Tham số của “{name}” phải là các cặp khóa, giá trị.")
        return None
    own = reference(body["ref"], ref.document) if "ref" in body else ref
    if own is None or (own is not ref and not own.article):
        notes.note(place, f"“ref: {body.get('ref')}” không chỉ đúng một điều.")
    words = body.get("text") or ""
    if name == "qualitative" and not words:
        notes.note(place, "“qualitative” phải có lời của tiêu chuẩn.")
    return Condition(name, _parameters(name, body, notes), own or ref, str(words), mark(body, notes, sure))


def _body(body: object, row: Row) -> tuple[Row | None, Row]:
    if isinstance(body, str):
        only = Row(text=body)
        only.line = row.line
        return only, row
    return (body, body) if isinstance(body, Row) else (None, row)


def _parameters(name: str, body: Row, notes: Notes) -> dict[str, Any]:
    allowed = CONDITIONS[name]
    given = {key: value for key, value in body.items() if key not in _BESIDE}
    if "codes" in allowed:
        _one_name_for_codes(given)
    found: dict[str, Any] = {}
    for key, value in given.items():
        if key not in allowed:
            notes.note(body, f"“{name}” không có tham số “{key}”{near(key, tuple(allowed))}.")
        else:
            found[key] = _value(key, value, (allowed[key].rstrip("!"), body, notes))
    for key, kind in allowed.items():
        if kind.endswith("!") and key not in given:
            notes.note(body, f"“{name}” thiếu tham số “{key}”.")
    return dict(sorted(found.items()))


def _one_name_for_codes(given: dict[str, Any]) -> None:
    if "any_code" in given:
        given["codes"] = given.pop("any_code")
    elif "code" in given:
        given["codes"] = [given.pop("code")]


def _value(key: str, value: Any, how: tuple[str, Row, Notes]) -> Any:
    kind, row, notes = how
    if kind in CLOSED:
        return _closed(key, value, how)
    if kind in {"codes", "words"}:
        return _many(key, value, how)
    if kind == "options":
        return _options(value, row, notes)
    if not _fits(kind, value):
        notes.note(row, f"“{key}: {value}” sai kiểu: cần {_WANTED[kind]}.")
    return value


_WANTED = {
    "whole": "số nguyên không âm",
    "count": "số nguyên từ 1",
    "percent": "số phần trăm nguyên từ 1 đến 100",
    "flag": "true hoặc false",
    "day": "ngày",
    "word": "chữ",
    "multiplier": "hệ số và nơi áp dụng",
}


def _fits(kind: str, value: object) -> bool:
    if kind == "flag":
        return isinstance(value, bool)
    if kind in {"word", "day"}:
        return isinstance(value, str if kind == "word" else date)
    if kind == "multiplier":
        return isinstance(value, Row) and type(value.get("factor")) is int
    low, high = {"whole": (0, None), "count": (1, None), "percent": (1, 100)}[kind]
    return type(value) is int and value >= low and (high is None or value <= high)


def _closed(key: str, value: Any, how: tuple[str, Row, Notes]) -> Any:
    kind, row, notes = how
    values = value if isinstance(value, list) else [value]
    for one in values:
        if one not in CLOSED[kind]:
            notes.note(row, f"“{key}: {one}” không có trong danh mục{near(str(one), CLOSED[kind])}.")
    return tuple(values) if isinstance(value, list) else value


def _many(key: str, value: Any, how: tuple[str, Row, Notes]) -> tuple[str, ...]:
    _, row, notes = how
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return tuple(value)
    notes.note(row, f"“{key}” phải là danh sách, ít nhất một mục.")
    return ()


def _options(value: Any, row: Row, notes: Notes) -> tuple[tuple[dict[str, Any], ...], ...]:
    if not isinstance(value, list) or not all(isinstance(option, list) for option in value):
        notes.note(row, "“options” phải là danh sách các phương án, mỗi phương án một danh sách.")
        return ()
    return tuple(tuple(_item(item, row, notes) for item in option) for option in value)


def _item(item: Any, row: Row, notes: Notes) -> dict[str, Any]:
    if not isinstance(item, Row):
        notes.note(row, "Mỗi mục của phương án là các cặp khóa, giá trị.")
        return {"codes": (), "count": 1}
    given = dict(item)
    _one_name_for_codes(given)
    found: dict[str, Any] = {
        "codes": _many("any_code", given.pop("codes", None), ("codes", item, notes)),
        "count": _value("count", given.pop("count", None), ("count", item, notes)),
    }
    only_if = given.pop("only_if", None)
    if only_if is not None:
        found["only_if"] = only_if
        if only_if not in LOCAL_ONLY_IF:
            notes.note(item, f"“only_if: {only_if}” không có trong danh mục.")
    for key in given:
        notes.note(item, f"Mục của phương án không có khóa “{key}”.")
    return found


def codes_of(found: Condition) -> tuple[str, ...]:
    """Every award code that the condition names."""
    params = found.params
    codes = tuple(params.get("codes", ())) + tuple(params.get("or_title_each_year", ()))
    items = tuple(item for option in params.get("options", ()) for item in option)
    return codes + tuple(code for item in items for code in item["codes"])
