"""Ô 1 to 5: names, number, day, kind and subject."""

import re
from collections.abc import Iterator
from typing import Final

from vinhdanh.engines.documents import layout
from vinhdanh.engines.documents.lint.cells import Cells
from vinhdanh.engines.documents.lint.judging import judged, off, short
from vinhdanh.engines.documents.lint.report import Deviation
from vinhdanh.engines.documents.lint.seen import Seen
from vinhdanh.foundation.kernel.text import squash

_NUMBER: Final = re.compile(r"Số\s*:\s*(?P<number>[\d….]*)\s*(?P<slash>[/-]?)\s*(?P<symbol>.*)$")
_DAY: Final = re.compile(r"ngày\s*(\d{1,2})?\D*?tháng\s*(\d{1,2})?\D*?năm", re.IGNORECASE)
_MOTTO: Final = re.compile(r"Độc lập - Tự do - Hạnh phúc")


def checks(cells: Cells) -> Iterator[Deviation]:
    """All of the head."""
    yield from _state(cells)
    yield from _names(cells)
    yield from _number(cells)
    yield from _day(cells)
    yield from _title(cells)


def _state(cells: Cells) -> Iterator[Deviation]:
    for look, line in ((layout.STATE_NAME, cells.state), (layout.MOTTO_LINE, cells.motto)):
        if cells.is_annex:
            continue
        if line is None:
            yield off(look, None, "thieu", f"Không thấy {look.name}", "Văn bản phải có Quốc hiệu và Tiêu ngữ")
        else:
            yield from judged(look, line)
    if cells.motto and not _MOTTO.search(squash(cells.motto.text)):
        yield off(
            layout.MOTTO_LINE, cells.motto, "tieu-ngu", f"Tiêu ngữ viết “{short(cells.motto.text)}”",
            "Chữ đầu các cụm từ viết hoa, giữa các cụm từ có gạch nối và cách chữ",
        )  # fmt: skip


def _names(cells: Cells) -> Iterator[Deviation]:
    if not cells.names:
        return
    for line in cells.names:
        yield from judged(layout.ISSUER, line, weight=False)
    if not cells.names[-1].bold:
        yield off(
            layout.ISSUER, cells.names[-1], "dam", "Tên cơ quan ban hành không đậm", "Nghị định định chữ đậm"
        )


def _number(cells: Cells) -> Iterator[Deviation]:
    look, line = layout.NUMBER, cells.number
    if line is None:
        if cells.is_official and cells.kind_name != "Biên bản":
            yield off(look, None, "thieu-so", "Không thấy dòng “Số: …/…”", "Văn bản phải có số và ký hiệu")
        return
    yield from judged(look, line)
    match = _NUMBER.search(line.text)
    if match is None:
        return
    number = match["number"].strip(".…")
    if number.isdigit() and len(number) == 1:
        yield off(look, line, "so-0", f"Số viết “{number}”", f"Số nhỏ hơn 10 phải thêm số 0: “0{number}”")
    if match["slash"] == "-":
        yield off(
            look, line, "gach-cheo", "Giữa số và ký hiệu là gạch nối", "Giữa số và ký hiệu có gạch chéo (/)"
        )
    yield from _symbol(cells, line, match["symbol"])


def _symbol(cells: Cells, line: Seen, symbol: str) -> Iterator[Deviation]:
    look = layout.NUMBER
    if re.search(r"\s", symbol.strip()):
        yield off(
            look,
            line,
            "cach-chu",
            f"Ký hiệu “{symbol}” có cách chữ",
            "Các nhóm nối bằng gạch nối, không cách",
        )
    groups = symbol.strip().split("-")
    if cells.is_letter and groups[0] == "CV":
        yield off(
            look,
            line,
            "chu-viet-tat",
            "Ký hiệu công văn có “CV”",
            "Ký hiệu công văn chỉ gồm cơ quan và đơn vị",
        )
    wanted = layout.ABBREVIATIONS.get(cells.kind_name)
    if wanted and groups[0] and groups[0] != wanted:
        yield off(
            look, line, "chu-viet-tat", f"Ký hiệu bắt đầu bằng “{groups[0]}”",
            f"Chữ viết tắt của {cells.kind_name.lower()} là “{wanted}” (Phụ lục III)",
        )  # fmt: skip


def _day(cells: Cells) -> Iterator[Deviation]:
    look, line = layout.PLACE_DAY, cells.day
    if line is None:
        if cells.is_official and cells.kind_name != "Biên bản":
            yield off(
                look, None, "thieu-ngay", "Không thấy địa danh và ngày, tháng, năm",
                "Văn bản phải có địa danh và thời gian ban hành",
            )  # fmt: skip
        return
    yield from judged(look, line)
    if "," not in line.text:
        yield off(look, line, "dau-phay", "Sau địa danh không có dấu phẩy", "Sau địa danh có dấu phẩy (,)")
    match = _DAY.search(line.text)
    day, month = match.groups() if match else ("", "")
    if day and len(day) == 1:
        yield off(look, line, "so-0", f"Ngày viết “{day}”", f"Ngày nhỏ hơn 10 phải thêm số 0: “0{day}”")
    if month in {"1", "2"}:
        yield off(look, line, "so-0", f"Tháng viết “{month}”", f"Tháng 1, 2 phải thêm số 0: “0{month}”")


def _title(cells: Cells) -> Iterator[Deviation]:
    if cells.is_letter:
        if not cells.letter_subject:
            yield off(
                layout.LETTER_SUBJECT, None, "thieu-trich-yeu", "Công văn không có trích yếu",
                "Trích yếu đặt sau “V/v”, dưới số và ký hiệu",
            )  # fmt: skip
        for line in cells.letter_subject:
            yield from judged(layout.LETTER_SUBJECT, line)
        return
    if cells.kind is None or not cells.is_official:
        return
    yield from judged(layout.KIND, cells.kind)
    for line in cells.subject:
        yield from judged(layout.SUBJECT, line)
    if not cells.subject:
        yield off(
            layout.SUBJECT, cells.kind, "thieu-trich-yeu", f"Dưới “{cells.kind.text}” không có trích yếu",
            "Trích yếu nội dung đặt ngay dưới tên loại văn bản",
        )  # fmt: skip
