"""Ô 7 and 9b: who signs in what right, and who receives."""

import re
from collections.abc import Iterator
from typing import Final

from vinhdanh.engines.documents import layout
from vinhdanh.engines.documents.lint.cells import Cells
from vinhdanh.engines.documents.lint.judging import judged, off, short
from vinhdanh.engines.documents.lint.report import Deviation
from vinhdanh.engines.documents.lint.seen import Seen
from vinhdanh.foundation.kernel.names import parse_name
from vinhdanh.foundation.kernel.text import fold

_NO_RECIPIENTS: Final = frozenset({"Biên bản", "Quy chế", "Quy định", "Hợp đồng", "Giấy nghỉ phép"})
_AWARD: Final = re.compile(r"\b(tang|khen thuong|bang khen|giay khen|cong nhan danh hieu|truy tang)\b")
_COMMITTEE_PAPERS: Final = frozenset({"Kế hoạch", "Báo cáo", "Chương trình", "Hướng dẫn"})
"""Directives and proposals for awards are the chair's own in many offices: nothing is said of them."""


def checks(cells: Cells) -> Iterator[Deviation]:
    """The foot of the paper."""
    yield from _recipients(cells)
    yield from _signature(cells)
    yield from _right(cells)


def _recipients(cells: Cells) -> Iterator[Deviation]:
    look, word = layout.RECIPIENTS_WORD, cells.recipients_word
    if word is None:
        if cells.is_official and cells.kind_name not in _NO_RECIPIENTS:
            yield off(look, None, "thieu-noi-nhan", "Không thấy “Nơi nhận”", "Văn bản phải ghi nơi nhận")
        return
    yield from judged(look, word)
    for line in cells.recipients:
        yield from judged(layout.RECIPIENT, line)
    yield from _ends(cells)


def _ends(cells: Cells) -> Iterator[Deviation]:
    look, lines = layout.RECIPIENT, cells.recipients
    kept = [line for line in lines if re.match(r"^[-–]\s*luu\b", fold(line.text))]
    if not kept:
        last = lines[-1] if lines else cells.recipients_word
        yield off(
            look, last, "thieu-luu", "“Nơi nhận” không có dòng “Lưu”",
            "Dòng cuối ghi “Lưu: VT, …”",
        )  # fmt: skip
    elif cells.is_official and cells.kind_name != "Biên bản" and not any(_has_archive(line) for line in kept):
        yield off(
            look,
            kept[0],
            "luu-vt",
            f"“{short(kept[0].text)}” không có “VT”",
            "Dòng cuối ghi “Lưu: VT, …”",
            severity="hint",
        )
    for at, line in enumerate(lines, 1):
        wanted = "." if at == len(lines) else ";"
        if not line.text.endswith(wanted):
            yield off(
                look, line, "cuoi-dong", f"“{short(line.text, 30)}” không kết thúc bằng “{wanted}”",
                "Cuối mỗi dòng có dấu chấm phẩy, dòng cuối có dấu chấm", severity="hint",
            )  # fmt: skip


def _has_archive(line: Seen) -> bool:
    """Minutes are kept with the papers of their meeting; others go through the office's own archive."""
    return "vt" in re.split(r"\W+", fold(line.text))


def _signature(cells: Cells) -> Iterator[Deviation]:
    for line in cells.offices:
        yield from judged(layout.OFFICE, line)
    signer = cells.signer
    if signer is None:
        return
    yield from judged(layout.SIGNER, signer)
    titles = parse_name(signer.text).titles
    if titles:
        yield off(
            layout.SIGNER, signer, "hoc-ham", f"Trước họ tên người ký có “{' '.join(titles)}”",
            "Không ghi học hàm, học vị, danh hiệu (trừ đơn vị vũ trang, giáo dục, y tế, khoa học)",
        )  # fmt: skip


def _right(cells: Cells) -> Iterator[Deviation]:
    """TM. is for what a collective decides: the chair alone decides awards."""
    if not cells.offices:
        return
    first, kind = cells.offices[0], cells.kind_name
    subject = fold(" ".join(line.text for line in cells.subject))
    above = fold(" ".join(line.text for line in cells.lines[:25] if line.upper and line.align == "centre"))
    if kind == "Quyết định" and first.text.startswith("TM.") and _AWARD.search(subject):
        if re.search(r"\bchu tich\b", above):
            yield off(
                layout.OFFICE, first, "tm-khen-thuong", f"Quyết định khen thưởng ký “{short(first.text)}”",
                "Chủ tịch quyết định khen thưởng: ký “CHỦ TỊCH” hoặc “KT. CHỦ TỊCH”, không ghi “TM.”",
            )  # fmt: skip
    elif kind in _COMMITTEE_PAPERS and _committee(cells) and first.text in {"CHỦ TỊCH", "KT. CHỦ TỊCH"}:
        yield off(
            layout.OFFICE, first, "thieu-tm", f"{kind} của Ủy ban nhân dân ký “{first.text}”",
            "Thay mặt tập thể thường ghi “TM. ỦY BAN NHÂN DÂN”; nhiều nơi vẫn ký như vậy", severity="hint",
        )  # fmt: skip


def _committee(cells: Cells) -> bool:
    names = fold(" ".join(line.text for line in cells.names))
    return "uy ban nhan dan" in names or bool(re.search(r"\bubnd\b", names))
