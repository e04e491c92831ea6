"""Classes of wording, each on small texts of its own: who leads, whose name it is, when, what is sent."""

import pytest

from vinhdanh.engines.reading.plan import PlanReading, read_plan
from vinhdanh.engines.reading.plan.owners import roles_in_words
from vinhdanh.engines.reading.plan.parties import split_parties
from vinhdanh.engines.reading.plan.passage import passage
from vinhdanh.engines.reading.plan.periods import Era, find_dues, read_time
from vinhdanh.engines.reading.plan.roles import Roles, in_cell
from vinhdanh.foundation.kernel.text import fold_keep_length

from .builder import document

HEAD = (
    "UBND TỈNH SÔNG MÂY\nSỞ Y TẾ\nSố: 45/KH-SYT\nSông Mây, ngày 12 tháng 01 năm 2026\n"
    "KẾ HOẠCH\nThi đua năm 2026\n\n"
)
END = "\nNơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\n\nLò Văn Sơn\n"


def plan(body: str) -> PlanReading:
    return read_plan(document(HEAD + body + END))


def told(roles: Roles) -> tuple[list[str], list[str]]:
    return [item.value for item in roles.lead], [item.value for item in roles.coordinators]


def rows(result: PlanReading) -> list[tuple[str, str, list[str]]]:
    """Period, first two words and lead of each task."""
    contracts = [task.as_contract() for task in result.tasks]
    return [(c["period"]["value"] or "", " ".join(c["text"].split()[:2]), c["lead"]) for c in contracts]


@pytest.mark.parametrize(
    ("words", "lead", "helpers"),
    [
        ("Trạm Y tế khám bệnh miễn phí cho người cao tuổi", ["Trạm Y tế"], []),
        ("Đoàn Thanh niên treo cờ, dọn nghĩa trang", ["Đoàn Thanh niên"], []),
        ("Các thôn làm đường hoa", ["Các thôn"], []),
        ("Phòng Quản lý xây dựng chấm điểm các đội", ["Phòng Quản lý xây dựng"], []),
        ("Chi cục Chăn nuôi thống kê gia súc", ["Chi cục Chăn nuôi"], []),
        ("Ban quản lý chợ nhắc tiểu thương giữ vệ sinh", ["Ban quản lý chợ"], []),
        ("Thanh tra Sở, Công đoàn ngành cùng thẩm tra hồ sơ", ["Thanh tra Sở", "Công đoàn ngành"], []),
        ("Công an xã chủ trì, phối hợp với Xã đội ra quân", ["Công an xã"], ["Xã đội"]),
        ("Phối hợp Báo Mây Xanh đăng bài về gương tốt", [], ["Báo Mây Xanh"]),
        ("Phối hợp với Văn phòng UBND tỉnh soạn tờ trình", [], ["Văn phòng UBND tỉnh"]),
        ("Giao ban công tác thi đua", [], []),
        ("Hội thi bàn tay vàng", [], []),
        ("Hội giảng cấp trường: chọn giáo viên dự thi", [], []),
        ("Văn phòng Ban là cơ quan thường trực", ["Văn phòng Ban"], []),
    ],
)
def test_the_subject_leads(words: str, lead: list[str], helpers: list[str]) -> None:
    assert told(roles_in_words(passage(words, 0))) == (lead, helpers)


@pytest.mark.parametrize(
    ("words", "lead", "helpers"),
    [
        ("Trang trí trụ sở (Tổ Hậu cần)", ["Tổ Hậu cần"], []),
        ("Nộp sáng kiến (các tổ chuyên môn)", ["các tổ chuyên môn"], []),
        ("Chấm báo tường (Liên đội chủ trì, các chi đội phối hợp).", ["Liên đội"], ["các chi đội"]),
        ("Tặng quà (chủ trì: Công đoàn; phối hợp: Đoàn trường)", ["Công đoàn"], ["Đoàn trường"]),
        ("Tặng quà (do Công đoàn thực hiện)", ["Công đoàn"], []),
        ("Hội thao (Công đoàn, Đoàn trường đồng chủ trì)", ["Công đoàn", "Đoàn trường"], []),
        ("Tặng quà (Công đoàn); xong trước ngày 20/1", ["Công đoàn"], []),
        ("Bình chọn gia đình văn hóa (nếu có)", [], []),
        ("Kiểm tra chéo (tháng 3)", [], []),
        ("Hội thi cấp trường (lần 2)", [], []),
        ("Gửi hồ sơ về tỉnh (qua Ban Thi đua)", [], []),
    ],
)
def test_brackets_at_the_end(words: str, lead: list[str], helpers: list[str]) -> None:
    assert told(roles_in_words(passage(words, 0))) == (lead, helpers)


@pytest.mark.parametrize(
    ("cell", "lead", "helpers"),
    [
        ("Do Tổ Hậu cần đảm nhiệm", ["Tổ Hậu cần"], []),
        ("Giao cho Thư viện thực hiện", ["Thư viện"], []),
        ("Giáo viên chủ nhiệm", ["Giáo viên chủ nhiệm"], []),
        ("Phòng Nội vụ tham mưu UBND huyện", ["Phòng Nội vụ"], []),
        ("Thư viện, Đoàn trường cùng thực hiện", ["Thư viện", "Đoàn trường"], []),
        ("Thư viện làm đầu mối; Đoàn trường, Liên đội phối hợp", ["Thư viện"], ["Đoàn trường", "Liên đội"]),
        ("Thư viện chịu trách nhiệm chính, các tổ tham gia", ["Thư viện"], ["các tổ"]),
        ("Thư viện thực hiện, có sự phối hợp của Đoàn trường", ["Thư viện"], ["Đoàn trường"]),
        ("Giao Thư viện là đơn vị chủ trì, Liên đội là đơn vị phối hợp", ["Thư viện"], ["Liên đội"]),
        ("Trưởng thôn tổ chức, Mặt trận thôn giám sát", ["Trưởng thôn"], ["Mặt trận thôn"]),
        ("Đơn vị chủ trì: Thư viện; Đơn vị phối hợp: Không", ["Thư viện"], []),
    ],
)
def test_cells_of_prose(cell: str, lead: list[str], helpers: list[str]) -> None:
    assert told(in_cell(passage(cell, 0))) == (lead, helpers)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Báo và Đài Phát thanh, Truyền hình Sông Mây; Sở Tư pháp", 2),
        ("Phòng Kinh tế, Hạ tầng và Đô thị, Phòng Nội vụ", 2),
        ("Phòng Văn hóa, Khoa học và Thông tin", 1),
        ("Sở Văn hóa, Thể thao và Du lịch và các địa phương", 2),
        ("Hội Nông dân xã và 9 thôn", 2),
        ("Mặt trận xã và các tổ chức chính trị - xã hội", 2),
        ("Các ban, hội, đoàn thể và trưởng thôn", 2),
        ("Công đoàn, Nữ công", 2),
        ("Công đoàn khu công nghiệp, doanh nghiệp hạ tầng", 2),
    ],
)
def test_a_name_is_cut_only_where_a_body_begins(text: str, parts: int) -> None:
    found = split_parties(passage(text, 0))
    assert len(found) == parts, [part.value for part in found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("05/12/26", "2026-12-05"),
        ("10.12.2026", "2026-12-10"),
        ("tháng 4, 5, 6", "2026-04/2026-06"),
        ("tháng 9, 10", "2026-09/2026-10"),
        ("20-25/12/2026", "2026-12-20/2026-12-25"),
        ("từ ngày 10 đến ngày 15 tháng 6", "2026-06-10/2026-06-15"),
        ("quý I và quý II", "2026-Q1/2026-Q2"),
        ("Quý III hoặc quý IV", "2026-Q3/2026-Q4"),
    ],
)
def test_more_times(text: str, value: str) -> None:
    found = read_time(fold_keep_length(text), Era(2026))
    assert found is not None
    assert found.period is not None
    assert found.period.as_contract()["value"] == value


def test_two_due_dates_after_one_word() -> None:
    days = [timing.deadline for timing in find_dues("truoc ngay 20/6 va ngay 20/11", Era(2026))]
    assert [day.isoformat() for day in days if day] == ["2026-06-20", "2026-11-20"]


def test_phases_make_a_section_of_tasks_whatever_it_is_called() -> None:
    body = (
        "I. MỤC ĐÍCH\nNâng chất lượng.\n\nII. TIẾN ĐỘ\n\n1. Quý I\n\na) Văn phòng đăng ký thi đua.\n\n"
        "2. Quý II\n\na) Sơ kết.\n\nb) Khen thưởng.\n"
    )
    assert rows(plan(body)) == [
        ("2026-Q1", "Văn phòng", ["Văn phòng"]),
        ("2026-Q2", "Sơ kết.", []),
        ("2026-Q2", "Khen thưởng.", []),
    ]


def test_quarters_right_after_the_title() -> None:
    result = read_plan(document("KẾ HOẠCH\nThi đua năm 2026\n\nQuý I\n1. Phát động\n2. Báo cáo\n"))
    assert rows(result) == [("2026-Q1", "Phát động", []), ("2026-Q1", "Báo cáo", [])]


def test_waves_without_numbers_head_their_bullets() -> None:
    body = (
        'II. CÁC ĐỢT\n\nĐợt 1: từ 03/02 đến 30/4/2026 "Mùa xuân"\n\n- Trồng cây.\n\n'
        "Đợt 2 (cao điểm): 03/9 - 15/12/2026\n- Thu gom rác.\n- Tổng kết.\n"
    )
    assert [when for when, *_ in rows(plan(body))] == [
        "2026-02-03/2026-04-30",
        *["2026-09-03/2026-12-15"] * 2,
    ]


def test_a_month_under_a_year_is_one_of_that_year() -> None:
    body = (
        "II. LỘ TRÌNH\n1. Năm 2026\n- Phát động (tháng 9).\n2. Năm 2027\n- Chấm điểm.\n- Tổng kết, quý IV.\n"
    )
    assert [when for when, *_ in rows(plan(body))] == ["2026-09", "2027", "2027-Q4"]


def test_terms_head_their_items() -> None:
    text = (
        "KẾ HOẠCH\nThi đua năm học 2025-2026\n\nTháng 11\n- Hội giảng.\n- Thi vẽ.\n"
        "Học kỳ II\n- Nộp sáng kiến.\n"
    )
    assert [when for when, *_ in rows(read_plan(document(text)))] == ["2025-11", "2025-11", "2025-2026"]


def test_times_inside_the_words_of_an_item() -> None:
    body = (
        "II. NỘI DUNG\n1. Soạn quy chế, trình Giám đốc trong tháng 4/2026 để ban hành.\n"
        "2. Kiểm tra chéo từ tháng 3 đến tháng 5.\n3. Đưa tin gương tốt, cả năm.\n"
        "4. Giao ban hằng tháng.\n5. Gặp mặt thầy thuốc (27.02.2026).\n6. Bình xét vào tháng ?/2026.\n"
    )
    result = plan(body)
    assert [when for when, *_ in rows(result)] == [
        *("2026-04", "2026-03/2026-05", "2026", "2026", "2026-02-27", ""),
    ]
    assert result.tasks[-1].period.doubt


def test_a_label_or_two_do_not_make_a_labelled_plan() -> None:
    body = (
        "II. CÁC ĐỢT\n1. Đợt I (05/01 - 30/4/2026)\na) Thi tay nghề (chủ trì: Tổ May; phối hợp: Tổ Cắt).\n"
        "2. Đợt II (01/5 - 31/8/2026)\na) Hội thao.\nb) Thi ảnh.\n"
        "3. Đợt III (01/9 - 15/12/2026)\na) Bình bầu.\nb) Thưởng Tết.\n"
    )
    assert len(plan(body).tasks) == 5


TABLE = "TT\tNội dung\tĐơn vị chủ trì\tĐơn vị phối hợp\n"


def test_tables_under_headings_keep_the_columns_of_the_first() -> None:
    body = (
        f"II. NỘI DUNG\n{TABLE}\t\t\t\n1\tPhát động thi đua\tVăn phòng\tCông đoàn\nQUÝ II\n"
        "\t\t\t\n2\tHọp\tVăn phòng\tCác phòng, ban và UBND các xã, phường trên toàn địa bàn\n"
    )
    tasks = plan(body).tasks
    assert [task.text.value for task in tasks] == ["Phát động thi đua", "Họp"]
    assert tasks[1].as_contract()["period"]["value"] == "2026-Q2"


FLAT = """TT
Nội dung công việc
Cơ quan chủ trì
Cơ quan phối hợp
Thời gian
1
Kiểm tra công tác thi đua, khen thưởng tại các đơn vị trực thuộc
Sở Nội vụ
UBND các xã, phường
Quý I
2
Tập huấn nghiệp vụ hồ sơ khen thưởng cho công chức mới
Sở Nội vụ
Trường Chính trị tỉnh
Quý II
2
3
Tổ chức hội thi nông dân sáng tạo toàn tỉnh lần thứ nhất
Sở Công Thương
Hội Nông dân tỉnh và UBND các xã,
phường
Quý II
"""


def test_page_numbers_and_times_in_a_flattened_table() -> None:
    result = read_plan(document(HEAD + "II. NỘI DUNG\n" + FLAT + END, wrapped=True))
    tasks = [task.as_contract() for task in result.tasks]
    assert [task["period"]["value"] for task in tasks] == ["2026-Q1", "2026-Q2", "2026-Q2"]
    assert [task["coordinators"] for task in tasks] == [
        ["UBND các xã, phường"], ["Trường Chính trị tỉnh"], ["Hội Nông dân tỉnh", "UBND các xã, phường"],
    ]  # fmt: skip


def duties(result: PlanReading) -> list[tuple[str, str, str, object]]:
    contracts = [duty.as_contract() for duty in result.reporting_duties]
    return [(duty["who"], duty["what"], duty["to"], duty["due"]) for duty in contracts]


def test_duties_that_come_again_and_duties_to_a_head() -> None:
    body = (
        "II. NỘI DUNG\n1. Họp.\n2. Thi.\nIII. TỔ CHỨC THỰC HIỆN\n"
        "1. Trưởng khoa nộp báo cáo quý trước ngày 20 tháng cuối quý cho Văn phòng Sở; "
        "báo cáo năm trước ngày 05/12/2026.\n"
        "2. Trạm Xây dựng: lập danh sách hộ nghèo, gửi Sở Xây dựng trước ngày 20/3/2026.\n"
        "3. Văn phòng Sở tổng hợp, trình Giám đốc Sở.\n"
    )
    assert duties(plan(body)) == [
        ("Trưởng khoa", "báo cáo quý", "Văn phòng Sở", "trước ngày 20 tháng cuối quý"),
        ("Trưởng khoa", "báo cáo năm", "Văn phòng Sở", "2026-12-05"),
        ("Trạm Xây dựng", "danh sách hộ nghèo", "Sở Xây dựng", "2026-03-20"),
        ("Văn phòng Sở", "tổng hợp, trình", "Giám đốc Sở", None),
    ]


SCAN = """UY BAN NHÂN DÂN
HUYỆN NẬM CÒ
Sô: 31/KH-UBND Nậm Cò, ngày l5 tháng 0l năm 2024
KÊ HOẠCH
Thi đua năm 2024
Quý l
1. Phát động
2. Đăng ký
TM. UY BAN NHÂN DÂN
CHU TICH

Quàng Văn Ún
"""


def test_a_scan_keeps_head_and_signer() -> None:
    contract = read_plan(document(SCAN)).as_contract()
    assert contract["issuer"] == "Ủy ban nhân dân huyện Nậm Cò"
    assert (contract["place"], contract["number"]) == ("Nậm Cò", "31/KH-UBND")
    assert (contract["signer"], contract["signer_title"]) == ("Quàng Văn Ún", "CHỦ TỊCH")


def test_capital_letters_are_quarters_and_the_last_title_closes_them() -> None:
    body = (
        "MỤC ĐÍCH, YÊU CẦU\nĐúng người.\nNHIỆM VỤ\nA. QUÝ I\n1. Văn phòng họp dân.\n2. Trạm Y tế tập huấn.\n"
        "B. QUÝ III, QUÝ IV\n1. Thôn Đông, thôn Đoài làm điểm.\nTỔ CHỨC THỰC HIỆN\nVăn phòng theo dõi.\n"
    )
    assert rows(plan(body)) == [
        ("2026-Q1", "Văn phòng", ["Văn phòng"]),
        ("2026-Q1", "Trạm Y", ["Trạm Y tế"]),
        ("2026-Q3/2026-Q4", "Thôn Đông,", ["Thôn Đông", "thôn Đoài"]),
    ]


def test_a_body_and_its_time_in_one_bracket() -> None:
    body = (
        "II. NỘI DUNG\n- Xét khen (Văn phòng; tháng 02).\n- Thi vẽ (Thư viện, trước 31/3/2026).\n"
        "- Họp (Công đoàn - Quý II).\n"
    )
    assert [(when, lead) for when, _, lead in rows(plan(body))] == [
        ("2026-02", ["Văn phòng"]),
        ("2026-03-31", ["Thư viện"]),
        ("2026-Q2", ["Công đoàn"]),
    ]


def test_bare_numbers_in_a_column_of_months() -> None:
    body = (
        "Tháng\tNội dung\tNgười thực hiện\n9\tKhai giảng\tBan Giám hiệu\n10, 11\tHội giảng\tTổ chuyên môn\n"
    )
    assert [when for when, *_ in rows(plan(body))] == ["2026-09", "2026-10/2026-11"]
