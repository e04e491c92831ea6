"""Groups of tasks under times and bodies, which time holds, and what the officer is told of the rest."""

import pytest

from vinhdanh.engines.reading.plan.owners import roles_in_words
from vinhdanh.engines.reading.plan.passage import passage
from vinhdanh.engines.reading.plan.periods import Era, find_due, read_time
from vinhdanh.engines.reading.plan.roles import in_cell
from vinhdanh.engines.reading.plan.text_case import sentence_case
from vinhdanh.foundation.kernel.text import fold_keep_length

from .builder import document
from .test_plan_classes import plan, read_plan, told

COLUMNS = "STT\tNội dung\tThời gian\tChủ trì\tPhối hợp\n"


def timed(body: str) -> list[tuple[str, str | None, str | None]]:
    """Period, month inside it and due date of each task."""
    contracts = [task.as_contract() for task in plan(body).tasks]
    return [(c["period"]["value"], c["period"].get("month"), c["deadline"]) for c in contracts]


# ---- headings ------------------------------------------------------------------
@pytest.mark.parametrize(("group", "item"), [("*", "-"), ("-", "-"), ("-", "+"), ("•", "-")])
def test_a_bullet_that_is_a_time_heads_the_bullets_below(group: str, item: str) -> None:
    body = (
        f"II. VIỆC\n{group} Quý I:\n{item} In sổ tay cho trạm.\n{item} Ký cam kết, xong trước ngày 25/02.\n"
        f"{group} Thường xuyên:\n{item} Nêu gương người tốt.\n"
    )
    assert timed(body) == [
        ("2026-Q1", None, None),
        ("2026-Q1", None, "2026-02-25"),
        ("2026", None, None),
    ]


def test_numbered_waves_and_work_all_year() -> None:
    body = (
        "II. VIỆC\n1. Đợt 1: Sóng xuân (Quý I/2026)\n- Làm sạch bến.\n2. Đợt 2: Sóng thu (Quý IV/2026)\n"
        "- Đêm văn nghệ (tháng 11/2026).\nCác hoạt động xuyên suốt trong năm\n- Thăm người bệnh nghèo.\n"
    )
    assert timed(body) == [("2026-Q1", None, None), ("2026-Q4", "2026-11", None), ("2026", None, None)]


def test_a_numbered_wave_stands_over_items_numbered_like_it() -> None:
    body = (
        "II. VIỆC\n1. Đợt 1: Sóng xuân (Quý I/2026)\n1. Làm sạch bến.\n2. Thi ảnh.\n"
        "2. Đợt 2: Sóng thu (Quý IV/2026)\n1. Đêm văn nghệ.\n"
    )
    assert [period for period, *_ in timed(body)] == ["2026-Q1", "2026-Q1", "2026-Q4"]


@pytest.mark.parametrize("row", ["Tháng 4/2026", "\tTháng 4/2026\t\t\t"])
def test_a_row_that_holds_a_month_alone_is_a_heading(row: str) -> None:
    body = (
        f"II. VIỆC\n{COLUMNS}1\tIn sổ tay\tQuý I\tVăn phòng\t\n{row}\n2\tMở lớp\t22/4\tPhòng Dược\tCác trạm\n"
    )
    assert timed(body) == [("2026-Q1", None, None), ("2026-04", None, "2026-04-22")]


def test_a_request_in_brackets_leaves_a_heading_the_name_of_a_body() -> None:
    result = plan(
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Dược (đề nghị)\nSoạn danh mục thuốc cho trạm.\n"
        "2. Công đoàn ngành, Đoàn Thanh niên Sở\na) Vận động hiến máu.\n"
        "b) Giao Đoàn Thanh niên Sở chủ trì ngày hội.\n"
        "3. Các trạm\n- Phối hợp với UBND cùng cấp rà soát sổ.\n"
    )
    assert [told_of(task) for task in result.tasks] == [
        (["Phòng Dược"], []),
        (["Công đoàn ngành", "Đoàn Thanh niên Sở"], []),
        (["Đoàn Thanh niên Sở"], []),
        (["Các trạm"], ["UBND cùng cấp"]),
    ]


def told_of(task: object) -> tuple[list[str], list[str]]:
    contract = task.as_contract()  # type: ignore[attr-defined]
    return contract["lead"], contract["coordinators"]


# ---- which time holds -------------------------------------------------------------
def test_a_quarter_above_holds_and_a_dated_cell_is_the_due_date() -> None:
    body = (
        f"II. VIỆC\n{COLUMNS}I\tQuý I\n1\tIn sổ tay\tTháng 2\tVăn phòng\t\n"
        "2\tMở lớp\tTrước 22/3\tPhòng Dược\t\n"
        "II\tQuý II\n1\tHọp trạm\tTừ 05/4 đến 15/4\tVăn phòng\t\n"
    )
    assert timed(body) == [
        ("2026-Q1", "2026-02", None),
        ("2026-Q1", None, "2026-03-22"),
        ("2026-Q2", None, "2026-04-15"),
    ]


def test_without_a_group_the_cell_is_the_period() -> None:
    body = (
        f"II. VIỆC\n{COLUMNS}1\tIn sổ tay\tTrong quý I, chậm nhất ngày 20/02\tVăn phòng\t\n"
        "2\tMở lớp\tNgày 22/4\tPhòng Dược\t\n"
    )
    assert timed(body) == [("2026-Q1", None, "2026-02-20"), ("2026-04-22", None, "2026-04-22")]


def test_in_a_wave_of_days_a_task_keeps_its_own_time() -> None:
    body = (
        "II. VIỆC\nĐợt 1: Sóng xuân (từ ngày 05/01/2026 đến ngày 20/3/2026)\n1. Làm sạch bến.\n"
        "2. Thi tay nghề trong tháng 3/2026.\n3. Chấm điểm, xong trước ngày 25/3/2026.\n"
    )
    assert timed(body) == [
        ("2026-01-05/2026-03-20", None, None),
        ("2026-03", None, None),
        ("2026-03-25", None, "2026-03-25"),
    ]


def test_half_a_year_that_is_reviewed_is_no_time() -> None:
    body = "II. NỘI DUNG\n1. Sơ kết phong trào 6 tháng đầu năm\n2. Gặp mặt (tháng 7)\n3. Thi ảnh (tháng 8)\n"
    assert timed(body)[0] == (None, None, None)


def test_a_day_of_every_year_is_due_in_no_single_one() -> None:
    words = fold_keep_length("rà soát sổ trước ngày 20 tháng 3 hằng năm")
    assert find_due(words, Era(2026, several=True)) is None
    assert find_due(words, Era(2026)) is not None
    dated = fold_keep_length("xong trước ngày 20/3/2026, báo cáo hằng năm")
    assert find_due(dated, Era(2026, several=True)) is not None


def test_the_wider_time_named_first_stays_the_period() -> None:
    found = read_time(fold_keep_length("tháng 3, trước ngày 25/3"), Era(2026))
    assert found is not None
    assert found.period is not None
    assert (found.period.value, str(found.deadline)) == ("2026-03", "2026-03-25")


# ---- who ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cell", "lead", "helpers"),
    [
        (
            "Tổ Dược và Tổ Xét nghiệm đồng chủ trì; Văn phòng hỗ trợ",
            ["Tổ Dược", "Tổ Xét nghiệm"],
            ["Văn phòng"],
        ),
        ("Tổ Dược phối hợp với Tổ Xét nghiệm (đơn vị chủ trì)", ["Tổ Xét nghiệm"], ["Tổ Dược"]),
        ("Giám đốc chỉ đạo; Phòng Dược thực hiện, phối hợp cùng Tổ Y", ["Phòng Dược"], ["Tổ Y"]),
        ("Trạm trưởng đề xuất; Văn phòng thẩm định", ["Trạm trưởng", "Văn phòng"], []),
        ("Giám đốc quyết định", ["Giám đốc"], []),
        ("Hội đồng thẩm định", ["Hội đồng thẩm định"], []),
        ("Ban Quản lý công trình", ["Ban Quản lý công trình"], []),
        ("Mỗi trạm", ["Mỗi trạm"], []),
    ],
)
def test_what_a_body_does_is_no_part_of_its_name(cell: str, lead: list[str], helpers: list[str]) -> None:
    assert told(in_cell(passage(cell, 0))) == (lead, helpers)


@pytest.mark.parametrize(
    ("words", "lead", "helpers"),
    [
        (
            "Họp mặt, xong ngày 15/01/2026. Tổ Nữ công chủ trì, các trạm phối hợp.",
            ["Tổ Nữ công"],
            ["các trạm"],
        ),
        ("Thi ảnh (tháng 6). Đơn vị chủ trì: Tổ Dược; phối hợp: Văn phòng.", ["Tổ Dược"], ["Văn phòng"]),
        ("Giao lưu bóng bàn (tháng 4; Công đoàn ngành)", ["Công đoàn ngành"], []),
        ("Nộp bài viết; Tổ Biên tập chấm và chọn", ["Tổ Biên tập"], []),
    ],
)
def test_who_is_told_at_the_end_of_an_item(words: str, lead: list[str], helpers: list[str]) -> None:
    assert told(roles_in_words(passage(words, 0))) == (lead, helpers)


def test_as_above_takes_the_lead_of_the_row_above_with_a_doubt() -> None:
    result = plan(
        f"II. VIỆC\n{COLUMNS}1\tIn sổ tay\tQuý I\tPhòng Dược\t\n2\tMở lớp\tQuý II\t-nt-\tmời Tỉnh đoàn dự\n"
    )
    assert told_of(result.tasks[1]) == (["Phòng Dược"], ["Tỉnh đoàn"])
    assert result.tasks[1].lead[0].doubt


# ---- nothing is lost in silence ------------------------------------------------------------
def test_one_label_drops_no_group() -> None:
    result = plan(
        "II. NỘI DUNG\n1. Tuyên truyền\n- Lập danh sách gương tốt. Phối hợp: Công đoàn ngành.\n"
        "- Soạn tờ trình.\n"
        "2. Bồi dưỡng\n- Mở lớp cho trạm trưởng.\n- In sổ tay cho các thôn.\n"
    )
    assert len(result.tasks) == 4


def test_one_label_makes_no_labelled_plan_of_duties_by_body() -> None:
    result = plan(
        "III. TỔ CHỨC THỰC HIỆN\n1. Phòng Dược\n- In sổ tay, thời gian: quý II.\n- Chấm thi.\n"
        "2. Công đoàn ngành\nVận động hiến máu nhân đạo.\n3. Các trạm\n- Rà soát sổ.\n- Mở lớp nhỏ.\n"
    )
    assert [told_of(task)[0][0] for task in result.tasks] == [
        "Phòng Dược", "Phòng Dược", "Công đoàn ngành", "Các trạm", "Các trạm",
    ]  # fmt: skip
    assert result.tasks[0].as_contract()["period"]["value"] == "2026-Q2"


def test_items_left_out_are_told() -> None:
    body = (
        "II. VIỆC\n1. Những điều chung\n- Mọi trạm đều tham gia đầy đủ.\n2. Quý I\n- In sổ tay.\n"
        "- Chấm thi.\n3. Quý II\n- Mở lớp cho trạm trưởng.\n"
    )
    result = plan(body)
    assert len(result.tasks) == 3
    assert [w for w in result.warnings if "Mọi trạm đều tham gia" in w]
    assert not [
        w for w in plan(body.replace("1. Những điều chung", "1. Tháng 01")).warnings if "Mọi trạm" in w
    ]


# ---- duties in the list, head ----------------------------------------------------------------
def test_a_task_that_sends_a_paper_is_a_duty_by_its_due_date() -> None:
    body = (
        "II. VIỆC\nSTT\tNội dung\tThời hạn\tChủ trì\n"
        "1\tCác trạm nộp báo cáo quý về Văn phòng Sở\tTrước 10/6\tCác trạm y tế\n2\tThi ảnh\t30/6\tTổ Dược\n"
    )
    assert [duty.as_contract() for duty in plan(body).reporting_duties] == [
        {
            "who": "Các trạm y tế",
            "what": "báo cáo quý",
            "to": "Văn phòng Sở",
            "through": None,
            "due": "2026-06-10",
        }
    ]


def test_what_is_sent_is_no_body_and_one_may_register_with_a_body() -> None:
    result = plan(
        "III. TỔ CHỨC THỰC HIỆN\n1. Các trạm gửi bản cam kết về Phòng Dược trước ngày 15/02/2026.\n"
        "2. Mỗi trạm đăng ký với Văn phòng Sở một việc tốt, gửi trước ngày 01/3/2026.\n"
    )
    first, second = (duty.as_contract() for duty in result.reporting_duties)
    assert (first["who"], first["what"], first["to"]) == ("Các trạm", "bản cam kết", "Phòng Dược")
    assert (second["who"], second["to"], second["due"]) == ("Mỗi trạm", "Văn phòng Sở", "2026-03-01")


CLUSTER = """CỤM THI ĐUA CÁC TRẠM VEN SÔNG TỈNH SÔNG MÂY
CỤM TRƯỞNG: TRẠM BẾN ĐÁ
Số: 03 /KH-CTĐ  Sông Mây, ngày 1 2 tháng 02 năm 2026
KẾ HOẠCH
Hoạt động năm 2026

I. VIỆC
1. Giao lưu (tháng 3).
2. Chấm chéo (tháng 9).

Nơi nhận:
- Các trạm ven sông,
trạm vùng cao;
- Lưu: VT.
CỤM TRƯỞNG

Lò Văn Sơn
"""


def test_a_cluster_issues_in_its_own_name() -> None:
    head = read_plan(document(CLUSTER)).as_contract()
    assert head["issuer"].startswith("Cụm thi đua")
    assert (head["number"], head["issued_on"], head["place"]) == ("03/KH-CTĐ", "2026-02-12", "Sông Mây")
    assert head["recipients"][0] == "Các trạm ven sông, trạm vùng cao"


UNION = """BCH ĐOÀN TỈNH SÔNG MÂY
***
Số: 12-KH/TĐTN

ĐOÀN TNCS HỒ CHÍ MINH
Sông Mây, ngày 12 tháng 02 năm 2026

KẾ HOẠCH
Thi đua năm 2026

I. VIỆC
1. Ra quân (tháng 3).
2. Tổng kết (tháng 9).

Nơi nhận:
- Lưu: VP.
TM. BAN THƯỜNG VỤ TỈNH ĐOÀN
BÍ THƯ

Lò Văn Sơn
"""
FRONT = """ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM
TỈNH SÔNG MÂY
BAN THƯỜNG TRỰC
Số: 12/KH-MTTQ-BTT
""" + UNION.split("HỒ CHÍ MINH\n")[1].replace("BAN THƯỜNG VỤ TỈNH ĐOÀN", "BAN THƯỜNG TRỰC")


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (UNION, "Ban Thường vụ Tỉnh đoàn Sông Mây"),
        (FRONT, "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Sông Mây"),
    ],
)
def test_standing_bodies_of_the_union_and_the_front(text: str, issuer: str) -> None:
    head = read_plan(document(text)).head
    assert (head.issuer.value, head.scope_level.value) == (issuer, "province")


def test_compounds_take_one_capital() -> None:
    assert sentence_case("SỞ KẾ HOẠCH VÀ ĐẦU TƯ", "") == "Sở Kế hoạch và Đầu tư"
    assert sentence_case("BỆNH VIỆN ĐA KHOA BẾN ĐÁ", "") == "Bệnh viện Đa khoa Bến Đá"
