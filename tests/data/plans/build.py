"""Invented plans that live in a workbook or a Word file: written here, made when a test asks for them."""

from collections.abc import Callable
from pathlib import Path

import docx
import xlsxwriter

NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")

TOPIC_HEAD = (
    *("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI TRÀ", *NATION),
    *("Số: 14/KH-UBND", "Hải Trà, ngày 14 tháng 01 năm 2026", "KẾ HOẠCH"),
    "Thi đua, khen thưởng của thành phố Hải Trà năm 2026",
    "Căn cứ Chỉ thị số 03/CT-UBND ngày 05/01/2026 của Chủ tịch UBND thành phố về thi đua năm 2026;",
    "Ủy ban nhân dân thành phố ban hành Kế hoạch kèm bảng phân công sau:",
)
TOPIC_COLUMNS = ("Thời gian", "STT", "Phối hợp", "Nội dung nhiệm vụ", "Chủ trì", "Sản phẩm")
# A topic title, or one cell a column; a time of None belongs to the merged cell above.
TOPIC_ROWS: tuple[str | tuple[str | None, ...], ...] = (
    "A. XÂY DỰNG THỂ CHẾ",
    (
        *("Tháng 02/2026", "1", "Sở Tư pháp", "Sửa quy định về thưởng bằng tiền cho tập thể nhỏ"),
        *("Sở Nội vụ", "Quyết định của UBND thành phố"),
    ),
    (None, "2", "Các sở, ngành", "Ban hành thang điểm cho các khối thi đua", "Sở Nội vụ", "Hướng dẫn"),
    (
        *("Quý II/2026", "3", "Sở Tài chính", "Lập Quỹ thi đua, khen thưởng ở các phường mới sáp nhập"),
        *("UBND các phường", "Quyết định lập Quỹ"),
    ),
    "B. TUYÊN TRUYỀN",
    (
        *("Thường xuyên", "4", "Thành đoàn; Liên đoàn Lao động thành phố"),
        *("Giới thiệu mỗi tuần một gương tốt trên bản tin", "Báo Hải Trà", "Bản tin"),
    ),
    (
        *("Tháng 6/2026", "5", "", "Triển lãm tranh cổ động về thi đua tại nhà hát"),
        *("Sở Văn hóa và Thể thao", "Triển lãm"),
    ),
    (
        *(None, "6", "Hội Nhà báo thành phố", "Tọa đàm với các tác giả viết về người tốt, việc tốt"),
        *("Sở Văn hóa và Thể thao", "Tọa đàm"),
    ),
    "C. KIỂM TRA, KHEN THƯỞNG",
    (
        *("Quý III/2026", "7", "Thanh tra thành phố", "Kiểm tra hồ sơ khen thưởng ở năm phường"),
        *("Sở Nội vụ", "Kết luận kiểm tra"),
    ),
    (
        *("Trước 15/11/2026", "8", "Các khối thi đua", "Chốt danh sách đề nghị tặng Cờ thi đua"),
        *("Sở Nội vụ", "Danh sách"),
    ),
    (
        *("Tháng 12/2026", "9", "Văn phòng UBND thành phố", "Hội nghị tổng kết và trao thưởng"),
        *("Sở Nội vụ", "Hội nghị"),
    ),
)
TOPIC_FOOT = (
    "Các sở, ngành, UBND các phường báo cáo kết quả về Sở Nội vụ trước ngày 05/12/2026 để tổng hợp.",
    *("Nơi nhận:", "- TT Thành ủy;", "- Các sở, ngành thành phố;", "- UBND các phường;", "- Lưu: VT, NV."),
    *("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Ngô Đình Sáng"),
)

PROSE_HEAD = (
    *("ỦY BAN NHÂN DÂN", "XÃ TÂN HOÈ", *NATION),
    *("Số: 52/KH-UBND", "Tân Hoè, ngày 22 tháng 01 năm 2026", "KẾ HOẠCH"),
    "Phong trào thi đua yêu nước và công tác khen thưởng xã Tân Hoè năm 2026",
    "Căn cứ Kế hoạch số 17/KH-UBND ngày 19/01/2026 của UBND tỉnh Lam Giang;",
    "Ủy ban nhân dân xã Tân Hoè ban hành Kế hoạch như sau:",
    "I. MỤC ĐÍCH",
    "Khơi dậy tinh thần thi đua trong 14 thôn, lấy kết quả làm thước đo.",
    "II. NHIỆM VỤ VÀ PHÂN CÔNG",
)
PROSE_COLUMNS = ("TT", "Nội dung", "Đơn vị thực hiện", "Thời gian")
PROSE_ROWS = (
    (
        *("1", "Phát động thi đua làm đường nội đồng sau Tết"),
        *("Giao Phòng Kinh tế chủ trì, phối hợp với Hội Nông dân xã và 14 thôn", "Tháng 02"),
    ),
    (
        *("2", "Ký giao ước giữa các trường học trên địa bàn"),
        *("Do Phòng Văn hóa - Xã hội thực hiện", "Tháng 3"),
    ),
    (
        *("3", "Chọn mô hình dân vận khéo để khen tại hội nghị sơ kết"),
        *("Ủy ban MTTQ Việt Nam xã chủ trì; Phòng Văn hóa - Xã hội tham mưu", "Tháng 6"),
    ),
    (
        *("4", "Chấm thi hàng rào xanh giữa các thôn"),
        *("Hội Liên hiệp Phụ nữ xã phối hợp cùng Đoàn Thanh niên xã", "Quý III"),
    ),
    (
        *("5", "Thống kê hộ sản xuất giỏi ba năm liền"),
        *("Phòng Kinh tế là đầu mối, các thôn cung cấp số liệu", "Tháng 9"),
    ),
    (
        *("6", "Truyền thanh gương người tốt, việc tốt"),
        *("Trung tâm Dịch vụ tổng hợp xã", "Thường xuyên"),
    ),
    (
        *("7", "Họp Hội đồng Thi đua - Khen thưởng xã xét khen cuối năm"),
        *("Phòng Văn hóa - Xã hội tham mưu; các thành viên Hội đồng cùng thực hiện", "Tháng 12"),
    ),
    (
        *("8", "Hưởng ứng Tuần lễ học tập suốt đời"),
        *("Các trường học trên địa bàn xã chủ trì, có sự phối hợp của Hội Khuyến học xã", "Tháng 10"),
    ),
)
PROSE_FOOT = (
    "III. TỔ CHỨC THỰC HIỆN",
    "1. Trưởng các thôn báo cáo kết quả về UBND xã (qua Phòng Văn hóa - Xã hội) trước ngày 20 tháng 11.",
    "2. Phòng Văn hóa - Xã hội tổng hợp, báo cáo UBND xã và Sở Nội vụ.",
    *("Nơi nhận:", "- Sở Nội vụ tỉnh (b/c);", "- TT Đảng ủy, HĐND xã;", "- 14 thôn;", "- Lưu: VT."),
    *("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Kiều Văn Dự"),
)


def topic_table(path: Path) -> None:
    """A workbook: columns in an unusual order, topics and months as merged cells."""
    book = xlsxwriter.Workbook(str(path))
    sheet, wrapped = book.add_worksheet("Ke hoach"), book.add_format({"text_wrap": True, "valign": "top"})
    for row, line in enumerate(TOPIC_HEAD):
        sheet.write(row, 0, line)
    top = len(TOPIC_HEAD) + 1
    sheet.write_row(top, 0, TOPIC_COLUMNS)
    for row, cells in enumerate(TOPIC_ROWS, start=top + 1):
        if isinstance(cells, str):
            sheet.merge_range(row, 0, row, len(TOPIC_COLUMNS) - 1, cells)
            continue
        sheet.write_row(row, 1, cells[1:], wrapped)
        below = TOPIC_ROWS[row - top] if row - top < len(TOPIC_ROWS) else ""
        if cells[0] and isinstance(below, tuple) and below[0] is None:
            sheet.merge_range(row, 0, row + 1, 0, cells[0], wrapped)
        elif cells[0]:
            sheet.write(row, 0, cells[0], wrapped)
    for row, line in enumerate(TOPIC_FOOT, start=top + len(TOPIC_ROWS) + 2):
        sheet.write(row, 0, line)
    book.close()


def prose_cells(path: Path) -> None:
    """A Word file: one column says in many ways who does the work."""
    document = docx.Document()
    for line in PROSE_HEAD:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(PROSE_COLUMNS), style="Table Grid")
    for cells in (PROSE_COLUMNS, *PROSE_ROWS):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    for line in PROSE_FOOT:
        document.add_paragraph(line)
    document.save(str(path))


BUILDERS: dict[str, Callable[[Path], None]] = {
    "topic_table.xlsx": topic_table,
    "prose_cells.docx": prose_cells,
}
