"""Where a paper is signed: the same places whether LibreOffice prints the DOCX or the system its data."""

import io
from collections.abc import Sequence

import pypdfium2
import pytest

from tests.domain.papers.desk import SIGNER, numbered, people
from tests.slow.office import needs_office
from tests.world import World, scope
from vinhdanh.domain.papers import actions
from vinhdanh.engines.documents import model
from vinhdanh.engines.documents.signatures.fields import PERSON, SEAL
from vinhdanh.foundation.files.store import read

pytestmark = [pytest.mark.slow, pytest.mark.django_db, needs_office]
MM = 72 / 25.4


def boxes(pdf: bytes) -> dict[str, tuple[int, list[float]]]:
    """Page and rectangle of each empty field, read by a library that did not write them."""
    import pypdf

    found = {}
    for number, page in enumerate(pypdf.PdfReader(io.BytesIO(pdf)).pages):
        for each in page.get("/Annots") or ():
            field = each.get_object()
            if field.get("/FT") == "/Sig" and "/V" not in field:
                found[str(field["/T"])] = (number, [float(side) for side in field["/Rect"]])
    return found


def inside(pdf: bytes, page: int, box: Sequence[float]) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return str(document[page].get_textpage().get_text_bounded(*box)).strip()


@pytest.mark.parametrize("way", ["past Word", "from data"])
@pytest.mark.parametrize("lines", [1, 14, 22])
def test_the_fields_lie_between_office_and_name(
    world: World, way: str, lines: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if way == "from data":
        monkeypatch.setattr("vinhdanh.engines.previews.office.shutil.which", lambda _: None)
    listed = model.Table(
        (model.Column("TT"), model.Column("Họ và tên")),
        (*(row[:2] for row in people(3)), ("4", f"Ông {SIGNER}")),
    )
    body = tuple(model.Paragraph("Các cơ quan, đơn vị có trách nhiệm thi hành.") for _ in range(lines))
    paper = numbered(world, body=body, annexes=(model.Annex("Danh sách thành viên", (listed,)),))
    version = actions.export_pdf(actor=world.officer, scope=scope(world.officer), paper_id=paper.pk)
    pdf = read(version.file)
    assert version.past_word == (way == "past Word")

    found = boxes(pdf)
    page, person = found[PERSON]
    left, low, right, high = person
    assert ((right - left) / MM, (high - low) / MM) == pytest.approx((50, 18), abs=0.4)
    assert inside(pdf, page, person) == ""
    assert inside(pdf, page, (left, low - 8 * MM, right, low)) == SIGNER
    assert "CHỦ TỊCH" in inside(pdf, page, (left, high, right, high + 12 * MM))
    sealed_page, seal = found[SEAL]
    assert sealed_page == page
    assert ((seal[2] - seal[0]) / MM, (seal[3] - seal[1]) / MM) == pytest.approx((36, 36), abs=0.4)
    assert seal[2] - left == pytest.approx((right - left) / 3, abs=1)
    assert (seal[1] + seal[3]) / 2 == pytest.approx((low + high) / 2, abs=1)
