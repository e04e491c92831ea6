"""Small closed lists of this room."""

from typing import Final

from django.db import models


class PaperState(models.TextChoices):
    DRAFT = "draft", "Dự thảo"
    SUBMITTED = "submitted", "Đang trình ký"
    SIGNED = "signed", "Đã ký"
    ISSUED = "issued", "Đã phát hành"
    SUPERSEDED = "superseded", "Đã được thay thế"
    WITHDRAWN = "withdrawn", "Đã thu hồi"
    ARRIVED = "arrived", "Văn bản đến"


class Direction(models.TextChoices):
    OUTGOING = "outgoing", "Văn bản đi"
    INCOMING = "incoming", "Văn bản đến"


class VersionSource(models.TextChoices):
    SYSTEM = "system", "Hệ thống viết"
    WORD = "word", "Nhận lại từ Word"
    SETTLED = "settled", "Hệ thống sửa theo lựa chọn"
    NUMBERED = "numbered", "Hệ thống điền số, ngày"
    EXPORT = "export", "PDF để ký"
    SIGNED = "signed", "PDF đã ký"
    SCAN = "scan", "Bản quét"
    UPLOAD = "upload", "Tệp văn bản đến"


WORD_SOURCES: Final = frozenset(
    {VersionSource.SYSTEM, VersionSource.WORD, VersionSource.SETTLED, VersionSource.NUMBERED}
)
"""Versions that are the DOCX itself; the newest of them is the master."""


class SigningWay(models.TextChoices):
    TOKEN = "token", "Ký số, nộp lại PDF đã ký"
    SERVICE = "service", "Ký số bằng chứng thư của hệ thống"
    WET = "wet", "Ký tay, kèm bản quét"


class PackageManner(models.TextChoices):
    ZIP = "zip", "ZIP có mục lục"
    BINDER = "binder", "Một tập PDF"


class Secrecy(models.TextChoices):
    NONE = "", "Không"
    SECRET = "mat", "Mật"
    TOP = "toi_mat", "Tối mật"
    UTMOST = "tuyet_mat", "Tuyệt mật"


class Urgency(models.TextChoices):
    NONE = "", "Thường"
    URGENT = "khan", "Khẩn"
    VERY = "thuong_khan", "Thượng khẩn"
    AT_ONCE = "hoa_toc", "Hỏa tốc"


class NumberState(models.TextChoices):
    GIVEN = "given", "Đã cấp"
    VOIDED = "voided", "Đã hủy"


class WordingState(models.TextChoices):
    DRAFT = "draft", "Bản nháp"
    IN_USE = "in_use", "Đang dùng"
    REPLACED = "replaced", "Đã thôi dùng"


class Choice(models.TextChoices):
    """What is decided about a difference between the data and the paper that came back."""

    OPEN = "", "Chưa chọn"
    WORD = "word", "Lấy bản Word"
    DATA = "data", "Giữ số liệu"
    EXPLAINED = "explained", "Để khác, có giải thích"


# Phụ lục III Nghị định 30/2020/NĐ-CP, mục I; a letter has no abbreviation of its own.
KINDS: Final[dict[str, str]] = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "HĐ": "Hợp đồng",
    "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ",
    "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền",
    "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép",
    "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển",
    "PB": "Phiếu báo",
    "CV": "Công văn",
    "MAU": "Biểu, mẫu",
}
RECEIVE, SIGN = "receive_paper", "sign_paper"
"""Kinds of work items that this room opens."""

COMPOSED: Final = ("T32-2", "T21-2", "T17-2", "T17", "T22-2", "T02", "T03")
"""Papers that a person writes by filling a form; the others are written from the rows of a room."""
