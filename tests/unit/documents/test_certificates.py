"""Certificates: what fits is printed as it was measured, what does not fit is told before printing."""

import io
import zipfile
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from vinhdanh.engines.documents.certificates import (
    Certificate,
    Design,
    DesignFault,
    Field,
    Offset,
    Slip,
    Stock,
    TooLong,
    chosen,
    design_from,
    design_to,
    fit,
    overflows,
    print_apart,
    print_certificates,
    print_offset_page,
    print_slips,
)
from vinhdanh.engines.documents.certificates.fitting import width
from vinhdanh.engines.documents.filing import safe_name, unique_names
from vinhdanh.engines.documents.typesetting import UnprintableText

MM = 72 / 25.4
NAME = Field("ten", 50, 90, 200, label="Họ và tên", size=30, least=20)
POST = Field("don_vi", 50, 110, 200, size=16, lines=2)
DESIGN = Design(
    Stock(), (Field("loai", 50, 60, 200, fixed="Bằng khen", size=40, bold=True, upper=True), NAME, POST)
)


def certificate(name: str = "Nguyễn Thị Đường", post: str = "Sở Nội vụ") -> Certificate:
    return Certificate({"ten": name, "don_vi": post}, address="https://songmay.example/kiem-tra/1", name=name)


def pages(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def box(pdf: bytes, words: str, page: int = 0) -> tuple[float, float, float, float]:
    """Left, top, right, bottom in millimetres from the upper left corner."""
    document = pypdfium2.PdfDocument(pdf)
    text = document[page].get_textpage()
    place, count = text.search(words).get_next()
    boxes = [text.get_charbox(place + at, loose=True) for at in range(count)]
    high = document[page].get_height()
    left, right = min(b[0] for b in boxes), max(b[2] for b in boxes)
    return (
        left / MM,
        (high - max(b[3] for b in boxes)) / MM,
        right / MM,
        (high - min(b[1] for b in boxes)) / MM,
    )


def test_a_thousand_people_are_a_thousand_pages_with_their_own_names() -> None:
    made = pages(print_certificates(DESIGN, [certificate(f"Nguyễn Thị Đường {n}") for n in range(1, 31)]))
    assert len(made) == 30
    assert all(f"Nguyễn Thị Đường {n}\r\n" in words for n, words in enumerate(made, 1))
    assert all("BẰNG KHEN" in words for words in made)


@pytest.mark.parametrize(
    ("stock", "sides"),
    [
        (Stock("A4", landscape=True), (297, 210)),
        (Stock("A4", landscape=False), (210, 297)),
        (Stock("A3", landscape=True), (420, 297)),
        (Stock("A3", landscape=False), (297, 420)),
    ],
)
def test_sheets_have_the_size_of_their_stock(stock: Stock, sides: tuple[int, int]) -> None:
    design = Design(stock, (replace(NAME, x=20, width=170),))
    page = pypdfium2.PdfDocument(print_certificates(design, [certificate()]))[0]
    assert tuple(round(side / MM) for side in page.get_size()) == sides
    assert stock.sides == sides


def test_words_stand_in_their_box_and_the_offset_moves_them() -> None:
    left, top, right, _ = box(print_certificates(DESIGN, [certificate()]), "Nguyễn Thị Đường")
    assert (left + right) / 2 == pytest.approx(150, abs=0.5)
    assert 88 < top < 92
    moved = box(print_certificates(DESIGN, [certificate()], offset=Offset(1.5, -2)), "Nguyễn Thị Đường")
    assert moved[0] - left == pytest.approx(1.5, abs=0.05)
    assert moved[1] - top == pytest.approx(-2, abs=0.05)


@pytest.mark.parametrize(("align", "edge"), [("left", 0), ("right", 2)])
def test_words_keep_to_their_side(align: str, edge: int) -> None:
    design = replace(DESIGN, fields=(replace(NAME, align=align),))
    found = box(print_certificates(design, [certificate()]), "Nguyễn Thị Đường")
    assert found[edge] == pytest.approx(50 if align == "left" else 250, abs=0.6)


@pytest.mark.parametrize("font", ["TeX Gyre Termes", "Be Vietnam Pro", "Great Vibes"])
@pytest.mark.parametrize("words", ["Nguyễn Thị Đường", "Võ Vương Tường Vy", "Lê Ái Ưu"])
def test_the_measure_is_never_shorter_than_the_print(font: str, words: str) -> None:
    field = replace(NAME, font=font, align="left")
    left, _, right, _ = box(print_certificates(replace(DESIGN, fields=(field,)), [certificate(words)]), words)
    measured = width(field, words, 30)
    assert right - left <= measured + 1.2  # a script's first and last strokes reach out of their room
    assert right - left >= measured * 0.85


def test_long_words_take_their_lines_then_shrink() -> None:
    one = fit(NAME, "Nguyễn Thị Đường")
    assert (one.lines, one.size) == (("Nguyễn Thị Đường",), 30)
    smaller = fit(NAME, "Hợp tác xã Nông nghiệp và Dịch vụ tổng hợp Sông")
    assert 20 <= smaller.size < 30
    assert len(smaller.lines) == 1
    two = fit(POST, "Chuyên viên Phòng Thi đua - Khen thưởng, Sở Nội vụ tỉnh Sông Mây, Ủy viên Ban Chấp hành")
    assert len(two.lines) == 2
    assert width(POST, two.lines[1], 16) > 0.6 * width(POST, two.lines[0], 16)


def test_what_does_not_fit_is_listed_and_nothing_is_printed() -> None:
    long = certificate("Hợp tác xã " * 12, "đơn vị rất dài " * 30)
    rows = [certificate(), long, certificate()]
    found = overflows(DESIGN, [one.data for one in rows])
    assert [(over.row, over.field.key) for over in found] == [(2, "ten"), (2, "don_vi")]
    assert "Bằng số 2, ô “Họ và tên”" in str(found[0])
    assert "mm" in str(found[0]) or "dòng" in str(found[0])
    with pytest.raises(TooLong, match="Còn 1 chỗ nữa"):
        print_certificates(DESIGN, rows)
    with pytest.raises(TooLong):
        print_apart(DESIGN, rows)


@pytest.mark.parametrize("words", ["#strong[a]", "*A* _b_ $c$", r"\ \u{41}", "<b>@c</b> `d`", "{{ x }}"])
def test_names_are_never_markup(words: str) -> None:
    assert words in pages(print_certificates(DESIGN, [certificate(words)]))[0]


def test_pre_printed_stock_gets_the_words_alone() -> None:
    blank = print_certificates(DESIGN, [certificate()])
    on_stock = print_certificates(replace(DESIGN, stock=Stock(printed=True)), [certificate()])
    assert _dark(blank, (5, 5, 40, 12)) > 0
    assert _dark(on_stock, (5, 5, 40, 12)) == 0


def test_the_picture_is_printed_on_blank_stock_and_only_shown_for_the_other() -> None:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "#336699").save(out, "PNG")
    design = replace(DESIGN, background=out.getvalue(), frame=False)
    corner = (1, 1, 20, 10)
    assert _dark(print_certificates(design, [certificate()]), corner) > 0
    on_stock = replace(design, stock=Stock(printed=True))
    assert _dark(print_certificates(on_stock, [certificate()]), corner) == 0
    assert _dark(print_certificates(on_stock, [certificate()], shown=True), corner) > 0


def _dark(pdf: bytes, area: tuple[int, int, int, int]) -> int:
    """Pixels that are not white in an area in millimetres."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=1 / MM * 4).to_pil().convert("L")
    cut = picture.crop(tuple(side * 4 for side in area))
    return sum(cut.histogram()[:200])


def test_files_of_their_own_are_the_same_each_time_under_safe_names() -> None:
    rows = [certificate("Lê Văn Ân"), certificate("../../etc/passwd"), certificate("Lê Văn Ân")]
    packed = print_apart(DESIGN, rows)
    assert packed == print_apart(DESIGN, rows)
    names = zipfile.ZipFile(io.BytesIO(packed)).namelist()
    assert names == ["0001-le-van-an.pdf", "0002-etc-passwd.pdf", "0003-le-van-an.pdf"]
    assert "Lê Văn Ân" in pages(zipfile.ZipFile(io.BytesIO(packed)).read(names[2]))[0]


def test_the_back_carries_the_code_and_slips_are_cut_from_sheets() -> None:
    made = pages(print_certificates(replace(DESIGN, slip=Slip()), [certificate(), certificate()]))
    assert len(made) == 4
    assert "https://songmay.example/kiem-tra/1" in made[1]
    slips = pages(print_slips([certificate(f"Tên {n}") for n in range(12)], "ten"))
    assert len(slips) == 2
    assert slips[0].count("Quét mã") == 10


def test_the_offset_page_has_crosses_at_the_places_it_names() -> None:
    page = print_offset_page(Stock(), Offset(2, 0))
    assert "30 mm; 30 mm" in pages(page)[0]
    assert box(page, "30 mm; 30 mm")[0] == pytest.approx(34, abs=0.6)
    assert "ngang 2 mm" in " ".join(pages(page)[0].split())


def test_a_design_is_kept_as_data_and_comes_back() -> None:
    design = replace(DESIGN, slip=Slip(side=25))
    assert design_from(design_to(design)) == design


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"x": 200.0}, "nằm ngoài tờ giấy"),
        ({"y": -1.0}, "nằm ngoài"),
        ({"font": "Comic Sans"}, "dùng phông Comic Sans không có"),
        ({"size": 500.0}, "cỡ chữ"),
        ({"least": 2.0}, "cỡ chữ"),
        ({"lines": 0}, "số dòng"),
        ({"align": "middle"}, "canh lề"),
        ({"colour": "red"}, "#RRGGBB"),
        ({"key": "Họ tên"}, "Mã ô"),
        ({"key": "don_vi"}, "cùng có mã"),
        ({"x": "năm"}, "không đọc được"),
    ],
)
def test_a_design_that_cannot_be_printed_is_refused(change: dict[str, object], words: str) -> None:
    data = design_to(DESIGN)
    data["fields"][1] |= change
    with pytest.raises(DesignFault, match=words):
        design_from(data)


def test_a_stock_that_does_not_exist_is_refused() -> None:
    with pytest.raises(DesignFault, match="A4 hoặc A3"):
        design_from({"stock": {"size": "A5"}, "fields": []})


@pytest.mark.parametrize(
    ("words", "places"), [("", (0, 1, 2, 3)), ("2-3", (1, 2)), ("4, 1", (0, 3)), ("1–2;2", (0, 1))]
)
def test_rows_are_chosen_as_people_write_them(words: str, places: tuple[int, ...]) -> None:
    assert chosen(words, 4) == places


@pytest.mark.parametrize("words", ["0", "3-2", "2-9", "a", "1-", "-1", ","])
def test_rows_that_are_not_there_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match="“"):
        chosen(words, 4)


def test_a_sign_that_no_font_draws_is_named() -> None:
    with pytest.raises(UnprintableText, match="漢"):
        print_certificates(DESIGN, [certificate("漢")])


def test_names_of_files_are_safe_and_never_twice() -> None:
    assert safe_name("../..") == safe_name("") == safe_name("漢") == "tep"
    assert safe_name("Đơn " * 60).startswith("don-don")
    assert len(safe_name("Đơn " * 60)) <= 80
    assert unique_names(["a.pdf", "a.pdf", "a-2.pdf", "a.pdf"]) == [
        "a.pdf",
        "a-2.pdf",
        "a-2-2.pdf",
        "a-3.pdf",
    ]
