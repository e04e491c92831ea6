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

SEAL_OVERLAP: Final = 1 / 3
"""The part of the signature that the seal covers, on its left (Mục II, khoản 8)."""


def column(signer: Signer, zone: str) -> list[dict[str, Any]]:
    """Ô 7a to 7c of one signer; ``zone`` names the empty place between office and name."""
    lines = [_line(to.OFFICE, capitals(line)) for line in signer.authority]
    if signer.note:
        lines.append(_line(to.SIGN_NOTE, clean(signer.note)))
    lines.append({"t": "zone", "name": zone, "width": SIGNATURE_WIDTH, "height": to.SIGNATURE_GAP})
    if signer.other_office:
        lines.append(_line(to.OTHER_OFFICE, capitals(signer.other_office)))
    return [*lines, _line(to.SIGNER, clean(signer.name))]


def rows(people: Sequence[Signer], zones: Sequence[str], shape: tuple[int, float]) -> dict[str, Any]:
    """Several signers side by side; ``shape``: how many in a row, millimetres for all."""
    per_row, room = shape
    columns = [column(signer, zone) for signer, zone in zip(people, zones, strict=True)]
    across = max(1, min(per_row, len(columns)))
    cells = [columns[start : start + across] for start in range(0, len(columns), across)]
    padded = [row + [[] for _ in range(across - len(row))] for row in cells]
    return {"t": "grid", "widths": [room / across] * across, "rows": padded, "gap": 12, "before": 12}


def _line(look: Look, words: str) -> dict[str, Any]:
    return {"t": "text", "look": look.key, "runs": [[words, 0, 0]]}
