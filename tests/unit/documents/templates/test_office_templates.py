"""An office's own Word file: filled by the same names, refused with a sentence."""

import io
import zipfile

import docx
import pytest

from vinhdanh.engines.documents.templates import TemplateError, common, sample_data, template
from vinhdanh.engines.documents.templates.office_docx import check_office_docx, fill_office_docx

FIELDS = common.known(template("T15"))


def file(*paragraphs: str, rows: tuple[str, ...] = ()) -> bytes:
    book = docx.Document()
    for words in paragraphs:
        # Word parts a blank into runs when somebody stops typing in its middle.
        middle = len(words) // 2
        paragraph = book.add_paragraph(words[:middle])
        paragraph.add_run(words[middle:])
    for words in rows:
        table = book.tables[0] if book.tables else book.add_table(0, 1)
        table.add_row().cells[0].text = words
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            if item.filename != name:
                new.writestr(item, old.read(item.filename))
        new.writestr(name, content)
    return out.getvalue()


def test_blanks_rows_and_optional_parts_are_filled_and_values_stay_words() -> None:
    office = file(
        "Theo {{ số tờ trình }} {{ ngày tờ trình: dài }}, {{ đếm khen thưởng }} dòng: {{ thành tích }}",
        "{%p nếu có số hộ %}",
        "có hộ",
        "{%p hết %}",
        "{%p nếu không có số hộ %}",
        "không có hộ",
        "{%p hết %}",
        rows=("{%tr mỗi khen thưởng %}", "{{ thứ tự }}. {{ xưng hô }} {{ tên }}", "{%tr hết %}"),
    )
    data = {**sample_data("T15"), "thành tích": "giỏi <b>&</b> {{ 7*7 }} {% if x %}"}
    filled = docx.Document(io.BytesIO(fill_office_docx(office, FIELDS, data)))
    lines = [paragraph.text for paragraph in filled.paragraphs]
    assert lines == [
        "Theo 58/TTr-SNV ngày 11 tháng 3 năm 2026, 53 dòng: giỏi <b>&</b> {{ 7*7 }} {% if x %}",
        "có hộ",
    ]
    assert len(filled.tables[0].rows) == 53
    assert filled.tables[0].rows[19].cells[0].text.startswith("20. Bà ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{{ thành tíck }}", "Có phải “thành tích”?"),
        ("{{ ''.__class__.__mro__ }}", "Không có trường"),
        ("{% for x in y %}", "Không hiểu"),
        ("{{ khen thưởng }}", "là danh sách"),
        ("{%p mỗi khen thưởng %}", "chưa đóng"),
        ("{%p hết %}", "bỏ đi"),
    ],
)
def test_only_known_names_and_parts_are_understood(words: str, said: str) -> None:
    found = check_office_docx(file(words), FIELDS)
    assert any(said in fault.sentence for fault in found)
    with pytest.raises(TemplateError):
        fill_office_docx(file(words), FIELDS, sample_data("T15"))


def test_macros_links_and_other_files_are_refused_with_one_sentence() -> None:
    plain = file("{{ thành tích }}")
    link = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r9" Type="attachedTemplate" Target="http://x.example/t.dotm"'
        b' TargetMode="External"/>'
        b"</Relationships>"
    )
    cases = {
        "macro": with_part(plain, "word/vbaProject.bin", b"x"),
        "liên kết ra ngoài tệp (http://x.example/t.dotm)": with_part(
            plain, "word/_rels/settings.xml.rels", link
        ),
        "không phải văn bản Word": b"%PDF-1.7",
    }
    for said, data in cases.items():
        (fault,) = check_office_docx(data, FIELDS)
        assert said in fault.sentence
    assert check_office_docx(plain, FIELDS) == ()


def test_missing_data_are_told_by_their_label() -> None:
    data = {**sample_data("T15"), "thành tích": ""}
    with pytest.raises(TemplateError, match="Thiếu “Thành tích”"):
        fill_office_docx(file("{{ thành tích }}"), FIELDS, data)
