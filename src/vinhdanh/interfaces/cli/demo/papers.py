"""The papers of the demo, ready to be written."""

from typing import Final

from vinhdanh.interfaces.cli.demo import texts
from vinhdanh.interfaces.cli.demo.paper import PlanPaper, Section

_AIMS: Final = (
    "1. Phong trào thi đua gắn với nhiệm vụ được giao, việc nào rõ người, rõ hạn.",
    "2. Khen đúng người, đúng việc, kịp thời; chú ý người lao động trực tiếp.",
)
_SONG_MAY: Final = (
    "Bộ Nội vụ",
    "Thường trực Tỉnh ủy",
    "Các sở, ban, ngành",
    "UBND các xã, phường",
    "Lưu: VT, NV",
)


def province(year: int) -> PlanPaper:
    """The plan of the province for 2025 (second half) or 2026."""
    now = year == 2026
    return PlanPaper(
        upper="",
        issuer="ỦY BAN NHÂN DÂN TỈNH SÔNG MÂY",
        number="12/KH-UBND" if now else "148/KH-UBND",
        place="Sông Mây",
        date=(9, 1, 2026) if now else (21, 7, 2025),
        title=f"Công tác thi đua, khen thưởng năm {year}",
        bases=("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",),
        opening=f"Ủy ban nhân dân tỉnh Sông Mây ban hành Kế hoạch công tác thi đua, khen thưởng năm {year} như sau:",
        aims=_AIMS,
        sections=texts.PROVINCE_2026 if now else texts.PROVINCE_2025,
        duties=texts.DUTIES if now else texts.DUTIES_2025,
        recipients=_SONG_MAY,
        authority="TM. ỦY BAN NHÂN DÂN",
        signer_title="CHỦ TỊCH",
        signer="Trần Đình Quế",
    )


def commune(name: str, number: str, unit: str = "xã") -> PlanPaper:
    """The plan of a commune or ward for 2026."""
    body = f"UBND {unit} {name}"
    return PlanPaper(
        upper="ỦY BAN NHÂN DÂN",
        issuer=f"{unit.upper()} {name.upper()}",
        number=number,
        place=name,
        date=(30, 1, 2026),
        title="Công tác thi đua, khen thưởng năm 2026",
        bases=("Căn cứ Kế hoạch số 12/KH-UBND ngày 09/01/2026 của Ủy ban nhân dân tỉnh Sông Mây;",),
        opening=f"Ủy ban nhân dân {unit} {name} ban hành Kế hoạch công tác thi đua, khen thưởng năm 2026 như sau:",
        aims=_AIMS,
        sections=texts.unit_rows(body, f"Phòng Văn hóa - Xã hội {unit} {name}"),
        duties=(f"Phòng Văn hóa - Xã hội theo dõi, định kỳ báo cáo {body}.",),
        recipients=("UBND tỉnh", "Sở Nội vụ", f"Các trường học trên địa bàn {unit}", "Lưu: VT"),
        authority="TM. ỦY BAN NHÂN DÂN",
        signer_title="CHỦ TỊCH",
        signer="Cầm Văn Đông",
    )


def department(name: str, code: str, number: int) -> PlanPaper:
    """The plan of a department for 2026."""
    return PlanPaper(
        upper="ỦY BAN NHÂN DÂN TỈNH SÔNG MÂY",
        issuer=name.upper(),
        number=f"{number}/KH-{code}",
        place="Sông Mây",
        date=(6, 2, 2026),
        title="Công tác thi đua, khen thưởng năm 2026",
        bases=("Căn cứ Kế hoạch số 12/KH-UBND ngày 09/01/2026 của Ủy ban nhân dân tỉnh Sông Mây;",),
        opening=f"{name} ban hành Kế hoạch công tác thi đua, khen thưởng năm 2026 như sau:",
        aims=_AIMS,
        sections=texts.unit_rows(name, f"Văn phòng {name}"),
        duties=(f"Văn phòng {name} theo dõi, định kỳ báo cáo Giám đốc.",),
        recipients=("UBND tỉnh", "Sở Nội vụ", "Lưu: VT"),
        authority="",
        signer_title="GIÁM ĐỐC",
        signer="Vi Thị Sen",
    )


_ROOM: Final = "Phòng Văn hóa - Xã hội"
_SAMPLE: Final[tuple[Section, ...]] = (
    (
        "QUÝ I",
        (
            ("Báo cáo tổng kết công tác thi đua, khen thưởng năm 2025 (tháng 01/2026)", f"{_ROOM} chủ trì, phối hợp với các trường học", ""),
            ("Họp Hội đồng Thi đua - Khen thưởng xã, phiên thứ nhất, xét danh hiệu thi đua năm 2025 (tháng 02/2026)", f"{_ROOM} chủ trì", ""),
            ("Hội nghị tổng kết phong trào thi đua, triển khai nhiệm vụ năm 2026 (cuối tháng 02/2026)", "Văn phòng HĐND và UBND xã phối hợp với Ủy ban MTTQ Việt Nam xã", ""),
            ("Phát động thi đua chào mừng kỷ niệm 01 năm ngày thành lập xã (tháng ?/2026)", f"{_ROOM} chủ trì, phối hợp với các thôn, bản", ""),
            ("Đăng ký danh hiệu thi đua, hình thức khen thưởng năm 2026 với tỉnh (trước ngày 31/3/2026)", f"{_ROOM} chủ trì", ""),
        ),
    ),
    (
        "QUÝ II",
        (
            ("Báo cáo sơ kết 6 tháng đầu năm gửi Sở Nội vụ (trước ngày 15/5/2026)", f"{_ROOM} chủ trì, phối hợp với các cơ quan xã", ""),
            ("Biểu dương điển hình tiên tiến nhân Ngày truyền thống Thi đua yêu nước (tháng 6/2026)", f"{_ROOM} chủ trì, phối hợp với Ủy ban MTTQ Việt Nam xã", ""),
        ),
    ),
    (
        "QUÝ III",
        (
            ("Xét khen thưởng ngành giáo dục năm học 2025 - 2026 (tháng 8/2026)", f"{_ROOM} chủ trì, phối hợp với các trường học", ""),
            ("Kiểm tra phong trào thi đua tại các bản (nếu có)", f"{_ROOM} chủ trì", ""),
        ),
    ),
    (
        "QUÝ IV",
        (
            ("Bình xét gia đình văn hóa, thôn bản văn hóa (tháng 11/2026)", f"{_ROOM} chủ trì, phối hợp với các thôn, bản", ""),
            ("Báo cáo năm gửi Sở Nội vụ (trước ngày 15/11/2026)", f"{_ROOM} chủ trì", ""),
        ),
    ),
)  # fmt: skip


def sample() -> PlanPaper:
    """A plan to try the reader on: two of its rows cannot be understood for certain."""
    return PlanPaper(
        upper="ỦY BAN NHÂN DÂN",
        issuer="XÃ BẢN NẬM",
        number="41/KH-UBND",
        place="Bản Nậm",
        date=(20, 1, 2026),
        title="Công tác thi đua, khen thưởng năm 2026",
        bases=("Căn cứ Kế hoạch số 12/KH-UBND ngày 09/01/2026 của Ủy ban nhân dân tỉnh Sông Mây;",),
        opening="Ủy ban nhân dân xã Bản Nậm ban hành Kế hoạch công tác thi đua, khen thưởng năm 2026 như sau:",
        aims=_AIMS,
        sections=_SAMPLE,
        duties=(
            "Các trường học gửi báo cáo qua Phòng Văn hóa - Xã hội trước ngày 10/5 và 10/11 để tổng hợp.",
            "Phòng Văn hóa - Xã hội theo dõi, định kỳ báo cáo Ủy ban nhân dân xã.",
        ),
        recipients=("Sở Nội vụ", "Thường trực Đảng ủy", "Các trường học", "Các thôn, bản", "Lưu: VT"),
        authority="TM. ỦY BAN NHÂN DÂN",
        signer_title="CHỦ TỊCH",
        signer="Cầm Văn Đông",
        one_cell=True,
    )
