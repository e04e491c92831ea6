"""An office's words for a kind of paper: what fits the data that the program gives, and what does not."""

import json
from dataclasses import asdict

import pytest

from vinhdanh.engines.documents.templates import check, text_of, titles
from vinhdanh.engines.documents.templates.fitting import faults_of
from vinhdanh.engines.documents.templates.plans import plan_paper

T17 = text_of("T17")


@pytest.mark.parametrize("code", titles())
def test_what_is_delivered_fits(code: str) -> None:
    assert faults_of(text_of(code), code) == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("code: T17", "code: T99", "Khóa “code” của mẫu này phải là “T17”"),
        ("issuer: ", "issuer: khong_co_", "Khóa “issuer”"),
        (
            "fields:\n",
            "fields:\n  màu cờ: {type: chữ, example: đỏ}\n",
            "không có số liệu cho trường “màu cờ”",
        ),
    ],
)
def test_a_frame_of_another_paper_and_a_blank_nobody_fills_are_named(old: str, new: str, said: str) -> None:
    assert old in T17
    assert said in " ".join(map(str, faults_of(T17.replace(old, new, 1), "T17")))


def test_a_blank_keeps_its_type() -> None:
    text = text_of("T01").replace("hạn kế hoạch: {type: ngày", "hạn kế hoạch: {type: số", 1)
    assert any("không đổi kiểu được" in fault.sentence for fault in faults_of(text, "T01"))


def test_rows_that_no_sample_shares_are_a_fault_and_no_crash() -> None:
    (fault,) = check(text_of("T15").replace('"=khen', '"=không khen', 1))
    assert "phải là danh sách" in fault.sentence


def test_the_words_of_a_plan_name_no_body_of_the_sample() -> None:
    plan = {"issuer": "Trường Mầm non Thử", "title": "Công tác thi đua", "years": [2026], "tasks": []}
    words = json.dumps(
        asdict(plan_paper({**plan, "tasks": [{"text": "Họp", "lead": ["Tổ 1"]}]})), ensure_ascii=False
    )
    for name in ("Sở Nội vụ", "Sông Mây", "Ủy ban nhân dân", "cụm"):
        assert name not in words
