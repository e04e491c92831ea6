"""Days out of the paper's words, and the working days they mean."""

from datetime import date

import pytest

from vinhdanh.domain.planning.citations import read_citation
from vinhdanh.domain.planning.recurrence import is_yearly, occurrences, read_days
from vinhdanh.foundation.kernel.workdays import vietnam_calendar


@pytest.mark.parametrize(
    ("text", "days", "sure"),
    [
        ("15/5, 15/11", ("05-15", "11-15"), True),
        ("trước ngày 15/5/2026 và ngày 15/11/2026", ("05-15", "11-15"), True),
        ("chậm nhất ngày 20 tháng 6 hằng năm", ("06-20",), True),
        ("hàng quý", ("03-15", "06-15", "09-15", "12-15"), False),
        ("6 tháng, năm", ("05-15", "11-15"), False),
        ("kết thúc vào quý I hằng năm", ("03-31",), False),
        ("định kỳ", (), False),
        ("ngày 31/4 và 32/1", (), False),
        ("số 12/5/KH", (), False),
    ],
)
def test_days_are_read_and_a_cadence_is_only_a_guess(text: str, days: tuple[str, ...], sure: bool) -> None:
    read = read_days(text)
    assert (read.days, read.sure) == (days, sure)


def test_every_year_is_said_in_two_spellings() -> None:
    assert is_yearly("hằng năm")
    assert is_yearly("HÀNG NĂM trước 15/11")
    assert not is_yearly("trong năm 2026")


def test_a_day_off_moves_to_the_next_working_day() -> None:
    found = occurrences(["11-15", "05-15"], [2026, 2025], vietnam_calendar([2025, 2026]))
    assert [(one.period, one.due_on) for one in found] == [
        ("2025-05-15", date(2025, 5, 15)),
        ("2025-11-15", date(2025, 11, 17)),
        ("2026-05-15", date(2026, 5, 15)),
        ("2026-11-15", date(2026, 11, 16)),
    ]


def test_the_last_of_february_stands_for_the_29th() -> None:
    found = occurrences(["02-29"], [2027, 2028], vietnam_calendar([2027, 2028]))
    assert [one.named for one in found] == [date(2027, 2, 28), date(2028, 2, 29)]


def test_a_citation_gives_number_date_and_issuer() -> None:
    cited = read_citation(
        "Căn cứ Kế hoạch số 12/KH-UBND ngày 09/01/2026 của Ủy ban nhân dân tỉnh Thử về thi đua;"
    )
    assert (cited.number, cited.issued_on, cited.issuer) == (
        "12/KH-UBND",
        date(2026, 1, 9),
        "Ủy ban nhân dân tỉnh Thử",
    )
    law = read_citation("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;")
    assert (law.number, law.issued_on) == ("", date(2022, 6, 15))
    assert read_citation("Căn cứ văn bản ngày 31/02/2026").issued_on is None
