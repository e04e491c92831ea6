"""The words of the papers that matter most, as an official would read them."""

import pytest

from vinhdanh.engines.documents.model import (
    Article,
    Clause,
    Heading,
    Paper,
    Paragraph,
    Table,
    plain,
    tables,
)
from vinhdanh.engines.documents.templates import codes, compile_paper, sample, sample_data, template

from .test_template_samples import said


def test_an_award_decision_is_the_chairmans_own() -> None:
    paper = sample("T15")
    assert paper.form == "decision"
    assert paper.authority == "Chủ tịch Ủy ban nhân dân tỉnh Sông Mây"
    assert paper.signers[0].authority == ("CHỦ TỊCH",)
    assert (paper.head.number, paper.head.symbol) == (312, "QĐ-UBND")
    assert paper.decides == "QUYẾT ĐỊNH:"
    first, money, *_ = paper.body
    assert isinstance(first, Article)
    assert plain(first.text) == (
        "Tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho 16 tập thể, 03 hộ gia đình và 34 cá nhân đã có"
        " thành tích xuất sắc trong phong trào thi đua thực hiện nhiệm vụ phát triển kinh tế - xã hội năm"
        " 2025 (có danh sách kèm theo)."
    )
    assert "(Hai trăm bốn mươi bảy triệu bốn trăm bảy mươi nghìn đồng)" in str(money)
    titles = [block.title for block in paper.annexes[0].body if isinstance(block, Heading)]
    assert [title.rpartition("(")[2] for title in titles] == ["16 tập thể)", "03 hộ gia đình)", "34 cá nhân)"]


def test_no_award_decision_is_signed_for_a_collective() -> None:
    for code in ("T04", "T06", "T15", "T28-3", "T38", "T38-3"):
        assert not any(line.startswith("TM.") for line in sample(code).signers[0].authority), code


@pytest.mark.parametrize("code", [code for code in codes() if sample(code).form == "minutes"])
def test_minutes_have_no_line_of_place_and_day_and_the_chair_signs_last(code: str) -> None:
    paper = sample(code)
    assert not paper.head.dated
    assert len(paper.signers) >= 2
    assert not any("THƯ KÝ" in line for line in paper.signers[-1].authority)


@pytest.mark.parametrize("code", [code for code in codes() if sample(code).form == "letter"])
def test_letters_have_no_kind_and_a_subject(code: str) -> None:
    head = sample(code).head
    assert head.title == ""
    assert head.subject
    assert not head.symbol.startswith("CV")


def test_the_minutes_of_the_council_say_what_was_voted() -> None:
    words = said("T18")
    for expected in (
        "Có mặt 14/15 thành viên, đạt 93,3%; phiên họp đủ điều kiện tiến hành.",
        "Thời gian bắt đầu: 08 giờ 00 phút, ngày 03 tháng 3 năm 2026.",
        "Phiên họp kết thúc lúc 11 giờ 15 phút cùng ngày",
        "đi công tác Trung ương, đã gửi phiếu ý kiến bằng văn bản",
    ):
        assert expected in words


def test_the_count_of_ballots_is_on_all_members_and_adds_up() -> None:
    assert "Tỷ lệ tính trên tổng số 15 thành viên Hội đồng" in said("T20")
    result = list(tables(sample("T20").body))[-1]
    for row in result.rows:
        yes, no, share, told = (str(cell) for cell in row[3:])
        assert int(yes) + int(no) == 15
        assert share == f"{int(yes) / 15 * 100:.1f}".removesuffix(".0").replace(".", ",")
        assert told == ("Đạt" if int(yes) * 100 >= 90 * 15 else "Không đạt")
    assert {str(row[-1]) for row in result.rows} == {"Đạt", "Không đạt"}


def test_a_secret_ballot_names_no_voter() -> None:
    paper = sample("T19")
    assert paper.signers == ()
    (ballot,) = tables(paper.body)
    assert all(row[3:] == ("", "") for row in ballot.rows)


def test_the_proposal_counts_what_it_lists() -> None:
    (asked,) = tables(sample("T13").body)
    assert [getattr(cell, "text", cell) for cell in asked.rows[-1]][:3] == ["Cộng", "18", "14"]
    listed = [table for table in tables(sample("T13").annexes[0].body) if isinstance(table, Table)]
    assert [len(table.rows) - 1 for table in listed] == [6, 12, 14]


def test_the_plan_has_both_layouts() -> None:
    two, one = (next(tables(sample(code).annexes[0].body)) for code in ("T01", "T01-2"))
    assert [column.title for column in two.columns][2:4] == ["Cơ quan chủ trì", "Cơ quan phối hợp"]
    assert [column.title for column in one.columns][2] == "Đơn vị thực hiện"
    assert one.rows[1][2] == "Sở Nội vụ chủ trì, phối hợp với Văn phòng Ủy ban nhân dân tỉnh"
    assert sample("T01").annexes[0].landscape


def test_an_invitation_says_when_and_where() -> None:
    lines = [plain(block.text) for block in sample("T17").body if isinstance(block, Paragraph)]
    assert "Thời gian: 08 giờ 00 phút, ngày 03 tháng 3 năm 2026." in lines
    assert (
        "Địa điểm: Phòng họp số 2, trụ sở Ủy ban nhân dân tỉnh, số 01 đường Hòa Bình, phường Sông Mây."
        in lines
    )


def test_a_certificate_has_its_words_and_its_book_number() -> None:
    lines = [plain(block.text) for block in sample("T35").body if isinstance(block, Paragraph)]
    assert lines[0] == "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG MÂY"
    assert "Bà Hoàng Thị Ngọc Dung" in lines
    assert lines[-2:] == ["Quyết định số: 312/QĐ-UBND, ngày 16 tháng 3 năm 2026", "Vào sổ vàng số: 2147"]


def test_a_covenant_has_a_place_for_every_member() -> None:
    signers = sample("T08").body[-1]
    assert len(signers.people) == 8  # type: ignore[union-attr]


def test_households_vanish_from_the_decision_where_there_are_none() -> None:
    data = {**sample_data("T15"), "số hộ": None}
    first = compile_paper(template("T15"), data).body[0]
    assert isinstance(first, Article)
    assert "cho 16 tập thể và 34 cá nhân" in plain(first.text)


def _notice(words: str) -> Paper:
    return compile_paper(template("T21-2"), {**sample_data("T21-2"), "căn cứ": [], "nội dung": words})


def test_free_text_keeps_its_counting_and_nothing_else_becomes_layout() -> None:
    paper = _notice(
        "I. Chung\n1. Một việc\na) ý đầu\nđ) ý sau\n- gạch\n|= A | B\n=== Phụ lục: X\n{năm}\n12.500 người"
    )
    assert [type(block).__name__ for block in paper.body] == [
        "Heading", "Clause", "Bullets", "Paragraph", "Paragraph", "Paragraph", "Paragraph"
    ]  # fmt: skip
    clause = paper.body[1]
    assert isinstance(clause, Clause)
    assert [plain(point.text) for point in clause.points] == ["ý đầu", "ý sau"]
    assert [plain(block.text) for block in paper.body if isinstance(block, Paragraph)] == [
        "|= A | B", "=== Phụ lục: X", "{năm}", "12.500 người"
    ]  # fmt: skip
    assert not paper.annexes


def test_free_text_that_opens_as_a_basis_does_is_still_text() -> None:
    paper = _notice("Thực hiện Kế hoạch số 41/KH-UBND, Sở Nội vụ thông báo:")
    assert paper.bases == ()
    assert isinstance(paper.body[0], Paragraph)
