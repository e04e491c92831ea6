"""Every layout the grammar knows, on fictional plans: one line a task says what must be read."""

import pytest

from vinhdanh.engines.reading.plan import PlanReading, Task, read_plan

from .builder import LAYOUTS, document, hard_wrapped, layout


def line(task: Task) -> str:
    """``when | first words | lead | coordinators | deadline``, empty parts left out at the end."""
    contract = task.as_contract()
    parts = [
        contract["period"].get("month") or contract["period"]["value"] or "",
        " ".join(contract["text"].split()[:3]),
        " + ".join(contract["lead"]),
        " + ".join(contract["coordinators"]),
        contract["deadline"] or "",
    ]
    return " | ".join(parts).rstrip(" |")


EXPECTED: dict[str, tuple[str, list[str]]] = {
    "labelled": ("labelled", [
        "2025-03 | Phát động phong | Văn phòng HĐND và UBND xã | Công an xã + Đoàn Thanh niên xã",
        "2025-06-15 | Tổ chức tập | Phòng Văn hóa - Xã hội | Các thôn, tổ dân phố | 2025-06-15",
        "2025-Q3 | Rà soát, đề | Phòng Kinh tế xã",
        "2025 | Tuyên truyền gương | Trung tâm Dịch vụ tổng hợp xã",
    ]),
    "labelled_bullets": ("labelled", [
        "2026-02 | Ký giao ước | Văn phòng Sở | Các phòng chuyên môn + Công đoàn Sở",
        "2026-Q2 | Chấm điểm thi | Văn phòng Sở",
        "2026-12-10 | Tổng kết phong | Hội đồng Thi đua - Khen thưởng Sở |  | 2026-12-10",
    ]),
    "shared_labels": ("labelled", [
        "2026-Q1/2026-Q3 | Tuyên truyền Luật | Phòng Văn hóa - Xã hội",
        "2026-Q1/2026-Q3 | Biên soạn tờ | Phòng Văn hóa - Xã hội",
        "2026-08-20 | Xét tặng giấy | Văn phòng HĐND và UBND phường | Công an + các khu phố | 2026-08-20",
        "2026-08-20 | Tổ chức lễ | Văn phòng HĐND và UBND phường | Công an + các khu phố | 2026-08-20",
    ]),
    "topic_table": ("table", [
        "2025-03 | Trình ban hành | Sở Nội vụ | Văn phòng UBND tỉnh",
        "2025-04/2025-06 | Kiểm tra công | Sở Nội vụ | Thanh tra tỉnh",
        "2025-06-15 | Họp Hội đồng | Sở Nội vụ | Các sở, ban, ngành + UBND các xã, phường | 2025-06-15",
        "2024-2025 | Khen thưởng giáo | Sở Giáo dục và Đào tạo",
        "2025-10-13 | Lễ vinh danh | Sở Tài chính | Hiệp hội Doanh nghiệp tỉnh | 2025-10-13",
        "2025 | Theo dõi, đôn | Sở Nội vụ",
        "2025 | Báo cáo định | Sở Nội vụ",
    ]),
    "two_line_header": ("table", [
        "2025-01 | Xây dựng kế | Phòng Nội vụ | Văn phòng UBND",
        "2025-02 | Phát động | Phòng Nội vụ",
        "2025-12 | Xét khen cuối | Hội đồng TĐKT | Phòng Nội vụ",
    ]),
    "duties_table": ("table", [
        "2025-01-20 | Xây dựng kế | Văn phòng |  | 2025-01-20",
        "2025-Q1 | Bố trí kinh | Phòng Tài chính - Kế toán",
        "2025-02-28 | Đăng ký danh | Các phòng, ban |  | 2025-02-28",
    ]),
    "prose_cell": ("table", [
        "2025-Q1 | Phát động thi | Công đoàn Công ty | Phòng Tổ chức - Hành chính + các phân xưởng",
        "2025-07-20 | Thi thợ giỏi | Phòng Kỹ thuật | Công đoàn Công ty | 2025-07-20",
        "2025-12 | Tổng kết, trao | Phòng Tổ chức - Hành chính",
    ]),
    "school_table": ("table", [
        "2023-09 | Khai giảng năm | Ban Giám hiệu",
        "2023-09 | Phát động thi | Ban Giám hiệu",
        "2023-09 | Đăng ký danh | Giáo viên",
        "2023-10 | Kiểm tra nền | Tổng phụ trách Đội",
        "2023-2024 | Sơ kết thi | Ban thi đua",
        "2024-05 | Bình xét cuối | Hội đồng thi đua + các tổ chuyên môn",
    ]),
    "month_tables": ("table", [
        "2025-09 | Đăng ký thi | Tổ trưởng chuyên môn",
        "2025-09 | Xây dựng tiêu | Ban thi đua",
        "2025-10 | Dự giờ thi | Phó Hiệu trưởng",
    ]),
    "waves": ("timed", [
        "2024-09-05/2024-11-20 | Thi giảng hay",
        "2024-09-05/2024-11-20 | Làm báo tường",
        "2024-11-21/2025-03-26 | Hội khỏe toàn",
        "2024-11-21/2025-03-26 | Ngày hội đọc",
        "2025-03-27/2025-05-25 | Ôn thi nghiêm",
    ]),
    "wave_bullets": ("timed", [
        "2025-01-01/2025-04-30 | Đợt 1: Từ",
        "2025-05-01/2025-09-02 | Đợt 2: Từ",
        "2025-09-03/2025-12-31 | Đợt 3: Từ",
    ]),
    "months": ("timed", [
        "2024-09 | Khai giảng và",
        "2024-09 | Đăng ký danh",
        "2024-11 | Hội giảng chào",
        "2025-03 | Thi viết chữ",
        "2025-05 | Bình xét thi |  |  | 2025-05-25",
    ]),
    "enterprise_months": ("timed", [
        "2024-01 | Phát động thi",
        "2024-02/2024-03 | Thi đua giảm",
        "2024-Q2 | tổ chức hội",
        "2024-07-28 | Mít tinh kỷ",
        "2024 | Tuyên truyền an",
    ]),
    "quarter_bullets": ("timed", [
        "2024-Q1 | Ban hành hướng",
        "2024-Q1 | Xét khen thưởng",
        "2024-05 | Họp Hội đồng",
        "2024-Q2 | Xét khen thưởng",
        "2024 | Cập nhật hồ",
    ]),
    "markdown_quarters": ("timed", [
        "2022-Q1 | Phát động Tháng",
        "2022-Q1 | Ký kết giao",
        "2022-Q2 | Tổ chức Tháng",
        "2022 | Tuyên truyền gương",
    ]),
    "ocr": ("timed", [
        "2024-Q1 | Phát động thi",
        "2024-Q1 | Đăng ký danh",
        "2024-Q2 | Sơ kết 6",
        "2024-Q3 | Kiểm tra các",
        "2024-Q4 | Tổng kêt năm",
    ]),
    "dated_items": ("content", [
        "2021-02 | Phát động thi",
        "2021-Q2 | Tổ chức kiểm",
        "2021-06-30 | Sơ kết 6 |  |  | 2021-06-30",
        "2021-11-15/2021-12-10 | Bình xét danh",
    ]),
    "duties": ("duties", [
        " | Hướng dẫn tuyên | Ban Tuyên giáo Huyện ủy",
        " | Phối hợp với | Ban Tuyên giáo Huyện ủy | Đài Truyền thanh huyện + Phòng Văn hóa và Thông tin",
        " | Rà soát, sửa | Ủy ban nhân dân huyện",
        " | Đề nghị Ủy | Ủy ban Mặt trận Tổ quốc Việt Nam huyện",
        " | Cụ thể hóa | Các chi bộ, đảng bộ cơ sở",
        "2023-11-30 | Hằng năm báo | Các chi bộ, đảng bộ cơ sở |  | 2023-11-30",
    ]),
    "lettered_labels": ("labelled", [
        "2025-02 | Phát động thi | Văn phòng Sở | Công đoàn ngành",
        "2025-Q3 | Kiểm tra công | Thanh tra Sở | Phòng Nghiệp vụ Y",
    ]),
    "inline_labels": ("labelled", [
        "2025-Q1 | Tổ chức hội | Văn phòng HĐND và UBND xã | Mặt trận Tổ quốc xã",
        "2025-07/2025-09 | Tổ chức kiểm | Ban Thanh tra nhân dân",
        "2025-11-30 | Bình xét khen | Hội đồng Thi đua xã |  | 2025-11-30",
    ]),
    "bold_agencies": ("duties", [
        " | Tham mưu ban | Văn phòng Tỉnh ủy | Ban Tổ chức Tỉnh ủy",
        " | Hướng dẫn phong | Ban Dân vận Tỉnh ủy",
        " | Chủ trì, phối | Ban Dân vận Tỉnh ủy | Ủy ban Mặt trận Tổ quốc tỉnh",
        "2024-03-10 | Các đơn vị | Các đơn vị thành viên |  | 2024-03-10",
    ]),
    "labelled_waves": ("timed", [
        "2025-09-05/2025-11-20 | Đợt 1: Từ",
        "2025-11-21/2026-03-08 | Đợt 2: Từ",
    ]),
    "party_quarters": ("timed", [
        "2025-Q1 | Ban hành nghị",
        "2025-Q1 | Chỉ đạo tổng",
        "2025-Q2 | Sơ kết sáu |  |  | 2025-06-30",
        "2025-Q2 | Khen thưởng đảng",
        "2025 | Tuyên truyền gương",
    ]),
    "flat_single_lines": ("flat_table", [
        "2023-07-15 | Hoàn thiện hồ | Phòng Hành chính |  | 2023-07-15",
        "2023-08-30 | Tổ chức giải | Công đoàn |  | 2023-08-30",
        "2023-09-25 | Báo cáo sơ | Phòng Kế hoạch |  | 2023-09-25",
    ]),
    "flat": ("flat_table", [
        "2025-02 | Xây dựng kế | Sở Nội vụ | Thanh tra tỉnh",
        "2025-03 | Tổ chức hội | Sở Nội vụ | Các sở, ban, ngành tỉnh",
        "2025-05 | Tổng hợp hồ | Sở Nội vụ | Văn phòng UBND tỉnh",
        "2025-06 | Thi tìm hiểu | Tỉnh đoàn | Sở Giáo dục và Đào tạo",
    ]),
}  # fmt: skip


def test_every_layout_file_has_its_expectation() -> None:
    assert {path.stem for path in LAYOUTS.glob("*.txt")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_tasks(name: str) -> None:
    source, lines = EXPECTED[name]
    result = read_plan(layout(name))
    assert [line(task) for task in result.tasks] == lines
    assert {task.source for task in result.tasks} == {source}


@pytest.mark.parametrize("name", sorted(name for name in EXPECTED if not name.startswith("flat")))
def test_hard_wrapped_copies_read_the_same(name: str) -> None:
    text = (LAYOUTS / f"{name}.txt").read_text(encoding="utf-8")
    copy = read_plan(document(hard_wrapped(text, 72)))
    assert copy.as_contract() == read_plan(layout(name)).as_contract()


HEADS: dict[str, dict[str, object]] = {
    "labelled": {
        "number": "07/KH-UBND", "issued_on": "2025-03-05", "place": "Suối Mơ", "scope_level": "commune",
        "issuer": "Ủy ban nhân dân xã Suối Mơ", "signer": "Hoàng Thị Lụa", "signer_title": "PHÓ CHỦ TỊCH",
        "title": "Thi đua, khen thưởng xã Suối Mơ năm 2025", "years": [2025],
    },
    "labelled_bullets": {
        "number": "", "issued_on": None, "place": "Sông Mây", "issuer": "Sở Xây dựng tỉnh Sông Mây",
        "signer": "Trịnh Văn Đá", "signer_title": "Q. GIÁM ĐỐC", "scope_level": "department",
    },
    "duties": {
        "number": "45-KH/HU", "issued_on": "2023-04-20", "issuer": "Huyện ủy Bến Đá",
        "scope_level": "district", "signer": "Cao Văn Suối", "years": [2023],
        "signer_title": "PHÓ BÍ THƯ THƯỜNG TRỰC",
    },
    "ocr": {
        "number": "15/KH-UBND", "issued_on": "2024-01-08", "place": "Bến Tre Ngà", "scope_level": "commune",
        "issuer": "Ủy ban nhân dân phường Bến Tre Ngà", "signer": "Tạ Văn Bần",
    },
    "school_table": {
        "number": "21/KH-THCSBM", "issuer": "Trường THCS Bình Minh", "scope_level": "school",
        "years": [2023, 2024], "signer": "Nguyễn Thị Hạt Dẻ", "signer_title": "HIỆU TRƯỞNG",
    },
    "prose_cell": {
        "number": "", "issuer": "Công ty Cổ phần Gạch Sao Khuê", "scope_level": "enterprise",
        "signer": "Vũ Đình Cát", "signer_title": "TỔNG GIÁM ĐỐC",
    },
    "flat": {
        "number": "52/KH-UBND", "issuer": "Ủy ban nhân dân tỉnh Sông Mây", "signer": "Phan Thanh Mây",
        "signer_title": "CHỦ TỊCH", "recipients": ["Bộ Nội vụ", "Lưu: VT"],
        "title": "Công tác thi đua, khen thưởng năm 2025",
    },
    "dated_items": {"issuer": "Phòng Nội vụ huyện Khe Lau", "signer": "Sầm Văn Khê"},
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(HEADS))
def test_heads(name: str) -> None:
    contract = read_plan(layout(name)).as_contract()
    assert {key: contract[key] for key in HEADS[name]} == HEADS[name]


def test_the_number_left_blank_is_said_to_be_blank() -> None:
    number = read_plan(layout("labelled_bullets")).head.number
    assert number.value == ""
    assert "KH-SXD" in number.doubt


def test_legal_bases_are_cited_papers_only() -> None:
    bases = [item.value for item in read_plan(layout("labelled")).head.legal_bases]
    assert bases == [
        "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
        "Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023",
    ]


def test_products_and_conditions() -> None:
    tasks = read_plan(layout("labelled")).tasks
    assert [[product.kind for product in task.products] for task in tasks[:2]] == [["plan"], ["training"]]
    waves = read_plan(layout("waves")).tasks
    assert [task.conditional.value for task in waves] == [False, False, False, True, False]


def duties(result: PlanReading) -> list[tuple[str, str, str, object]]:
    contracts = [duty.as_contract() for duty in result.reporting_duties]
    return [(duty["who"], duty["what"], duty["to"], duty["due"]) for duty in contracts]


def test_reporting_duties_say_who_what_to_whom_through_whom_and_when() -> None:
    assert duties(read_plan(layout("labelled"))) == [
        ("Các thôn, tổ dân phố", "báo cáo kết quả thi đua", "Ủy ban nhân dân xã (qua Phòng Văn hóa - Xã hội)",
         "2025-11-20"),
    ]  # fmt: skip
    assert duties(read_plan(layout("dated_items"))) == [
        ("Phòng Nội vụ", "Tổng hợp báo cáo", "UBND huyện", None),
        ("UBND các xã", "kế hoạch", "Phòng Nội vụ", "2021-02-28"),
        ("UBND các xã", "Báo cáo sơ kết 6 tháng", "", "2021-06-10"),
        ("UBND các xã", "báo cáo tổng kết năm", "", "2021-11-20"),
    ]


def test_a_month_is_a_due_date_at_its_end() -> None:
    (duty,) = read_plan(layout("quarter_bullets")).reporting_duties
    assert duty.as_contract()["due"] == "2024-02-29"
    assert duty.due.doubt
