"""The bodies of tỉnh Sông Mây. Every name is invented; the shape is that of a province after 1/7/2025."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from vinhdanh.domain.organisations.actions import (
    add_body_name,
    create_body,
    define_group,
    merge_bodies,
    relate_bodies,
)

REFORM: Final = date(2025, 7, 1)
PROVINCE: Final = "Ủy ban nhân dân tỉnh Sông Mây"
OFFICE: Final = "Sở Nội vụ tỉnh Sông Mây"
COUNCIL: Final = "Hội đồng Thi đua - Khen thưởng tỉnh Sông Mây"


@dataclass(frozen=True, slots=True)
class Seed:
    """One body. ``short`` is what lists show; ``names`` are other ways to write it."""

    name: str
    kind: str
    level: str = "province"
    short: str = ""
    names: tuple[str, ...] = ()
    parent: str = PROVINCE
    since: date | None = REFORM


COMMUNES: Final = (
    "Vân Sơn", "Bản Nậm", "Hạ Vân", "Mây Trắng", "Suối Đá", "Nà Lạnh", "Đồng Cói", "Thung Xanh", "Bình Khê",
    "Tân Lập", "Phú Hòa", "Khe Ngang", "Cẩm Thạch", "Long Đỉnh", "Yên Lãng", "Trường Giang",
)  # fmt: skip
WARDS: Final = ("Sông Mây", "Bến Đò", "Đông Kinh", "Nam Thành")
_DEPARTMENTS: Final = (
    ("Sở Tài chính", "Sở Tài chính", ()),
    ("Sở Xây dựng", "Sở Xây dựng", ()),
    ("Sở Nông nghiệp và Môi trường", "Sở NN&MT", ("Sở NNMT",)),
    ("Sở Công Thương", "Sở Công Thương", ()),
    ("Sở Khoa học và Công nghệ", "Sở KH&CN", ("Sở KHCN",)),
    ("Sở Giáo dục và Đào tạo", "Sở GD&ĐT", ("Sở GDĐT",)),
    ("Sở Y tế", "Sở Y tế", ()),
    ("Sở Văn hóa, Thể thao và Du lịch", "Sở VHTT&DL", ("Sở VHTTDL",)),
    ("Sở Tư pháp", "Sở Tư pháp", ()),
    ("Sở Dân tộc và Tôn giáo", "Sở DT&TG", ()),
    ("Thanh tra tỉnh", "Thanh tra tỉnh", ()),
)
_SCHOOLS: Final = (
    "Trường Trung học phổ thông Chuyên Sông Mây", "Trường Trung học phổ thông Vân Sơn",
    "Trường Trung học phổ thông Hạ Vân", "Trường Phổ thông Dân tộc nội trú tỉnh",
    "Trường Cao đẳng Sông Mây", "Trường Trung học phổ thông Đông Kinh",
)  # fmt: skip
_COMMUNE_SCHOOLS: Final = (
    ("Trường Tiểu học Vân Sơn", "Vân Sơn"), ("Trường Trung học cơ sở Vân Sơn", "Vân Sơn"),
    ("Trường Mầm non Bản Nậm", "Bản Nậm"), ("Trường Tiểu học Bản Nậm", "Bản Nậm"),
    ("Trường Trung học cơ sở Hạ Vân", "Hạ Vân"), ("Trường Tiểu học Suối Đá", "Suối Đá"),
)  # fmt: skip
_ENTERPRISES: Final = (
    "Công ty Cổ phần Gạch Mây Trắng", "Công ty Chè Nà Lạnh", "Công ty Thủy điện Suối Đá",
    "Công ty Cổ phần May Bến Đò", "Công ty Môi trường đô thị Sông Mây", "Công ty Lâm nghiệp Thung Xanh",
    "Hợp tác xã Cam Bình Khê", "Công ty Điện lực Sông Mây",
)  # fmt: skip
_CLUSTERS: Final = (
    "Khối thi đua các sở tham mưu tổng hợp", "Khối thi đua các sở kinh tế", "Khối thi đua Mặt trận và đoàn thể",
    "Cụm thi đua các xã phía Bắc", "Cụm thi đua các xã phía Nam", "Cụm thi đua các phường",
    "Cụm thi đua các trường trung học phổ thông",
)  # fmt: skip


def _departments() -> list[Seed]:
    seeds = [
        Seed(
            "Văn phòng Ủy ban nhân dân tỉnh", "office", short="VP UBND tỉnh", names=("Văn phòng UBND tỉnh",)
        ),
        Seed(OFFICE, "department", short="Sở Nội vụ", names=("Sở Nội vụ", "SNV")),
    ]
    return seeds + [
        Seed(
            f"{name} tỉnh Sông Mây" if name.startswith("Sở") else name,
            "department",
            short=short,
            names=(name, *names),
        )
        for name, short, names in _DEPARTMENTS
    ]


def _others() -> list[Seed]:
    return [
        Seed(COUNCIL, "council", short="Hội đồng TĐKT", names=("Hội đồng Thi đua - Khen thưởng tỉnh", "Hội đồng TĐKT tỉnh")),
        Seed("Hội đồng Sáng kiến tỉnh Sông Mây", "council", short="Hội đồng Sáng kiến", names=("Hội đồng Sáng kiến tỉnh",)),
        Seed("Tỉnh ủy Sông Mây", "party", short="Tỉnh ủy", parent=""),
        Seed("Văn phòng Tỉnh ủy", "party", parent="Tỉnh ủy Sông Mây"),
        Seed("Ban Tuyên giáo và Dân vận Tỉnh ủy", "party", short="Ban TG&DV Tỉnh ủy", parent="Tỉnh ủy Sông Mây"),
        Seed("Ủy ban Kiểm tra Tỉnh ủy", "party", parent="Tỉnh ủy Sông Mây"),
        Seed("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Sông Mây", "front", short="MTTQ tỉnh", names=("Ủy ban MTTQ Việt Nam tỉnh",), parent=""),
        Seed("Liên đoàn Lao động tỉnh", "union", parent="Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Sông Mây"),
        Seed("Hội Nông dân tỉnh", "union", parent="Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Sông Mây"),
        Seed("Hội Liên hiệp Phụ nữ tỉnh", "union", short="Hội LHPN tỉnh", parent="Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Sông Mây"),
        Seed("Hội Cựu chiến binh tỉnh", "union", parent="Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Sông Mây"),
        Seed("Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh", "union", short="Tỉnh đoàn", names=("Tỉnh đoàn",), parent="Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Sông Mây"),
        Seed("Công an tỉnh Sông Mây", "armed_force", short="Công an tỉnh", names=("Công an tỉnh",)),
        Seed("Bộ Chỉ huy Quân sự tỉnh Sông Mây", "armed_force", short="Bộ CHQS tỉnh", names=("Bộ Chỉ huy Quân sự tỉnh",)),
        Seed("Báo và Phát thanh, Truyền hình Sông Mây", "press", short="Báo và PT-TH"),
        Seed("Bệnh viện Đa khoa tỉnh", "other", parent="Sở Y tế tỉnh Sông Mây"),
        Seed("Bệnh viện Đa khoa Hạ Vân", "other", "base", parent="Sở Y tế tỉnh Sông Mây"),
        Seed("Trung tâm Kiểm soát bệnh tật tỉnh", "other", parent="Sở Y tế tỉnh Sông Mây"),
        Seed("Bộ Nội vụ", "ministry", "central", parent="", since=None),
        Seed("Ban Thi đua - Khen thưởng Trung ương", "ministry", "central", short="Ban TĐKT TW", parent="Bộ Nội vụ", since=None),
        Seed("Hội đồng Thi đua - Khen thưởng Trung ương", "council", "central", short="Hội đồng TĐKT TW", parent="", since=None),
        Seed("Văn phòng Chính phủ", "ministry", "central", parent="", since=None),
    ]  # fmt: skip


def commune_body(name: str) -> str:
    """The people's committee of a commune or ward."""
    unit = "phường" if name in WARDS else "xã"
    return f"Ủy ban nhân dân {unit} {name}"


def _communes() -> list[Seed]:
    places = [*COMMUNES, *WARDS]
    seeds = [
        Seed(
            commune_body(p),
            "people_committee",
            "commune",
            short=commune_body(p).replace("Ủy ban nhân dân", "UBND"),
        )
        for p in places
    ]
    for place in ("Vân Sơn", "Bản Nậm", "Hạ Vân"):
        parent = commune_body(place)
        seeds.append(
            Seed(f"Phòng Văn hóa - Xã hội xã {place}", "department", "base", "Phòng VH-XH", (), parent)
        )
        seeds.append(Seed(f"Văn phòng HĐND và UBND xã {place}", "office", "base", "Văn phòng xã", (), parent))
    return seeds


def seeds() -> list[Seed]:
    """All bodies in being since 1/7/2025, parents before children."""
    schools = [Seed(name, "school", parent="Sở Giáo dục và Đào tạo tỉnh Sông Mây") for name in _SCHOOLS]
    schools += [Seed(name, "school", "base", parent=commune_body(place)) for name, place in _COMMUNE_SCHOOLS]
    return [
        Seed(
            PROVINCE,
            "people_committee",
            short="UBND tỉnh",
            names=("UBND tỉnh Sông Mây", "UBND tỉnh"),
            parent="",
        ),
        *_departments(),
        *_others(),
        *_communes(),
        *schools,
        *(Seed(name, "enterprise", "base") for name in _ENTERPRISES),
        *(Seed(name, "cluster") for name in _CLUSTERS),
    ]


@dataclass
class Directory:
    """Body ids by official name."""

    ids: dict[str, UUID] = field(default_factory=dict)

    def __getitem__(self, name: str) -> UUID:
        return self.ids[name]


def build_directory() -> Directory:
    """Create the bodies, what they succeeded, their relations and the named groups."""
    made = Directory()
    for seed in seeds():
        _create(made, seed)
    _past(made)
    _relations(made)
    _groups(made)
    return made


def _create(made: Directory, seed: Seed) -> None:
    body = create_body(
        actor=None,
        name=seed.name,
        kind=seed.kind,
        level=seed.level,
        parent_id=made.ids.get(seed.parent),
        valid_from=seed.since,
        short_name=seed.short if seed.short != seed.name else "",
        aliases=[name for name in seed.names if name not in {seed.short, seed.name}],
    )
    made.ids[seed.name] = body.pk


def _past(made: Directory) -> None:
    """Two provinces and three districts that ended on 1/7/2025, each with its successor."""
    old = (
        ("Ủy ban nhân dân tỉnh Mây Thượng", "province", PROVINCE),
        ("Ủy ban nhân dân tỉnh Vân Hạ", "province", PROVINCE),
        ("Ủy ban nhân dân huyện Vân Sơn", "district", commune_body("Vân Sơn")),
        ("Ủy ban nhân dân huyện Nậm Đá", "district", commune_body("Bản Nậm")),
        ("Ủy ban nhân dân thị xã Hạ Vân", "district", commune_body("Hạ Vân")),
    )
    for name, level, successor in old:
        body = create_body(
            actor=None, name=name, kind="people_committee", level=level, valid_from=date(2003, 7, 1)
        )
        made.ids[name] = body.pk
        merge_bodies(
            actor=None,
            predecessor_ids=[body.pk],
            successor_id=made[successor],
            effective_on=REFORM,
            decision="Sắp xếp đơn vị hành chính từ 01/07/2025",
        )


def _relations(made: Directory) -> None:
    relate_bodies(
        actor=None,
        source_id=made[OFFICE],
        target_id=made[COUNCIL],
        kind="standing_office_of",
        valid_from=REFORM,
    )
    for name, _ in _COMMUNE_SCHOOLS:
        relate_bodies(
            actor=None,
            source_id=made[name],
            target_id=made["Sở Giáo dục và Đào tạo tỉnh Sông Mây"],
            kind="professional",
            valid_from=REFORM,
        )
    add_body_name(
        actor=None, body_id=made[OFFICE], text="Cơ quan thường trực Hội đồng Thi đua - Khen thưởng tỉnh"
    )


def _groups(made: Directory) -> None:
    top = made[PROVINCE]
    define_group(
        actor=None, name="Các sở, ban, ngành", owner_id=top, kinds=["department", "office"], levels=["province"],
        aliases=["các sở, ban, ngành tỉnh", "các sở, ngành"],
    )  # fmt: skip
    define_group(
        actor=None, name="UBND các xã, phường", owner_id=top, kinds=["people_committee"], levels=["commune"],
        aliases=["Ủy ban nhân dân các xã, phường", "các xã, phường", "UBND cấp xã"],
    )  # fmt: skip
    define_group(
        actor=None, name="Các cụm, khối thi đua", owner_id=top, kinds=["cluster"], levels=["province"],
        aliases=["các cụm, khối thi đua của tỉnh", "trưởng các cụm, khối thi đua"],
    )  # fmt: skip
    define_group(
        actor=None, name="Các trường học", owner_id=top, kinds=["school"], levels=["province", "base"],
        aliases=["các trường học trên địa bàn tỉnh"],
    )  # fmt: skip
    define_group(
        actor=None, name="Các cơ quan, đơn vị, địa phương", owner_id=top,
        kinds=["department", "office", "people_committee", "school", "armed_force", "press"],
        levels=["province", "commune", "base"],
        aliases=["các đơn vị, địa phương", "các cơ quan, đơn vị, địa phương trong tỉnh"],
    )  # fmt: skip
