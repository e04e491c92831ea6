"""What is wrong with an instrument, said with its file and row."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """`row` is the line in the file, from 1; `what` is one Vietnamese sentence."""

    file: str
    row: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}, dòng {self.row}: {self.what}"


class InstrumentsError(Exception):
    """A folder of instruments that cannot be used; `faults` says why."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


@dataclass(slots=True)
class Notes:
    """The faults of one file, gathered while it is read."""

    file: str
    faults: list[Fault]

    def note(self, row: object, what: str) -> None:
        self.faults.append(Fault(self.file, getattr(row, "line", 1), what))
