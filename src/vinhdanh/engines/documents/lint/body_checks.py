"""Ô 6: căn cứ, lời văn, điều, khoản, điểm, the mark at the end; annexes."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from vinhdanh.engines.documents import layout
from vinhdanh.engines.documents.layout import Look
from vinhdanh.engines.documents.lint.cells import Cells
from vinhdanh.engines.documents.lint.judging import figure, gathered, judged, off, short
from vinhdanh.engines.documents.lint.report import Deviation, Severity
from vinhdanh.engines.documents.lint.seen import Seen
from vinhdanh.engines.documents.model import LETTERS

_LAW: Final = re.compile(r"\b(Luật|Pháp lệnh)\b[^;]*?\b(số\s*\d+/|ngày\s*\d+\s*(tháng|/|-))")
_OTHERS: Final = re.compile(
    r"\b(Nghị định|Nghị quyết|Thông tư|Quyết định|Chỉ thị|Kế hoạch|Công văn|Tờ trình)\b"
)
_POINT: Final = re.compile(r"^([a-zđ]{1,2})\)\s")
_ARTICLE: Final = re.compile(r"^Điều \d+\s*\.?")
_OPEN_END: Final = re.compile(r"(\./|/\.|\.\.)$")
_SAID_ONLY: Final = 20
"""Shorter lines are labels, not text of a body."""


def checks(cells: Cells) -> Iterator[Deviation]:
    """The body and the annexes."""
    yield from _bases(cells)
    yield from _articles(cells.body)
    yield from _points(cells.lines)
    if cells.is_official:
        yield from _text(cells)
        yield from _end(cells)
    yield from _annexes(cells)


def _bases(cells: Cells) -> Iterator[Deviation]:
    look = layout.BASIS
    for at, line in enumerate(cells.bases, 1):
        yield from judged(look, line)
        wanted = "." if at == len(cells.bases) else ";"
        if not line.text.endswith(wanted):
            severity: Severity = "warn" if wanted == ";" else "hint"
            yield off(
                look, line, "cuoi-can-cu", f"Căn cứ kết thúc bằng “{line.text[-1]}”",
                f"Cuối dòng này có dấu “{wanted}”", severity=severity,
            )  # fmt: skip
        law = _LAW.search(line.text)
        if law and not _OTHERS.search(law.group()):
            yield off(
                look, line, "can-cu-luat", f"Căn cứ ghi số hoặc ngày của luật: “{short(line.text)}”",
                "Luật, pháp lệnh chỉ ghi tên loại và tên, không ghi số, ký hiệu, cơ quan ban hành",
            )  # fmt: skip


def _text(cells: Cells) -> Iterator[Deviation]:
    """One deviation for all lines that break a rule: a body has hundreds."""
    look = layout.BODY
    text = [line for line in cells.body if not line.place.table and len(line.text) > _SAID_ONLY]
    low, high = look.sizes
    prose = [line for line in text if line.align != "centre"]
    rows: tuple[tuple[str, Sequence[Seen], Callable[[Seen], bool], str, str, Severity], ...] = (
        ("co-chu", text, lambda one: bool(one.size) and not low <= one.size <= high,
         "Lời văn có cỡ chữ ngoài khoảng", f"Lời văn cỡ chữ {figure(low)} đến {figure(high)}", "warn"),
        ("canh-deu", prose, lambda one: one.align not in {"justify"},
         "Lời văn không canh đều hai lề", "Lời văn canh đều cả hai lề", "hint"),
        ("lui-dau-dong", prose, lambda one: not _set_in(one.first),
         "Đầu dòng không lùi vào", "Đầu dòng lùi vào 1 cm hoặc 1,27 cm", "hint"),
        ("cach-dong", prose, lambda one: bool(one.spacing) and not _spaced(one.spacing),
         "Khoảng cách dòng ngoài khoảng", "Dòng đơn đến 1,5 dòng", "hint"),
    )  # fmt: skip
    for rule, lines, wrong, found, says, severity in rows:
        broken = [line for line in lines if wrong(line)]
        if broken:
            yield Deviation(rule, look.cell, found, says, severity, gathered(broken), look.source)
    yield from _gaps(prose, look)


def _gaps(prose: Sequence[Seen], look: Look) -> Iterator[Deviation]:
    tight = [
        below
        for above, below in pairwise(prose)
        if below.place.number == above.place.number + 1
        and max(above.after, below.before) < layout.PARAGRAPH_GAP
    ]
    if tight:
        yield Deviation(
            "cach-doan", look.cell, "Khoảng cách giữa các đoạn dưới 6pt", "Các đoạn cách nhau tối thiểu 6pt",
            "hint", gathered(tight), look.source,
        )  # fmt: skip


def _set_in(first: float) -> bool:
    return any(abs(first - wanted) < 0.5 for wanted in layout.FIRST_LINES)


def _spaced(spacing: float) -> bool:
    return layout.LINE_MIN - 0.01 <= spacing <= layout.LINE_MAX + 0.01


def _articles(lines: Sequence[Seen]) -> Iterator[Deviation]:
    for line in lines:
        match = _ARTICLE.match(line.text)
        if match and line.runs and not line.runs[0].bold and line.first > 0:
            yield off(
                layout.ARTICLE, line, "dieu", f"“{match.group().strip()}” không đậm", "Từ “Điều” và số đậm"
            )


def _points(lines: Sequence[Seen]) -> Iterator[Deviation]:
    """In each run of points the letters follow the Vietnamese alphabet: đ after d, no f, j, w, z."""
    before = ""
    for line in lines:
        match = _POINT.match(line.text)
        if match is None:
            continue
        letter = match[1][0]
        if letter not in LETTERS:
            yield off(
                layout.POINT,
                line,
                "thu-tu-diem",
                f"Điểm “{letter})”",
                "Bảng chữ cái tiếng Việt không có chữ này",
            )
        elif letter == "e" and before == "d":
            yield off(layout.POINT, line, "thu-tu-diem", "Sau điểm d) là điểm e)", "Sau điểm d) là điểm đ)")
        before = letter


def _end(cells: Cells) -> Iterator[Deviation]:
    look = layout.BODY
    last = next((line for line in reversed(cells.body) if line.text), None)
    if last is None or last.text.endswith(layout.END_MARK):
        return
    if _OPEN_END.search(last.text):
        found = f"Nội dung kết thúc bằng “{last.text[-2:]}”"
        yield off(look, last, "ket-thuc", found, "Mẫu của Nghị định kết thúc bằng “./.”", severity="hint")
    elif not any(line.text.endswith(layout.END_MARK) for line in cells.body[-6:]):
        yield off(
            look, last, "ket-thuc", "Cuối nội dung không có “./.”", "Mẫu của Nghị định kết thúc bằng “./.”"
        )


def _annexes(cells: Cells) -> Iterator[Deviation]:
    look = layout.ANNEX_WORD
    for line in cells.annexes:
        yield from judged(look, line)
        if line.upper and not line.text.isdigit():
            yield off(
                look, line, "in-thuong", f"“{short(line.text)}” viết hoa", "Từ “Phụ lục” bằng chữ in thường",
                severity="hint",
            )  # fmt: skip
        if len(cells.annexes) > 1 and not re.search(r"\s[IVXLC]+\W*$", line.text):
            yield off(
                look,
                line,
                "so-la-ma",
                f"“{short(line.text)}” không có số La Mã",
                "Từ hai phụ lục phải đánh số La Mã",
            )
    for line in cells.references:
        yield from judged(layout.ANNEX_REFERENCE, line)
    if len(cells.references) < len(cells.annexes):
        yield off(
            layout.ANNEX_REFERENCE, cells.annexes[0], "kem-theo", "Phụ lục không có dòng “(Kèm theo …)”",
            "Mỗi phụ lục ghi số, ký hiệu, thời gian và cơ quan ban hành văn bản",
        )  # fmt: skip
