"""What is wrong with a template or with the data for it, said to the person who can mend it."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from vinhdanh.foundation.kernel.text import fold


@dataclass(frozen=True, slots=True)
class Fault:
    """``line`` counts from 1 in the template's text; 0 where no line is to blame (data)."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return f"Dòng {self.line}: {self.sentence}" if self.line else self.sentence


class TemplateError(ValueError):
    """A template that cannot be used, or data that do not fit it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(map(str, self.faults)))


def nearest(word: str, known: Iterable[str]) -> str:
    """“ Có phải “…”?” with the known word that looks most alike, or nothing."""
    folded = {fold(name): name for name in known}
    found = difflib.get_close_matches(fold(word), folded, n=1, cutoff=0.6)
    return f" Có phải “{folded[found[0]]}”?" if found else ""
