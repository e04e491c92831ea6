"""Workbooks for tests: small ones by hand, and a large one with faults planted at known cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from random import Random
from typing import Any

import xlsxwriter

from vinhdanh.engines.reading.workbook.model import Award, Known

BOTH = ("individual", "collective")
KNOWN = Known(
    "2026-03-16",
    (
        Award("lao_dong_tien_tien", ("Lao động tiên tiến", "LĐTT"), ("individual",)),
        Award("cstd_co_so", ("Chiến sĩ thi đua cơ sở", "CSTĐCS"), ("individual",)),
        Award("cstd_cap_tinh", ("Chiến sĩ thi đua cấp tỉnh",), ("individual",)),
        Award("cstd_cap_bo", ("Chiến sĩ thi đua Bộ, ban, ngành",), ("individual",)),
        Award("tap_the_ld_tien_tien", ("Tập thể lao động tiên tiến", "TTLĐTT"), ("collective",)),
        Award("tap_the_ld_xuat_sac", ("Tập thể lao động xuất sắc",), ("collective",)),
        Award("gia_dinh_van_hoa", ("Gia đình văn hóa",), ("household",)),
        Award("bang_khen_ttg_ca_nhan", ("Bằng khen của Thủ tướng Chính phủ (cá nhân)",), ("individual",)),
        Award("bang_khen_ttg_tap_the", ("Bằng khen của Thủ tướng Chính phủ (tập thể)",), ("collective",)),
        Award("bang_khen_tinh_ca_nhan", ("Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh (cá nhân)",), BOTH[:1]),
        Award("huan_chuong_lao_dong_2_ca_nhan", ("Huân chương Lao động hạng Nhì (cá nhân)",), BOTH[:1]),
        Award("huan_chuong_lao_dong_3_ca_nhan", ("Huân chương Lao động hạng Ba (cá nhân)",), BOTH[:1]),
        Award("huan_chuong_lao_dong_3_tap_the", ("Huân chương Lao động hạng Ba (tập thể)",), BOTH[1:]),
    ),
)
HEADINGS = (
    "STT", "Họ và tên", "Năm sinh", "Đơn vị công tác", "Chức vụ", "Danh hiệu, hình thức khen thưởng",
    "Năm", "Số quyết định", "Ngày quyết định", "Cơ quan ban hành", "Ghi chú",
)  # fmt: skip
_FAMILY = ("Lò", "Vàng", "Giàng", "Cà", "Quàng", "Lường", "Tòng", "Hà", "Mùa", "Thào")
_MIDDLE = ("Thị", "Văn", "Bá", "Ngọc", "Thu", "Minh", "Xuân", "Đức", "Hải", "Kim")
_GIVEN = ("An", "Bình", "Chung", "Dung", "Hiền", "Khoa", "Lan", "Mây", "Nguyên", "Phương", "Quý", "Sơn")
_AWARDS = (
    "Lao động tiên tiến",
    "CSTĐCS",
    "chiến sĩ thi đua cơ sở",
    "LĐTT",
    "Bằng khen của Thủ tướng Chính phủ",
)


def book(*sheets: Sequence[Sequence[Any]], names: Sequence[str] = (), merges: Sequence[str] = ()) -> bytes:
    """A workbook of these sheets; text stays text whatever it begins with."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as file:
        day = file.add_format({"num_format": "dd/mm/yyyy"})
        for number, rows in enumerate(sheets):
            sheet = file.add_worksheet(names[number] if names else None)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(at, column, value, day)
                    elif value is not None:
                        sheet.write(at, column, value)
            for merge in merges:
                first = merge.split(":", maxsplit=1)[0]
                row, column = int(first[1:]) - 1, ord(first[0]) - 65
                sheet.merge_range(merge, rows[row][column])
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Planted:
    """A large workbook and the cells of its faults."""

    data: bytes
    faults: frozenset[str]
    rows: int
    first: int


def planted(rows: int = 20_000, faults: int = 300, *, seed: int = 7) -> Planted:
    """``rows`` rows under a title and a heading in line 6, ``faults`` of them with one wrong cell each.

    The sheet has validations, a width, a colour and a note of the office's own.
    """
    random = Random(seed)
    wrong = dict.fromkeys(random.sample(range(rows), faults))
    for number, row in enumerate(sorted(wrong)):
        wrong[row] = _FAULTS[number % len(_FAULTS)]
    out = BytesIO()
    cells = set()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as file:
        sheet = file.add_worksheet("Khen thưởng")
        _dress(file, sheet, rows)
        day = file.add_format({"num_format": "dd/mm/yyyy", "border": 1})
        for row in range(rows):
            values = _row(random, row)
            if (fault := wrong.get(row)) is not None:
                values[fault[0]] = fault[1]
                if fault[1] == _DISTRICT_DAY:
                    values[9] = "UBND huyện Mường Thử"
                cells.add(f"{chr(65 + fault[0])}{row + 7}")
            for column, value in enumerate(values):
                if isinstance(value, date):
                    sheet.write_datetime(row + 6, column, value, day)
                elif value is not None:
                    sheet.write(row + 6, column, value)
    return Planted(out.getvalue(), frozenset(cells), rows, 7)


_DISTRICT_DAY = date(2025, 8, 1)
"""Of a decision that a district is said to have made after there were any."""
_FAULTS: tuple[tuple[int, Any], ...] = (
    (1, None),
    (1, "Nguy3n Văn An"),
    (1, "12345"),
    (1, "Lan"),
    (2, "năm kia"),
    (2, "31/02/1980"),
    (2, 2025),
    (4, "Giáo viên " * 21),
    (5, "Chiến sĩ thi đua ưu tú"),
    (5, "Huân chương Lao động"),
    (5, "#REF!"),
    (5, None),
    (5, "Tập thể lao động xuất sắc"),
    (6, "hai nghìn"),
    (6, 2031),
    (6, None),
    (7, "9" * 61 + "/QĐ-UBND"),
    (8, "32/13/2024"),
    (8, "3-2024"),
    (8, date(1990, 1, 1)),
    (8, date(2031, 1, 1)),
    (8, _DISTRICT_DAY),
)


def _dress(file: Any, sheet: Any, rows: int) -> None:
    bold = file.add_format({"bold": True, "border": 1, "bg_color": "#DDEBF7"})
    sheet.merge_range("A1:K1", "UBND TỈNH SÔNG MÂY")
    sheet.merge_range("A3:K3", "DANH SÁCH KHEN THƯỞNG CÁC NĂM")
    for column, heading in enumerate(HEADINGS):
        sheet.write(5, column, heading, bold)
    sheet.set_column(1, 1, 33)
    sheet.data_validation(6, 5, rows + 5, 5, {"validate": "list", "source": list(_AWARDS[:3])})
    sheet.data_validation(
        6, 6, rows + 5, 6, {"validate": "integer", "criteria": "between", "minimum": 1945, "maximum": 2100}
    )
    sheet.write_comment("B6", "Ghi theo giấy khai sinh.", {"author": "Phòng Thi đua"})
    sheet.freeze_panes(6, 2)
    sheet.autofilter(5, 0, rows + 5, len(HEADINGS) - 1)
    sheet.conditional_format(6, 6, rows + 5, 6, {"type": "cell", "criteria": "<", "value": 1990,
                                                 "format": file.add_format({"italic": True})})  # fmt: skip


def _row(random: Random, row: int) -> list[Any]:
    year = random.randint(1995, 2024)
    name = (
        f"{random.choice(_FAMILY)} {random.choice(_MIDDLE)} {random.choice(_MIDDLE)} {random.choice(_GIVEN)}"
    )
    decided = date(year + 1, random.randint(1, 12), random.randint(1, 28))
    return [
        row + 1,
        name,
        random.choice([random.randint(1950, 1975), f"{random.randint(1, 28)}/{random.randint(1, 12)}/1970"]),
        f"Trường THCS số {random.randint(1, 90)}",
        "Giáo viên",
        random.choice(_AWARDS),
        random.choice([year, str(year)]),
        f"{row + 1}/QĐ-UBND",
        random.choice([decided, f"{decided.day}/{decided.month}/{decided.year}"]),
        "UBND tỉnh Sông Mây",
        None,
    ]
