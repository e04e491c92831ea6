"""Papers handed over whole: nothing lost, nothing twice, every file provable from its hash."""

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pypdf
import pypdfium2
import pytest
from pypdf.annotations import Rectangle
from pypdf.generic import NameObject as Name

from vinhdanh.engines.documents.binder import Binder, BinderFault, Entry, Section, bind, pack
from vinhdanh.engines.documents.model import Annex, Head, Paper, Paragraph
from vinhdanh.engines.documents.pdf import write_pdf


def paper(words: str, *, landscape: bool = False) -> bytes:
    head = Head(issuer=("SỞ NỘI VỤ",), title="Thông báo", subject=words)
    annex = Annex("Danh sách", (Paragraph(f"phụ lục của {words}"),), landscape=landscape)
    return write_pdf(Paper(form="named", head=head, body=(Paragraph(words),), annexes=(annex,)))


FIRST = Section(
    "Tờ trình #1 *đề nghị*",
    paper("lời thứ nhất"),
    "12/TTr-SNV",
    date(2026, 1, 2),
    "https://songmay.example/1",
    "Ký số",
)
SECOND = Section("Quyết định", paper("lời thứ hai", landscape=True), address="https://songmay.example/2")
BINDER = Binder("Hồ sơ khen thưởng", "Sở Nội vụ", date(2026, 3, 1), (FIRST, SECOND))


def pages(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def test_contents_name_every_paper_with_its_page_and_all_pages_are_counted() -> None:
    made = pages(bind(BINDER))
    assert len(made) == 1 + (1 + 2) + (1 + 2)
    assert "Tờ trình #1 *đề nghị*" in made[0]
    assert "12/TTr-SNV" in made[0]
    assert [f"Trang {n} / 7" in words for n, words in enumerate(made, 1)] == [True] * 7
    assert "lời thứ nhất" in made[2]
    assert "phụ lục của lời thứ hai" in made[6]
    contents = pypdfium2.PdfDocument(bind(BINDER)).get_toc()
    assert [(line.get_title(), line.get_dest().get_index()) for line in contents] == [
        ("Tờ trình #1 *đề nghị*", 1),
        ("Quyết định", 4),
    ]


def test_each_sheet_tells_hash_address_and_pages() -> None:
    words = " ".join(pages(bind(BINDER))[1].split())
    digest = hashlib.sha256(FIRST.pdf).hexdigest()
    assert digest[:32] in words
    assert digest[32:] in words
    assert "https://songmay.example/1" in words
    assert "Ký số" in words
    assert "02/01/2026" in words


def test_the_code_of_a_section_is_drawn() -> None:
    page = pypdfium2.PdfDocument(bind(BINDER))[1].render(scale=1).to_pil().convert("L")
    bare = replace(BINDER, sections=(replace(FIRST, address=""),))
    without = pypdfium2.PdfDocument(bind(bare))[1].render(scale=1).to_pil().convert("L")
    assert sum(page.histogram()[:100]) > sum(without.histogram()[:100]) + 3_000


def test_pages_keep_their_size() -> None:
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(bind(BINDER))]
    assert sizes[3][0] < sizes[3][1]
    assert sizes[6][0] > sizes[6][1]


def test_the_same_papers_give_the_same_bytes() -> None:
    assert bind(BINDER) == bind(BINDER)


def test_what_lies_above_a_page_is_pressed_into_it() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(paper("có dấu")))
    look = pypdf.generic.DecodedStreamObject()
    look.set_data(b"1 0 0 rg 0 0 200 40 re f")
    box = pypdf.generic.ArrayObject(map(pypdf.generic.NumberObject, (0, 0, 200, 40)))
    look.update({Name("/Type"): Name("/XObject"), Name("/Subtype"): Name("/Form"), Name("/BBox"): box})
    stamp = Rectangle(rect=(100, 100, 300, 140))
    stamp[Name("/F")] = pypdf.generic.NumberObject(4)
    stamp[Name("/AP")] = pypdf.generic.DictionaryObject({Name("/N"): writer._add_object(look)})
    writer.add_annotation(0, stamp)
    out = io.BytesIO()
    writer.write(out)
    signed = replace(FIRST, pdf=out.getvalue())
    bound = pypdfium2.PdfDocument(bind(replace(BINDER, sections=(signed,))))[2].render(scale=1).to_pil()
    assert bound.getpixel((200, 842 - 120)) == (255, 0, 0)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7\nnothing"])
def test_a_file_that_is_no_pdf_is_named(content: bytes) -> None:
    with pytest.raises(BinderFault, match="Mục “Quyết định” không phải tệp PDF đọc được"):
        bind(replace(BINDER, sections=(FIRST, replace(SECOND, pdf=content))))


def test_a_locked_file_is_named() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(FIRST.pdf))
    writer.encrypt("kín", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(BinderFault, match="có mật khẩu"):
        bind(replace(BINDER, sections=(replace(SECOND, pdf=out.getvalue()),)))


def entries() -> list[Entry]:
    return [
        Entry("Tờ trình: đề nghị", b"%PDF-1", number="12/TTr-SNV", day=date(2026, 1, 2), folder="Văn bản"),
        Entry("=HYPERLINK(1)", b"bang tinh", ".docx", note="=1+1"),
        Entry("../../etc/passwd", b"hai", ".docx"),
        Entry("Tờ trình: đề nghị", b"%PDF-2", folder="../Văn bản"),
    ]


def test_a_package_holds_every_file_under_a_safe_name() -> None:
    packed = zipfile.ZipFile(io.BytesIO(pack("Hồ sơ", entries())))
    assert packed.namelist() == [
        "muc-luc.xlsx",
        "muc-luc.txt",
        "van-ban/001-to-trinh-de-nghi.pdf",
        "002-hyperlink-1.docx",
        "003-etc-passwd.docx",
        "van-ban/004-to-trinh-de-nghi.pdf",
    ]
    assert packed.read("van-ban/004-to-trinh-de-nghi.pdf") == b"%PDF-2"
    assert packed.testzip() is None
    assert pack("Hồ sơ", entries()) == pack("Hồ sơ", entries())


def test_the_index_says_what_is_where_and_never_a_formula() -> None:
    packed = zipfile.ZipFile(io.BytesIO(pack("Hồ sơ năm 2025", entries())))
    sheet = openpyxl.load_workbook(io.BytesIO(packed.read("muc-luc.xlsx"))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "Hồ sơ năm 2025"
    assert rows[3][:5] == (
        1,
        "Tờ trình: đề nghị",
        "12/TTr-SNV",
        "02/01/2026",
        "van-ban/001-to-trinh-de-nghi.pdf",
    )
    assert rows[3][6] == hashlib.sha256(b"%PDF-1").hexdigest()
    assert sheet["B5"].data_type == sheet["H5"].data_type == "s"
    text = packed.read("muc-luc.txt").decode("utf-8-sig")
    assert "1. Tờ trình: đề nghị\r\n   Số, ký hiệu: 12/TTr-SNV\r\n" in text
    assert hashlib.sha256(b"hai").hexdigest() in text
    assert "\r\r" not in text


def test_a_page_as_long_as_a_street_is_no_picture_as_long() -> None:
    import io

    import pypdf
    from PIL import Image

    from vinhdanh.engines.documents.binder.leaves import pictures

    book, out = pypdf.PdfWriter(), io.BytesIO()
    book.add_blank_page(200, 14_400)
    book.write(out)
    (drawn,) = pictures("x", out.getvalue()).values()
    with Image.open(io.BytesIO(drawn)) as picture:
        assert max(picture.size) <= 4_001
