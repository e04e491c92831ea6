"""Whatever the document, a reading comes back: whole, pointing at real words, in linear time."""

import gc
import json
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vinhdanh.engines.reading.model import Document
from vinhdanh.engines.reading.plan import Field, PlanReading, read_plan

from .builder import LAYOUTS, document, layout, words_at

PIECES = st.sampled_from(
    """KẾ HOẠCH|I. NỘI DUNG|1. Quý I|- Họp Hội đồng (nếu có)|TT\tNội dung\tChủ trì|1\tHọp\tSở Nội vụ
\ttiếp theo\t
Nơi nhận:|TM. ỦY BAN NHÂN DÂN|ngày 31/02/2025|tháng 13|Quý V|Đợt 1: từ ngày|- Chủ trì: ; phối hợp:|((((|** **
báo cáo về UBND xã trước ngày 99/99|Số: /KH-|năm học 20-21|Thời gian:|II.|a)|1\t\t\t\t\t|TT Nội dung Chủ trì
1|2 Họp\tx|; ; ;|của các, và""".replace("\n", "|").split("|")
)


def fields(result: PlanReading) -> list[Field[str]]:
    named = [result.head.number, result.head.place, result.head.signer, result.head.signer_title]
    for task in result.tasks:
        named += [task.text, *task.lead, *task.coordinators, *(product.text for product in task.products)]
    return named


def check(source: Document) -> None:
    result = read_plan(source)
    assert PlanReading.from_json(json.loads(json.dumps(result.to_json()))) == result
    for item in fields(result):
        assert 0 <= item.confidence <= 1
        assert all(words_at(source, span) for span in item.spans)
        assert bool(item.spans) >= bool(item.value)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=60)), max_size=25), st.booleans())
def test_any_document_gives_a_reading(pieces: list[str], wrapped: bool) -> None:
    check(document("\n".join(pieces), wrapped=wrapped))


@pytest.mark.parametrize("name", sorted(path.stem for path in LAYOUTS.glob("*.txt")))
def test_spans_point_at_the_words(name: str) -> None:
    source = layout(name)
    check(source)
    for task in read_plan(source).tasks:
        found = " ".join(words_at(source, span) for span in task.text.spans)
        assert " ".join(found.split()) == task.text.value


def test_an_empty_document() -> None:
    assert read_plan(Document("txt", ())).tasks == ()


def test_json_of_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="plan reading"):
        PlanReading.from_json({"tasks": 3})


LARGE: dict[str, Callable[[int], str]] = {
    "bullets": lambda n: "\n".join(f"- Tổ chức họp xét khen thưởng đợt {at}" for at in range(n)),
    "one paragraph": lambda n: "\n".join(
        "dòng chữ thường nối tiếp nhau mãi không có dấu chấm câu" for _ in range(n)
    ),
    "rows": lambda n: (
        "TT\tNội dung\tChủ trì\n" + "\n".join(f"{at}\tHọp\tSở Nội vụ, Sở Y tế" for at in range(n))
    ),
    "one row": lambda n: "TT\tNội dung\tChủ trì\n1\tHọp\tSở\n" + "\n".join("\tnối\tvụ" for _ in range(n)),
    "labels": lambda n: "\n".join(
        "- Tổ chức họp\n- Chủ trì: Sở Nội vụ\n- Thời gian: Quý I" for _ in range(n // 3)
    ),
    "clauses": lambda n: "III. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ" + "; báo cáo UBND tỉnh" * n,
    "spaces": lambda n: "1. Họp" + " " * n * 5 + "báo cáo",
    "names": lambda n: "TT\tNội dung\tĐơn vị thực hiện\n1\tHọp\t" + "Sở Nội vụ chủ trì, " * n,
}


@pytest.fixture
def no_collector() -> Iterator[None]:
    """The collector walks what the other tests of this process hold, which is not the reader's time."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def seconds(source: Document, rounds: int = 1) -> float:
    """The best of several readings: a busy machine only ever adds time."""

    def once() -> float:
        start = time.process_time()
        read_plan(source)
        return time.process_time() - start

    return min(once() for _ in range(rounds))


@pytest.mark.slow
@pytest.mark.usefixtures("no_collector")
@pytest.mark.parametrize("name", sorted(LARGE))
def test_time_grows_with_the_length_and_no_faster(name: str) -> None:
    """Four times the lines take four times as long; what grew with their square would take sixteen."""
    source_of = LARGE[name]
    short = max(seconds(document(source_of(1000)), rounds=3), 0.02)
    long = document(source_of(4000))
    assert any(seconds(long) < 9 * short for _ in range(4))


@pytest.mark.usefixtures("no_collector")
def test_a_plan_is_read_in_a_fraction_of_a_second() -> None:
    assert seconds(layout("topic_table"), rounds=3) < 0.5
