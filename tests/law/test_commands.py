"""`law awards` and `law check` from outside: what they print, and how they refuse."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.law.making import data, initiative, title
from vinhdanh.interfaces.cli.main import main

CHAIN = data("cstd_cap_tinh", awards=title("cstd_co_so", 2023, 2024, 2025), initiatives=[initiative("tinh")])
KEYS = {
    "award", "verdict", "instrument", "legal_ref", "summary", "tree", "missing", "warnings",
    "vote_min_percent", "bonus_coefficient",
}  # fmt: skip
Captured = pytest.CaptureFixture[str]


def check(path: Path, capsys: Captured) -> tuple[int, str, str]:
    code = main(["law", "check", str(path)])
    out, err = capsys.readouterr()
    return code, out, err


def test_one_file_gets_one_object(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps(CHAIN), "utf-8-sig")
    code, out, err = check(path, capsys)
    answer = json.loads(out)
    assert (code, err, set(answer), answer["verdict"]) == (0, "", KEYS, "met")
    assert set(answer["tree"]["any_of"][0]["all_of"][0]) == {
        "condition", "verdict", "legal_ref", "reason", "evidence",
    }  # fmt: skip
    assert (answer["vote_min_percent"], answer["bonus_coefficient"]) == (90, 3.0)
    assert answer["instrument"].startswith("Luật Thi đua, khen thưởng số 06/2022/QH15")


def test_lines_get_lines_in_order(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "many.jsonl"
    rows = [CHAIN, data("cstd_co_so"), data("tap_the_ld_xuat_sac")]
    path.write_text("\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", "utf-8")
    code, out, _ = check(path, capsys)
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [answer["award"] for answer in answers] == [row["award"] for row in rows]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(CHAIN).encode())))
    assert main(["law", "check", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "met"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.json", "", "tệp rỗng"),
        ("a.json", "{", "không phải JSON"),
        ("a.json", "[]", "đối tượng JSON"),
        ("a.json", json.dumps({**CHAIN, "year": 2025.5}), "a.json, year: cần năm là số nguyên"),
        ("a.json", '{"award": NaN}', "NaN"),
        ("a.json", '{"year": 2025, "year": 2024}', "ghi hai lần"),
        ("a.json", "[" * 100_000, "a.json"),
        ("a.jsonl", json.dumps(CHAIN) + "\n{]\n", "dòng 2"),
        (
            "a.jsonl",
            "\n".join(json.dumps(row) for row in (CHAIN, {**CHAIN, "awards": [{"code": "cstd"}]})),
            "dòng 2, awards[0].code: không có danh hiệu, hình thức mã “cstd”",
        ),
    ],
)
def test_bad_input_is_one_line_and_no_answer(
    tmp_path: Path, capsys: Captured, name: str, text: str, told: str
) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    code, out, err = check(path, capsys)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path: Path, capsys: Captured) -> None:
    assert check(tmp_path / "none.json", capsys)[0] == 2
    path = tmp_path / "bytes.json"
    path.write_bytes(b"\xff\xfe{}")
    code, _, err = check(path, capsys)
    assert code == 2
    assert "UTF-8" in err


def awards(on: str, capsys: Captured) -> dict[str, dict[str, Any]]:
    assert main(["law", "awards", "--on", on]) == 0
    return {row["code"]: row for row in json.loads(capsys.readouterr().out)}


def test_the_awards_of_a_day(capsys: Captured) -> None:
    before, after = awards("2025-06-30", capsys), awards("2025-07-01", capsys)
    gone = {"giay_khen_huyen_ca_nhan", "giay_khen_huyen_tap_the", "giay_khen_huyen_ho_gia_dinh"}
    assert gone == set(before) - set(after)
    assert set(after["cstd_co_so"]) == {"code", "name", "subject", "kind", "level", "instrument"}
    assert "152/2025" in after["cstd_co_so"]["instrument"]
    assert "98/2023" in before["cstd_co_so"]["instrument"]


def test_a_day_that_is_none_is_refused(capsys: Captured) -> None:
    assert main(["law", "awards", "--on", "2025-13-01"]) == 2
    assert "không phải ngày có thật" in capsys.readouterr().err
