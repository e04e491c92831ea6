"""Lists out of workbooks: headings anywhere, rows, verdicts at their cells, lines passed over."""

from datetime import date
from typing import Any

import pytest

from tests.workbooks import HEADINGS, KNOWN, book, planted
from vinhdanh.engines.reading import FaultCode, ReadingFault
from vinhdanh.engines.reading.workbook.kinds import AWARDS, PEOPLE, RATINGS, RECOGNITIONS
from vinhdanh.engines.reading.workbook.model import BookKind, ReadBook, ReadRow
from vinhdanh.engines.reading.workbook.reader import read_workbook

LINE = ("Lò Thị Mẫu", "CSTĐCS", 2024)
PLAIN = ("Họ và tên", "Danh hiệu", "Năm")


def read(data: bytes, kind: BookKind = AWARDS) -> ReadBook:
    return read_workbook(data, "a.xlsx", kind=kind, known=KNOWN)


def only(*rows: Any, kind: BookKind = AWARDS) -> ReadRow:
    found = read(book(rows), kind)
    assert len(found.rows) == 1
    return found.rows[0]


def marks(book: ReadBook) -> dict[str, str]:
    return {book.place(row, v.column): v.mark for row in book.rows for v in row.verdicts}


def said(row: ReadRow, key: str) -> str:
    return next(v.said for v in row.verdicts if v.column == key)


def test_a_plain_list_is_read() -> None:
    row = only(PLAIN, LINE)
    assert row.good
    assert not row.verdicts
    assert row.values == {
        "name": "Lò Thị Mẫu",
        "award": "cstd_co_so",
        "year": 2024,
        "subject": "individual",
    }
    assert (row.sheet, row.line) == (0, 2)


@pytest.mark.parametrize(
    "headings",
    [
        ("HỌ VÀ TÊN", "DANH HIỆU THI ĐUA", "NĂM"),
        ("ho va ten", "danh hieu", "nam"),
        ("Họ tên (*)", "Hình thức khen thưởng", "Năm khen thưởng"),
        ("Tên cá nhân, tập thể", "Danh hiệu/Hình thức\nkhen thưởng", "Năm đạt"),
        ("Họ vả tên", "Danh hiệu thi đau", "Năm thành tich"),
    ],
)
def test_headings_as_people_write_them(headings: tuple[str, ...]) -> None:
    assert only(headings, LINE).good


def test_columns_in_any_order_behind_titles_with_strange_ones_between() -> None:
    found = read(
        book(
            [
                ["UBND TỈNH SÔNG MÂY"],
                [],
                [None, "DANH SÁCH KHEN THƯỞNG NĂM 2024"],
                [None, "Năm", "Màu áo", "Danh hiệu", "Họ tên"],
                [None, 2024, "xanh", "LĐTT", "Lò Thị Mẫu"],
            ]
        )
    )
    assert found.sheets[0].heading == 4
    assert found.sheets[0].columns == {"year": "B", "award": "D", "name": "E"}
    assert found.sheets[0].strange == ("Màu áo",)
    assert [row.line for row in found.rows] == [5]


def test_a_heading_of_two_lines_with_merged_cells() -> None:
    rows = [
        ["TT", "Họ và tên", "Danh hiệu", "Năm", "Quyết định", None],
        [None, None, None, None, "Số", "Ngày, tháng, năm"],
        [1, *LINE, "12/QĐ-UBND", "15/1/2025"],
    ]
    found = read(book(rows, merges=("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1")))
    assert found.sheets[0].heading == 2
    assert dict(found.rows[0].values) | {"subject": ""} == {
        "name": "Lò Thị Mẫu",
        "award": "cstd_co_so",
        "year": 2024,
        "number": "12/QĐ-UBND",
        "decided_on": "2025-01-15",
        "subject": "",
    }


def test_what_is_no_row_is_passed_over_and_told() -> None:
    rows = [
        ("STT", *PLAIN),
        ("(1)", "(2)", "(3)", "(4)"),
        ("I", "Khối trường học", None, None),
        (1, *LINE),
        (),
        ("STT", *PLAIN),
        (2, "Vàng A Sơn", "LĐTT", 2023),
        (3, None, None, None),
        (None, "Tổng cộng: 02 người", None, None),
        (None, "NGƯỜI LẬP BIỂU", None, "THỦ TRƯỞNG ĐƠN VỊ"),
    ]
    found = read(book(rows))
    assert [row.line for row in found.rows] == [4, 7]
    assert [(each.line, each.why) for each in found.passed] == [
        (2, "dòng đánh số cột"),
        (3, "dòng tiêu đề nhóm"),
        (6, "tiêu đề lặp lại"),
        (9, "dòng cộng"),
        (10, "phần ký, ghi chú cuối bảng"),
    ]


def test_several_sheets_and_our_own_are_told_apart() -> None:
    found = read(book([PLAIN, LINE], [["x"]], [PLAIN, ("Vàng A Sơn", "LĐTT", 2023)], [PLAIN, LINE],
                      names=("2024", "Nháp", "2023", "Kết quả")))  # fmt: skip
    assert [(row.sheet, row.line) for row in found.rows] == [(0, 2), (2, 2)]
    assert [sheet.heading for sheet in found.sheets] == [1, 0, 1, 0]


def test_an_employer_merged_down_counts_in_each_line() -> None:
    rows = [(*PLAIN, "Đơn vị"), (*LINE, "Sở A"), ("Vàng A Sơn", "LĐTT", 2023, None)]
    found = read(book(rows, merges=("D2:D3",)))
    assert [row.values["employer"] for row in found.rows] == ["Sở A", "Sở A"]


DAYS = [
    (date(2025, 3, 12), "2025-03-12", None),
    ("12/3/2025", "2025-03-12", None),
    ("12-03-2025", "2025-03-12", "mended"),
    ("12.3.2025", "2025-03-12", "mended"),
    ("ngày 12 tháng 3 năm 2025", "2025-03-12", "mended"),
    ("Sông Mây, ngày 12/3/2025", "2025-03-12", "mended"),
    ("2025-03-12", "2025-03-12", None),
    ("3/25/2025", "2025-03-25", "mended"),
    (45728, "2025-03-12", "mended"),
    ("45728", "2025-03-12", "mended"),
    ("3-2025", None, "wrong"),
    (2025, None, "wrong"),
    ("31/02/2025", None, "wrong"),
    ("12/3/25", None, "wrong"),
    ("1/1/2031", None, "wrong"),
    ("hôm qua", None, "wrong"),
]


@pytest.mark.parametrize(("typed", "value", "mark"), DAYS)
def test_days(typed: Any, value: str | None, mark: str | None) -> None:
    row = only((*PLAIN, "Ngày quyết định"), (*LINE[:2], 2024, typed))
    assert row.values.get("decided_on") == value
    assert [v.mark for v in row.verdicts] == ([mark] if mark else [])


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1980", "1980"),
        (1980, "1980"),
        ("8/1980", "1980-08"),
        ("Sinh năm 1980", "1980"),
        (29221, "1980-01-01"),
    ],
)
def test_a_birth_may_be_a_year_or_a_month(typed: Any, value: str) -> None:
    assert only((*PLAIN, "Năm sinh"), (*LINE, typed)).values["birth"] == value


@pytest.mark.parametrize(
    ("typed", "year", "first", "mark"),
    [
        (2023, 2023, None, None),
        ("2023", 2023, None, None),
        ("Năm 2023", 2023, None, "mended"),
        ("Năm học 2022-2023", 2023, 2022, "mended"),
        ("2022 - 23", 2023, 2022, "mended"),
        ("2019 đến 2023", 2023, 2019, "mended"),
        (date(2023, 5, 1), 2023, None, "mended"),
        ("23", None, None, "wrong"),
        (2027, None, None, "wrong"),
        ("hai ba", None, None, "wrong"),
    ],
)
def test_years(typed: Any, year: int | None, first: int | None, mark: str | None) -> None:
    row = only(PLAIN, (*LINE[:2], typed))
    assert (row.values.get("year"), row.values.get("year_from")) == (year, first)
    assert [v.mark for v in row.verdicts] == ([mark] if mark else [])


AWARDED = [
    ("Lò Thị Mẫu", "Chiến sĩ thi đua cơ sở", "cstd_co_so"),
    ("Lò Thị Mẫu", "cstd_co_so", "cstd_co_so"),
    ("Lò Thị Mẫu", "CSTĐ cấp cơ sở", "cstd_co_so"),
    ("Lò Thị Mẫu", "Danh hiệu chiến sỹ thi đua cấp tỉnh", "cstd_cap_tinh"),
    ("Lò Thị Mẫu", "BKTTg", "bang_khen_ttg_ca_nhan"),
    ("Phòng Tổ chức", "Bằng khen Thủ tướng Chính phủ", "bang_khen_ttg_tap_the"),
    ("Lò Thị Mẫu", "HCLĐ hạng III", "huan_chuong_lao_dong_3_ca_nhan"),
    ("Trường THCS Nậm Mây", "Huân chương Lao động hạng 3", "huan_chuong_lao_dong_3_tap_the"),
    ("Lò Thị Mẫu", "Bằng khen của Chủ tịch UBND tỉnh Sông Mây", "bang_khen_tinh_ca_nhan"),
    ("Tổ Toán", "TTLĐTT", "tap_the_ld_tien_tien"),
    ("Hộ ông Lò Văn An", "Gia đình văn hoá", "gia_dinh_van_hoa"),
]


@pytest.mark.parametrize(("name", "typed", "code"), AWARDED)
def test_awards_by_name_short_name_and_code(name: str, typed: str, code: str) -> None:
    row = only(PLAIN, (name, typed, 2020))
    assert row.values.get("award") == code, row.verdicts


@pytest.mark.parametrize(
    ("name", "typed", "part"),
    [
        ("Lò Thị Mẫu", "Huân chương Lao động", "hạng"),
        ("Lò Thị Mẫu", "Chiến sĩ thi đua", "có phải"),
        ("Lò Thị Mẫu", "Tập thể lao động xuất sắc", "không có cho cá nhân"),
        ("Phòng Tổ chức", "LĐTT", "không có cho tập thể"),
        ("Lò Thị Mẫu", "Áo len", "không có trong danh mục"),
    ],
)
def test_an_award_that_is_not_sure_is_a_question(name: str, typed: str, part: str) -> None:
    row = only(PLAIN, (name, typed, 2020))
    assert not row.good
    assert part in said(row, "award")


@pytest.mark.parametrize(
    ("typed", "level"),
    [("HTXSNV", "excellent"), ("Hoàn thành tốt nhiệm vụ", "good"), ("htnv", "completed"),
     ("Xuất sắc", "excellent"), ("Không hoàn thành nhiệm vụ", "not_completed"),
     ("hoan thanh xuat sac nhiem vu", "excellent")],
)  # fmt: skip
def test_levels_of_ratings(typed: str, level: str) -> None:
    row = only(("Họ tên", "Xếp loại", "Năm"), ("Lò Thị Mẫu", typed, 2024), kind=RATINGS)
    assert row.values["rating"] == level


def test_the_other_kinds() -> None:
    row = only(("Tác giả", "Tên sáng kiến", "Phạm vi ảnh hưởng", "Năm", "Tỷ lệ đóng góp"),
               ("Lò Thị Mẫu", "Sổ nước", "cấp tỉnh", 2024, 0.5), kind=RECOGNITIONS)  # fmt: skip
    assert row.values["scope"] == "tinh"
    assert row.values["share"] == 50
    row = only(
        ("Họ tên", "Nữ", "Lãnh đạo", "Công tác từ"), ("Lò Thị Mẫu", "x", "không", "9/2005"), kind=PEOPLE
    )
    assert (row.values["sex"], row.values["leader"], row.values["since"]) == ("female", False, "2005-09")


def test_what_cells_say_together() -> None:
    head = (*PLAIN, "Ngày quyết định", "Cơ quan ban hành", "Năm sinh")
    found = read(book([
        head,
        ("Lò Thị Mẫu", "LĐTT", 2024, "5/5/2023", None, None),
        ("Lò Thị An", "LĐTT", 2025, "5/8/2025", "UBND huyện Nậm Mây", None),
        ("Lò Thị Sơn", "LĐTT", 2005, None, None, 2010),
        ("Lò Thị Lan", "LĐTT", 2024, "6/1/2025", "UBND huyện Nậm Mây", 1980),
    ]))  # fmt: skip
    assert marks(found) == {"D2": "wrong", "D3": "wrong", "F4": "wrong"}


def test_the_same_row_twice_is_told_and_only_then() -> None:
    found = read(
        book([PLAIN, LINE, ("LÒ THỊ MẪU", "Chiến sĩ thi đua cơ sở", "2024"), ("Lò Thị Mẫu", "LĐTT", 2024)])
    )
    assert [row.good for row in found.rows] == [True, False, True]
    assert "dòng 2" in said(found.rows[1], "name")


def test_a_name_is_suggested_and_a_doubtful_one_waits() -> None:
    row = only(PLAIN, ("Ông TRẦN VĂN AN", *LINE[1:]))
    assert row.good
    assert row.values["name"] == "Trần Văn An"
    assert row.typed["name"] == "Ông TRẦN VĂN AN"
    assert not only(PLAIN, ("Tr4n Văn An", *LINE[1:])).good


def test_errors_of_formulas_and_text_like_formulas() -> None:
    row = only((*PLAIN, "Chức vụ"), (*LINE, "=HYPERLINK(1)"))
    assert row.values["post"] == "=HYPERLINK(1)"
    assert not only((*PLAIN, "Chức vụ"), (*LINE, "#REF!")).good


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Trương Văn Hồ", "individual"), ("Hồ Thị Đoàn", "individual"), ("Đoàn Thị Hội", "individual"),
     ("Trường Tiểu học Bản Mây", "collective"), ("Đoàn Thanh niên xã", "collective"), ("Tổ 3", "collective"),
     ("Hộ bà Lò Thị An", "household")],
)  # fmt: skip
def test_family_names_are_no_offices(name: str, kind: str) -> None:
    head = ("Họ tên", "Đơn vị", "Năm", "Danh hiệu")
    assert only(head, (name, "Sở A", 2024, "x")).values["subject"] == kind


def test_a_workbook_without_the_headings_is_refused() -> None:
    with pytest.raises(ReadingFault) as caught:
        read(book([["Việc", "Đơn vị"], ["Họp", "Sở A"]]))
    assert caught.value.code is FaultCode.NO_HEADING
    with pytest.raises(ReadingFault) as caught:
        read_workbook(b"Ho ten;Nam\n", "a.txt", kind=AWARDS, known=KNOWN)
    assert caught.value.code is FaultCode.NOT_WORKBOOK


def test_a_missing_required_column_is_named_and_each_row_is_wrong_there() -> None:
    found = read(book([("Họ tên", "Năm"), ("Lò Thị Mẫu", 2024)]))
    assert found.sheets[0].missing == ("Danh hiệu thi đua, hình thức khen thưởng",)
    assert not found.rows[0].good


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_planted_fault_is_found_at_its_cell(seed: int) -> None:
    made = planted(400, 60, seed=seed)
    found = read(made.data)
    assert len(found.rows) == made.rows
    assert {place for place, mark in marks(found).items() if mark == "wrong"} == made.faults
    assert found.sheets[0].heading == 6
    assert len(found.sheets[0].columns) == len(HEADINGS) - 2
