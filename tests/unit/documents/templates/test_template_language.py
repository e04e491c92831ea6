"""The language of wording: what it says, and what is told when it is wrong."""

from datetime import date
from decimal import Decimal
from textwrap import dedent
from typing import Any

import pytest

from vinhdanh.engines.documents.model import (
    Article,
    Block,
    Bullets,
    Cell,
    Clause,
    FillIn,
    Heading,
    Paragraph,
    Run,
    Signers,
    Table,
)
from vinhdanh.engines.documents.templates import TemplateError, check, compile_paper
from vinhdanh.engines.documents.templates.markup import signer

FRAME = """\
code: X1
title: Thử
kind: TB
form: named
issuer: ubnd
fields:
{fields}
wording: |
{wording}
"""


def text(wording: str, fields: str = "  tên đợt: Đợt một") -> str:
    lines = "\n".join(f"  {line}" for line in dedent(wording).strip().split("\n"))
    return FRAME.format(fields=fields, wording=lines)


def faults(wording: str, fields: str = "  tên đợt: Đợt một") -> list[tuple[int, str]]:
    return [(fault.line, fault.sentence) for fault in check(text(wording, fields))]


def body(wording: str, fields: str = "  tên đợt: Đợt một", **data: Any) -> tuple[Block, ...]:
    given = {name.replace("_", " "): value for name, value in data.items()}
    return compile_paper(text(wording, fields), {"tên đợt": "Đợt một", **given}).body


@pytest.mark.parametrize(
    ("wording", "line", "words"),
    [
        ("{tên đợt} {tên dợt}", 9, "Có phải “tên đợt”?"),
        ("{tên đợt}\nmở { mà không đóng", 10, "Thiếu dấu “}”"),
        ("{tên đợt} thừa }", 9, "Thừa dấu “}”"),
        ("{nếu có tên đợt}\n{tên đợt}", 9, "chưa có {hết}"),
        ("{tên đợt}\n{hết}", 10, "bỏ đi"),
        ("không dùng trường", 7, "bắt buộc “tên đợt” không dùng ở đâu"),
        ("{mỗi tên đợt}{tên đợt}{hết}", 9, "không phải danh sách"),
        ("{tên đợt: dài}", 9, "các kiểu: hoa, thường"),
        ("{tên đợt} {thứ tự}", 9, "chỉ dùng giữa {mỗi …} và {hết}"),
        ("{tên đợt} {đếm tên đợt}", 9, "không đếm được"),
    ],
)
def test_a_fault_names_its_line_and_what_to_do(wording: str, line: int, words: str) -> None:
    found = faults(wording)
    assert len(found) == 1
    assert found[0][0] == line
    assert words in found[0][1]


@pytest.mark.parametrize(
    ("wording", "words"),
    [
        ("{cá nhân}", "viết {mỗi cá nhân}"),
        ("{mỗi cá nhân}{tên họ}{hết}", "Không có trường “tên họ”"),
        ("{đếm cá nhân} {tổng cá nhân, điễm}", "Có phải “điểm”?"),
        ("{đếm cá nhân} {tổng cá nhân, họ tên}", "không phải số"),
    ],
)
def test_lists_are_checked_by_their_columns(wording: str, words: str) -> None:
    fields = '  cá nhân: {columns: họ tên | điểm=số, example: ["An | 3"]}'
    assert any(words in sentence for _, sentence in faults(wording, fields))


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ("code: [", "Không đọc được khung"),
        ("- một\n- hai", "phải bắt đầu bằng"),
        ("code: X\ntitle: Y\nform: letter\nissuer: ubnd\nwordin: a", "Có phải “wording”?"),
        ("code: X\ntitle: Y\nform: thư\nissuer: ubnd\nwording: a", "Thể thức “thư” không có"),
        (text("{tên đợt}", "  tên đợt: {type: chuỗi, example: a}"), "không có kiểu “chuỗi”"),
        (text("{ngày}", "  ngày: {type: ngày, example: 2026-02-30}"), "phải là ngày có thật"),
        (text("{tên đợt}", "  tên đợt: a\n  tên đợt: b"), "viết hai lần"),
    ],
)
def test_a_broken_frame_is_told_and_not_used(broken: str, words: str) -> None:
    assert any(words in fault.sentence for fault in check(broken))
    with pytest.raises(TemplateError):
        compile_paper(broken, {})


def test_missing_and_wrong_data_are_told_together() -> None:
    fields = "  tên đợt: {label: Tên đợt thi đua, example: a}\n  ngày họp: 2026-03-02"
    with pytest.raises(TemplateError) as refused:
        compile_paper(text("{tên đợt} {ngày họp}", fields), {"ngày họp": "mai"})
    assert [fault.sentence for fault in refused.value.faults] == [
        "Thiếu “Tên đợt thi đua” (tên đợt); điền rồi lập lại văn bản.",
        "“ngày họp” phải là ngày có thật, viết 2026-03-02.",
    ]


def test_optional_parts_stand_only_where_there_is_something() -> None:
    fields = "  tên đợt: a\n  nơi: {required: no}"
    wording = "{tên đợt}{nếu có nơi} tại {nơi}{hết}{nếu không có nơi}, chưa rõ nơi{hết}"
    assert body(wording, fields, nơi="Vân Sơn") == (Paragraph("Đợt một tại Vân Sơn"),)
    assert body(wording, fields) == (Paragraph("Đợt một, chưa rõ nơi"),)


def test_numbers_are_counted_anew_and_letters_follow_their_place() -> None:
    fields = '  tên đợt: a\n  việc: {columns: lời, example: ["x"]}'
    wording = "I. {tên đợt}\n9. Một\n{mỗi việc}\na) {lời}\n{hết}\n9. Hai"
    rows = [{"lời": letter} for letter in "abcde"]
    heading, one, two = body(wording, fields, việc=rows)
    assert heading == Heading("roman", 1, "Đợt một")
    assert isinstance(one, Clause)
    assert (one.number, len(one.points)) == (1, 5)
    assert two == Clause(2, "Hai")


def test_titles_in_square_brackets_are_headings_outside_and_clauses_inside_an_article() -> None:
    outside = body("{tên đợt}\n1. [Mục đích]\n2. Làm ngay")
    assert outside[1:] == (Heading("number", 1, "Mục đích"), Clause(2, "Làm ngay"))
    (article,) = body("Điều 7. [{tên đợt}]\n1. [Mục đích]\nGiải thích")
    assert article == Article(1, title="Đợt một", body=(Clause(1, title="Mục đích"), Paragraph("Giải thích")))


def test_what_is_filled_in_never_becomes_layout() -> None:
    hostile = "Điều 1. [x] | y\n=== Phụ lục: z {tên đợt} **đậm**"
    paper = compile_paper(text("{tên đợt}\n- {tên đợt}"), {"tên đợt": hostile})
    words = "Điều 1. [x] | y === Phụ lục: z {tên đợt} **đậm**"
    assert paper.body == (Paragraph(words), Bullets((words,)))
    assert paper.annexes == ()


def test_forms_bold_and_signatures() -> None:
    found = body(
        "… Họ tên: {tên đợt}\n**Ghi chú**\nmột **hai** //ba//\nký: A; B (Ký tên) = {tên đợt} || C = D"
    )
    assert found[0] == FillIn("Họ tên:", "Đợt một")
    assert found[1] == Paragraph("Ghi chú", bold=True, keep=True)
    assert found[2] == Paragraph((Run("một "), Run("hai", bold=True), Run(" "), Run("ba", italic=True)))
    assert isinstance(found[3], Signers)
    assert found[3].people[0] == signer("A; B (Ký tên) = Đợt một", str)
    assert found[3].people[0].note == "(Ký tên)"


def test_tables_have_spans_sums_and_the_side_of_their_columns() -> None:
    fields = '  chi: {columns: tên | tiền=tiền, example: ["a | 1"]}'
    wording = """
        |= TT (12 giữa) | Tên | Tiền (30 phải)
        {mỗi chi}
        | {thứ tự} | {tên} | {tiền: số}
        {hết}
        | (ngang 2) **Cộng** | **{tổng chi, tiền: số}**
        |~ Ghi chú
    """
    rows = [{"tên": "A | B", "tiền": 3510000}, {"tên": "C", "tiền": 7020000}]
    (table,) = body(wording, fields, chi=rows)
    assert isinstance(table, Table)
    assert [column.width for column in table.columns] == [12, 0, 30]
    assert table.rows[0] == ("1", "A | B", "3.510.000")
    assert table.rows[2] == (
        Cell("Cộng", "centre", bold=True, across=2),
        Cell("10.530.000", "right", bold=True),
    )
    assert table.rows[3] == (Cell("Ghi chú", bold=True, across=3),)


def test_each_type_is_printed_as_papers_write_it() -> None:
    money = "  số tiền: {type: tiền, example: 4005}"
    fields = f"  ngày: 2026-01-05\n{money}\n  tỷ lệ: {{type: số, example: 93.3}}\n  mấy: 5"
    wording = (
        "{ngày}; {ngày: dài}; {số tiền}; {số tiền: bằng chữ}; {tỷ lệ}; {mấy: hai chữ số}; {mấy: bằng chữ}"
    )
    found = body(wording, fields, ngày=date(2026, 1, 5), số_tiền=4005, tỷ_lệ=Decimal("93.30"), mấy=5)
    assert found == (
        Paragraph(
            "05/01/2026; ngày 05 tháng 01 năm 2026; 4.005 đồng; Bốn nghìn không trăm lẻ năm đồng;"
            " 93,3; 05; năm"
        ),
    )


def test_bases_addressees_and_annexes_leave_the_body() -> None:
    wording = """
        Căn cứ Luật Thi đua, khen thưởng;
        Kính gửi: Bộ Nội vụ
        {tên đợt}
        === Danh sách: {tên đợt} (ngang)
        a
    """
    paper = compile_paper(text(wording), {"tên đợt": "Đợt một"})
    assert paper.bases == ("Căn cứ Luật Thi đua, khen thưởng",)
    assert paper.addressees == ("Bộ Nội vụ",)
    assert paper.body == (Paragraph("Đợt một"),)
    (annex,) = paper.annexes
    assert (annex.title, annex.landscape, annex.plain_heading) == ("Đợt một", True, True)
