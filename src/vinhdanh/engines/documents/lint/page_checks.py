"""Pages and letters: paper, margins, page numbers, type, one way of writing Unicode."""

import unicodedata
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from vinhdanh.engines.documents import layout
from vinhdanh.engines.documents.lint.cells import Cells
from vinhdanh.engines.documents.lint.judging import figure, gathered, short
from vinhdanh.engines.documents.lint.package import Parts, attribute, child, local, whole
from vinhdanh.engines.documents.lint.report import Deviation
from vinhdanh.engines.documents.lint.seen import Seen

_MM: Final = 25.4 / 1440
_SLACK: Final = 0.6
_MARGINS: Final = (
    ("top", "trên", layout.TOP_RANGE),
    ("bottom", "dưới", layout.BOTTOM_RANGE),
    ("left", "trái", layout.LEFT_RANGE),
    ("right", "phải", layout.RIGHT_RANGE),
)
_RULES: Final = "Mục I, khoản "


def checks(parts: Parts, cells: Cells) -> Iterator[Deviation]:
    """Every section, then the letters."""
    sections = [element for element in parts.document.iter() if local(element) == "sectPr"]
    for number, section in enumerate(sections, 1):
        where = f"phần trang {number}" if len(sections) > 1 else ""
        yield from _paper(section, where)
        yield from _margins(section, where)
    yield from _numbers(parts, sections)
    yield from _letters(cells)


def _paper(section: Element, where: str) -> Iterator[Deviation]:
    size = child(section, "pgSz")
    wide, high = (_length(size, name) for name in ("w", "h"))
    if wide is None or high is None:
        return
    sides = sorted((wide, high))
    if abs(sides[0] - layout.PAGE_WIDTH) > 1 or abs(sides[1] - layout.PAGE_HEIGHT) > 1:
        found = f"Khổ giấy {figure(round(wide))} × {figure(round(high))} mm"
        yield Deviation("kho-giay", "", found, "Khổ A4 (210 × 297 mm)", "warn", where, _RULES + "1")


def _margins(section: Element, where: str) -> Iterator[Deviation]:
    for name, side, (low, high) in _MARGINS:
        found = _length(child(section, "pgMar"), name)
        if found is not None and not low - _SLACK <= abs(found) <= high + _SLACK:
            yield Deviation(
                "le-trang", "", f"Lề {side} {figure(round(found, 1))} mm",
                f"Lề {side} {figure(low)} đến {figure(high)} mm", "warn", where, _RULES + "3",
            )  # fmt: skip


def _length(element: Element | None, name: str) -> float | None:
    found = whole(attribute(element, name))
    return None if found is None else found * _MM


def _numbers(parts: Parts, sections: list[Element]) -> Iterator[Deviation]:
    """A number on page one is wrong; its absence matters only where there are more pages, so it is a hint."""
    if not sections:
        return
    look = layout.PAGE_NUMBER
    kinds = {name: _numbered(parts, sections[0], name) for name in ("headerReference", "footerReference")}
    if any(kinds["footerReference"].values()):
        yield Deviation(
            "so-trang", look.cell, "Số trang ở lề dưới", "Số trang ở giữa lề trên", "warn", "", look.source
        )
    header = kinds["headerReference"]
    if not any([*header.values(), *kinds["footerReference"].values()]):
        yield Deviation(
            "so-trang", look.cell, "Văn bản không đánh số trang", "Số trang ở giữa lề trên, từ trang thứ hai",
            "hint", "", look.source,
        )  # fmt: skip
    elif header.get("first") or (header.get("default") and child(sections[0], "titlePg") is None):
        yield Deviation(
            "so-trang-dau", look.cell, "Trang đầu hiện số trang", "Không hiển thị số trang thứ nhất",
            "warn", "", look.source,
        )  # fmt: skip
    yield from _centred(parts, sections[0])


def _numbered(parts: Parts, section: Element, kind: str) -> dict[str, bool]:
    """Which of a section's headers or footers hold a page number."""
    return {
        attribute(reference, "type") or "default": _has_number(
            parts.related.get(attribute(reference, "id") or "")
        )
        for reference in section
        if local(reference) == kind
    }


def _has_number(part: Element | None) -> bool:
    """A field in one element or in pieces."""
    for element in part.iter() if part is not None else ():
        words = attribute(element, "instr") if local(element) == "fldSimple" else None
        words = element.text if local(element) == "instrText" else words
        if words and "PAGE" in words.upper().split():
            return True
    return False


def _centred(parts: Parts, section: Element) -> Iterator[Deviation]:
    from vinhdanh.engines.documents.lint.seen import Reader

    look = layout.PAGE_NUMBER
    for reference in section:
        part = parts.related.get(attribute(reference, "id") or "")
        if local(reference) != "headerReference" or part is None or not _has_number(part):
            continue
        number = [line for line in Reader(parts).lines(part) if line.text]
        if number and number[0].align != "centre":
            yield Deviation(
                "so-trang", look.cell, "Số trang không ở giữa", "Số trang canh giữa", "warn", "", look.source
            )
        if number and number[0].size and not look.sizes[0] <= number[0].size <= look.sizes[1]:
            yield Deviation(
                "so-trang", look.cell, f"Số trang cỡ chữ {figure(number[0].size)}",
                "Số trang cỡ chữ 13 đến 14", "warn", "", look.source,
            )  # fmt: skip


def _letters(cells: Cells) -> Iterator[Deviation]:
    foreign: dict[str, list[Seen]] = {}
    for line in cells.lines:
        for font in {run.font for run in line.runs if run.text.strip()} - layout.METRIC_TWINS - {""}:
            foreign.setdefault(font, []).append(line)
    for font, lines in sorted(foreign.items()):
        yield Deviation(
            "phong-chu", "", f"Phông chữ {font}: “{short(lines[0].text, 30)}”", "Phông chữ Times New Roman",
            "warn", gathered(lines), _RULES + "4",
        )  # fmt: skip
    mixed = [
        line
        for line in cells.lines
        if any(not unicodedata.is_normalized("NFC", run.text) for run in line.runs)
    ]
    if mixed:
        yield Deviation(
            "unicode", "", f"Chữ có dấu rời: “{short(mixed[0].text, 30)}”",
            "Unicode dựng sẵn theo TCVN 6909:2001", "warn", gathered(mixed), _RULES + "4",
        )  # fmt: skip
