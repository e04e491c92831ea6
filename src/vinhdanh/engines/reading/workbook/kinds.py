"""The lists that offices keep, each as columns with the headings that people give them."""

from typing import Final

from vinhdanh.engines.reading.workbook.model import BookKind, Column

_SUBJECT = {
    "individual": ("Cá nhân", "người", "cn"),
    "collective": ("Tập thể", "đơn vị", "tt"),
    "household": ("Hộ gia đình", "hộ", "gia đình", "hgđ"),
}
_LEVEL = {
    "co_so": ("Cơ sở", "cấp cơ sở", "đơn vị"),
    "xa": ("Cấp xã", "xã", "phường", "thị trấn", "đặc khu"),
    "huyen": ("Cấp huyện", "huyện", "quận", "thị xã", "thành phố thuộc tỉnh"),
    "tinh": ("Cấp tỉnh", "tỉnh", "thành phố", "UBND tỉnh", "sở", "ban, ngành tỉnh"),
    "bo": ("Cấp bộ", "bộ", "ban, ngành trung ương", "bộ, ban, ngành"),
    "nha_nuoc": ("Cấp Nhà nước", "nhà nước", "Chính phủ", "Chủ tịch nước", "Thủ tướng", "trung ương"),
}
_SCOPE = {
    "co_so": ("Cơ sở", "cấp cơ sở", "đơn vị"),
    "huyen": ("Cấp huyện", "huyện"),
    "tinh": ("Cấp tỉnh", "tỉnh", "thành phố"),
    "bo": ("Cấp bộ", "bộ", "bộ, ban, ngành"),
    "toan_quoc": ("Toàn quốc", "cấp toàn quốc", "cả nước", "quốc gia"),
}
_MANNER = {
    "merit": ("Công trạng", "khen thưởng công trạng", "theo công trạng", "thường xuyên", "công trạng và thành tích đạt được"),
    "sudden": ("Đột xuất", "khen thưởng đột xuất"),
    "thematic": ("Chuyên đề", "khen thưởng chuyên đề", "theo chuyên đề"),
    "campaign": ("Phong trào thi đua", "khen thưởng phong trào", "phong trào", "theo đợt"),
    "contribution": ("Quá trình cống hiến", "cống hiến", "khen thưởng quá trình cống hiến"),
    "seniority": ("Niên hạn", "khen thưởng niên hạn", "theo niên hạn"),
    "external": ("Đối ngoại", "khen thưởng đối ngoại"),
    "resistance": ("Thành tích kháng chiến", "kháng chiến", "khen thưởng kháng chiến"),
}  # fmt: skip
_RATING = {
    "excellent": ("Hoàn thành xuất sắc nhiệm vụ", "HTXSNV", "HTXS", "hoàn thành xuất sắc", "xuất sắc", "XS"),
    "good": ("Hoàn thành tốt nhiệm vụ", "HTTNV", "HTT", "hoàn thành tốt", "tốt"),
    "completed": ("Hoàn thành nhiệm vụ", "HTNV", "HT", "hoàn thành"),
    "not_completed": ("Không hoàn thành nhiệm vụ", "KHTNV", "KHT", "không hoàn thành", "chưa hoàn thành nhiệm vụ"),
    "exceeds_targets": ("Hoàn thành vượt mức chỉ tiêu", "vượt mức chỉ tiêu", "hoàn thành vượt mức các chỉ tiêu"),
}  # fmt: skip
_WORK = {
    "initiative": ("Sáng kiến", "SK", "giải pháp", "sáng kiến kinh nghiệm", "SKKN"),
    "science_work": ("Đề tài, đề án khoa học", "đề tài", "đề án", "đề tài khoa học", "đề án khoa học",
                     "công trình khoa học", "NCKH", "nhiệm vụ khoa học và công nghệ"),
}  # fmt: skip
_SEX = {"female": ("Nữ", "gái", "x", "f"), "male": ("Nam", "trai", "m")}

_SUBJECT_COLUMNS: Final = (
    Column("name", "Họ và tên, tên tập thể",
           ("họ và tên", "họ tên", "tên", "tên cá nhân", "họ và tên cá nhân", "tên tập thể", "tên đơn vị",
            "họ và tên cá nhân, tên tập thể", "tên cá nhân, tập thể", "cá nhân, tập thể", "họ tên tên tập thể",
            "tên tập thể, cá nhân", "tập thể, cá nhân", "họ và tên, tên tập thể", "người được khen", "tác giả",
            "tên tác giả", "họ và tên tác giả", "họ và tên người được khen thưởng", "cán bộ"),
           "name", required=True, hint="Ghi đủ họ, tên đệm, tên; không ghi “Ông”, “Bà”, học vị.",
           example="Lò Thị Mẫu", width=28),
    Column("subject", "Đối tượng", ("đối tượng", "loại đối tượng", "cá nhân hay tập thể", "loại"), "choice",
           choices=_SUBJECT, hint="Cá nhân, Tập thể hoặc Hộ gia đình; bỏ trống thì hiểu theo tên.",
           example="Cá nhân", width=14),
    Column("birth", "Ngày sinh hoặc năm sinh",
           ("ngày sinh", "năm sinh", "ngày tháng năm sinh", "ngày, tháng, năm sinh", "sinh ngày", "sinh năm",
            "ns", "ngày sinh hoặc năm sinh"),
           "partial_date", hint="15/08/1980 hoặc 1980. Giúp phân biệt người trùng tên.", example="1980", width=14),
    Column("employer", "Đơn vị công tác",
           ("đơn vị công tác", "đơn vị", "nơi công tác", "cơ quan", "cơ quan công tác", "cơ quan, đơn vị",
            "đơn vị, địa phương", "nơi công tác, học tập", "đơn vị quản lý", "trường", "phòng ban", "công tác tại"),
           hint="Tên như trong danh bạ đơn vị; tên cũ cũng nhận ra.", example="Trường THCS Nậm Mây", width=30),
    Column("post", "Chức vụ", ("chức vụ", "chức danh", "chức vụ, chức danh", "chức vụ công tác", "công việc", "nghề nghiệp"),
           most=200, example="Giáo viên", width=18),
)  # fmt: skip

_NUMBER = ("số quyết định", "số qđ", "quyết định số", "số quyết định khen thưởng", "số văn bản", "số",
           "quyết định số", "qđ số", "số hiệu quyết định", "số, ký hiệu", "quyết định")  # fmt: skip
_DAY = ("ngày quyết định", "ngày ký", "ngày qđ", "ngày ban hành", "ngày tháng quyết định", "ngày", "ngày ký quyết định",
        "ngày, tháng, năm", "ngày tháng", "ngày công nhận", "ngày tháng năm ký")  # fmt: skip
_ISSUER = ("cơ quan ban hành", "cơ quan quyết định", "cấp ký", "người ký", "cơ quan ký", "cấp ra quyết định",
           "cơ quan ra quyết định", "đơn vị ban hành", "cơ quan công nhận", "nơi ban hành", "nơi công nhận",
           "thẩm quyền quyết định")  # fmt: skip
_YEARS = ("năm", "năm thành tích", "năm khen thưởng", "năm đạt", "năm học", "năm được tặng", "năm công nhận",
          "năm đánh giá", "giai đoạn", "thời gian", "năm đạt danh hiệu", "niên độ", "năm xét")  # fmt: skip


def _decision(day: str, issuer: str) -> tuple[Column, ...]:
    return (
        Column("number", "Số quyết định", _NUMBER, most=60, example="125/QĐ-UBND", width=18),
        Column("decided_on", day, _DAY, "date", example="20/01/2025", width=14,
               hint="Ngày/tháng/năm trên quyết định."),
        Column("issuer", issuer, _ISSUER, example="UBND tỉnh Sông Mây", width=26),
    )  # fmt: skip


AWARDS: Final = BookKind(
    "awards",
    "Danh hiệu thi đua, hình thức khen thưởng đã đạt",
    (
        *_SUBJECT_COLUMNS,
        Column("award", "Danh hiệu thi đua, hình thức khen thưởng",
               ("danh hiệu", "danh hiệu thi đua", "hình thức khen thưởng", "danh hiệu thi đua, hình thức khen thưởng",
                "danh hiệu, hình thức", "danh hiệu, hình thức khen thưởng", "hình thức", "khen thưởng",
                "danh hiệu đạt được", "danh hiệu/hình thức khen thưởng", "thành tích", "mã danh hiệu", "dhtđ", "htkt",
                "hình thức khen"),
               "award", required=True, hint="Tên đầy đủ, tên tắt (CSTĐCS, BKTTg…) hoặc mã.",
               example="Chiến sĩ thi đua cơ sở", width=34),
        Column("year", "Năm", _YEARS, "year", required=True, hint="Năm của thành tích: 2024, 2023-2024, 2019-2023.",
               example="2024", width=11),
        *_decision("Ngày quyết định", "Cơ quan ban hành"),
        Column("level", "Cấp quyết định", ("cấp quyết định", "cấp khen thưởng", "cấp khen", "cấp"), "choice",
               choices=_LEVEL, example="Cấp tỉnh", width=14),
        Column("manner", "Loại hình khen thưởng", ("loại hình khen thưởng", "loại hình", "phương thức", "loại khen thưởng"),
               "choice", choices=_MANNER, hint="Bỏ trống là Công trạng.", example="Công trạng", width=18),
    ),
    ("name", "birth", "employer", "award", "year", "decided_on", "number"),
)  # fmt: skip

RATINGS: Final = BookKind(
    "ratings",
    "Kết quả xếp loại chất lượng hằng năm",
    (
        *_SUBJECT_COLUMNS,
        Column("year", "Năm", _YEARS, "year", required=True, example="2024", width=11),
        Column("rating", "Mức xếp loại",
               ("mức xếp loại", "xếp loại", "kết quả xếp loại", "mức độ hoàn thành nhiệm vụ", "kết quả đánh giá",
                "mức độ hoàn thành", "đánh giá", "xếp loại chất lượng", "kết quả đánh giá, xếp loại", "kết quả", "mức"),
               "choice", required=True, choices=_RATING, hint="HTXSNV, HTTNV, HTNV hoặc tên đầy đủ.",
               example="HTXSNV", width=28),
        *_decision("Ngày quyết định", "Cơ quan quyết định"),
    ),
    ("name", "birth", "employer", "year"),
)  # fmt: skip

RECOGNITIONS: Final = BookKind(
    "recognitions",
    "Sáng kiến, đề tài khoa học đã được công nhận",
    (
        *_SUBJECT_COLUMNS,
        Column("work", "Loại", ("loại hình", "loại công nhận", "loại sáng kiến", "sáng kiến hay đề tài"), "choice",
               choices=_WORK, hint="Bỏ trống là Sáng kiến.", example="Sáng kiến", width=14),
        Column("title", "Tên sáng kiến, đề tài",
               ("tên sáng kiến", "tên đề tài", "tên sáng kiến, đề tài", "sáng kiến", "đề tài", "nội dung sáng kiến",
                "tên giải pháp", "tên sáng kiến, giải pháp", "tên sáng kiến, đề tài khoa học", "tên đề tài, sáng kiến"),
               required=True, most=500, example="Sổ theo dõi nguồn nước bản", width=44),
        Column("scope", "Phạm vi ảnh hưởng",
               ("phạm vi ảnh hưởng", "phạm vi", "cấp công nhận", "phạm vi áp dụng", "cấp sáng kiến", "cấp"), "choice",
               required=True, choices=_SCOPE, hint="Cơ sở, Cấp tỉnh, Cấp bộ hoặc Toàn quốc.", example="Cơ sở", width=16),
        Column("year", "Năm", _YEARS, "year", required=True, example="2024", width=11),
        *_decision("Ngày công nhận", "Cơ quan công nhận"),
        Column("share", "Tỷ lệ đóng góp (%)", ("tỷ lệ đóng góp", "tỉ lệ đóng góp", "tỷ lệ", "% đóng góp", "đóng góp"),
               "percent", example="100", width=12),
    ),
    ("name", "birth", "employer", "title", "scope", "year"),
)  # fmt: skip

PEOPLE: Final = BookKind(
    "people",
    "Danh sách cá nhân của đơn vị",
    (
        *(column for column in _SUBJECT_COLUMNS if column.key != "subject"),
        Column("sex", "Giới tính", ("giới tính", "giới", "nam/nữ", "nữ", "phái"), "choice", choices=_SEX,
               example="Nữ", width=10),
        Column("since", "Công tác từ", ("công tác từ", "từ ngày", "ngày vào ngành", "ngày tuyển dụng", "ngày bổ nhiệm",
                                        "ngày vào cơ quan", "từ năm"),
               "partial_date", example="09/2005", width=14),
        Column("ethnicity", "Dân tộc", ("dân tộc",), most=40, example="Thái", width=12),
        Column("leader", "Lãnh đạo, quản lý", ("lãnh đạo, quản lý", "lãnh đạo", "là lãnh đạo", "lđql", "cán bộ lãnh đạo"),
               "flag", hint="Có hoặc Không.", example="Không", width=14),
        Column("direct", "Lao động trực tiếp", ("lao động trực tiếp", "trực tiếp lao động", "trực tiếp"), "flag",
               hint="Có hoặc Không.", example="Có", width=14),
    ),
    ("name", "birth", "employer"),
)  # fmt: skip

KINDS: Final = {kind.code: kind for kind in (AWARDS, RATINGS, RECOGNITIONS, PEOPLE)}
