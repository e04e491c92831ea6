"""Dates as people type them, kept as words until they count."""

from datetime import date


class TypedDateError(ValueError):
    """The words are no day of the calendar; the message says how to write one."""


def typed_date(words: str) -> date | None:
    """9/1/2026, 9/1/26, 09-01-2026 or 2026-01-09; None for nothing; raises TypedDateError on others."""
    parts = [part.strip() for part in words.replace("-", "/").replace(".", "/").split("/")]
    if parts == [""]:
        return None
    try:
        first, month, last = (int(part) for part in parts if len(part) <= 4)
        if first > 31:
            return date(first, month, last)
        return date(last + 2000 if len(parts[2]) == 2 else last, month, first)
    except ValueError as error:
        text = f"“{words}” không phải ngày có trong lịch. Ghi theo dạng ngày/tháng/năm, ví dụ 15/05/2026."
        raise TypedDateError(text) from error
