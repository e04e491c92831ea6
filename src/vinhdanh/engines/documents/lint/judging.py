"""Comparing a line with the look that its cell has in the decree."""

from collections.abc import Iterator, Sequence

from vinhdanh.engines.documents.layout import Look
from vinhdanh.engines.documents.lint.report import Deviation, Severity
from vinhdanh.engines.documents.lint.seen import Seen

_SLACK = 0.01


def judged(look: Look, line: Seen, *, weight: bool = True, align: bool = True) -> Iterator[Deviation]:
    """Size, weight, slope, capitals and, where ``align``, the side. A size that is not said is not judged."""
    low, high = look.sizes
    if line.size and not low - _SLACK <= line.size <= high + _SLACK:
        allowed = figure(low) if low == high else f"{figure(low)} đến {figure(high)}"
        yield off(
            look, line, "co-chu", f"{look.name} cỡ chữ {figure(line.size)}", f"Nghị định định cỡ {allowed}"
        )
    if weight and line.bold != look.bold:
        yield off(
            look, line, "dam", f"{look.name} {_weight(line.bold)}", f"Nghị định định chữ {_weight(look.bold)}"
        )
    if weight and line.italic != look.italic:
        yield off(
            look,
            line,
            "nghieng",
            f"{look.name} {_slope(line.italic)}",
            f"Nghị định định {_slope(look.italic)}",
        )
    if look.upper and any(map(str.isalpha, line.text)) and not line.upper:
        yield off(
            look,
            line,
            "in-hoa",
            f"{look.name} viết thường: “{short(line.text)}”",
            "Nghị định định chữ in hoa",
        )
    if align and look.align == "centre" and line.align != "centre":
        yield off(look, line, "can-giua", f"{look.name} không canh giữa", "Nghị định định canh giữa")


def off(  # noqa: PLR0917 - the parts of one sentence
    look: Look, line: Seen | None, rule: str, found: str, says: str, *, severity: Severity = "warn"
) -> Deviation:
    """A deviation of a cell."""
    place = str(line.place) if line else ""
    return Deviation(rule, look.cell, found, says, severity, place, look.source)


def short(text: str, size: int = 50) -> str:
    """The beginning of a text, for a sentence."""
    return text if len(text) <= size else text[: size - 1].rstrip() + "…"


def figure(number: float) -> str:
    """A figure as Vietnamese writes it: 13,5."""
    return f"{number:g}".replace(".", ",")


def gathered(lines: Sequence[Seen]) -> str:
    """“đoạn 12 và 5 chỗ nữa”."""
    return f"{lines[0].place} và {len(lines) - 1} chỗ nữa" if len(lines) > 1 else str(lines[0].place)


def _weight(bold: bool) -> str:
    return "đậm" if bold else "không đậm"


def _slope(italic: bool) -> str:
    return "kiểu nghiêng" if italic else "kiểu đứng"
