"""What a Word file hides or puts aside: the comparison reads what is printed."""

import io
from typing import Any

import docx
from docx.oxml import OxmlElement, parse_xml

from vinhdanh.engines.documents.compare.content import Content, read_content
from vinhdanh.engines.documents.compare.differences import differences, edited_lines
from vinhdanh.engines.documents.compare.mending import mend

SPACE = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
BOX = (
    "<w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>Tặng thêm ông Nguyễn Văn Thêm</w:t></w:r>"
    "</w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
)
NAMES = ("Trần Thị An", "Lê Văn Bình", "Đỗ Thị Cúc")


def book() -> Any:
    found = docx.Document()
    found.add_paragraph("QUYẾT ĐỊNH")
    table = found.add_table(0, 3)
    for words in (
        ("TT", "Họ và tên", "Chức vụ"),
        *((str(n), name, "Chuyên viên") for n, name in enumerate(NAMES, 1)),
    ):
        for cell, text in zip(table.add_row().cells, words, strict=True):
            cell.text = text
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return found


def saved(found: Any) -> bytes:
    out = io.BytesIO()
    found.save(out)
    return out.getvalue()


def told(found: Any) -> list[tuple[str, str, str]]:
    mine, other = read_content(saved(book())), read_content(saved(found))
    return [(each.what, each.ours, each.theirs) for each in differences(mine, other)]


def names(content: Content) -> list[str]:
    return [row[1] for row in content.tables[0].rows[1:]]


def test_hidden_words_and_rows_are_not_there() -> None:
    words, row = book(), book()
    run = words.tables[0].rows[2].cells[1].paragraphs[0].runs[0]
    run.font.hidden = True
    words.tables[0].rows[2].cells[1].paragraphs[0].add_run("Lê Văn Khác")
    assert told(words) == [("cell", "Lê Văn Bình", "Lê Văn Khác")]
    back = mend(saved(words), [{"do": "cell", "table": 0, "row": 2, "cell": 1, "text": "Lê Văn Bình"}])
    assert names(read_content(back)) == list(NAMES)
    row.tables[0].rows[2]._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))
    assert names(read_content(saved(row))) == ["Trần Thị An", "Đỗ Thị Cúc"]
    assert [each[0] for each in told(row)] == ["removed"]


def test_a_row_behind_a_hidden_one_is_mended_in_its_own_place() -> None:
    found = book()
    found.tables[0].rows[1]._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))
    found.tables[0].rows[3].cells[1].paragraphs[0].runs[0].text = "Đỗ Thị Khác"
    mine, other = read_content(saved(book())), read_content(saved(found))
    change = next(each for each in differences(mine, other) if each.what == "cell")
    made = mend(saved(found), [{"do": "cell", "text": change.ours, **change.spot}])
    assert names(read_content(made)) == ["Lê Văn Bình", "Đỗ Thị Cúc"]


def test_words_in_a_text_box_are_read_once() -> None:
    found = book()
    choice = (
        f'<w:r {SPACE}><mc:AlternateContent><mc:Choice Requires="wps">{BOX}</mc:Choice>'
        f"<mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    found.paragraphs[0]._p.append(parse_xml(choice))
    mine, other = read_content(saved(book())), read_content(saved(found))
    assert other.lines.count("Tặng thêm ông Nguyễn Văn Thêm") == 1
    assert "Tặng thêm ông Nguyễn Văn Thêm" in str(edited_lines(mine, other))
