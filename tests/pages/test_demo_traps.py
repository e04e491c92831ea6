"""What is planted in the demo's book is caught on a page that officers open, said with its article."""

from typing import NamedTuple

import pytest
from django.test import Client

from vinhdanh.domain.access.models import User
from vinhdanh.domain.catalogue.models import LocalInstrument
from vinhdanh.domain.people.actions import find_twins
from vinhdanh.domain.people.models import Subject
from vinhdanh.foundation.kernel.clock import frozen
from vinhdanh.interfaces.cli.demo import build
from vinhdanh.interfaces.cli.demo.bodies import REFORM, build_directory
from vinhdanh.interfaces.cli.demo.local_law import build_local_law
from vinhdanh.interfaces.cli.demo.registry import build_registry

NOW = "2026-03-16"
CARD = "/con-thieu-gi/{}/"
LIFE = "/so-khen-thuong/{}/"


class Trap(NamedTuple):
    """Whose page, which one, and the words that must stand on it."""

    name: str
    page: str
    words: tuple[str, ...]
    born: int | None = None


TRAPS = (
    Trap("Nguyễn Thị Hoà", LIFE, ("Có thể còn một hồ sơ khác", "Nguyễn Thị Hòa"), 1984),
    Trap("Nguyễn Thị Hòa", LIFE, ("Có thể còn một hồ sơ khác", "Nguyễn Thị Hoà"), 1984),
    Trap(
        "Lò Văn Thắng",
        CARD,
        ("năm 2021 là khen đột xuất", "khoản 3 Điều 4 Nghị định số 152/2025/NĐ-CP"),
        1979,
    ),
    Trap(
        "Lò Văn Thắng",
        CARD + "?award=bang_khen_ttg_ca_nhan",
        ("không làm căn cứ", "đột xuất", "điểm b khoản 1 Điều 73"),
        1979,
    ),
    Trap(
        "Quàng Thị Duyên",
        CARD,
        ("Sáng kiến năm 2022 đã dùng cho Chiến sĩ thi đua cấp tỉnh", "5007/BNV"),
        1981,
    ),
    Trap(
        "Quàng Thị Duyên",
        CARD + "?award=cstd_cap_tinh",
        ("Chưa đủ tiêu chuẩn", "đã dùng cho Chiến sĩ thi đua cấp tỉnh", "khoản 1 Điều 22"),
        1981,
    ),
    Trap("Trần Quốc Đạt", CARD, ("thanh tra", "từ ngày 10/02/2026", "khoản 4 Điều 4"), 1976),
    Trap("Trần Quốc Đạt", LIFE, ("Hủy bỏ từ 04/08/2025", "kê khai sai thành tích"), 1976),
    Trap("Phạm Văn Lực", CARD, ("Kỷ luật từ ngày 30/06/2022, hết ngày 30/06/2023", "khoản 4 Điều 4"), 1983),
    Trap(
        "Khoa Sản, Bệnh viện Đa khoa tỉnh",
        CARD + "?award=tap_the_ld_xuat_sac",
        ("28/40 thành viên", "khoản 1 Điều 27"),
    ),
    Trap(
        "Khoa Nhi, Bệnh viện Đa khoa tỉnh",
        CARD + "?award=tap_the_ld_xuat_sac",
        ("27/39 thành viên", "70%", "khoản 1 Điều 27"),
    ),
    Trap("Ủy ban nhân dân xã Vân Sơn", LIFE, ("Tặng cho Ủy ban nhân dân huyện Vân Sơn",)),
    Trap("Vũ Thị Nhàn", CARD + "?award=cstd_cap_tinh", ("Đủ tiêu chuẩn Chiến sĩ thi đua cấp tỉnh",), 1985),
)


@pytest.mark.django_db
def test_each_trap_is_caught_and_explained() -> None:
    with frozen(REFORM):
        directory = build_directory()
        users = build._people(directory)
    build_local_law(users["hanh.snv"], directory)
    build_registry(users, directory)
    find_twins()
    with frozen(NOW):
        page = _pages(users["hanh.snv"])
        missed = [
            (trap.name, word) for trap in TRAPS for word in trap.words if word not in page(_address(trap))
        ]
        assert not missed, "\n".join(map(str, missed))
        assert "Lưu ý khi xét" not in page(_address(TRAPS[-1]))
        assert "chỉ khác cách viết" in page("/so-khen-thuong/nghi-trung/")
        draft = LocalInstrument.objects.get(state="draft")
        hit = page(f"/quy-dinh/{draft.pk}/anh-huong/")
        assert "Vũ Thị Nhàn" in hit
        assert "cần 2 sáng kiến" in hit


def _pages(user: User):  # type: ignore[no-untyped-def]
    client = Client()
    client.force_login(user)

    def read(address: str) -> str:
        answer = client.get(address)
        assert answer.status_code == 200, address
        return answer.content.decode()

    return read


def _address(trap: Trap) -> str:
    found = Subject.objects.filter(name=trap.name)
    if trap.born:
        found = found.filter(person__birth_year=trap.born)
    return trap.page.format(found.get().pk)
