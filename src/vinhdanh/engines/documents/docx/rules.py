"""The short rules under names and subjects: a low line with a border above it, never underscores."""

from typing import Final

from vinhdanh.engines.documents.docx.xml import P
from vinhdanh.engines.documents.layout import RULE_BELOW, RULE_PART, RULE_POINTS, RULE_ROOM, Look
from vinhdanh.engines.documents.metrics import even_room, lines, width

_LINE: Final = f'w:val="single" w:sz="{round(RULE_POINTS * 8)}" w:space="0" w:color="000000"'


def rule_under(
    words: str, look: Look, room: float, *, part: float = RULE_PART, sides: float = 0, after: float = 0
) -> P:
    """A rule of ``part`` of the last line of ``words``, in the middle of ``room`` millimetres.

    ``sides`` are millimetres left free on both sides of that room.
    """
    inside = even_room(words, room, size=look.size, bold=look.bold)
    last = lines(words, inside, size=look.size, bold=look.bold)[-1]
    side = max(0.0, (room - width(last, look.size, bold=look.bold) * part) / 2)
    return _rule(look, sides + side, after=after)


def full_rule(look: Look) -> P:
    """A rule over the whole width of the text."""
    return _rule(look, 0)


def _rule(look: Look, side: float, *, after: float = 0) -> P:
    return P(
        look, align="left", first=0, left=side, right=side, before=RULE_BELOW, after=after, exact=RULE_ROOM,
        borders=f"<w:top {_LINE}/>",
    )  # fmt: skip


def boxed(look: Look, words: str, *, room: float, wide: float, colour: str) -> P:
    """Words in a box of ``wide`` millimetres in the middle of ``room``: stamps."""
    line = f'w:val="single" w:sz="8" w:color="{colour}"'
    box = "".join(
        f'<w:{side} {line} w:space="{3 if side in {"top", "bottom"} else 0}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    content = f'<w:r><w:rPr><w:color w:val="{colour}"/></w:rPr><w:t>{words}</w:t></w:r>'
    side = max(0.0, (room - wide) / 2)
    return P(look, content, left=side, right=side, first=0, before=8, after=4, borders=box)
