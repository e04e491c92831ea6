"""Each kind of fault of an instrument is named, with file and row."""

from pathlib import Path

import pytest

from tests.law.folders import AWARDS, row_of, sound
from vinhdanh.engines.law.faults import Fault
from vinhdanh.engines.law.validate import faults

A, H, S = "awards", "instrument", "salary"
FILES = {A: "van-ban/awards-thu.yaml", H: "van-ban/instrument.yaml", S: "van-ban/base-salary.yaml"}

# part, words to replace, their replacement, words of the row that is named, words of the sentence
BROKEN = [
    pytest.param(A, "level: good, years: 1", "level: tot, years: 1", "level: good", "tot",
                 id="unknown value"),
    pytest.param(A, "task_completion_at_least: {level: good", "task_done: {level: good", "level: good",
                 "Không có điều kiện “task_done”", id="unknown condition"),
    pytest.param(A, "{level: good, years: 1}", "{level: good, year: 1}", "level: good",
                 "có phải “years”", id="unknown parameter"),
    pytest.param(A, "{level: good, years: 1}", "{level: good}", "level: good", "thiếu tham số “years”",
                 id="missing parameter"),
    pytest.param(A, "{level: good, years: 1}", "{level: good, years: 1.5}", "level: good", "số nguyên từ 1",
                 id="not a whole number"),
    pytest.param(A, "any_code: [tien_tien]", "any_code: [tien_tin]", "code: chien_si",
                 "“tien_tin” không có phần thưởng", id="unknown award code"),
    pytest.param(A, 'ref: "23.2"', 'ref: "luat_khac/23.2"', "code: chien_si", "Văn bản “luat_khac”",
                 id="unknown document"),
    pytest.param(A, "level: co_so", "level: co_so_tinh", "code: tien_tien", "co_so_tinh", id="unknown level"),
    pytest.param(A, "kind: danh_hieu_thi_dua", "kind: danh_hieu", "code: tien_tien", "“kind: danh_hieu”",
                 id="unknown kind"),
    pytest.param(A, "subjects: [individual]", "subjects: [person]", "code: tien_tien", "person",
                 id="unknown subject"),
    pytest.param(A, "percent: 80", "percent: 80.5", "vote:", "phần trăm nguyên", id="percent not whole"),
    pytest.param(A, "percent: 80", "percent: 180", "vote:", "từ 1 đến 100", id="percent too great"),
    pytest.param(A, "at: phieu", "at: phieu_bau", "vote:", "không có trong “citations”",
                 id="unknown citation"),
    pytest.param(A, 'ref: "24.1"', "ref: null", '- ref: "24.1"', "không chỉ điều nào", id="missing article"),
    pytest.param(A, 'ref: "24.1"', "ref: 24.1", '- ref: "24.1"', "không chỉ điều nào",
                 id="article not quoted"),
    pytest.param(A, 'refs: ["24"]', "refs: []", "code: tien_tien", "ít nhất một điều",
                 id="award without article"),
    pytest.param(A, "any_code: [tien_tien]", "any_code: [chien_si]", "code: chien_si", "đòi chính nó",
                 id="a title asks for itself"),
    pytest.param(A, "code: chien_si", "code: tien_tien", "code: chien_si", "đã có ở dòng 1", id="code twice"),
    pytest.param(A, "- {since: 2025-07-01, times: 1.5", "- {since: 2025-06-30, times: 1.5", "times: 1.5",
                 "chồng lên dòng trước", id="figures overlap"),
    pytest.param(A, "- {since: 2025-07-01, times: 1.5", "- {since: 2025-07-02, times: 1.5", "times: 1.5",
                 "Hở ngày", id="figures with a gap"),
    pytest.param(A, "- {until: 2025-06-30, times", "- {since: 2025-07-01, until: 2025-06-30, times",
                 "times: 1.0", "trước ngày bắt đầu", id="days reversed"),
    pytest.param(A, "times: 1.5", "times: 0", "times: 1.5", "hệ số lớn hơn 0", id="coefficient zero"),
    pytest.param(A, "dossier: thuong", "dossier: thieu", "code: tien_tien", "không có trong “dossiers”",
                 id="unknown dossier"),
    pytest.param(A, "conferred_by: [chu_tich]", "conferred_by: [bo_truong]", "code: tien_tien",
                 "không có trong “authorities”", id="unknown authority"),
    pytest.param(A, "  short: [CS]", "  shorts: [CS]", "code: chien_si", "có phải “short”", id="unknown key"),
    pytest.param(A, "  short: [CS]", "  name: Chiến sĩ", "short: [CS]", "viết hai lần", id="key twice"),
    pytest.param(A, "  short: [CS]", "  until: 2023-12-31", "code: chien_si", "ngoài mọi thời kỳ",
                 id="outside every regime"),
    pytest.param(A, "qualitative: Tích cực tham gia phong trào thi đua.", "qualitative: {}", "qualitative",
                 "phải có lời", id="human condition without words"),
    pytest.param(A, "- code: chien_si", "- code: [chien_si", "name: Chiến sĩ", "Không đọc được YAML",
                 id="broken YAML"),
    pytest.param(H, "until: 2025-06-30}\n- {code: MOI", "until: 2025-06-29}\n- {code: MOI", "code: MOI",
                 "Hở ngày giữa thời kỳ", id="gap between regimes"),
    pytest.param(H, "until: 2025-06-30}\n- {code: MOI", "until: 2025-07-01}\n- {code: MOI", "code: MOI",
                 "chồng lên “CU”", id="regimes overlap"),
    pytest.param(H, "decree: nd_moi", "decree: nd_khac", "code: MOI", "“nd_khac”", id="unknown decree"),
    pytest.param(H, "amended_by: luat_sua", "amended_by: luat_la", "title", "luat_la",
                 id="unknown amendment"),
    pytest.param(H, "options: {chat: Đọc chặt., rong: Đọc rộng.}", "options: {chat: Đọc chặt.}", "5.a",
                 "từ hai cách hiểu", id="one reading only"),
    pytest.param(H, 'ref: "luat/9.1"', 'ref: "la/9.1"', "code: hoan", "Văn bản “la”",
                 id="unknown document of a gate"),
    pytest.param(H, 'ref: "luat/9.1"', "ref: 9.1", "code: hoan", "không chỉ đúng một điều",
                 id="gate without place"),
    pytest.param(H, "mark: K}]", "mark: X}]", "form: mau_05", "chưa kiểm chứng", id="unknown mark"),
    pytest.param(S, "until: 2025-06-30", "until: 2025-07-31", "2340000", "chồng ngày", id="salaries overlap"),
    pytest.param(S, "amount: 1800000", "amount: nhiều", "1800000", "số nguyên không âm",
                 id="salary is no number"),
    pytest.param(S, "since: 2025-07-01", "since: 2025-02-30", "2340000", "không phải ngày", id="no such day"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "old", "new", "row", "words"), BROKEN)
def test_the_fault_is_named_at_its_row(
    tmp_path: Path, part: str, old: str, new: str, row: str, words: str
) -> None:
    found = faults(sound(tmp_path, **{part: (old, new)}))
    said = [fault for fault in found if words in fault.what]
    assert said, found
    assert said[0].file == FILES[part]
    assert said[0].row == row_of(part, row)


def test_a_sound_folder_has_no_fault(tmp_path: Path) -> None:
    assert faults(sound(tmp_path)) == []


def test_the_instruments_of_the_program_have_no_fault() -> None:
    assert faults() == []


def test_an_award_with_no_way_to_it(tmp_path: Path) -> None:
    start = AWARDS.index('  any_of:\n  - ref: "23.2"')
    found = faults(sound(tmp_path, awards=(AWARDS[start:], "")))
    row = row_of("awards", "code: chien_si")
    assert Fault(FILES[A], row, "Phần thưởng không có con đường nào (any_of trống).") in found


def test_two_folders_with_the_same_award_on_the_same_days(tmp_path: Path) -> None:
    sound(tmp_path)
    other = tmp_path / "khac"
    other.mkdir()
    for file in (tmp_path / "van-ban").iterdir():
        (other / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    found = faults(tmp_path)
    assert any("Ngày của “tien_tien” chồng lên" in fault.what for fault in found)
    assert any("Văn bản “luat” đã có trong" in fault.what for fault in found)


def test_an_empty_folder(tmp_path: Path) -> None:
    assert "Không có văn bản nào" in faults(tmp_path)[0].what
