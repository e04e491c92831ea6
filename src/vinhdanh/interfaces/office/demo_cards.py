"""The four people of the demo's chooser. An empty ``username`` enters without an account."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Card:
    key: str
    username: str
    icon: str
    role: str
    person: str
    can_do: str
    url_name: str


CARDS: Final = (
    Card(
        "chuyen-vien",
        "hanh.snv",
        "clipboard-list",
        "Chuyên viên thi đua, khen thưởng",
        "Nguyễn Thị Hạnh, Sở Nội vụ",
        "Đọc kế hoạch từ Word, sửa chỗ còn ngờ, xem cả tỉnh đang chậm ở đâu.",
        "home",
    ),
    Card(
        "don-vi",
        "lanh.vanson",
        "building-2",
        "Cán bộ thi đua của một xã",
        "Tòng Văn Lả, UBND xã Vân Sơn",
        "Chỉ thấy việc của xã mình: ghi tiến độ, gửi minh chứng bằng điện thoại.",
        "home",
    ),
    Card(
        "hoi-dong",
        "ha.hoidong",
        "users",
        "Thành viên Hội đồng",
        "Lê Thu Hà, Hội đồng Thi đua - Khen thưởng tỉnh",
        "Xem việc của Hội đồng trong năm: việc nào đến hạn, việc nào đã xong.",
        "home",
    ),
    Card(
        "nguoi-dan",
        "",
        "globe",
        "Người dân",
        "Không cần tài khoản",
        "Xem kế hoạch thi đua, khen thưởng mà các cơ quan đã công khai.",
        "portal",
    ),
)
