"""The words of the demo's plans, all our own."""

from typing import Final

SNV = "Sở Nội vụ"
VP = "Văn phòng UBND tỉnh"
ALL = "Các sở, ban, ngành; UBND các xã, phường"
UNITS = "Các cơ quan, đơn vị, địa phương"
GD = "Sở Giáo dục và Đào tạo"
PRESS = "Báo và Phát thanh, Truyền hình Sông Mây"
COUNCIL = "Hội đồng Thi đua - Khen thưởng tỉnh"

Row = tuple[str, str, str]

PROVINCE_2026: Final[tuple[tuple[str, tuple[Row, ...]], ...]] = (
    (
        "Quý I",
        (
            ("Trình Chủ tịch UBND tỉnh ban hành Chỉ thị phát động thi đua năm 2026 (tháng 01/2026)", SNV, VP),
            ("Tổ chức Hội nghị tổng kết công tác thi đua, khen thưởng năm 2025 và ký giao ước thi đua năm 2026 (tháng 01/2026)", SNV, ALL),
            ("Đăng ký chỉ tiêu thi đua và Cờ thi đua của Chính phủ với Trung ương (trước ngày 31/3/2026)", SNV, VP),
            ("Hướng dẫn các cơ quan, đơn vị, địa phương đăng ký danh hiệu thi đua năm 2026 (tháng 01/2026)", SNV, UNITS),
            ("Báo cáo tổng kết công tác thi đua, khen thưởng năm 2025 gửi Bộ Nội vụ (trước ngày 10/3/2026)", SNV, VP),
            ("Họp Hội đồng Thi đua - Khen thưởng tỉnh phiên thứ nhất, xét danh hiệu thi đua năm 2025 (trước ngày 16/3/2026)", COUNCIL, SNV),
            ("Chia cụm, khối thi đua và chuẩn y trưởng, phó cụm, khối năm 2026 (tháng 02/2026)", SNV, "Các cụm, khối thi đua"),
            ("Thẩm định sáng kiến lĩnh vực kinh tế, xã hội, đợt 1 (tháng 02/2026)", "Hội đồng Sáng kiến tỉnh", "Sở Khoa học và Công nghệ"),
            ("Hướng dẫn khen thưởng phong trào xóa nhà tạm, nhà dột nát (trước ngày 10/3/2026)", "Sở Xây dựng", "Ủy ban MTTQ Việt Nam tỉnh; Sở Nội vụ"),
            ("Ban hành Kế hoạch kiểm tra công tác thi đua, khen thưởng năm 2026 (tháng 3/2026)", SNV, "Thanh tra tỉnh"),
            ("Kiện toàn Hội đồng Sáng kiến cấp xã sau sắp xếp bộ máy (tháng 02/2026)", "UBND các xã, phường", "Sở Khoa học và Công nghệ"),
            ("Mở chuyên mục Người tốt, việc tốt trên sóng truyền hình tỉnh (tháng 02/2026)", PRESS, "Ban Tuyên giáo và Dân vận Tỉnh ủy"),
        ),
    ),
    (
        "Quý II",
        (
            ("Thẩm định sáng kiến lĩnh vực kinh tế, xã hội, đợt 2 (tháng 4/2026)", "Hội đồng Sáng kiến tỉnh", "Sở Khoa học và Công nghệ"),
            ("Họp Hội đồng Thi đua - Khen thưởng tỉnh phiên thứ hai, xét khen thưởng cấp Nhà nước (tháng 4/2026)", COUNCIL, SNV),
            ("Lấy ý kiến Nhân dân về các trường hợp đề nghị khen thưởng cấp Nhà nước (tháng 4/2026)", SNV, PRESS),
            ("Tuyên dương điển hình tiên tiến trong học tập và làm theo Bác (tháng 5/2026)", "", SNV),
            ("Báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2026 (trước ngày 15/6/2026)", SNV, UNITS),
            ("Tổ chức kỷ niệm 78 năm Ngày truyền thống Thi đua yêu nước, 11/6/1948 - 11/6/2026 (tháng 6/2026)", PRESS, "Sở Văn hóa, Thể thao và Du lịch"),
            ("Tập huấn nghiệp vụ cho cán bộ thi đua các xã, phường (tháng 5/2026)", SNV, "UBND các xã, phường"),
            ("Sơ kết giao ước thi đua của các cụm, khối (tháng 6/2026)", "Các cụm, khối thi đua", SNV),
        ),
    ),
    (
        "Quý III",
        (
            ("Khen thưởng học sinh đạt giải quốc gia năm học 2025 - 2026 (tháng 7/2026)", GD, SNV),
            ("Thẩm định sáng kiến ngành giáo dục, đợt 1 và đợt 2 (tháng 7/2026)", "Hội đồng Sáng kiến tỉnh", GD),
            ("Họp Hội đồng Thi đua - Khen thưởng tỉnh phiên thứ ba, xét khen thưởng ngành giáo dục (tháng 9/2026)", COUNCIL, "Sở Nội vụ; Sở Giáo dục và Đào tạo"),
            ("Kiểm tra công tác thi đua, khen thưởng tại 12 đơn vị (tháng 8/2026)", "", "Thanh tra tỉnh; Sở Nội vụ"),
            ("Rà soát, đề nghị khen thưởng người lao động trực tiếp và tập thể nhỏ (nếu có)", SNV, "Liên đoàn Lao động tỉnh; Hội Nông dân tỉnh"),
        ),
    ),
    (
        "Quý IV",
        (
            ("Sơ kết phong trào chung sức xây dựng nông thôn mới (tháng 10/2026)", "Sở Nông nghiệp và Môi trường", "UBND các xã, phường"),
            ("Xuất bản tập sách gương Người tốt, việc tốt năm 2026 (tháng 11/2026)", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "Báo và Phát thanh, Truyền hình Sông Mây; Sở Nội vụ"),
            ("Báo cáo năm về công tác thi đua, khen thưởng (trước ngày 15/11/2026)", SNV, UNITS),
            ("Chấm điểm, bình xét cụm, khối thi đua (tháng 12/2026)", "Các cụm, khối thi đua", SNV),
            ("Xây dựng Kế hoạch thi đua, khen thưởng năm 2027 (tháng 12/2026)", SNV, VP),
        ),
    ),
    (
        "Nhiệm vụ thường xuyên trong năm",
        (
            ("Xét khen thưởng đột xuất cho người dũng cảm cứu người, bắt tội phạm (nếu có)", SNV, "Công an tỉnh"),
            ("Tiếp nhận, thẩm định hồ sơ khen thưởng đúng quy trình", SNV, ""),
            ("Tuyên truyền gương Người tốt, việc tốt", PRESS, "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh"),
            ("Cập nhật dữ liệu khen thưởng của cá nhân, tập thể", SNV, UNITS),
        ),
    ),
)  # fmt: skip

PROVINCE_2025: Final[tuple[tuple[str, tuple[Row, ...]], ...]] = (
    (
        "Quý III",
        (
            ("Bàn giao hồ sơ khen thưởng của cấp huyện về tỉnh và các xã, phường (tháng 8/2025)", SNV, "UBND các xã, phường"),
            ("Kiện toàn Hội đồng Thi đua - Khen thưởng tỉnh sau sắp xếp (tháng 8/2025)", SNV, VP),
            ("Khen thưởng ngành giáo dục năm học 2024 - 2025 (tháng 9/2025)", GD, SNV),
        ),
    ),
    (
        "Quý IV",
        (
            ("Phát động đợt thi đua 100 ngày cuối năm (tháng 10/2025)", SNV, UNITS),
            ("Báo cáo năm về công tác thi đua, khen thưởng (trước ngày 15/11/2025)", SNV, UNITS),
            ("Xây dựng Kế hoạch thi đua, khen thưởng năm 2026 (tháng 12/2025)", SNV, VP),
        ),
    ),
)  # fmt: skip


def unit_rows(unit: str, room: str) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """The plan of a commune or department for 2026; ``room`` does the daily work."""
    return (
        (
            "Quý I",
            (
                ("Đăng ký danh hiệu thi đua năm 2026 với tỉnh (trước ngày 28/02/2026)", room, unit),
                ("Phát động phong trào thi đua năm 2026 (tháng 02/2026)", unit, ""),
                ("Họp xét khen thưởng thành tích năm 2025 (trước ngày 25/3/2026)", room, unit),
            ),
        ),
        (
            "Quý II",
            (
                ("Báo cáo sơ kết 6 tháng đầu năm gửi Sở Nội vụ (trước ngày 15/5/2026)", room, ""),
                ("Chọn và giới thiệu điển hình tiên tiến (tháng 5/2026)", room, ""),
            ),
        ),
        (
            "Quý III",
            (("Xét khen thưởng ngành giáo dục năm học 2025 - 2026 (tháng 8/2026)", room, "Các trường học"),),
        ),
        ("Quý IV", (("Báo cáo năm gửi Sở Nội vụ (trước ngày 15/11/2026)", room, ""),)),
    )


DUTIES: Final = (
    "Các cơ quan, đơn vị, địa phương gửi kế hoạch năm 2026 về Sở Nội vụ trước ngày 31/3/2026 để tổng hợp.",
    "Các cơ quan, đơn vị, địa phương báo cáo kết quả 6 tháng trước ngày 15/5/2026 và báo cáo năm trước ngày 15/11/2026 về UBND tỉnh qua Sở Nội vụ; các trường học gửi qua Sở Giáo dục và Đào tạo để tổng hợp.",
    "Sở Nội vụ theo dõi, đôn đốc, định kỳ báo cáo UBND tỉnh.",
)

DUTIES_2025: Final = (
    "UBND các xã, phường báo cáo năm trước ngày 15/11/2025 về UBND tỉnh qua Sở Nội vụ để tổng hợp.",
)
