"""One line of the doctor's report."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Finding:
    """``text`` says how it is, ``todo`` what to do when that is not well."""

    name: str
    level: Level
    text: str
    todo: str = ""


Look = Callable[[], Iterable[Finding]]


def judged(name: str, text: str, *, bad: bool, todo: str, level: Level = "warn") -> Finding:
    """``ok``, or ``level`` with what to do."""
    return Finding(name, level, text, todo) if bad else Finding(name, "ok", text)
