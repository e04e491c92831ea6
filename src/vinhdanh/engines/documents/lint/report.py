"""What a check found: one deviation from the decree, in words that a person can act on."""

from dataclasses import dataclass
from typing import Literal

from vinhdanh.engines.documents.layout import DECREE

Severity = Literal["warn", "hint"]
"""``warn``: the decree says otherwise. ``hint``: often done so, or a matter of habit."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """``cell`` is the ô of the decree (“5a”), ``found`` what stands there, ``says`` what the decree asks."""

    rule: str
    cell: str
    found: str
    says: str
    severity: Severity = "warn"
    place: str = ""
    source: str = ""

    def as_json(self) -> dict[str, str]:
        """Plain values for the command line."""
        return {
            "rule": self.rule,
            "cell": self.cell,
            "severity": self.severity,
            "place": self.place,
            "found": self.found,
            "says": self.says,
            "source": f"{DECREE}, {self.source}" if self.source.startswith("Mục") else self.source,
        }

    def sentence(self) -> str:
        """One line for a person."""
        mark = "Cần sửa" if self.severity == "warn" else "Nên xem"
        where = ", ".join(part for part in (f"ô {self.cell}" if self.cell else "", self.place) if part)
        return (
            f"{mark} ({where}): {self.found}. {self.says}."
            if where
            else f"{mark}: {self.found}. {self.says}."
        )
