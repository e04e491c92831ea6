"""One value of a row, of the kind that is asked for; a fault is noted and a harmless value given instead."""

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any, cast

from vinhdanh.engines.law.faults import Notes
from vinhdanh.engines.law.loading.rows import Row
from vinhdanh.engines.law.model import Ref, Sure
from vinhdanh.engines.law.vocabulary import MARKS


def known_keys(row: Row, keys: Iterable[str], notes: Notes) -> None:
    allowed = tuple(keys)
    for key in row:
        if key not in allowed:
            notes.note(row, f"Không có khóa “{key}”{near(key, allowed)}.")


def near(word: str, words: Sequence[str]) -> str:
    """`, có phải “…”?` when one of the words is almost the same, else nothing."""
    found = get_close_matches(str(word), words, n=1)
    return f", có phải “{found[0]}”?" if found else ""


def text(row: Row, key: str, notes: Notes, *, needed: bool = False) -> str:
    value = row.get(key)
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or not value.strip():
        notes.note(row, f"“{key}” phải là chữ." if value is not None else f"Thiếu “{key}”.")
        return ""
    return value.strip()


def listed(row: Row, key: str, notes: Notes) -> list[Any]:
    value = row.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        notes.note(row, f"“{key}” phải là danh sách.")
        return []
    return value


def words(row: Row, key: str, notes: Notes) -> tuple[str, ...]:
    values = listed(row, key, notes)
    if not all(isinstance(value, str) for value in values):
        notes.note(row, f"“{key}” phải là danh sách chữ.")
        return ()
    return tuple(values)


def chosen(row: Row, key: str, choice: tuple[Sequence[str], Notes]) -> str:
    """A needed word out of a closed list."""
    options, notes = choice
    value = text(row, key, notes, needed=True)
    if value and value not in options:
        notes.note(row, f"“{key}: {value}” không có trong danh mục{near(value, options)}.")
    return value


def day(row: Row, key: str, notes: Notes) -> date | None:
    value = row.get(key)
    if value is None or type(value) is date:
        return value
    notes.note(row, f"“{key}: {value}” không phải ngày (viết năm-tháng-ngày, có trên lịch).")
    return None


def span(row: Row, notes: Notes) -> tuple[date | None, date | None]:
    """`since` and `until`, both included."""
    since, until = day(row, "since", notes), day(row, "until", notes)
    if since and until and until < since:
        notes.note(row, f"Ngày hết {until:%d/%m/%Y} trước ngày bắt đầu {since:%d/%m/%Y}.")
        return since, None
    return since, until


def flag(row: Row, key: str, notes: Notes, *, otherwise: bool) -> bool:
    value = row.get(key, otherwise)
    if not isinstance(value, bool):
        notes.note(row, f"“{key}” phải là true hoặc false.")
        return otherwise
    return value


def whole(row: Row, key: str, notes: Notes) -> int | None:
    value = row.get(key)
    if type(value) is int and value >= 0:
        return value
    notes.note(row, f"“{key}: {value}” phải là số nguyên không âm.")
    return None


def percent(row: Row, key: str, notes: Notes) -> int | None:
    value = row.get(key)
    if type(value) is int and 1 <= value <= 100:
        return value
    notes.note(row, f"“{key}: {value}” phải là số phần trăm nguyên từ 1 đến 100.")
    return None


def times(row: Row, key: str, notes: Notes) -> float | None:
    value = row.get(key)
    if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
        return float(value)
    notes.note(row, f"“{key}: {value}” phải là một hệ số lớn hơn 0.")
    return None


def mark(row: Row, notes: Notes, otherwise: Sure = "S") -> Sure:
    value = row.get("mark", otherwise)
    if value in MARKS:
        return cast("Sure", value)
    notes.note(
        row, f"“mark: {value}” phải là S (đã thấy văn bản), S2 (nguồn thứ cấp) hoặc K (chưa kiểm chứng)."
    )
    return otherwise


def reference(value: object, home: str) -> Ref | None:
    """`"22.1.d"` in the instrument's own law, `"nd_152_2025/50.1"` elsewhere; None when it is not one."""
    if not isinstance(value, str) or not value:
        return None
    document, slash, place = value.rpartition("/")
    if slash and not document:
        return None
    parts = place.split(".")
    if len(parts) > 3 or not all(parts):
        return Ref(document) if slash and not place else None
    return Ref(document or home, *parts)
