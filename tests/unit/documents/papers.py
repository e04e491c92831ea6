"""One paper of each form, of the fictional province Sông Mây."""

from datetime import date

from vinhdanh.engines.documents.model import (
    Annex,
    Article,
    Bullets,
    Cell,
    Clause,
    Column,
    FillIn,
    Head,
    Heading,
    Paper,
    Paragraph,
    Point,
    Run,
    Signer,
    Signers,
    Table,
)

COLUMNS = (
    Column("TT", 12, "centre"),
    Column("Họ và tên", 50),
    Column("Chức vụ, đơn vị"),
    Column("Hình thức", 35),
)
ROWS = (
    ("1", "Bà Lý Thị Ánh", "Chuyên viên Sở Nội vụ", "Bằng khen"),
    ("2", "Ông Trần Văn Đức", "Phó Trưởng phòng Sở Y tế", "Bằng khen"),
)


def decision(**changes: object) -> Paper:
    values: dict[str, object] = {
        "form": "decision",
        "head": Head(
            ("Ủy ban nhân dân", "tỉnh Sông Mây"), number=5, symbol="QĐ-UBND", place="Sông Mây",
            day=date(2026, 1, 5), title="Quyết định", subject="Về việc tặng Bằng khen năm 2025",
        ),
        "authority": "Chủ tịch Ủy ban nhân dân tỉnh Sông Mây",
        "bases": ("Căn cứ Luật Thi đua, khen thưởng", "Theo đề nghị của Giám đốc Sở Nội vụ"),
        "decides": "Quyết định:",
        "body": (
            Article(1, "Tặng Bằng khen cho 02 cá nhân có tên trong danh sách kèm theo."),
            Article(2, "Chánh Văn phòng và Giám đốc Sở Nội vụ chịu trách nhiệm thi hành Quyết định này."),
        ),
        "signers": (Signer(("Chủ tịch",), "Nguyễn Thị Hòa"),),
        "recipients": ("Như Điều 2", "Chủ tịch UBND tỉnh (b/c)"),
        "archive": "VT, NC (3)",
        "annexes": (Annex("Danh sách cá nhân", (Table(COLUMNS, ROWS),)),),
    }  # fmt: skip
    return Paper(**{**values, **changes})  # type: ignore[arg-type]


def plan() -> Paper:
    return Paper(
        "named",
        Head(("Sở Nội vụ",), ("UBND tỉnh Sông Mây",), symbol="KH-SNV", place="Sông Mây", title="Kế hoạch",
             subject="Công tác thi đua, khen thưởng năm 2026"),
        bases=("Căn cứ Luật Thi đua, khen thưởng",),
        body=(
            Paragraph("Sở Nội vụ ban hành Kế hoạch công tác năm 2026 như sau:"),
            Heading("roman", 1, "Mục đích, yêu cầu"),
            Heading("number", 1, "Mục đích"),
            *(Point(f"Nội dung thứ {place} của kế hoạch;") for place in range(1, 7)),
            Heading("number", 2, "Yêu cầu"),
            Bullets(("Kịp thời, đúng quy định;", (Run("Rõ người, ", bold=True), Run("rõ việc.")))),
            Heading("roman", 2, "Nội dung"),
            Table(COLUMNS, ((Cell("Quý I", across=4, bold=True, align="left"),), *ROWS), numbered=True),
            Clause(1, title="Sở Nội vụ", points=(Point("Chủ trì;"), Point("Báo cáo."))),
            Clause(2, "Các đơn vị triển khai thực hiện Kế hoạch này."),
        ),
        signers=(Signer(("Giám đốc",), "Lê Văn Đức"),),
        recipients=("UBND tỉnh (b/c)", "Các phòng thuộc Sở"),
        archive="VT, TĐKT",
    )  # fmt: skip


def letter(*addressees: str) -> Paper:
    return Paper(
        "letter",
        Head(("Sở Nội vụ",), ("UBND tỉnh Sông Mây",), 45, "SNV-TĐKT", "Sông Mây", date(2026, 3, 19),
             subject="góp ý danh sách đề nghị khen thưởng"),
        addressees=addressees or ("Sở Y tế", "Sở Tài chính"),
        body=(Paragraph("Sở Nội vụ đề nghị các cơ quan cho ý kiến về danh sách kèm theo."),),
        signers=(Signer(("KT. Giám đốc", "Phó Giám đốc"), "Phạm Thị Ánh"),),
        recipients=("Như trên",),
        archive="VT, TĐKT",
    )  # fmt: skip


def invitation() -> Paper:
    return Paper(
        "invitation",
        Head(("Sở Nội vụ",), ("UBND tỉnh Sông Mây",), 7, "GM-SNV", "Sông Mây", date(2026, 12, 9), "Giấy mời",
             "Họp Hội đồng sáng kiến"),
        body=(
            Paragraph("Sở Nội vụ trân trọng kính mời: Các thành viên Hội đồng."),
            FillIn("Thời gian:", "08 giờ 00, ngày 15 tháng 12 năm 2026"),
            Paragraph("Rất mong các thành viên tham dự đầy đủ, đúng giờ."),
        ),
        signers=(Signer(("TL. Giám đốc", "Chánh Văn phòng"), "Vũ Văn An"),),
        recipients=("Như trên",),
        archive="VT",
    )  # fmt: skip


def minutes() -> Paper:
    return Paper(
        "minutes",
        Head(("Hội đồng", "Thi đua - Khen thưởng"), ("UBND tỉnh Sông Mây",), 1, "BB-HĐTĐKT", title="Biên bản",
             subject="Họp Hội đồng phiên thứ nhất năm 2026", dated=False),
        body=(
            FillIn("Thời gian bắt đầu:", "08 giờ 00 ngày 05 tháng 01 năm 2026"),
            FillIn("Địa điểm:"),
            Paragraph("Cuộc họp kết thúc vào 11 giờ 00, ngày 05 tháng 01 năm 2026."),
        ),
        signers=(
            Signer(("Thư ký",), "Lý Thị Yến", note="(Ký, ghi rõ họ tên)"),
            Signer(("Chủ tọa",), "Trần Văn Bình", other_office="Phó Chủ tịch UBND tỉnh"),
        ),
        archive="VT, HĐ",
    )  # fmt: skip


def ballot() -> Paper:
    names = tuple((str(place), name, "", "") for place, name in enumerate(("Lý Thị Ánh", "Trần Văn Đức"), 1))
    columns = (*COLUMNS[:2], Column("Đồng ý", 30, "centre"), Column("Không đồng ý", 35, "centre"))
    people = tuple(Signer((office,)) for office in ("Tổ trưởng", "Thành viên", "Thành viên"))
    head = Head(("Sở Nội vụ",), title="Phiếu bầu", subject="Chiến sĩ thi đua cơ sở năm 2026", dated=False)
    return Paper("form", head, (Table(columns, names), Signers(people, per_row=3)), ends=False)


FORMS = {
    "decision": decision(),
    "named": plan(),
    "letter": letter(),
    "invitation": invitation(),
    "minutes": minutes(),
    "form": ballot(),
}
