"""Vietnamese for days, years, awards and places in the law."""

from collections.abc import Iterable
from datetime import date

from vinhdanh.engines.law.facts import Held
from vinhdanh.engines.law.model import Document, Lawbook, Ref

RATING = {
    "not_completed": "không hoàn thành nhiệm vụ",
    "completed": "hoàn thành nhiệm vụ",
    "good": "hoàn thành tốt nhiệm vụ",
    "excellent": "hoàn thành xuất sắc nhiệm vụ",
    "exceeds_targets": "hoàn thành vượt mức các chỉ tiêu, nhiệm vụ",
}
SCOPE = {
    "co_so": "cấp cơ sở",
    "don_vi": "cấp đơn vị",
    "huyen": "cấp huyện",
    "tinh": "cấp tỉnh",
    "bo": "cấp bộ, ban, ngành",
    "bo_or_tinh": "cấp bộ, ban, ngành, tỉnh",
    "toan_quoc": "toàn quốc",
    "toan_quan_or_toan_luc_luong_cand": "toàn quân hoặc toàn lực lượng Công an nhân dân",
}
MANNER = {
    "merit": "công trạng",
    "campaign": "phong trào thi đua",
    "sudden": "đột xuất",
    "thematic": "thi đua theo chuyên đề",
    "contribution": "quá trình cống hiến",
    "seniority": "niên hạn",
    "external": "đối ngoại",
    "resistance": "thành tích kháng chiến",
}
GROUP = {
    "can_bo": "cán bộ",
    "cong_chuc": "công chức",
    "vien_chuc": "viên chức",
    "cong_nhan": "công nhân",
    "nong_dan": "nông dân",
    "nguoi_lao_dong": "người lao động",
    "nguoi_lao_dong_khac": "người lao động khác",
    "doanh_nhan": "doanh nhân",
    "tri_thuc": "trí thức",
    "nha_khoa_hoc": "nhà khoa học",
    "quan_nhan": "quân nhân",
    "cong_an": "Công an nhân dân",
    "nguoi_nuoc_ngoai": "người nước ngoài",
    "nguoi_viet_o_nuoc_ngoai": "người Việt Nam định cư ở nước ngoài",
    "doanh_nghiep": "doanh nghiệp",
    "to_chuc_kinh_te": "tổ chức kinh tế",
    "quan_doi": "Quân đội nhân dân",
    "luc_luong_vu_trang": "lực lượng vũ trang nhân dân",
    "khac": "nhóm khác",
    "vien_chuc_quoc_phong": "viên chức quốc phòng",
    "dan_quan_thuong_truc": "dân quân thường trực",
    "dan_quan_tu_ve_co_dong": "dân quân tự vệ cơ động",
    "bo_ban_nganh": "bộ, ban, ngành",
    "tinh": "tỉnh",
    "co_quan_cua_quoc_hoi": "cơ quan của Quốc hội",
    "thanh_pho_truc_thuoc_trung_uong": "thành phố trực thuộc trung ương",
    "nhan_si": "nhân sĩ",
    "chuc_sac_ton_giao": "chức sắc tôn giáo",
    "nguoi_dan_toc_thieu_so": "người dân tộc thiểu số",
    "can_bo_quan_ly": "cán bộ quản lý",
    "can_bo_nghien_cuu": "cán bộ nghiên cứu",
    "lanh_su_danh_du": "lãnh sự danh dự",
    "thanh_nien_xung_phong_khang_chien": "thanh niên xung phong thời kỳ kháng chiến",
}
DISCIPLINE = {
    "khien_trach": "khiển trách",
    "canh_cao": "cảnh cáo",
    "ha_bac_luong": "hạ bậc lương",
    "giang_chuc": "giáng chức",
    "cach_chuc": "cách chức",
    "buoc_thoi_viec": "buộc thôi việc",
}
HOLD = {
    "discipline_considered": "đang được xem xét kỷ luật",
    "investigation": "đang bị điều tra",
    "inspection": "đang bị thanh tra, kiểm tra khi có dấu hiệu vi phạm",
    "audit": "đang được kiểm toán khi có dấu hiệu vi phạm",
    "denunciation": "đang được xác minh đơn khiếu nại, tố cáo",
    "press": "đang được xác minh vấn đề báo chí nêu",
}
SETTLED = {
    "discipline_considered": "Kết quả xem xét kỷ luật",
    "investigation": "Kết luận điều tra",
    "inspection": "Kết luận thanh tra, kiểm tra",
    "audit": "Kết luận kiểm toán",
    "denunciation": "Kết quả giải quyết khiếu nại, tố cáo",
    "press": "Kết quả xác minh vấn đề báo chí nêu",
}
"""What ends each hold."""
SUBJECT = {"individual": "cá nhân", "collective": "tập thể", "household": "hộ gia đình"}
ISSUER = {
    "co_so": "cấp cơ sở", "xa": "cấp xã", "huyen": "cấp huyện", "tinh": "cấp tỉnh",
    "bo": "cấp bộ, ban, ngành", "nha_nuoc": "cấp Nhà nước",
}  # fmt: skip


def day(found: date) -> str:
    return f"{found:%d/%m/%Y}"


def day_of(ordinal: int) -> str:
    return day(date.fromordinal(ordinal))


def years(found: Iterable[int]) -> str:
    """`năm 2025`, `các năm 2023, 2024`, `các năm 2019–2025`."""
    each = sorted(found)
    if not each:
        return "không năm nào"
    if len(each) == 1:
        return f"năm {each[0]}"
    if len(each) > 3 and each[-1] - each[0] == len(each) - 1:
        return f"các năm {each[0]}–{each[-1]}"
    return f"các năm {', '.join(map(str, each))}"


def span(last: int, count: int) -> str:
    return f"năm {last}" if count == 1 else f"{count} năm liên tục {last - count + 1}–{last}"


def held(name: str, row: Held) -> str:
    """One decision as evidence: name, year, day, manner."""
    parts = [name]
    if row.year:
        parts.append(f"năm {row.year}")
    parts.append(f"quyết định ngày {day(row.decided_on)}" if row.decided_on else "chưa ghi ngày quyết định")
    if row.manner and row.manner != "merit":
        parts.append(f"khen {MANNER[row.manner]}")
    return ", ".join(parts)


def ref(book: Lawbook, found: Ref) -> str:
    """`điểm e khoản 1 Điều 44 Luật Thi đua, khen thưởng số 06/2022/QH15`."""
    document = book.documents.get(found.document)
    parts = [
        f"điểm {found.point}" if found.point else "",
        f"khoản {found.clause}" if found.clause else "",
        f"Điều {found.article}" if found.article else "",
        instrument(document) if document else found.document,
    ]
    return " ".join(part for part in parts if part)


def instrument(document: Document) -> str:
    kind = document.name.split(" ")[0]
    if kind == "Luật":
        return f"{document.name} số {document.number}"
    if document.number.split("/")[-1].startswith("NĐ"):
        return f"Nghị định số {document.number}"
    return f"{document.name} số {document.number}"


LONGEST = 250
"""Letters of a sentence that is read at a glance."""


def others(count: int) -> str:
    """What stands beside the first cause."""
    return f" và {count} điều kiện khác" if count else ""


def brief(text: str, *, more: int = 0) -> str:
    """One sentence of some 250 letters: its first cause, cut between words, and how many more there are."""
    text, rest = " ".join(text.split()).rstrip("."), others(more)
    room = LONGEST - len(rest)
    if len(text) > room:
        text = f"{text[: room - 1].rpartition(' ')[0].rstrip(' ,;:(')}…"
        text += ")" if text.count("(") > text.count(")") else ""
    return sentence(text + rest)


def sentence(text: str) -> str:
    """First letter large, one full stop."""
    text = " ".join(text.split()).rstrip(".")
    return f"{text[:1].upper()}{text[1:]}."
