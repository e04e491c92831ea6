"""Designs and lists for tests, made through the actions that pages call."""

import io
from typing import Any

from tests.world import World, scope
from vinhdanh.domain.certificates import actions
from vinhdanh.domain.certificates.models import CertificateDesign, Printing, PrintRun
from vinhdanh.domain.certificates.queries.designs import starter

BASE = "https://tdkt.example/cong-khai/bang/"
WORDS = actions.PrintingWords("Giấy khen năm 2026", "Giấy khen", "Quyết định số 15/QĐ-UBND ngày 05/02/2026")
LISTED = (
    "TT\tHọ và tên\tChức vụ, đơn vị\n1\tTrần Thị An\tChuyên viên\n2\tLê Văn Bình\tKế toán\n3\tĐỗ Thị Cúc\t"
)
LONG = "Công ty " + "Trách nhiệm hữu hạn Một thành viên Sông Mây " * 6


def who(world: World) -> dict[str, Any]:
    return {"actor": world.officer, "scope": scope(world.officer)}


def design(world: World, name: str = "Giấy khen", **changes: Any) -> CertificateDesign:
    return actions.add_design(
        **who(world), body_id=world.province.pk, name=name, data={**starter(), **changes}
    )


def listed(world: World, words: str = LISTED, of: CertificateDesign | None = None) -> Printing:
    return actions.prepare_printing(
        **who(world), design_id=(of or design(world)).pk, words=WORDS, source=actions.ListSource(words)
    )


def many(count: int) -> str:
    return "Họ và tên\n" + "\n".join(f"Trần Thị Mẫu {n:04d}" for n in range(1, count + 1))


def printed(world: World, printing: Printing, **wanted: Any) -> PrintRun:
    return actions.start_print(**who(world), printing_id=printing.pk, wanted=actions.Wanted(BASE, **wanted))


def picture(kind: str = "PNG") -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (60, 40), "#ffeecc").save(out, kind)
    return out.getvalue()


def pages(data: bytes) -> list[str]:
    """The words of each page of a PDF."""
    import pypdf

    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
