"""The places where people sign: offices, names, and the empty rooms between them."""

from collections.abc import Sequence
from typing import Any, Final

from vinhdanh.engines.documents import layout as to
from vinhdanh.engines.documents.layout import Look
from vinhdanh.engines.documents.model import Signer
from vinhdanh.engines.documents.words import capitals, clean

SIGNATURE_WIDTH: Final = 50.0
"""Millimetres, ours: the decree wants the picture in the middle between office and name, its size is open."""
SEAL_SIDE: Final = 36.0
"""Millimetres, ours to be checked: the side of the square that a round seal of an office fills."""

_APART: Final = 12
"""Points between two rows of signers."""
SEAL_OVERLAP: Final = 1 / 3
"""The part of the signature that the seal covers, on its left (Mục II, khoản 8)."""


def column(signer: Signer, zone: str) -> list[dict[str, Any]]:
    """Ô 7a to 7c of one signer; ``zone`` names the empty place between office and name."""
    return [*_office(signer), *_name(signer, zone)]


def rows(people: Sequence[Signer], zones: Sequence[str], shape: tuple[int, float]) -> dict[str, Any]:
    """Several signers side by side; ``shape``: how many in a row, millimetres for all.

    Offices and names are rows of their own: names stand level also where one office takes more lines.
    """
    per_row, room = shape
    across = max(1, min(per_row, len(people)))
    cells: list[list[list[dict[str, Any]]]] = []
    for start in range(0, len(people), across):
        group = list(zip(people, zones, strict=True))[start : start + across]
        empty: list[list[dict[str, Any]]] = [[]] * (across - len(group))
        cells.append([*(_office(signer) for signer, _ in group), *empty])
        cells.append([*(_name(signer, zone) for signer, zone in group), *empty])
    low = list(range(1, len(cells), 2))
    gaps = [0 if place % 2 == 0 else _APART for place in range(len(cells) - 1)]
    widths = [room / across] * across
    return {"t": "grid", "widths": widths, "rows": cells, "gaps": gaps, "before": 12, "low": low}


def _office(signer: Signer) -> list[dict[str, Any]]:
    lines = [_line(to.OFFICE, capitals(line)) for line in signer.authority]
    return [*lines, _line(to.SIGN_NOTE, clean(signer.note))] if signer.note else lines


def _name(signer: Signer, zone: str) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = [
        {"t": "zone", "name": zone, "width": SIGNATURE_WIDTH, "height": to.SIGNATURE_GAP}
    ]
    if signer.other_office:
        lines.append(_line(to.OTHER_OFFICE, capitals(signer.other_office)))
    return [*lines, _line(to.SIGNER, clean(signer.name))]


def _line(look: Look, words: str) -> dict[str, Any]:
    return {"t": "text", "look": look.key, "runs": [[words, 0, 0]]}
