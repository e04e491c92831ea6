"""Blanks that every template knows: who issues, number, day, place; and their words in a sample."""

from collections.abc import Mapping
from typing import Any, Final

from vinhdanh.engines.documents.templates import values
from vinhdanh.engines.documents.templates.frame import Field, Template, commons

KINDS: Final[Mapping[str, str]] = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "QyĐ": "Quy định",
    "TC": "Thông cáo", "TB": "Thông báo", "HD": "Hướng dẫn", "CTr": "Chương trình", "KH": "Kế hoạch",
    "PA": "Phương án", "ĐA": "Đề án", "DA": "Dự án", "BC": "Báo cáo", "BB": "Biên bản", "TTr": "Tờ trình",
    "HĐ": "Hợp đồng", "CĐ": "Công điện", "BGN": "Bản ghi nhớ", "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền", "GM": "Giấy mời", "GGT": "Giấy giới thiệu", "GNP": "Giấy nghỉ phép",
    "PG": "Phiếu gửi", "PC": "Phiếu chuyển", "PB": "Phiếu báo",
}  # fmt: skip
"""Nghị định 30/2020/NĐ-CP, Phụ lục III, mục I. A letter (công văn) has none."""

NUMBER, DAY = "số", "ngày ban hành"
_TEXTS: Final = (
    "cơ quan chủ quản", "cơ quan ban hành", "tên cơ quan", "viết tắt", "ký hiệu", "địa danh", "tỉnh", "lưu",
    "người ký",
)  # fmt: skip
FIELDS: Final[Mapping[str, Field]] = {
    **{name: Field(name, values.TEXT, name.capitalize(), required=False) for name in _TEXTS},
    NUMBER: Field(NUMBER, values.NUMBER, "Số", required=False),
    DAY: Field(DAY, values.DAY, "Ngày ban hành", required=False),
}


def known(template: Template) -> dict[str, Field]:
    """Every blank that the wording may name; a template's own field goes before a common one."""
    return {**FIELDS, **template.fields}


def sample(template: Template) -> dict[str, Any]:
    """The data of the template's sample, in fictional tỉnh Sông Mây."""
    profile = commons()["issuers"][template.issuer]
    head = {NUMBER: template.piece("number").text, DAY: template.piece("day").text}
    examples = {name: item.example for name, item in template.fields.items() if item.example is not None}
    return {
        **commons()["place"],
        **profile,
        **{key: value for key, value in head.items() if value},
        **examples,
    }
