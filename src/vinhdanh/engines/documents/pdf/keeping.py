"""A signature never stands alone on a page: the last lines of the body go with it."""

from collections.abc import Sequence
from typing import Any, Final

from vinhdanh.engines.documents import layout as to
from vinhdanh.engines.documents.metrics import lines

KEPT_LINES: Final = 2
"""Lines or rows of the body that stay with the signatures; ours."""
_SIZES: Final = {look.key: look.size for look in to.LOOKS}


def kept_together(
    body: Sequence[dict[str, Any]], room: float, foot: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Body and foot, the last lines of the one bound to the other."""
    out, found = [dict(block) for block in body], 0
    at = len(out)
    while at and found < KEPT_LINES and out[at - 1]["t"] in {"text", "fill"}:
        at -= 1
        out[at]["keep"] = True
        found += _lines(out[at], room)
    first, *rest = foot
    if at and found < KEPT_LINES and (halves := _parted(out[at - 1])):
        bound = {"t": "together", "blocks": [halves[1], *out[at:], first]}
        return [*out[: at - 1], *halves[:1], bound, *rest]
    return [*out, *foot]


def _lines(block: dict[str, Any], room: float) -> int:
    if block["t"] == "fill":
        return 1
    words = "".join(run[0] for run in block["runs"])
    return len(lines(words, room, size=_SIZES[block["look"]])) if words else 0


def _parted(block: dict[str, Any]) -> list[dict[str, Any]]:
    """A table as its beginning and its last rows; nothing where cells hang over several rows."""
    rows = block.get("rows", [])
    hanging = any(isinstance(cell, dict) and "down" in cell for row in rows for cell in row)
    if block["t"] != "table" or len(rows) <= KEPT_LINES or hanging:
        return []
    return [
        {**block, "rows": rows[:-KEPT_LINES], "open": True},
        {**block, "rows": rows[-KEPT_LINES:], "joined": True},
    ]
