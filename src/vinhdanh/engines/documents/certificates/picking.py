"""“1-50, 60”: which rows of a list are printed."""

import re
from typing import Final

_PART: Final = re.compile(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?")


def chosen(words: str, count: int) -> tuple[int, ...]:
    """Places from 0, in order, each once; all for empty words. Raises ``ValueError`` with a sentence."""
    if not words.strip():
        return tuple(range(count))
    found: set[int] = set()
    for part in re.split(r"[,;]", words):
        match = _PART.fullmatch(part.strip())
        if not match:
            raise ValueError(f"Không hiểu “{part.strip()}”; hãy viết như 1-50, 60.")
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= count:
            raise ValueError(f"“{part.strip()}” không nằm trong danh sách từ 1 đến {count}.")
        found.update(range(first - 1, last))
    return tuple(sorted(found))
