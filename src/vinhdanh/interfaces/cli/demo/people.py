"""Invented people with an account in the demo. The password is public on purpose: the data are fictional."""

from dataclasses import dataclass
from typing import Final

from vinhdanh.interfaces.cli.demo.bodies import COUNCIL, OFFICE, PROVINCE, commune_body

PASSWORD: Final = "song-may-2026"  # noqa: S105 -- a demo of fictional data
# A place for examples (RFC 2606): no letter can ever arrive there.
MAIL_PLACE: Final = "songmay.example"


@dataclass(frozen=True, slots=True)
class Person:
    username: str
    name: str
    role: str
    body: str
    scope: str = ""
    title: str = ""


PEOPLE: Final = (
    Person("hanh.snv", "Nguyễn Thị Hạnh", "officer", OFFICE, PROVINCE, "Chuyên viên TĐKT"),
    Person("khoa.snv", "Đinh Quang Khoa", "officer", OFFICE, PROVINCE, "Chuyên viên TĐKT"),
    Person("son.snv", "Lò Văn Sơn", "leader", OFFICE, PROVINCE, "Phó Giám đốc"),
    Person("binh.ubnd", "Phạm Thanh Bình", "leader", PROVINCE, "", "Phó Chủ tịch"),
    Person("lanh.vanson", "Tòng Văn Lả", "clerk", commune_body("Vân Sơn"), "", "Cán bộ TĐKT"),
    Person("mai.bannam", "Quàng Thị Mai", "clerk", commune_body("Bản Nậm"), "", "Cán bộ TĐKT"),
    Person("huong.gddt", "Bùi Thu Hương", "clerk", "Sở Giáo dục và Đào tạo tỉnh Sông Mây", "", "Cán bộ TĐKT"),
    Person("tuan.syt", "Vũ Anh Tuấn", "clerk", "Sở Y tế tỉnh Sông Mây", "", "Cán bộ TĐKT"),
    Person("ha.hoidong", "Lê Thu Hà", "member", COUNCIL, "", "Ủy viên"),
    Person("quantri", "Hoàng Minh Đức", "administrator", OFFICE, PROVINCE, "Quản trị hệ thống"),
)
