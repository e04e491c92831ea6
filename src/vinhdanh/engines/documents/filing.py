"""Names of files inside an archive: safe on every machine, never twice, the same each time."""

import re
from collections.abc import Iterable
from typing import Final

from vinhdanh.foundation.kernel.text import fold

EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every member: the same content gives the same bytes."""
_LONGEST: Final = 80
_UNSAFE: Final = re.compile(r"[^a-z0-9.]+")


def safe_name(words: str) -> str:
    """Plain small letters, figures and hyphens; never empty, never hidden, never a folder.

    >>> safe_name("Quyết định 05/QĐ-UBND")
    'quyet-dinh-05-qd-ubnd'
    """
    plain = _UNSAFE.sub("-", fold(words)).strip("-.")
    return re.sub(r"\.{2,}", ".", plain)[:_LONGEST].strip("-.") or "tep"


def unique_names(names: Iterable[str]) -> list[str]:
    """The names in order, with -2, -3 … before the ending where one comes again."""
    taken: set[str] = set()
    found = []
    for name in names:
        stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
        free, count = name, 1
        while free in taken:
            count += 1
            free = f"{stem}-{count}{dot}{ending}"
        taken.add(free)
        found.append(free)
    return found
