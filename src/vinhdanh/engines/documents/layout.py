"""Every figure of the layout of official papers, each with the place that sets it.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I; ``source`` names the mục, khoản and điểm. Where the decree
gives a range the figure used is the one in its own samples (Mục V). What the decree leaves open and we chose
is marked ``OURS``. Lengths are millimetres, sizes of letters and gaps between lines points.
"""

from dataclasses import dataclass
from typing import Final

from vinhdanh.engines.documents.model import Align, Circulation, Secrecy, Urgency

DECREE: Final = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I"
OURS: Final = "chọn của chương trình; Nghị định không định"

# Mục I, khoản 1 to 4 and 7
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
TOP, BOTTOM, LEFT, RIGHT = 20.0, 20.0, 30.0, 15.0
TOP_RANGE = BOTTOM_RANGE = (20.0, 25.0)
LEFT_RANGE, RIGHT_RANGE = (30.0, 35.0), (15.0, 20.0)
FONT: Final = "Times New Roman"
METRIC_TWINS: Final = frozenset({"Times New Roman", "Liberation Serif", "Tinos", "TeX Gyre Termes"})
"""Types of the same widths: what stands in for the decree's own where it is not installed."""
TEXT_WIDTH: Final = PAGE_WIDTH - LEFT - RIGHT
LYING_WIDTH: Final = PAGE_HEIGHT - LEFT - RIGHT
HEADER_FROM_EDGE: Final = 10.0
"""The page number stands in the middle of the top margin (khoản 7); the millimetres are ours."""

# Mục II, khoản 6, điểm đ and e
FIRST_LINE: Final = 12.7
FIRST_LINES: Final = (10.0, 12.7)
PARAGRAPH_GAP: Final = 6.0
LINE_MIN, LINE_MAX = 1.0, 1.5

# Mục II, khoản 2b and 5b: the rule under a name or a subject, as a part of its line
RULE_PART: Final = 0.4
RULE_RANGE: Final = (1 / 3, 1 / 2)
RULE_POINTS: Final = 0.75
RULE_BELOW, RULE_ROOM = 2.0, 3.0
"""Points (OURS) between the dots of ạ, ộ, ụ and the rule, and below it."""

# OURS: the head and the foot are two columns
HEAD_LEFT, HEAD_LEFT_MOST = 66.0, 73.0
FOOT_LEFT: Final = 80.0
SIGNATURE_GAP: Final = 68.0
"""Room for the signature and the stamp between office and name, points."""
LETTER_SUBJECT_GAP: Final = 6.0
"""Mục II, khoản 5b: “cách dòng 6pt” below the number."""

STAMP_HEIGHT: Final = 8.0
STAMP_RED: Final = "FF0000"
# Mục III, khoản 2b
URGENCY_STAMPS: Final[dict[Urgency, tuple[str, float]]] = {
    "hoa_toc": ("HỎA TỐC", 30.0),
    "thuong_khan": ("THƯỢNG KHẨN", 40.0),
    "khan": ("KHẨN", 20.0),
}
# Mục III, khoản 2a: words of the decree, widths OURS
SECRECY_STAMPS: Final[dict[Secrecy, tuple[str, float]]] = {
    "mat": ("MẬT", 20.0),
    "toi_mat": ("TỐI MẬT", 30.0),
    "tuyet_mat": ("TUYỆT MẬT", 40.0),
}
# Mục III, khoản 2c: words of the decree, widths OURS
CIRCULATION_NOTES: Final[dict[Circulation, tuple[str, float]]] = {
    "xem_xong_tra_lai": ("XEM XONG TRẢ LẠI", 50.0),
    "luu_hanh_noi_bo": ("LƯU HÀNH NỘI BỘ", 50.0),
}

STATE: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
DRAFT_WORD: Final = "DỰ THẢO"
END_MARK: Final = "./."


@dataclass(frozen=True, slots=True)
class Look:
    """How one cell is set. ``key`` names its style in DOCX, ``name`` is what people see in Word.

    ``sizes`` is what the decree allows, ``size`` what is written. ``first`` and ``left`` are millimetres set
    in; ``before`` and ``after`` points; ``outline`` the level in Word's navigation, from 0.
    """

    key: str
    name: str
    cell: str
    size: float
    sizes: tuple[float, float]
    source: str
    bold: bool = False
    italic: bool = False
    upper: bool = False
    align: Align = "centre"
    before: float = 0
    after: float = 0
    first: float = 0
    left: float = 0
    keep: bool = False
    outline: int | None = None


_BODY: Final = (13.0, 14.0)
_HEAD: Final = (12.0, 13.0)

STATE_NAME: Final = Look(
    "QuocHieu", "Quốc hiệu", "1", 12, _HEAD, "Mục II, khoản 1, điểm a", bold=True, upper=True
)
MOTTO_LINE: Final = Look("TieuNgu", "Tiêu ngữ", "1", 13, _BODY, "Mục II, khoản 1, điểm b", bold=True)
PARENT: Final = Look(
    "CoQuanChuQuan", "Cơ quan chủ quản", "2", 12, _HEAD, "Mục II, khoản 2, điểm b", upper=True
)
ISSUER: Final = Look(
    "CoQuanBanHanh", "Cơ quan ban hành", "2", 12, _HEAD, "Mục II, khoản 2, điểm b", bold=True, upper=True
)
NUMBER: Final = Look("SoKyHieu", "Số, ký hiệu", "3", 13, (13, 13), "Mục II, khoản 3, điểm c", before=6)
PLACE_DAY: Final = Look(
    "DiaDanhThoiGian", "Địa danh và thời gian", "4", 13, _BODY, "Mục II, khoản 4, điểm c",
    italic=True, before=6,
)  # fmt: skip
KIND: Final = Look(
    "TenLoai", "Tên loại văn bản", "5a", 14, _BODY, "Mục II, khoản 5, điểm b",
    bold=True, upper=True, before=12, keep=True,
)  # fmt: skip
SUBJECT: Final = Look(
    "TrichYeu", "Trích yếu nội dung", "5a", 14, _BODY, "Mục II, khoản 5, điểm b", bold=True, keep=True
)
LETTER_SUBJECT: Final = Look(
    "TrichYeuCongVan", "Trích yếu công văn", "5b", 12, _HEAD, "Mục II, khoản 5, điểm b",
    before=LETTER_SUBJECT_GAP,
)  # fmt: skip
AUTHORITY: Final = Look(
    "ThamQuyenBanHanh", "Thẩm quyền ban hành", "6", 14, _BODY, "Phụ lục III, mẫu 1.2",
    bold=True, upper=True, before=6, after=PARAGRAPH_GAP, keep=True,
)  # fmt: skip
BASIS: Final = Look(
    "CanCu", "Căn cứ", "6", 14, _BODY, "Mục II, khoản 6, điểm a",
    italic=True, align="justify", first=FIRST_LINE, after=PARAGRAPH_GAP,
)  # fmt: skip
DECIDES: Final = Look(
    "QuyetDinh", "Quyết định", "6", 14, _BODY, "Phụ lục III, mẫu 1.2",
    bold=True, upper=True, before=6, after=PARAGRAPH_GAP, keep=True,
)  # fmt: skip
BODY: Final = Look(
    "LoiVan", "Lời văn", "6", 14, _BODY, "Mục II, khoản 6, điểm e",
    align="justify", first=FIRST_LINE, after=PARAGRAPH_GAP,
)  # fmt: skip
PART: Final = Look(
    "PhanChuong", "Phần, Chương", "6", 14, _BODY, "Mục II, khoản 6, điểm đ",
    bold=True, before=6, keep=True, outline=0,
)  # fmt: skip
PART_TITLE: Final = Look(
    "TieuDePhanChuong", "Tiêu đề phần, chương, mục", "6", 14, _BODY, "Mục II, khoản 6, điểm đ",
    bold=True, upper=True, after=PARAGRAPH_GAP, keep=True,
)  # fmt: skip
SECTION: Final = Look(
    "MucGiua", "Mục", "6", 14, _BODY, "Mục II, khoản 6, điểm đ", bold=True, before=6, keep=True, outline=1
)
ROMAN: Final = Look(
    "MucLaMa", "Mục I, II", "6", 14, _BODY, "Mục V, số thứ tự 6, điểm b",
    bold=True, upper=True, align="justify", first=FIRST_LINE, before=6, after=PARAGRAPH_GAP,
    keep=True, outline=0,
)  # fmt: skip
ARTICLE: Final = Look(
    "Dieu", "Điều", "6", 14, _BODY, "Mục II, khoản 6, điểm đ",
    align="justify", first=FIRST_LINE, after=PARAGRAPH_GAP, outline=2,
)  # fmt: skip
CLAUSE_TITLE: Final = Look(
    "KhoanTieuDe", "Khoản có tiêu đề", "6", 14, _BODY, "Mục II, khoản 6, điểm đ",
    bold=True, align="justify", first=FIRST_LINE, after=PARAGRAPH_GAP, keep=True, outline=3,
)  # fmt: skip
CLAUSE: Final = Look(
    "Khoan", "Khoản", "6", 14, _BODY, "Mục II, khoản 6, điểm đ",
    align="justify", first=FIRST_LINE, after=PARAGRAPH_GAP,
)  # fmt: skip
POINT: Final = Look(
    "Diem", "Điểm", "6", 14, _BODY, "Mục II, khoản 6, điểm đ",
    align="justify", first=FIRST_LINE, after=PARAGRAPH_GAP,
)  # fmt: skip
FILL_IN: Final = Look(
    "DongDien", "Dòng để điền", "6", 14, _BODY, "Mục II, khoản 6, điểm e",
    align="justify", first=FIRST_LINE, after=PARAGRAPH_GAP,
)  # fmt: skip
TABLE_HEAD: Final = Look(
    "BangTieuDe", "Bảng: tiêu đề", "6", 13, (10, 14), OURS, bold=True, before=2, after=2, keep=True
)
TABLE_CELL: Final = Look("BangO", "Bảng: ô", "6", 13, (10, 14), OURS, align="left", before=2, after=2)
"""Letters of tables: the decree has no size of their own; small ones are needed on wide forms."""
OFFICE: Final = Look(
    "QuyenHanChucVu", "Quyền hạn, chức vụ", "7a", 14, _BODY, "Mục II, khoản 7, điểm đ",
    bold=True, upper=True, keep=True,
)  # fmt: skip
SIGN_NOTE: Final = Look(
    "ChuThichKy", "Chú thích nơi ký", "7a", 13, _BODY, "Phụ lục III, mẫu 1.9", italic=True, keep=True
)
OTHER_OFFICE: Final = Look(
    "ChucVuKhac", "Chức vụ khác", "7b", 14, _BODY, "Mục II, khoản 7, điểm đ",
    bold=True, upper=True, keep=True,
)  # fmt: skip
SIGNER: Final = Look("HoTenNguoiKy", "Họ tên người ký", "7b", 14, _BODY, "Mục II, khoản 7, điểm đ", bold=True)
ADDRESSEE: Final = Look("KinhGui", "Kính gửi", "9a", 14, _BODY, "Mục II, khoản 9, điểm d", align="left")
RECIPIENTS_WORD: Final = Look(
    "NoiNhan", "Nơi nhận", "9b", 12, (12, 12), "Mục II, khoản 9, điểm d",
    bold=True, italic=True, align="left",
)  # fmt: skip
RECIPIENT: Final = Look(
    "NoiNhanDong", "Nơi nhận: từng dòng", "9b", 11, (11, 11), "Mục II, khoản 9, điểm d", align="left"
)
STAMP: Final = Look(
    "DauChi",
    "Dấu chỉ độ mật, mức độ khẩn",
    "10",
    13,
    _BODY,
    "Mục III, khoản 2",
    bold=True,
    upper=True,
    before=6,
)
CIRCULATION: Final = Look(
    "PhamViLuuHanh", "Phạm vi lưu hành", "11", 13, _BODY, "Mục III, khoản 2, điểm c",
    bold=True, upper=True, before=6,
)  # fmt: skip
DRAFTER: Final = Look(
    "NguoiSoanThao", "Ký hiệu người soạn thảo", "12", 11, (11, 11), "Mục III, khoản 3", align="left"
)
ADDRESS: Final = Look("DiaChi", "Địa chỉ cơ quan", "13", 11, (11, 12), "Mục III, khoản 4")
E_SIGNATURE: Final = Look(
    "KySoCoQuan", "Thông tin ký số của cơ quan", "14", 10, (10, 10), "Mục III, khoản 1, điểm d", align="right"
)
PAGE_NUMBER: Final = Look("SoTrang", "Số trang", "trang", 14, _BODY, "Mục I, khoản 7")
ANNEX_WORD: Final = Look(
    "PhuLuc", "Phụ lục", "phụ lục", 14, (14, 14), "Mục III, khoản 1, điểm b", bold=True, keep=True, outline=0
)
ANNEX_TITLE: Final = Look(
    "TenPhuLuc", "Tên phụ lục", "phụ lục", 14, _BODY, "Mục III, khoản 1, điểm b",
    bold=True, upper=True, keep=True,
)  # fmt: skip
ANNEX_REFERENCE: Final = Look(
    "KemTheo", "Kèm theo văn bản", "phụ lục", 14, _BODY, "Mục III, khoản 1, điểm c", italic=True, keep=True
)
LOOKS: Final = tuple(value for value in list(globals().values()) if isinstance(value, Look))
"""All cells; each is a style of the written file."""

# Phụ lục III, Mục I; “Công văn” has none. Keys are the kinds as they are read.
ABBREVIATIONS: Final = {
    "Nghị quyết": "NQ",
    "Quyết định": "QĐ",
    "Chỉ thị": "CT",
    "Quy chế": "QC",
    "Quy định": "QyĐ",
    "Thông cáo": "TC",
    "Thông báo": "TB",
    "Hướng dẫn": "HD",
    "Chương trình": "CTr",
    "Kế hoạch": "KH",
    "Phương án": "PA",
    "Đề án": "ĐA",
    "Dự án": "DA",
    "Báo cáo": "BC",
    "Biên bản": "BB",
    "Tờ trình": "TTr",
    "Hợp đồng": "HĐ",
    "Công điện": "CĐ",
    "Bản ghi nhớ": "BGN",
    "Bản thỏa thuận": "BTT",
    "Giấy ủy quyền": "GUQ",
    "Giấy mời": "GM",
    "Giấy giới thiệu": "GGT",
    "Giấy nghỉ phép": "GNP",
    "Phiếu gửi": "PG",
    "Phiếu chuyển": "PC",
    "Phiếu báo": "PB",
}
