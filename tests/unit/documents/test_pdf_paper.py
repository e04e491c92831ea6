"""Official papers as PDF: read back from the file, cell by cell, by readers that are not the writer."""

import ctypes
import io
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from pypdfium2 import raw

from vinhdanh.engines.documents.model import (
    Annex,
    Article,
    Cell,
    Clause,
    Column,
    FillIn,
    Head,
    Heading,
    Paper,
    Paragraph,
    Point,
    Signer,
    Signers,
    Table,
)
from vinhdanh.engines.documents.pdf import Printed, print_annex, print_pdf, write_pdf
from vinhdanh.engines.documents.typesetting import FontMissing, UnprintableText, fonts
from vinhdanh.engines.documents.words import paper_title

MM = 72 / 25.4
HEAD = Head(
    issuer=("ỦY BAN NHÂN DÂN", "TỈNH SÔNG MÂY"), number=5, symbol="QĐ-UBND", place="Sông Mây",
    day=date(2026, 1, 5), title="Quyết định", subject="Về việc tặng Bằng khen",
)  # fmt: skip
COLUMNS = (Column("TT", 12, "centre"), Column("Họ và tên"), Column("Đơn vị", 60))


def paper(**changes: object) -> Paper:
    given = Paper(
        form="decision",
        head=HEAD,
        body=(
            Article(1, "Tặng Bằng khen cho 05 tập thể."),
            Article(2, "Quyết định này có hiệu lực kể từ ngày ký"),
        ),
        signers=(Signer(("Chủ tịch",), "Trần Thị Minh"),),
        authority="Chủ tịch Ủy ban nhân dân tỉnh Sông Mây",
        bases=("Căn cứ Luật Thi đua, khen thưởng",),
        decides="Quyết định:",
        recipients=("Như Điều 2",),
        archive="VT, SNV",
    )
    return replace(given, **changes)


def annex(rows: int = 60, **changes: object) -> Annex:
    table = Table(
        COLUMNS, tuple((str(n), f"Ông Nguyễn Văn Đường {n}", "Sở Nội vụ") for n in range(1, rows + 1))
    )
    return replace(Annex("Danh sách cá nhân", (table,)), **changes)


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def spot(pdf: bytes, words: str, page: int = 0) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of words on a page in points."""
    text = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    place, count = text.search(words).get_next()
    boxes = [text.get_charbox(place + at) for at in range(count)]
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def size_of(pdf: bytes, words: str, page: int = 0) -> float:
    text = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    place, _ = text.search(words).get_next()
    return round(raw.FPDFText_GetFontSize(text.raw, place), 1)


def face_of(pdf: bytes, words: str, page: int = 0) -> str:
    text = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    place, _ = text.search(words).get_next()
    buffer, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text.raw, place, buffer, 100, flags)
    return buffer.value.decode()


def fonts_in(pdf: bytes) -> set[str]:
    found = set()
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            assert any(key.startswith("/FontFile") for key in descriptor), "not embedded"
            found.add(str(inner["/BaseFont"]).split("+")[-1])
    return found


def test_every_vietnamese_letter_is_in_every_face() -> None:
    tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    letters = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in tones} | {
        "đ"
    }
    wanted = {ord(c) for letter in letters for c in (letter, letter.upper())} | {ord(c) for c in "–“”…×≥≤•°²"}
    for bold in (False, True):
        for italic in (False, True):
            assert wanted <= fonts.drawn(fonts.TIMES.name, bold=bold, italic=italic)


def test_the_file_holds_our_font_alone_and_is_tagged_pdf_a() -> None:
    pdf = write_pdf(paper(annexes=(annex(),)))
    assert {name.split("-")[0] for name in fonts_in(pdf)} == {"TeXGyreTermes"}
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]
    meta = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in meta
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in meta
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "vi-VN"
    assert reader.metadata.title == paper_title(paper()) == "Quyết định Về việc tặng Bằng khen"
    kinds = str(_kinds(root["/StructTreeRoot"]))
    assert all(kind in kinds for kind in ("/H1", "/P", "/Table", "/TH", "/TD"))


def _kinds(node: object, depth: int = 0) -> list[object]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [_kinds(one, depth) for one in node[:40]]
    if isinstance(node, dict) and depth < 12:
        return [node.get("/S"), _kinds(node["/K"], depth + 1)] if "/K" in node else [node.get("/S")]
    return []


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert write_pdf(paper()) == write_pdf(paper())


def test_text_comes_back_in_nfc_even_from_nfd() -> None:
    body = (Paragraph(unicodedata.normalize("NFD", "Nguyễn Thị Đường ở phường Hòa Thuận")),)
    text = "\n".join(pages(write_pdf(paper(body=body))))
    assert text == unicodedata.normalize("NFC", text)
    assert "Nguyễn Thị Đường ở phường Hòa Thuận./." in text


@pytest.mark.parametrize(
    "words", ["#let x = 1", "*đậm* _nghiêng_", "$x^2$", r"\u{41} \ <b>", "[a] @b `c` // d"]
)
def test_words_are_never_markup(words: str) -> None:
    made = write_pdf(paper(body=(Paragraph(words),), annexes=(annex(1, title=words),)))
    assert f"{words}./." in pages(made)[0]
    assert words.upper() in pages(made)[1]


@pytest.mark.parametrize(
    ("words", "size", "face"),
    [
        ("CỘNG HÒA XÃ HỘI", 12, "Bold"),
        ("Độc lập - Tự do", 13, "Bold"),
        ("TỈNH SÔNG MÂY", 12, "Bold"),
        ("Số: 05/QĐ-UBND", 13, "Regular"),
        ("Sông Mây, ngày 05 tháng 01 năm 2026", 13, "Italic"),
        ("QUYẾT ĐỊNH", 14, "Bold"),
        ("Về việc tặng Bằng khen", 14, "Bold"),
        ("Căn cứ Luật Thi đua, khen thưởng.", 14, "Italic"),
        ("Điều 1.", 14, "Bold"),
        ("Tặng Bằng khen cho", 14, "Regular"),
        ("Nơi nhận:", 12, "BoldItalic"),
        ("- Lưu: VT, SNV.", 11, "Regular"),
        ("CHỦ TỊCH\n", 14, "Bold"),
        ("Trần Thị Minh", 14, "Bold"),
    ],
)
def test_cells_have_the_size_and_face_of_the_decree(words: str, size: float, face: str) -> None:
    pdf = write_pdf(paper())
    assert size_of(pdf, words.strip()) == size
    assert face_of(pdf, words.strip()).endswith(f"-{face}")


def test_margins_are_those_of_the_decree() -> None:
    pdf = write_pdf(paper(body=(Paragraph("lời văn dài " * 80),)))
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    boxes = [text.get_charbox(at) for at in range(text.count_chars()) if text.get_text_range(at, 1).strip()]
    assert min(box[0] for box in boxes) >= 30 * MM - 1
    assert max(box[2] for box in boxes) <= (210 - 15) * MM + 1
    assert max(box[3] for box in boxes) <= (297 - 20) * MM + 1  # the tone of a capital


def test_page_one_has_no_number_and_later_pages_have_it_in_the_middle_of_the_top() -> None:
    pdf = write_pdf(
        paper(body=tuple(Paragraph("lời văn dài " * 60) for _ in range(9)), annexes=(annex(120),))
    )
    document = pypdfium2.PdfDocument(pdf)
    sheets = [page.get_textpage().get_text_bounded(bottom=(297 - 19) * MM).strip() for page in document]
    first_annex = next(at for at, words in enumerate(pages(pdf)) if "DANH SÁCH CÁ NHÂN" in words)
    assert sheets[:first_annex] == ["", *map(str, range(2, first_annex + 1))]
    assert sheets[first_annex:] == ["", *map(str, range(2, len(sheets) - first_annex + 1))]
    left, bottom, right, _ = spot(pdf, "2", 1)
    assert (left + right) / 2 == pytest.approx((30 + 165 / 2) * MM, abs=2)
    assert bottom > (297 - 20) * MM


def test_a_wide_annex_lies_and_repeats_its_head() -> None:
    pdf = write_pdf(paper(annexes=(annex(3), annex(90, landscape=True))))
    document = pypdfium2.PdfDocument(pdf)
    sizes = [tuple(round(side / MM) for side in page.get_size()) for page in document]
    assert sizes[0] == sizes[1] == (210, 297)
    assert set(sizes[2:]) == {(297, 210)}
    assert all("Họ và tên" in words for words in pages(pdf)[1:])
    assert "Phụ lục I\n" in pages(pdf)[1]
    assert "Phụ lục II\n" in pages(pdf)[2]


def test_rows_are_not_parted() -> None:
    rows = tuple((str(n), f"Tên {n} " + "rất dài " * 12, f"hết{n}") for n in range(1, 60))
    made = pages(write_pdf(paper(annexes=(annex(body=(Table(COLUMNS, rows),)),))))
    for n in range(1, 60):
        (page,) = [words for words in made if f"Tên {n} " in words]
        start = page.index(f"Tên {n} ")
        end = page.find(f"Tên {n + 1} ")
        assert page[start : end if end > 0 else None].count("dài") == 12


@pytest.mark.parametrize("count", range(18, 26))
def test_a_signature_never_stands_alone(count: int) -> None:
    body = tuple(Paragraph(f"Câu thứ {n}.") for n in range(count))
    made = pages(write_pdf(paper(body=body)))
    assert f"Câu thứ {count - 2}" in made[-1]
    assert "Trần Thị Minh" in made[-1]


@pytest.mark.parametrize("count", [20, 24, 28, 32])
def test_rows_stay_with_the_signature_under_a_table(count: int) -> None:
    table = Table(COLUMNS, tuple((str(n), f"Tên {n}", "Sở") for n in range(1, count + 1)))
    made = pages(write_pdf(paper(body=(table,))))
    assert all(f"Tên {n}" in made[-1] for n in (count - 1, count))
    assert "Trần Thị Minh" in made[-1]


def test_the_place_to_sign_is_between_office_and_name() -> None:
    printed = print_pdf(paper(annexes=(annex(2, landscape=True),)))
    zone, seal = printed.zone("signature-0"), printed.zone("seal-0")
    left, bottom, right, top = zone.box
    name = spot(printed.pdf, "Trần Thị Minh")
    assert printed.pages == 2
    assert zone.page == 0
    assert name[3] <= bottom + 1
    assert (name[0] + name[2]) / 2 == pytest.approx((left + right) / 2, abs=1)
    assert seal.box[2] - left == pytest.approx((right - left) / 3, abs=0.1)
    assert top - bottom == pytest.approx(68, abs=0.1)
    assert printed.zone("annex-0").page == 1
    assert printed.zone("copy-note").box[2] == pytest.approx((210 - 15) * MM, abs=0.1)
    assert printed.zone("annex-0").box[3] < 210 * MM


def test_an_annex_is_a_file_of_its_own_where_wanted() -> None:
    printed: Printed = print_annex(paper(annexes=(annex(2), annex(3))), 1)
    assert "Phụ lục II" in pages(printed.pdf)[0]
    assert [zone.name for zone in printed.zones] == ["annex-1"]


def test_several_signers_stand_side_by_side_and_each_has_a_place() -> None:
    people = (Signer(("Thư ký",), "Lê Văn An"), Signer(("Chủ tọa",), "Phạm Thị Bình"))
    printed = print_pdf(paper(signers=people, body=(Signers(people), Paragraph("Cuộc họp kết thúc"))))
    names = [zone.name for zone in printed.zones if zone.name.startswith("signature")]
    assert names == [f"signature-{n}" for n in range(4)]
    assert spot(printed.pdf, "THƯ KÝ")[0] < spot(printed.pdf, "CHỦ TỌA")[0]


def test_names_of_several_signers_are_level_where_one_office_takes_more_lines() -> None:
    people = (
        Signer(("Thư ký",), "Lò Thị Mai"),
        Signer(("Chủ tọa", "Phó Chủ tịch Ủy ban nhân dân tỉnh, Chủ tịch Hội đồng"), "Trần Thị Minh", "(Ký)"),
    )
    pdf = write_pdf(paper(signers=people))
    left, right = spot(pdf, "Lò Thị Mai"), spot(pdf, "Trần Thị Minh")
    assert left[1] == pytest.approx(right[1], abs=0.5)
    assert spot(pdf, "THƯ K")[1] == pytest.approx(spot(pdf, "TỌA")[1], abs=4)


def test_the_end_of_a_table_has_its_head_where_it_begins_a_page_and_only_there() -> None:
    rows = tuple((str(n), f"Bà Lý Thị Ánh {n}", "Sở Nội vụ") for n in range(1, 40))
    pushed = [pages(write_pdf(paper(body=(Table(COLUMNS, rows[:count]),)))) for count in range(12, 36)]
    parted = [texts for texts in pushed if len(texts) == 2]
    assert 0 < len(parted) < len(pushed)
    assert all(text.count("Họ và tên") == 1 for texts in pushed for text in texts)


def test_articles_clauses_and_points_are_counted() -> None:
    body = (
        Heading("roman", 2, "Nội dung"),
        Article(
            1, title="Phạm vi", body=(Clause(1, "Gồm", points=tuple(Point(f"ý {n}") for n in range(6))),)
        ),
    )
    made = pages(write_pdf(paper(body=body)))[0]
    assert "II. NỘI DUNG" in made
    assert "Điều 1. Phạm vi" in made
    assert "d) ý 3\nđ) ý 4\ne) ý 5./." in made


def test_a_draft_is_marked_on_each_page() -> None:
    assert all("DỰ THẢO" in words for words in pages(write_pdf(paper(draft=True, annexes=(annex(60),)))))
    assert "DỰ THẢO" not in "".join(pages(write_pdf(paper())))


def test_a_letter_a_form_and_odd_tables_are_set() -> None:
    head = replace(HEAD, title="", subject="đề nghị báo cáo")
    odd = Table(
        COLUMNS,
        ((Cell("cả hàng", across=9),), (Cell("hai hàng", down=9), "b"), ("c", "d"), ()),
        head=((Cell("nhóm", across=2), Cell("khác", down=2)), (Cell("x"), Cell("y"))),
        numbered=True,
    )
    body = (FillIn("Họ và tên:", "Lê Văn An"), FillIn("Ngày sinh:"), odd, Paragraph("Trân trọng"))
    made = pages(
        write_pdf(paper(form="letter", head=head, body=body, addressees=("Sở A", "Sở B"), authority=""))
    )
    assert "V/v đề nghị báo cáo" in made[0]
    assert "- Sở A;\n- Sở B." in made[0]
    assert "(3)" in made[0]


def test_signs_that_no_font_draws_are_named() -> None:
    with pytest.raises(UnprintableText, match="“漢” \\(U\\+6F22\\)"):
        write_pdf(paper(body=(Paragraph("chữ 漢"),)))
    assert "H'Ƀlă Niê" in pages(write_pdf(paper(body=(Paragraph("Bà H'Ƀlă Niê"),))))[0]


def test_a_missing_font_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = replace(fonts.TIMES, package="khong_co")
    with pytest.raises(FontMissing, match="TeX Gyre Termes"):
        gone.file()
    moved = replace(fonts.TIMES, folder="khong-co")
    with pytest.raises(FontMissing, match="cài lại"):
        moved.file(bold=True)
    assert Path(fonts.TIMES.file()).is_file()


def test_a_cell_for_which_no_column_is_left_is_an_error() -> None:
    table = Table(COLUMNS, (("1", "Lê An", "Sở", "thừa"),))
    with pytest.raises(ValueError, match="1 cells more"):
        write_pdf(paper(body=(table,)))


def test_an_empty_signature_field_is_put_where_the_zone_says() -> None:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    printed = print_pdf(paper())
    zone = printed.zone("signature-0")
    writer = IncrementalPdfFileWriter(io.BytesIO(printed.pdf))
    box = tuple(map(int, zone.box))
    append_signature_field(writer, SigFieldSpec("ChuKy1", on_page=zone.page, box=box))
    out = io.BytesIO()
    writer.write(out)
    field = pypdf.PdfReader(out).pages[zone.page]["/Annots"][0].get_object()
    assert field["/FT"] == "/Sig"
    assert tuple(map(int, field["/Rect"])) == box
    assert out.getvalue().startswith(printed.pdf)


def test_two_threads_do_not_mix_their_papers() -> None:
    papers = [paper(body=(Paragraph(f"riêng của {n}"),)) for n in range(8)]
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(print_pdf, papers))
    assert all(f"riêng của {n}./." in pages(one.pdf)[0] for n, one in enumerate(made))
    assert {one.zone("signature-0").page for one in made} == {0}
