"""Status shapes: drawn so that a photocopy and a colour-blind eye tell them apart.

Each drawing lives on a 16 × 16 grid and is one colour. Cut-outs are holes, not a second
colour, so a shape stands on any ground, on paper and in forced colours.
"""

from typing import Final, NamedTuple

_DISC = "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z"
_FILLED = '<path fill="currentColor" fill-rule="evenodd" d="{}"/>'
_DRAWN = '<g fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round">{}</g>'
_RING = '<circle cx="8" cy="8" r="6.4"/>'

_QUESTION = (
    "M5.35 6.2A2.65 2.65 0 1 1 9.7 8.23L8.75 9.03V9.7H7.25V8.33L8.74 7.08A1.15 1.15 0 1 0 6.85 6.2z"
    "M8 10.5a.95.95 0 1 1 0 1.9.95.95 0 0 1 0-1.9z"
)

DRAWINGS: Final[dict[str, str]] = {
    "tick": _FILLED.format(_DISC + "M3.86 8.74L7.03 11.9 12.26 6.21 10.94 4.99 6.97 9.3 5.14 7.46z"),
    "cross": _FILLED.format(
        "M3.5 1.5h9a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2z"
        "M10.14 4.62L11.38 5.86 9.24 8 11.38 10.14 10.14 11.38 8 9.24 5.86 11.38 4.62 10.14 6.76 8"
        " 4.62 5.86 5.86 4.62 8 6.76z"
    ),
    "triangle": _FILLED.format(
        "M8 .9a1 1 0 0 1 .87.5l6.4 11.4a1 1 0 0 1-.87 1.5H1.6a1 1 0 0 1-.87-1.5L7.13 1.4A1 1 0 0 1 8 .9z"
        "M7.1 5.4l.3 4.2h1.2l.3-4.2zM8 10.8a.95.95 0 1 1 0 1.9.95.95 0 0 1 0-1.9z"
    ),
    "clock": _DRAWN.format(_RING + '<path d="M8 4.4V8l2.5 1.7"/>'),
    "hourglass": _DRAWN.format(
        '<path d="M4 1.6h8M4 14.4h8M4.7 1.6c0 4 6.6 4.4 6.6 8.6v4.2M11.3 1.6c0 4-6.6 4.4-6.6 8.6v4.2"/>'
    ),
    "half": _DRAWN.format(_RING) + _FILLED.format("M8 1.6a6.4 6.4 0 0 1 0 12.8z"),
    "bars": _DRAWN.format(_RING + '<path d="M6.3 5.7v4.6M9.7 5.7v4.6"/>'),
    "hexagon": _FILLED.format("M8 .7l6.5 3.65v7.3L8 15.3l-6.5-3.65v-7.3z" + _QUESTION),
    "ring": (
        '<circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.6"'
        ' stroke-dasharray="2.7 2.33"/>'
    ),
    "slash": _DRAWN.format(_RING + '<path d="M4.2 11.8l7.6-7.6"/>'),
    "arrow": _DRAWN.format(_RING + '<path d="M5 8h5.6M8.4 5.6L10.8 8l-2.4 2.4" stroke-linejoin="round"/>'),
    "info": _FILLED.format(_DISC + "M7.1 6.8h1.8v4.8H7.1zM8 3.9a1 1 0 1 1 0 2 1 1 0 0 1 0-2z"),
    "target": _DRAWN.format(_RING) + '<circle cx="8" cy="8" r="3" fill="currentColor"/>',
}


class Kind(NamedTuple):
    """How one status looks and what it says when the page says nothing else."""

    shape: str
    tone: str
    word: str


KINDS: Final[dict[str, Kind]] = {
    "done": Kind("tick", "ok", "Xong"),
    "met": Kind("tick", "ok", "Đạt"),
    "sure": Kind("tick", "ok", "Chắc"),
    "unmet": Kind("cross", "fault", "Chưa đạt"),
    "error": Kind("cross", "fault", "Có lỗi"),
    "overdue": Kind("triangle", "fault", "Quá hạn"),
    "due": Kind("clock", "due", "Sắp hạn"),
    "waiting": Kind("hourglass", "wait", "Đang chờ"),
    "doing": Kind("half", "wait", "Đang làm"),
    "paused": Kind("bars", "wait", "Tạm dừng"),
    "doubt": Kind("hexagon", "doubt", "Còn ngờ"),
    "unsure": Kind("hexagon", "unsure", "Chưa kết luận được"),
    "ahead": Kind("ring", "plain", "Chưa đến"),
    "unassigned": Kind("ring", "plain", "Chưa có chủ trì"),
    "dropped": Kind("slash", "plain", "Không làm"),
    "moved": Kind("arrow", "plain", "Đã dời"),
    "info": Kind("info", "wait", "Cho biết"),
    "here": Kind("target", "lacquer", "Đang ở đây"),
}

# States of the rooms draw on the same table, so a template may pass a state as it stands.
ALIASES: Final[dict[str, str]] = {
    "planned": "ahead",
    "in_progress": "doing",
    "not_needed": "dropped",
    "queued": "waiting",
    "reading": "doing",
    "taking": "doing",
    "ready": "doubt",
    "failed": "error",
    "accepted": "done",
    "discarded": "dropped",
    "success": "done",
    "warning": "due",
    "debug": "info",
}


def drawing(shape: str, label: str = "") -> str:
    """The ``<svg>`` of one shape; ``label`` must already be escaped."""
    role = f'role="img" aria-label="{label}"' if label else 'aria-hidden="true"'
    return f'<svg class="shape" width="16" height="16" viewBox="0 0 16 16" {role}>{DRAWINGS[shape]}</svg>'


def kind_of(name: str) -> Kind:
    """The look of a status or of a state that has an alias; KeyError for anything else."""
    return KINDS[ALIASES.get(name, name)]
