"""Designs as pages and the press need them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Max

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.certificates.access import visible_designs
from vinhdanh.domain.certificates.models import CertificateDesign, DesignVersion, PrinterOffset
from vinhdanh.domain.certificates.states import AWARD, DECISION, NAME
from vinhdanh.engines.documents.certificates import (
    Certificate,
    Design,
    Field,
    Slip,
    Stock,
    design_from,
    design_to,
    print_certificates,
)
from vinhdanh.foundation.files.store import read

_SAMPLE: Final = {
    NAME: "Nguyễn Thị Hồng Nhung",
    "chuc_vu": "Phó Trưởng phòng Tổ chức, Sở Nội vụ",
    AWARD: "Giấy khen",
    "thanh_tich": "Đã có thành tích xuất sắc trong phong trào thi đua yêu nước năm 2026",
    DECISION: "Quyết định số 15/QĐ-UBND ngày 05/02/2026",
    "so_vang": "127",
}
_SHOWN_DPI: Final = 72


def starter() -> dict[str, Any]:
    """What a new design begins with: A4 lying, our own border, the fields that most certificates have."""
    fields = (
        Field(
            "tieu_de", 20, 38, 257, "Tiêu đề", fixed="TẶNG GIẤY KHEN", size=30, colour="#8c1c13", bold=True
        ),
        Field(NAME, 40, 78, 217, "Họ và tên", size=34, least=18, bold=True),
        Field("chuc_vu", 40, 97, 217, "Chức vụ, đơn vị", size=15, least=10, lines=2),
        Field("thanh_tich", 40, 116, 217, "Thành tích", size=15, least=10, lines=3),
        Field(DECISION, 20, 175, 120, "Quyết định", size=11, least=8, lines=2, align="left"),
        Field("so_vang", 20, 187, 60, "Số sổ vàng", size=11, least=8, align="left"),
    )
    return design_to(Design(Stock(), fields, slip=Slip()))


def design_of(version: DesignVersion) -> Design:
    """The design for the press, with its picture (one read of the store)."""
    return design_from(version.data, read(version.background) if version.background else b"")


@dataclass(frozen=True, slots=True)
class DesignRow:
    """``version`` is the number of the newest one."""

    design: CertificateDesign
    version: int


def design_rows(scope: Scope, limit: int = 200) -> Sequence[DesignRow]:
    """The designs that the person sees, by body and name; one query."""
    rows = visible_designs(scope).select_related("body").annotate(newest=Max("versions__n"))
    return [DesignRow(row, row.newest) for row in rows.order_by("body__sort_key", "name_key")[:limit]]


def newest_version(design: CertificateDesign) -> DesignVersion:
    """The version on which the next list is put."""
    return design.versions.select_related("background", "made_by").latest("n")


def numbered_version(design: CertificateDesign, n: int) -> DesignVersion | None:
    """One version by its number."""
    return design.versions.select_related("background").filter(n=n).first()


def offsets_of(user_id: UUID | None) -> Sequence[PrinterOffset]:
    """One's own printers by name."""
    return list(PrinterOffset.objects.filter(user=user_id))


def sample_pdf(design: Design) -> bytes:
    """One sheet with made-up words, as it looks on its stock. Raises ``TooLong``, ``TypesettingFault``."""
    data = {field.key: _SAMPLE.get(field.key, field.label or field.key) for field in design.fields}
    return print_certificates(design, [Certificate(data)], shown=True)


def first_page(pdf: bytes) -> bytes:
    """The first page of a PDF of ours as a PNG for the screen."""
    import io

    import pypdfium2

    out = io.BytesIO()
    with pypdfium2.PdfDocument(pdf) as document:
        document[0].render(scale=_SHOWN_DPI / 72).to_pil().save(out, "PNG")
    return out.getvalue()
