"""The appendix as Word: laid out as the decree asks, and read back it is the same plan."""

import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from docx import Document

from tests.world import World, plan, row
from vinhdanh.domain.planning.models import Plan
from vinhdanh.engines.reading import read_limited

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(world: World) -> Plan:
    rows = [
        row("Phát động phong trào thi đua", world.office, others=[world.health, world.everyone]),
        row("Báo cáo 6 tháng", world.health, deadline=date(2026, 5, 15)),
        row(
            "Khen thưởng đột xuất",
            world.office,
            conditional=True,
            period_kind="year_round",
            period_value="2026",
        ),
    ]
    return plan(world.officer, world.province, rows, number="9/KH-UBND")


def _print(world: World, of: Plan, query: str = "") -> bytes:
    client = Client()
    client.force_login(world.officer)
    answer = client.get(f"/ke-hoach/{of.pk}/phu-luc.docx{query}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    return answer.content


def _cells(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in one.cells] for one in Document(io.BytesIO(data)).tables[0].rows]


def test_the_page_is_laid_out_as_the_decree_asks(world: World, printed: Plan) -> None:
    document: Any = Document(io.BytesIO(_print(world, printed)))
    section = document.sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [297, 210]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert document.styles["Normal"].font.name == "Times New Roman"
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:2] == ["Phụ lục", "NHIỆM VỤ CÔNG TÁC THI ĐUA, KHEN THƯỞNG NĂM 2026"]
    assert texts[2] == (
        "(Kèm theo Kế hoạch số 09/KH-UBND ngày 09 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Thử Nghiệm)"
    )


def test_both_layouts_name_who_leads_and_who_helps(world: World, printed: Plan) -> None:
    one = _cells(_print(world, printed))
    assert one[0] == ["TT", "Nội dung nhiệm vụ", "Thời gian thực hiện", "Đơn vị thực hiện"]
    assert one[1][3] == (
        "Chủ trì: Sở Nội vụ tỉnh Thử Nghiệm\nPhối hợp: Sở Y tế tỉnh Thử Nghiệm; Các sở, ban, ngành"
    )
    assert one[2][2] == "Hạn 15/05/2026"
    assert one[3][1] == "Khen thưởng đột xuất (nếu có)"
    two = _cells(_print(world, printed, "?kieu=tach"))
    assert two[0][3:] == ["Đơn vị chủ trì", "Đơn vị phối hợp"]
    assert two[1][3:] == ["Sở Nội vụ tỉnh Thử Nghiệm", "Sở Y tế tỉnh Thử Nghiệm; Các sở, ban, ngành"]


@pytest.mark.parametrize("query", ["", "?kieu=tach"])
def test_read_back_it_is_the_same_plan(world: World, printed: Plan, query: str) -> None:
    reading = read_limited(_print(world, printed, query), "phu-luc.docx").reading
    assert reading is not None
    assert [task.text.value.removesuffix(" (nếu có)") for task in reading.tasks] == [
        "Phát động phong trào thi đua",
        "Báo cáo 6 tháng",
        "Khen thưởng đột xuất",
    ]
    assert [[lead.value for lead in task.lead] for task in reading.tasks] == [
        ["Sở Nội vụ tỉnh Thử Nghiệm"],
        ["Sở Y tế tỉnh Thử Nghiệm"],
        ["Sở Nội vụ tỉnh Thử Nghiệm"],
    ]
    assert [other.value for other in reading.tasks[0].coordinators] == [
        "Sở Y tế tỉnh Thử Nghiệm",
        "Các sở, ban, ngành",
    ]


def test_a_plan_without_number_leaves_the_place_open(world: World, printed: Plan) -> None:
    Plan.objects.filter(pk=printed.pk).update(number="", issued_on=None)
    texts = [one.text for one in Document(io.BytesIO(_print(world, printed))).paragraphs]
    assert texts[2].startswith("(Kèm theo Kế hoạch số …/KH-… ngày … tháng … năm … của")
