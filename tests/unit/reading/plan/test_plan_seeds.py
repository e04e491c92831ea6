"""The five real plans, scored with the public scorer; skipped where they are not at hand."""

import importlib.util
import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from vinhdanh.engines.reading.plan import PlanReading, read_plan

from .builder import document, hard_wrapped

SHARED = Path(__file__).resolve().parents[4] / "../shared"
SEEDS = sorted((SHARED / "seeds").glob("0*.txt"))
GOLD = SHARED / "contracts/plan/gold"

pytestmark = pytest.mark.skipif(
    not SEEDS or not GOLD.is_dir(), reason="the real plans (../shared/seeds) are not on this machine"
)


@cache
def reading(number: str) -> PlanReading:
    return read_plan(document(text(number)))


def text(number: str) -> str:
    return next(path for path in SEEDS if path.name.startswith(number)).read_text(encoding="utf-8")


@cache
def scores() -> dict[str, float]:
    spec = importlib.util.spec_from_file_location("plan_score", SHARED / "contracts/plan/score.py")
    assert spec
    assert spec.loader
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    parts = [
        score.score_doc(
            json.loads((GOLD / f"{seed.stem}.json").read_text("utf-8")), contract(seed), seed.stem
        )
        for seed in SEEDS
    ]
    total = score.add_up(parts)
    precision, recall, _ = score.prf(total, "task")
    named = {key: score.rate(total, key) for key in ("period", "month", "lead", "coordinators", "head")}
    empty = {key: score.rate(total, key) for key in ("lead_empty", "coordinators_empty", "deadline_empty")}
    return {"precision": precision, "recall": recall, "duties": score.prf(total, "duty")[1], **named, **empty}


def contract(seed: Path) -> dict[str, Any]:
    return json.loads(json.dumps(reading(seed.name[:3]).as_contract()))


@pytest.mark.parametrize(
    ("what", "least"),
    [
        ("recall", 0.98), ("precision", 0.98), ("period", 0.98), ("lead", 0.95), ("coordinators", 0.92),
        ("head", 0.90), ("duties", 0.70), ("month", 0.95), ("lead_empty", 1), ("coordinators_empty", 0.98),
        ("deadline_empty", 1),
    ],
)  # fmt: skip
def test_scores(what: str, least: float) -> None:
    assert scores()[what] >= least


def test_rows_cut_by_pages_are_joined_in_every_column() -> None:
    tasks = reading("000").tasks
    joined = [task for task in tasks if task.text.doubt]
    assert len(tasks) == 35
    assert [task.ordinal.value for task in joined] == ["I.8", "II.7", "III.6"]
    assert [len(task.coordinators) for task in joined] == [2, 1, 4]
    assert all(len(task.text.spans) == 2 for task in joined)


def test_other_leads_and_the_row_that_names_no_leader() -> None:
    tasks = reading("001").tasks
    usual = tasks[0].lead[0].value
    others = [task.ordinal.value for task in tasks if task.lead[0].value != usual]
    doubtful = [task.ordinal.value for task in tasks if task.lead[0].doubt]
    assert (len(tasks), others, doubtful) == (32, ["13", "19", "23"], ["27"])


def test_the_day_in_raised_letters_and_the_year_of_the_plan() -> None:
    head = reading("001").head
    assert head.issued_on.value is not None
    assert (head.issued_on.value.isoformat(), head.years.value) == ("2022-12-20", (2023,))


def test_nothing_is_invented_where_prose_gives_no_times() -> None:
    assert [task for task in reading("002").tasks if task.period.value or task.deadline.value] == []


def test_equal_numbers_stay_two_rows_and_are_reported() -> None:
    result = reading("003")
    twins = [task for task in result.tasks if task.ordinal.value == "III.3"]
    assert len(twins) == 2
    assert all(task.ordinal.doubt for task in twins)
    assert "Có hai dòng cùng số 3 trong Quý III; giữ cả hai." in result.warnings


def test_rows_without_a_lead_stay_without() -> None:
    tasks = {task.ordinal.value: task for task in reading("003").tasks}
    assert tasks["V.2"].lead == tasks["V.3"].lead == ()
    assert all(not task.lead for task in reading("004").tasks)


def test_equal_conditional_tasks_stay_apart() -> None:
    conditional = [task.text.value for task in reading("004").tasks if task.conditional.value]
    assert max(conditional.count(words) for words in conditional) == 4


def test_years_and_school_years_are_no_deadlines() -> None:
    assert all(
        task.deadline.value is None
        for number in ("000", "001", "003", "004")
        for task in reading(number).tasks
    )


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
@pytest.mark.parametrize("width", [80, 100])
def test_hard_wrapped_copies_read_the_same(number: str, width: int) -> None:
    copy = read_plan(document(hard_wrapped(text(number), width)))
    assert copy.as_contract() == reading(number).as_contract()


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_decomposed_unicode_reads_the_same(number: str) -> None:
    copy = read_plan(document(unicodedata.normalize("NFD", text(number))))
    assert copy == reading(number)
