"""The small readers: times, parties, roles, lines, tables, citations."""

from datetime import date

import pytest

from vinhdanh.engines.reading.plan import Period, read_plan
from vinhdanh.engines.reading.plan.lines import Line, flow
from vinhdanh.engines.reading.plan.owners import roles_in_words
from vinhdanh.engines.reading.plan.parties import party_phrase, split_parties
from vinhdanh.engines.reading.plan.passage import join, passage
from vinhdanh.engines.reading.plan.periods import Era, find_due, month_end, read_time
from vinhdanh.engines.reading.plan.roles import NO_LEAD_WORD, UNNAMED_ROLES, in_cell
from vinhdanh.foundation.kernel.text import fold_keep_length

from .builder import document

YEAR, SCHOOL = Era(2025), Era(2024, (2024, 2025))


def read(text: str, era: Era = YEAR) -> tuple[Period | None, date | None] | None:
    found = read_time(fold_keep_length(text), era)
    return (found.period, found.deadline) if found else None


@pytest.mark.parametrize(
    ("text", "kind", "value", "until"),
    [
        ("Tháng 3/2025", "month", "2025-03", None),
        ("03/2025", "month", "2025-03", None),
        ("T3/2025", "month", "2025-03", None),
        ("thang l2", "month", "2025-12", None),
        ("Tuần 2 tháng 3", "month", "2025-03", None),
        ("Từ tháng 3 đến tháng 5", "month", "2025-03", "2025-05"),
        ("Tháng 3 - 4/2025", "month", "2025-03", "2025-04"),
        ("Quý II", "quarter", "2025-Q2", None),
        ("Qúy Il/2025", "quarter", "2025-Q2", None),
        ("Quý I-II", "quarter", "2025-Q1", "2025-Q2"),
        ("6 tháng đầu năm", "quarter", "2025-Q1", "2025-Q2"),
        ("Ngày 20/11/2025", "date", "2025-11-20", None),
        ("Từ ngày 05/9 đến 20/11/2025", "date", "2025-09-05", "2025-11-20"),
        ("Thường xuyên", "year_round", "2025", None),
        ("Hằng quý", "year_round", "2025", None),
        ("Cả năm", "year_round", "2025", None),
        ("Năm học 2024-2025", "school_year", "2024-2025", None),
    ],
)
def test_times(text: str, kind: str, value: str, until: str | None) -> None:
    found = read(text)
    assert found is not None
    assert found == (Period(kind, value, until=until), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "value"), [("Tháng 9", "2024-09"), ("Tháng 3", "2025-03")])
def test_months_of_a_school_year(text: str, value: str) -> None:
    assert read(text, SCHOOL) == (Period("month", value), None)


@pytest.mark.parametrize(
    "text", ["Trước 15/6", "trước ngày 15/6/2025", "Chậm nhất là ngày 15 tháng 6 năm 2025"]
)
def test_due_dates(text: str) -> None:
    assert read(text) == (Period("date", "2025-06-15"), date(2025, 6, 15))


@pytest.mark.parametrize(
    "text",
    [
        "giai đoạn 2021-2025", "Theo quy định", "(05/4/2003-05/4/2023)", "Quý V", "tháng 13", "ngày 31/02",
        "Quyết định số 25/2019/QĐ-UBND ngày 05 tháng 3 năm 2019",
    ],
)  # fmt: skip
def test_what_is_no_time(text: str) -> None:
    assert read(text) is None


def test_a_date_is_due_only_where_the_words_say_so() -> None:
    assert find_due("ky niem ngay 11/6/2025", YEAR) is None
    found = find_due("hoan thanh truoc ngay 30/4", YEAR)
    assert found is not None
    assert found.deadline == date(2025, 4, 30)
    assert found.confidence < 1
    assert month_end("2024-02") == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Sở Giáo dục và Đào tạo", 1),
        ("Các sở, ban, ngành, đoàn thể và địa phương", 1),
        ("Các sở, ban, ngành tỉnh, các xã, phường", 2),
        ("Các sở, ban, ngành tỉnh và UBND các xã, phường", 2),
        ("Sở Nội vụ; các phường, xã", 2),
        ("Đài Phát thanh và Truyền hình tỉnh, Báo Sông Mây", 2),
        ("Văn phòng HĐND và UBND huyện, Phòng Nội vụ", 2),
        ("Thành viên Hội đồng Khoa học và Hội đồng Thi đua", 1),
        ("Mặt trận Tổ quốc xã và các tổ chức thành viên", 1),
        ("Ban Thi đua (cơ quan thường trực, giúp việc) và các đơn vị liên quan", 2),
        ("Giáo viên chủ nhiệm, Tổng phụ trách Đội", 2),
        ("- Công an tỉnh\n- Sở Tư pháp", 2),
        ("Văn phòng UBND\ntỉnh", 1),
    ],
)
def test_splitting_names(text: str, parts: int) -> None:
    found = split_parties(passage(text, 0))
    assert len(found) == parts, [part.value for part in found]


def test_names_in_running_text_end_at_the_verb() -> None:
    text = passage("Sở Y tế, các cơ quan báo, đài của tỉnh đẩy mạnh tuyên truyền", 0)
    assert party_phrase(text).value == "Sở Y tế, các cơ quan báo, đài của tỉnh"


@pytest.mark.parametrize(
    ("cell", "lead", "helpers"),
    [
        ("Phòng Nội vụ chủ trì, phối hợp với Công an xã", ["Phòng Nội vụ"], ["Công an xã"]),
        ("Chủ trì: Phòng Nội vụ. Phối hợp: Công an xã; Đoàn xã", ["Phòng Nội vụ"], ["Công an xã", "Đoàn xã"]),
        ("Phòng Nội vụ (chủ trì), Công an xã (phối hợp)", ["Phòng Nội vụ"], ["Công an xã"]),
        ("Chủ trì Phòng Nội vụ, phối hợp Công an xã", ["Phòng Nội vụ"], ["Công an xã"]),
        ("Phòng Nội vụ", ["Phòng Nội vụ"], []),
        ("Do Phòng Nội vụ thực hiện", ["Phòng Nội vụ"], []),
        ("Phòng Nội vụ tham mưu; các thôn cùng thực hiện", ["Phòng Nội vụ"], ["các thôn"]),
        ("Phòng Nội vụ chủ trì, có sự phối hợp của Công an xã", ["Phòng Nội vụ"], ["Công an xã"]),
        ("Mặt trận Tổ quốc xã chủ trì; Phòng Nội vụ tham mưu", ["Mặt trận Tổ quốc xã"], ["Phòng Nội vụ"]),
        ("Không", [], []),
    ],
)
def test_roles_in_one_cell(cell: str, lead: list[str], helpers: list[str]) -> None:
    roles = in_cell(passage(cell, 0))
    assert [item.value for item in roles.lead] == lead
    assert [item.value for item in roles.coordinators] == helpers


@pytest.mark.parametrize(
    ("item", "lead", "helpers"),
    [
        ("Hội thi thợ giỏi (Phòng Kỹ thuật chủ trì; Công đoàn phối hợp)", ["Phòng Kỹ thuật"], ["Công đoàn"]),
        ("Khám sức khỏe cho thợ giỏi (Trạm Y tế)", ["Trạm Y tế"], []),
        ("Phòng Kinh tế phối hợp với Công an xã rà soát hồ sơ.", ["Phòng Kinh tế"], ["Công an xã"]),
        ("Các thôn đăng ký công trình tự quản.", ["Các thôn"], []),
        ("Giao Trạm Y tế chủ trì việc này.", ["Trạm Y tế"], []),
        ("Tổ chức lễ trao thưởng do tỉnh phát động (nếu có).", [], []),
        ("Sơ kết giai đoạn (2021 - 2023)", [], []),
    ],
)
def test_roles_in_the_words_of_an_item(item: str, lead: list[str], helpers: list[str]) -> None:
    roles = roles_in_words(passage(item, 0))
    assert [each.value for each in roles.lead] == lead
    assert [each.value for each in roles.coordinators] == helpers


def test_roles_that_are_not_said_are_doubtful() -> None:
    assert in_cell(passage("Phòng Nội vụ phối hợp với Công an xã", 0)).lead[0].doubt == NO_LEAD_WORD
    assert {item.doubt for item in in_cell(passage("Phòng Nội vụ; Công an xã", 0)).lead} == {UNNAMED_ROLES}


def lines(text: str) -> list[str]:
    return [item.text.value for item in flow(document(text)) if isinstance(item, Line)]


def test_a_sentence_cut_by_a_page_is_one_line_again() -> None:
    first = "Phát huy vai trò của các thành viên trong việc theo dõi phong trào thi đua thực"
    assert lines(f"{first}\n\nhiện thắng lợi kế hoạch.\n\n- Việc khác") == [
        f"{first} hiện thắng lợi kế hoạch.",
        "- Việc khác",
    ]


def test_short_lines_of_a_list_are_left_alone() -> None:
    text = (
        "- Dọn vệ sinh\n- Trồng cây\n- Treo cờ\n- Thu gom rác\n- Làm đường\n- Họp thôn\n- Thi hát\n- Thi chạy"
    )
    assert lines(text) == text.split("\n")


def test_marks_of_convertors_are_left_out_and_spans_stay_true() -> None:
    text = "**Sông Mây, ngày<sup>20</sup> tháng 3**"
    words = passage(text, 4)
    assert words.value == "Sông Mây, ngày 20 tháng 3"
    part = words.cut(words.text.index("20"), words.text.index("20") + 2)
    (span,) = part.spans()
    assert text[span.start : span.end] == "20"


def test_joined_passages_point_at_both_places() -> None:
    whole = join([passage("Ban Thi", 1), passage("đua", 3)])
    assert whole.value == "Ban Thi đua"
    assert [(span.block, span.start, span.end) for span in whole.cut(4).spans()] == [(1, 4, 7), (3, 0, 3)]


TABLE = "TT\tNội dung\tĐơn vị chủ trì\tĐơn vị phối hợp\n"


def table_tasks(rows: str) -> list[tuple[str, str, str]]:
    tasks = read_plan(document("KẾ HOẠCH\nThi đua năm 2025\n" + TABLE + rows)).tasks
    return [
        (task.ordinal.value, task.text.value, " + ".join(item.value for item in task.coordinators))
        for task in tasks
    ]


def test_a_repeated_header_inside_a_cut_row_is_dropped() -> None:
    first = "1\tTổng hợp hồ sơ đề\tSở Nội vụ\tCông an\n\n"
    rows = f"{first}{TABLE}\tnghị khen thưởng\t\ttỉnh\n2\tHọp\tSở Nội vụ\t\n"
    assert table_tasks(rows) == [
        ("1", "Tổng hợp hồ sơ đề nghị khen thưởng", "Công an tỉnh"),
        ("2", "Họp", ""),
    ]


def test_rows_without_numbers_that_stand_alone_stay_apart() -> None:
    rows = "1\tTổ chức hội nghị.\tSở Nội vụ\t\n\tTổ chức tập huấn.\tSở Tư pháp\t\n"
    assert [text for _, text, _ in table_tasks(rows)] == ["Tổ chức hội nghị.", "Tổ chức tập huấn."]


def test_numbered_rows_with_only_words_are_tasks_and_roman_ones_headings() -> None:
    rows = "I\tCông tác chung\t\t\n1\tNâng cao nhận thức về thi đua\t\t\n2\tHọp\tSở Nội vụ\t\n"
    assert [ordinal for ordinal, *_ in table_tasks(rows)] == ["I.1", "I.2"]


def test_a_score_sheet_is_no_list_of_tasks() -> None:
    sheet = "TT\tNội dung tiêu chí\tĐiểm\n1\tNộp báo cáo đúng hạn\t10\n2\tCó sáng kiến\t20\n"
    text = "KẾ HOẠCH\nThi đua năm 2025\n" + sheet
    assert read_plan(document(text)).tasks == ()


def test_ticked_quarter_columns() -> None:
    text = (
        "KẾ HOẠCH\nThi đua năm 2025\nTT\tNội dung\tQuý I\tQuý II\tQuý III\tQuý IV\tChủ trì\n"
        "1\tKiểm tra\t\tx\t\t\tThanh tra\n2\tTuyên truyền\tx\tx\tx\tx\tVăn phòng\n"
    )
    periods = [task.period.value for task in read_plan(document(text)).tasks]
    assert periods == [Period("quarter", "2025-Q2"), Period("quarter", "2025-Q1", until="2025-Q4")]


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("Thi đua giai đoạn 2021 - 2023", (2021, 2022, 2023)),
        ("Thi đua năm học 2024-2025", (2024, 2025)),
        ("Thực hiện Chỉ thị số 21-CT/TU ngày 10/3/2019 trong năm 2022", (2022,)),
    ],
)
def test_years_of_a_title(title: str, years: tuple[int, ...]) -> None:
    assert read_plan(document(f"KẾ HOẠCH\n{title}\n\nI. NỘI DUNG\n")).head.years.value == years


@pytest.mark.parametrize(("day", "level"), [("20/5/2024", "district"), ("20/5/2026", "province")])
def test_a_city_is_a_district_only_while_there_were_districts(day: str, level: str) -> None:
    date_line = "Bãi Cát, ngày {} tháng {} năm {}".format(*day.split("/"))
    text = f"ỦY BAN NHÂN DÂN\nTHÀNH PHỐ BÃI CÁT\n{date_line}\nKẾ HOẠCH\nThi đua\n\nI. NỘI DUNG\n"
    assert read_plan(document(text)).head.scope_level.value == level


def test_two_dates_are_two_duties() -> None:
    words = "Trước ngày 20/6 và ngày 20/11/2025, các xã báo cáo kết quả về UBND tỉnh."
    text = f"KẾ HOẠCH\nThi đua năm 2025\n\nI. TỔ CHỨC THỰC HIỆN\n1. {words}\n"
    duties = read_plan(document(text)).reporting_duties
    assert [duty.due.value for duty in duties] == [date(2025, 6, 20), date(2025, 11, 20)]


def test_two_years_in_a_title_are_doubtful() -> None:
    result = read_plan(
        document("KẾ HOẠCH\nTổng kết thi đua năm 2024, phát động thi đua năm 2025\n\nI. NỘI DUNG\n")
    )
    assert result.head.years.value == (2024, 2025)
    assert result.head.years.doubt
    assert any("2024, 2025" in warning for warning in result.warnings)


def test_a_paper_without_tasks_says_so() -> None:
    result = read_plan(document("Biên bản họp tổ dân phố\nHôm nay trời đẹp."))
    assert result.tasks == ()
    assert any("nhiệm vụ" in warning for warning in result.warnings)
