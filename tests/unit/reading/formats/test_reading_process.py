"""The confined process: its limits bite, its ends are told apart, and nothing of it stays."""

import json
import time
from pathlib import Path

import pytest

from tests.unit.reading.formats.files import docx, p, tbl, tc, tr
from vinhdanh.engines.reading import FaultCode, ReadingFault, extract, limited, process, read_limited
from vinhdanh.engines.reading.encode import document_from_json, document_to_json
from vinhdanh.engines.reading.limits import ProcessLimits

CHILDREN = str(Path(__file__).parent / "children")


def run(name: str, bounds: ProcessLimits, request: bytes = b"") -> bytes:
    return process.run(f"reading_child_{name}", request, bounds, also=[CHILDREN])


def fault_of(name: str, bounds: ProcessLimits) -> ReadingFault:
    with pytest.raises(ReadingFault) as caught:
        run(name, bounds)
    return caught.value


def test_a_large_request_goes_in_and_comes_back() -> None:
    request = bytes(range(256)) * 20_000
    assert run("echo", ProcessLimits(), request) == request


def test_memory_is_limited() -> None:
    assert fault_of("hungry", ProcessLimits(memory_mb=200)).code is FaultCode.OUT_OF_MEMORY


@pytest.mark.parametrize("name", ["endless", "busy"])
def test_time_is_limited(name: str) -> None:
    began = time.monotonic()
    fault = fault_of(name, ProcessLimits(seconds=1))
    assert fault.code is FaultCode.TIMEOUT
    assert "quá 1 giây" in fault.sentence
    assert time.monotonic() - began < 5


def test_the_answer_is_limited() -> None:
    assert fault_of("chatty", ProcessLimits(answer_mb=2)).code is FaultCode.TOO_LONG


def test_a_crash_is_told_as_one() -> None:
    assert fault_of("falling", ProcessLimits()).code is FaultCode.CRASHED
    assert fault_of("missing", ProcessLimits()).code is FaultCode.CRASHED


def test_the_process_may_not_write_fork_or_open_many_files_and_sees_no_secrets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    told = json.loads(run("prying", ProcessLimits()))
    assert told["could"] == {"write": False, "open_many": False, "fork": False}
    assert set(told["environment"]) <= {"LANG", "PYTHONPATH", "LC_CTYPE"}
    assert told["session"]


PLAN = docx(
    p("KẾ HOẠCH")
    + p("Công tác thi đua, khen thưởng năm 2025")
    + tbl(
        tr(tc("TT"), tc("Nội dung"), tc("Đơn vị chủ trì"), tc("Thời gian")),
        tr(tc("1"), tc("Tổng kết phong trào thi đua"), tc("Sở Nội vụ"), tc("Quý I")),
    )
)


def test_a_plan_is_read_through_the_border_as_without_it() -> None:
    outcome = read_limited(PLAN, "kế hoạch.docx")
    assert outcome.fault is None
    assert outcome.document == extract(PLAN, "kế hoạch.docx")
    assert outcome.reading is not None
    assert [task.text.value for task in outcome.reading.tasks] == ["Tổng kết phong trào thi đua"]


def test_a_fault_of_the_file_comes_back_as_it_is() -> None:
    outcome = read_limited(PLAN, "a.pdf")
    assert (outcome.document, outcome.reading) == (None, None)
    assert outcome.fault is not None
    assert outcome.fault.code is FaultCode.RENAMED
    assert ".pdf" in outcome.fault.sentence


def test_a_reader_stopped_from_outside_is_an_outcome() -> None:
    outcome = read_limited(PLAN, "a.docx", seconds=0.01)
    assert outcome.fault is not None
    assert outcome.fault.code is FaultCode.TIMEOUT


@pytest.mark.parametrize("answer", [b"", b"{}", b"[]", b"\xff", b'{"fault": {"code": "?", "sentence": ""}}'])
def test_an_answer_that_makes_no_sense_is_a_crash(answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "run", lambda *_: answer)
    outcome = limited.read_plan_limited(b"x", "a.txt")
    assert outcome.fault is not None
    assert outcome.fault.code is FaultCode.CRASHED


def test_documents_survive_json() -> None:
    for data, name in ((PLAN, "a.docx"), ("# Một\n**hai**\na\tb\n".encode(), "a.md")):
        document = extract(data, name)
        assert document_from_json(document_to_json(document)) == document


@pytest.mark.parametrize("text", ["[]", "{}", '{"kind": "txt", "blocks": [3]}'])
def test_other_json_is_no_document(text: str) -> None:
    with pytest.raises(ValueError, match="document"):
        document_from_json(text)
