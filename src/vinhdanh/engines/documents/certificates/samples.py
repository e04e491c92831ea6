"""The delivered kinds of certificates as sheets: Bằng khen, Giấy khen, Giấy chứng nhận, with invented data.

Places are ours: no decree sets them, an office moves them in its own design.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from vinhdanh.engines.documents.certificates.design import Design, Field, Stock
from vinhdanh.engines.documents.certificates.frame import RED
from vinhdanh.engines.documents.certificates.printing import Certificate, print_certificates
from vinhdanh.engines.documents.layout import MOTTO, STATE
from vinhdanh.engines.documents.templates import sample, sample_data
from vinhdanh.engines.documents.words import day_in_words

_SHEET: Final = (
    Field("quoc_hieu", 40, 21, 217, fixed=STATE, size=14, bold=True),
    Field("tieu_ngu", 40, 28, 217, fixed=MOTTO, size=14, bold=True),
    Field("nguoi_tang", 30, 42, 237, "Người tặng", size=18, least=14, bold=True, upper=True),
    Field("viec", 30, 53, 237, "Việc", size=16, bold=True),
    Field("ten_bang", 30, 61, 237, "Tên bằng", size=44, bold=True, colour=RED, upper=True),
    Field("ho_ten", 30, 86, 237, "Người được tặng", size=26, least=18, bold=True),
    Field("don_vi", 30, 99, 237, "Chức vụ, đơn vị", size=16, least=12, lines=2),
    Field("thanh_tich", 35, 116, 227, "Thành tích", size=16, least=12, lines=3),
    Field("noi_ngay", 165, 141, 105, "Nơi, ngày", size=14, italic=True),
    Field("chuc_vu_ky", 165, 148, 105, "Chức vụ người ký", size=14, bold=True, upper=True),
    Field("nguoi_ky", 165, 181, 105, "Người ký", size=14, bold=True),
    Field("quyet_dinh", 27, 175, 120, "Quyết định", size=12, align="left"),
    Field("so_vang", 27, 182, 120, "Sổ vàng", size=12, align="left"),
)
_ON_STOCK: Final = frozenset({"quoc_hieu", "tieu_ngu", "viec", "ten_bang"})
"""What pre-printed stock bears already."""


def sample_design(*, preprinted: bool = False) -> Design:
    """A lying A4 sheet: blank with our own border, or stock on which only the changing words are printed."""
    if preprinted:
        return Design(Stock(printed=True), tuple(field for field in _SHEET if field.key not in _ON_STOCK))
    return Design(Stock(), _SHEET)


def sample_certificate(code: str) -> Certificate:
    """The sample of ``T35``, ``T35-2`` or ``T35-3``, in the words of its template. Raises ``KeyError``."""
    said = sample_data(code)
    day = day_in_words(date.fromisoformat(said["ngày quyết định"]))
    return Certificate(
        {
            "ten_bang": sample(code).head.title,
            **_MIDDLE[code](said),
            "noi_ngay": f"{said['địa danh']}, {day}",
            "chuc_vu_ky": "Chủ tịch",
            "nguoi_ky": said["người ký"],
            "quyet_dinh": f"Quyết định số: {said['quyết định số']}, {day}",
            "so_vang": f"Vào sổ vàng số: {said['sổ vàng']}",
        }
    )


def print_sample(code: str, *, preprinted: bool = False) -> bytes:
    """The sample as PDF; the stock's own words are left to the stock."""
    return print_certificates(sample_design(preprinted=preprinted), [sample_certificate(code)])


def _awarded(said: Mapping[str, Any]) -> dict[str, str]:
    named = f"{said.get('xưng hô', '')} {said['người được tặng']}".strip()
    where = said.get("chức vụ") or said.get("đơn vị", "")
    return {
        "nguoi_tang": said["người tặng"], "viec": "TẶNG", "ho_ten": named, "don_vi": where,
        "thanh_tich": said["thành tích"],
    }  # fmt: skip


def _certified(said: Mapping[str, Any]) -> dict[str, str]:
    reached = f"Đạt danh hiệu {said['danh hiệu']} năm {said['năm']}"
    return _awarded({**said, "người tặng": said["người công nhận"], "thành tích": reached}) | {"viec": ""}


_MIDDLE: Final[Mapping[str, Callable[[Mapping[str, Any]], dict[str, str]]]] = {
    "T35": _awarded, "T35-2": _awarded, "T35-3": _certified
}  # fmt: skip
