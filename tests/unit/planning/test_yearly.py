"""What the words and days of a plan become a year later."""

from datetime import date

import pytest

from vinhdanh.domain.planning.yearly import moved_day, moved_value, moved_words, next_day
from vinhdanh.foundation.kernel.workdays import vietnam_calendar

CALENDAR = vietnam_calendar([2019, 2025, 2027])


@pytest.mark.parametrize(
    ("year", "before", "after"),
    [
        (2026, "Phát động phong trào thi đua năm 2026", "Phát động phong trào thi đua năm 2027"),
        (2026, "Tổng kết năm học 2025-2026", "Tổng kết năm học 2026-2027"),
        (2026, "Đăng ký thi đua năm học 2026 - 2027", "Đăng ký thi đua năm học 2027 - 2028"),
        (2026, "Chương trình giai đoạn 2026-2030", "Chương trình giai đoạn 2026-2030"),
        (2026, "Kế hoạch 5 năm 2026-2030", "Kế hoạch 5 năm 2026-2030"),
        (2026, "Đại hội nhiệm kỳ 2025 - 2030", "Đại hội nhiệm kỳ 2025 - 2030"),
        (2026, "Hoàn thành trước ngày 15/11/2026", "Hoàn thành trước ngày 15/11/2027"),
        (2026, "Báo cáo quý I/2026", "Báo cáo quý I/2027"),
        (2026, "Họp tháng 3/2026", "Họp tháng 3/2027"),
        (
            2018,
            "Tổ chức kỷ niệm 70 năm ngày Chủ tịch Hồ Chí Minh ra Lời kêu gọi thi đua ái quốc (11/6/1948)",
            "Tổ chức kỷ niệm 71 năm ngày Chủ tịch Hồ Chí Minh ra Lời kêu gọi thi đua ái quốc (11/6/1948)",
        ),
        (
            2018,
            "Kỷ niệm 70 năm Ngày truyền thống (11/6/1948 - 11/6/2018)",
            "Kỷ niệm 71 năm Ngày truyền thống (11/6/1948 - 11/6/2019)",
        ),
        (2026, "Chào mừng 50 năm thành lập (1976 - 2026)", "Chào mừng 51 năm thành lập (1976 - 2027)"),
        (2026, "Kỷ niệm lần thứ 78 ngày 11/6/1948", "Kỷ niệm lần thứ 79 ngày 11/6/1948"),
        (2026, "Thi hành Luật Thi đua, khen thưởng năm 2022", "Thi hành Luật Thi đua, khen thưởng năm 2022"),
        (2026, "Theo Quyết định số 12/2026/QĐ-UBND", "Theo Quyết định số 12/2026/QĐ-UBND"),
        (
            2026,
            "Thực hiện Chỉ thị số 01/CT-UBND ngày 14/01/2026 trong năm 2026",
            "Thực hiện Chỉ thị số 01/CT-UBND ngày 14/01/2026 trong năm 2027",
        ),
        (2026, "Chi 2026 đồng? không: 12026 hồ sơ", "Chi 2027 đồng? không: 12026 hồ sơ"),
        (2024, "Xong trước 29/02/2024", "Xong trước 28/02/2025"),
        (2026, "Kỷ niệm 09 năm (2017)", "Kỷ niệm 10 năm (2017)"),
        (2026, "Bồi dưỡng trong 3 năm", "Bồi dưỡng trong 3 năm"),
    ],
)
def test_words_move_where_they_mean_the_year_of_the_plan(year: int, before: str, after: str) -> None:
    assert moved_words(before, year).text == after


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kỷ niệm 79 năm ngày 11/6/1947", "Năm 2027 là năm tròn (80 năm)"),
        ("Kỷ niệm 74 năm Ngày thành lập (1952)", "Năm 2027 là năm lẻ 5 (75 năm)"),
        ("Kỷ niệm 30 năm Ngày truyền thống ngành", "không ghi năm gốc khớp"),
        ("Hội nghị điển hình tiên tiến lần thứ VI", "“lần thứ VI” giữ nguyên"),
        ("Tổng kết năm 2025", "“2025” giữ nguyên"),
        ("Theo Quyết định số 12/2026/QĐ-UBND", "Giữ nguyên văn bản “12/2026/QĐ-UBND”"),
        ("Sơ kết 5 năm thực hiện Chỉ thị", "còn sơ kết, tổng kết mốc này không"),
    ],
)
def test_what_nobody_can_know_is_asked(text: str, words: str) -> None:
    assert any(words in doubt for doubt in moved_words(text, 2026).doubts)


def test_changes_are_told_and_a_sure_one_raises_no_doubt() -> None:
    moved = moved_words("Kỷ niệm 71 năm (1955) trong năm 2026", 2026)
    assert moved.notes == ["“71 năm” → “72 năm”", "“2026” → “2027”"]
    assert moved.doubts == []


def test_a_day_off_is_proposed_for_the_next_working_day() -> None:
    """15/05/2027 is a Saturday, 02/09/2027 the National Day with 03/09 off as well."""
    assert moved_day(date(2026, 5, 14), CALENDAR).day == date(2027, 5, 14)
    assert moved_day(date(2026, 5, 14), CALENDAR).proposal == ""
    saturday = moved_day(date(2026, 5, 15), CALENDAR)
    assert saturday.day == date(2027, 5, 17)
    assert "15/05/2027 là ngày nghỉ (thứ Bảy); đề xuất 17/05/2027" in saturday.proposal
    assert "Quốc khánh" in moved_day(date(2026, 9, 2), CALENDAR).proposal


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2026-Q1", "2027-Q1"),
        ("2026-02", "2027-02"),
        ("2026-02/2026-04", "2027-02/2027-04"),
        ("2026", "2027"),
        ("2025-2026", "2026-2027"),
        ("2024-02-28/2024-02-29", "2025-02-28/2025-02-28"),
        ("", ""),
    ],
)
def test_periods_move_by_a_year(before: str, after: str) -> None:
    assert moved_value(before, CALENDAR) == (after, "")


def test_the_last_of_february_of_a_leap_year() -> None:
    assert next_day(date(2024, 2, 29)) == date(2025, 2, 28)
