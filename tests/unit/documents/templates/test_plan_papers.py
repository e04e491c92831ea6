"""Plans out and in again: the same tasks, bodies and periods in both layouts."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from vinhdanh.engines.documents.docx import write_docx
from vinhdanh.engines.documents.templates import sample
from vinhdanh.engines.documents.templates.plans import plan_paper
from vinhdanh.engines.reading import extract
from vinhdanh.engines.reading.plan import read_plan

SEEDS = sorted((Path(__file__).resolve().parents[5] / "shared/seeds").glob("0*.txt"))
ABSENT = "the real plans are not beside this checkout (../shared/seeds)"


@cache
def read(seed: Path) -> dict[str, Any]:
    return read_plan(extract(seed.read_bytes(), seed.name)).as_contract()


def essence(plan: dict[str, Any]) -> list[tuple[Any, ...]]:
    told = ("text", "lead", "coordinators", "period")
    return [tuple(task[name] for name in told) for task in plan["tasks"]]


@pytest.mark.skipif(not SEEDS, reason=ABSENT)
@pytest.mark.parametrize("one_cell", [False, True])
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_a_real_plan_comes_back_as_it_went(seed: Path, *, one_cell: bool) -> None:
    plan = read(seed)
    again = read_plan(extract(write_docx(plan_paper(plan, one_cell=one_cell)), "plan.docx")).as_contract()
    assert essence(again) == essence(plan)
    for name in ("number", "issued_on", "place", "issuer", "signer", "title", "years", "recipients"):
        assert again[name] == plan[name]


@pytest.mark.parametrize("code", ["T01", "T01-2"])
def test_the_sample_plan_is_read_with_leads_coordinators_and_quarters(code: str) -> None:
    plan = read_plan(extract(write_docx(sample(code)), "plan.docx")).as_contract()
    assert len(plan["tasks"]) == 20
    first = plan["tasks"][0]
    assert first["lead"] == ["Sở Nội vụ"]
    assert first["coordinators"] == ["Văn phòng Ủy ban nhân dân tỉnh"]
    assert first["period"]["value"].startswith("2026-")


def test_periods_go_out_in_words_that_are_read_again() -> None:
    periods: list[dict[str, Any]] = [
        {"kind": "quarter", "value": "2026-Q1", "month": "2026-02"},
        {"kind": "quarter", "value": "2026-Q3"},
        {"kind": "month", "value": "2026-05"},
        {"kind": "date", "value": "2026-06-15"},
        {"kind": "year_round", "value": "2026"},
    ]
    words = ("Tổ chức tập huấn", "Họp Hội đồng", "Phát động phong trào", "Sơ kết", "Kiểm tra", "Tuyên truyền")
    plan = {
        "number": "41/KH-UBND", "issued_on": "2026-01-28", "place": "Sông Mây", "years": [2026],
        "issuer": "Ủy ban nhân dân tỉnh Sông Mây", "title": "Công tác thi đua, khen thưởng năm 2026",
        "signer": "Trần Đình Khánh", "signer_title": "CHỦ TỊCH",
        "tasks": [
            {"text": f"{text} số {place}", "lead": ["Sở Nội vụ"], "coordinators": [], "period": period}
            for place, (text, period) in enumerate(zip(words, periods, strict=False))
        ],
    }  # fmt: skip
    again = read_plan(extract(write_docx(plan_paper(plan)), "plan.docx")).as_contract()
    assert [task["period"] for task in again["tasks"]] == periods
