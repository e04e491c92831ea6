"""Files and wordings made to break out, to hang or to swell."""

import io
import time
import zipfile

import docx
import pytest

from tests.unit.documents.templates.test_office_templates import FIELDS, file, with_part
from vinhdanh.engines.documents.compare.content import read_content
from vinhdanh.engines.documents.templates import TemplateError, compile_paper, parse, sample_data, text_of
from vinhdanh.engines.documents.templates.check import check
from vinhdanh.engines.documents.templates.office_docx import check_office_docx, fill_office_docx
from vinhdanh.engines.reading.faults import ReadingFault

RELATIONS = "word/_rels/document.xml.rels"
OUTSIDE = (
    '<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'attachedTemplate" Target="http://nowhere.example/x.dotm" TargetMode="{mode}"/>'
)


PARTED = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DDE</w:instrText></w:r>'
    '<w:r><w:instrText>AUTO c:\\cmd.exe "/c x"</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
"""A field in two runs, as Word leaves it when somebody stops typing."""


def part_of(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def declared(words: str, coding: str) -> bytes:
    """The XML in another coding: a search of its bytes finds nothing."""
    return words.replace("UTF-8", coding).replace("utf-8", coding).encode(coding)


def refused(data: bytes) -> str:
    """Both ways in say no: as an office's template, and as a paper that comes back."""
    found = check_office_docx(data, FIELDS)
    with pytest.raises(ReadingFault) as stopped:
        read_content(data)
    with pytest.raises(TemplateError):
        fill_office_docx(data, FIELDS, sample_data("T15"))
    assert len(found) == 1
    return stopped.value.code.value


@pytest.mark.parametrize(
    "words",
    [
        "{{# #}% set x = 1 %}A{{# #}{ 7*7 }}",
        "{{# #}% for a in range(9) %}A{{# #}% endfor %}",
        "{{# #}{ ''.__class__ }}",
        "{{{# #}% if 1 %}",
        "{#{#}{% raw %}#}",
        "{%- set x = 1 -%}",
        "{{ thành tích | upper }}",
        "{{ say('x') }}",
        "{{ self._TemplateReference__context }}",
        "{{ thành tích }}{{% raw %}",
    ],
)
def test_no_expression_of_a_file_is_evaluated(words: str) -> None:
    data = file(words)
    try:
        filled = fill_office_docx(data, FIELDS, sample_data("T15"))
    except TemplateError:
        return
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(filled)).paragraphs)
    assert "49" not in text
    assert "AAA" not in text
    assert text.strip() != "A"


@pytest.mark.parametrize("mode", ["External", "Exter&#110;al"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_a_link_out_of_the_file_is_found_however_it_is_written(mode: str, coding: str) -> None:
    data = file("x")
    words = part_of(data, RELATIONS).replace(
        "</Relationships>", OUTSIDE.format(mode=mode) + "</Relationships>"
    )
    assert refused(with_part(data, RELATIONS, declared(words, coding))) == "external_links"


@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_a_file_with_macros_under_another_name_is_found(coding: str) -> None:
    data, name = file("x"), "[Content_Types].xml"
    words = part_of(data, name).replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "vnd.ms-word.document.macro&#69;nabled.main+xml",
    )
    assert refused(with_part(data, name, declared(words, coding))) == "macros"


@pytest.mark.parametrize(
    "field",
    [
        PARTED,
        '<w:fldSimple w:instr=" INCLUDEPICTURE http://nowhere.example/a.png"/>',
        '<w:fldSimple w:instr="includetext \\\\\\\\server\\\\x.docx"/>',
    ],
)
def test_a_field_that_fetches_is_found(field: str) -> None:
    data, name = file("x"), "word/document.xml"
    words = part_of(data, name).replace("<w:p>", f"<w:p>{field}", 1)
    assert refused(with_part(data, name, words.encode())) == "external_links"


def test_a_page_number_and_a_contents_table_are_ordinary_fields() -> None:
    data, name = file("x"), "word/document.xml"
    fields = '<w:fldSimple w:instr=" PAGE "/><w:fldSimple w:instr=" TOC \\o "/>'.replace('\\o "', '\\o"')
    words = part_of(data, name).replace("<w:p>", f"<w:p>{fields}", 1)
    assert check_office_docx(with_part(data, name, words.encode()), FIELDS) == ()


@pytest.mark.parametrize("name", ["word/document.xml", "[Content_Types].xml", RELATIONS])
def test_entities_and_types_of_documents_are_refused(name: str) -> None:
    data = file("x")
    words = part_of(data, name)
    head, _, rest = words.partition("?>")
    evil = f'{head}?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>{rest}'
    assert refused(with_part(data, name, evil.encode())) == "external_entities"


def test_a_part_of_zeros_is_not_unpacked() -> None:
    data = file("x")
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/anh.bin", b"\0" * 80_000_000)
    assert refused(out.getvalue()) == "zip_bomb"


def swollen(rows: int, loops: int) -> str:
    """A wording whose own list, without columns, is repeated inside itself."""
    example = "\n".join(f"      - {{x: {n}}}" for n in range(rows))
    field = f"  phụ lục lặp:\n    type: bảng\n    required: no\n    example:\n{example}\n"
    opening = "".join("  {mỗi phụ lục lặp}\n" for _ in range(loops))
    closing = "".join("  {hết}\n" for _ in range(loops))
    return text_of("T15").replace("fields:\n", f"fields:\n{field}").rstrip() + (
        f"\n{opening}  - Một dòng chữ.\n{closing}"
    )


def test_a_list_inside_itself_is_a_fault_and_not_a_long_night() -> None:
    assert any("đứng giữa" in fault.sentence for fault in check(swollen(20, 8)))


def test_a_wording_that_swells_is_stopped() -> None:
    template = parse(swollen(1, 1).replace("- Một dòng chữ.", f"- {'Một dòng chữ. ' * 2_000}"))
    before = time.monotonic()
    with pytest.raises(TemplateError, match="dài quá"):
        compile_paper(template, {**sample_data("T15"), "phụ lục lặp": [{}] * 9_000})
    assert time.monotonic() - before < 20
