"""What is wrong with a folder of instruments, with file and row."""

from pathlib import Path

from vinhdanh.engines.law.faults import Fault
from vinhdanh.engines.law.loader import INSTRUMENTS, read_all


def faults(folder: Path = INSTRUMENTS) -> list[Fault]:
    """Every fault in the order of file and row; empty when `load(folder)` would succeed."""
    found: list[Fault] = []
    read_all(folder, found)
    return sorted(set(found))
