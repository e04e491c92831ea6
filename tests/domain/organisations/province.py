"""A fictional directory: tỉnh Sông Mây today, thành phố Cửa Vàng before it was taken in on 1/7/2025."""

from dataclasses import dataclass, field
from datetime import date

from vinhdanh.domain.organisations.actions import (
    BodyImport,
    close_body,
    confirm_name,
    define_group,
    import_bodies,
    merge_bodies,
    relate_bodies,
    rename_body,
)
from vinhdanh.domain.organisations.models import Body, BodyGroup

REFORM = date(2025, 7, 1)
MARCH = date(2026, 3, 16)
OLD_DAYS = date(2022, 12, 20)
_OLD = {"valid_to": REFORM}

_PROVINCE = [
    BodyImport("TW", "Chính phủ", "ministry", "central"),
    BodyImport("VPCP", "Văn phòng Chính phủ", "ministry", "central", "TW"),
    BodyImport("BNV", "Bộ Nội vụ", "ministry", "central", "TW"),
    BodyImport("BTW", "Ban Thi đua - Khen thưởng Trung ương", "ministry", "central", "BNV"),
    BodyImport("HDTW", "Hội đồng Thi đua - Khen thưởng Trung ương", "council", "central", "TW"),
    BodyImport("SM", "Ủy ban nhân dân tỉnh Sông Mây", "people_committee", "province", short_name="UBND tỉnh"),
    BodyImport("SM.HD", "Hội đồng nhân dân tỉnh Sông Mây", "people_council", "province"),
    BodyImport("SM.VP", "Văn phòng Ủy ban nhân dân tỉnh Sông Mây", "office", "province", "SM"),
    BodyImport(
        "SM.DBQH", "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh", "office", "province", "SM"
    ),
    BodyImport("SM.SNV", "Sở Nội vụ tỉnh Sông Mây", "department", "province", "SM", short_name="Sở Nội vụ"),
    BodyImport("SM.SNV.TT", "Thanh tra Sở Nội vụ", "office", "province", "SM.SNV"),
    BodyImport(
        "SM.BTD", "Ban Thi đua - Khen thưởng", "office", "province", "SM.SNV", valid_to=date(2024, 3, 1)
    ),
    BodyImport(
        "SM.PTD", "Phòng Thi đua - Khen thưởng, Sở Nội vụ", "office", "province", "SM.SNV", date(2024, 3, 1)
    ),
    BodyImport("SM.SGD", "Sở Giáo dục và Đào tạo", "department", "province", "SM"),
    BodyImport("SM.SKHCN", "Sở Khoa học và Công nghệ", "department", "province", "SM"),
    BodyImport("SM.SVH", "Sở Văn hóa, Thể thao và Du lịch", "department", "province", "SM"),
    BodyImport("SM.STC", "Sở Tài chính", "department", "province", "SM"),
    BodyImport("SM.STP", "Sở Tư pháp", "department", "province", "SM"),
    BodyImport("SM.SYT", "Sở Y tế", "department", "province", "SM"),
    BodyImport("SM.SNNMT", "Sở Nông nghiệp và Môi trường", "department", "province", "SM", date(2025, 3, 1)),
    BodyImport(
        "SM.SLD",
        "Sở Lao động - Thương binh và Xã hội",
        "department",
        "province",
        "SM",
        valid_to=date(2025, 3, 1),
    ),
    BodyImport(
        "SM.STT", "Sở Thông tin và Truyền thông", "department", "province", "SM", valid_to=date(2025, 3, 1)
    ),
    BodyImport("SM.TTR", "Thanh tra tỉnh", "department", "province", "SM"),
    BodyImport(
        "SM.NTM",
        "Văn phòng Điều phối Chương trình mục tiêu quốc gia xây dựng nông thôn mới tỉnh Sông Mây",
        "office",
        "province",
        "SM",
    ),
    BodyImport("SM.HDTD", "Hội đồng Thi đua - Khen thưởng tỉnh", "council", "province", "SM"),
    BodyImport("SM.HDSK", "Hội đồng Sáng kiến tỉnh", "council", "province", "SM"),
    BodyImport("SM.TU", "Tỉnh ủy Sông Mây", "party", "province"),
    BodyImport("SM.VPTU", "Văn phòng Tỉnh ủy", "party", "province", "SM.TU"),
    BodyImport("SM.BTG", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "party", "province", "SM.TU"),
    BodyImport("SM.BTC", "Ban Tổ chức Tỉnh ủy", "party", "province", "SM.TU"),
    BodyImport("SM.MT", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Sông Mây", "front", "province"),
    BodyImport("SM.LD", "Liên đoàn Lao động tỉnh Sông Mây", "union", "province", "SM.MT"),
    BodyImport("SM.PN", "Hội Liên hiệp Phụ nữ tỉnh Sông Mây", "union", "province", "SM.MT"),
    BodyImport("SM.CCB", "Hội Cựu chiến binh tỉnh Sông Mây", "union", "province", "SM.MT"),
    BodyImport(
        "SM.DTN",
        "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh Sông Mây",
        "union",
        "province",
        "SM.MT",
        short_name="Tỉnh đoàn",
    ),
    BodyImport("SM.DNV", "Hiệp hội Doanh nghiệp tỉnh Sông Mây", "union", "province", "SM"),
    BodyImport("SM.CA", "Công an tỉnh Sông Mây", "armed_force", "province", "SM"),
    BodyImport("SM.QS", "Bộ Chỉ huy Quân sự tỉnh Sông Mây", "armed_force", "province", "SM"),
    BodyImport("SM.BAO", "Báo Sông Mây", "press", "province", "SM.TU"),
    BodyImport("SM.DAI", "Đài Phát thanh và Truyền hình Sông Mây", "press", "province", "SM"),
    BodyImport("SM.MS", "Trường Trung học phổ thông Mai Sơn", "school", "base", "SM.SGD"),
    BodyImport("SM.HT", "Trường THPT Hoa Trắng", "school", "base", "SM.SGD"),
    BodyImport("SM.DN", "Công ty Cổ phần Thủy điện Sông Mây", "enterprise", "base", "SM"),
    BodyImport("SM.C1", "Cụm thi đua số 1", "cluster", "province", "SM"),
    BodyImport("SM.K1", "Khối thi đua các cơ quan tổng hợp", "cluster", "province", "SM"),
    BodyImport("SM.MC", "UBND huyện Mường Chiến", "people_committee", "district", "SM"),
    BodyImport("SM.MC.NV", "Phòng Nội vụ huyện Mường Chiến", "office", "district", "SM.MC", **_OLD),
    BodyImport("SM.TL", "UBND huyện Thác Lụa", "people_committee", "district", "SM"),
    BodyImport("SM.TX", "UBND thị xã Bến Đá", "people_committee", "district", "SM"),
    BodyImport("SM.DS0", "UBND xã Đông Sơn", "people_committee", "commune", "SM.MC"),
    BodyImport("SM.TS0", "UBND xã Tây Sơn", "people_committee", "commune", "SM.MC"),
    BodyImport("SM.DS", "UBND xã Đông Sơn", "people_committee", "commune", "SM", REFORM),
    BodyImport("SM.DS.VX", "Phòng Văn hóa - Xã hội xã Đông Sơn", "office", "commune", "SM.DS", REFORM),
    BodyImport(
        "SM.DS.HD", "Hội đồng Thi đua - Khen thưởng xã Đông Sơn", "council", "commune", "SM.DS", REFORM
    ),
    BodyImport("SM.TH1", "UBND xã Tân Hà", "people_committee", "commune", "SM", REFORM),
    BodyImport("SM.TH2", "UBND xã Tân Hạ", "people_committee", "commune", "SM", REFORM),
    BodyImport("SM.BD", "UBND phường Bến Đá", "people_committee", "commune", "SM", REFORM),
    BodyImport("SM.LH", "UBND phường Long Hòa", "people_committee", "commune", "SM", REFORM),
    BodyImport("SM.DK", "UBND đặc khu Hòn Ngọc", "people_committee", "commune", "SM", REFORM),
]
_CITY = [
    BodyImport("CV", "Ủy ban nhân dân thành phố Cửa Vàng", "people_committee", "province"),
    BodyImport("CV.VP", "Văn phòng UBND thành phố", "office", "province", "CV"),
    BodyImport("CV.SNV", "Sở Nội vụ", "department", "province", "CV"),
    BodyImport("CV.BTD", "Ban Thi đua - Khen thưởng thành phố", "office", "province", "CV.SNV"),
    BodyImport("CV.SGD", "Sở Giáo dục và Đào tạo", "department", "province", "CV"),
    BodyImport("CV.STT", "Sở Thông tin và Truyền thông", "department", "province", "CV"),
    BodyImport("CV.HDTD", "Hội đồng Thi đua - Khen thưởng thành phố", "council", "province", "CV"),
    BodyImport("CV.HDSK", "Hội đồng Sáng kiến thành phố", "council", "province", "CV"),
    BodyImport("CV.HDND", "Hội đồng nhân dân thành phố Cửa Vàng", "people_council", "province", "CV"),
    BodyImport("CV.TU", "Thành ủy Cửa Vàng", "party", "province", "CV"),
    BodyImport("CV.BTG", "Ban Tuyên giáo Thành ủy", "party", "province", "CV.TU"),
    BodyImport("CV.MT", "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố", "front", "province", "CV"),
    BodyImport("CV.BAO", "Báo Cửa Vàng", "press", "province", "CV"),
    BodyImport("CV.BAN", "Báo An ninh Cửa Vàng", "press", "province", "CV"),
    BodyImport("CV.DAI", "Đài Phát thanh và Truyền hình thành phố Cửa Vàng", "press", "province", "CV"),
    BodyImport("CV.NK", "Ủy ban nhân dân quận Ninh Khê", "people_committee", "district", "CV"),
    BodyImport("CV.PD", "Ủy ban nhân dân huyện Phú Điền", "people_committee", "district", "CV"),
    BodyImport("CV.PD.GD", "Phòng Giáo dục và Đào tạo huyện Phú Điền", "office", "district", "CV.PD"),
    BodyImport("CV.C1", "Cụm thi đua các quận, huyện", "cluster", "province", "CV"),
]


@dataclass
class Directory:
    """The bodies by code, the groups by name."""

    bodies: dict[str, Body]
    groups: dict[str, BodyGroup] = field(default_factory=dict)

    def __getitem__(self, code: str) -> Body:
        return self.bodies[code]


def build() -> Directory:
    """The whole directory, through the actions that users call."""
    found = Directory(import_bodies(actor=None, rows=[*_PROVINCE, *_CITY]).bodies)
    _lineage(found)
    _groups(found)
    for council, office in (("SM.HDTD", "SM.SNV"), ("CV.HDTD", "CV.BTD")):
        relate_bodies(
            actor=None,
            source_id=found[office].pk,
            target_id=found[council].pk,
            kind="standing_office_of",
            valid_to=REFORM if council == "CV.HDTD" else None,
        )
    rename_body(
        actor=None, body_id=found["SM.STC"].pk, name="Sở Tài chính và Kế hoạch", effective_on=date(2025, 3, 1)
    )
    confirm_name(
        actor=None, text="Cơ quan chủ quản giải", scope_id=found["SM"].pk, body_id=found["SM.SVH"].pk
    )
    return found


def _merge(found: Directory, codes: list[str], into: str, on: date = REFORM) -> None:
    merge_bodies(
        actor=None,
        predecessor_ids=[found[code].pk for code in codes],
        successor_id=found[into].pk,
        effective_on=on,
        decision="Nghị quyết sắp xếp",
    )


def _lineage(found: Directory) -> None:
    _merge(found, ["SM.DS0", "SM.TS0"], "SM.DS")
    _merge(found, ["SM.BTD"], "SM.PTD", date(2024, 3, 1))
    _merge(found, ["SM.STT"], "SM.SKHCN", date(2025, 3, 1))
    _merge(found, ["SM.SLD"], "SM.SNV", date(2025, 3, 1))
    for code in ("SM.MC", "SM.TL", "SM.TX"):
        close_body(actor=None, body_id=found[code].pk, effective_on=REFORM, decision="Kết thúc cấp huyện")
    _end_city(found)


def _end_city(found: Directory) -> None:
    """From the leaves up, since nothing may be left under a body that is gone."""
    heirs = {"CV": "SM", "CV.SNV": "SM.SNV", "CV.SGD": "SM.SGD"}
    codes = [code for code in found.bodies if code.split(".")[0] == "CV"]
    for code in sorted(codes, key=lambda code: -len(found[code].path)):
        if code in heirs:
            _merge(found, [code], heirs[code])
        else:
            close_body(actor=None, body_id=found[code].pk, effective_on=REFORM)


def _groups(found: Directory) -> None:
    wanted = [
        ("SM", "Các sở, ban, ngành, đoàn thể tỉnh", ["department", "union", "front"], ["province"], (), []),
        ("SM", "Các sở, ban, ngành tỉnh", ["department"], ["province"], (), []),
        ("SM", "UBND các xã, phường, đặc khu", ["people_committee"], ["commune"], (), ["các xã, phường"]),
        ("SM", "UBND các huyện, thị xã", ["people_committee"], ["district"], (), ["UBND cấp huyện"]),
        ("SM", "Các cụm, khối thi đua", ["cluster"], [], (), []),
        ("SM", "Các trường học", ["school"], [], (), ["các trường trung học phổ thông"]),
        ("SM", "Các cơ quan báo chí", ["press"], [], (), ["các cơ quan thông tin, truyền thông"]),
        ("SM.DS", "Các trường học", ["school"], [], (), []),
        ("CV", "Các sở, ban, ngành, đoàn thể", ["department", "union", "front"], ["province"], (), []),
        ("CV", "Các sở, ban, ngành thành phố", ["department"], ["province"], (), []),
        ("CV", "UBND các quận, huyện", ["people_committee"], ["district"], (), []),
        ("CV", "Các cụm, khối thi đua", ["cluster"], [], (), []),
    ]
    for owner, name, kinds, levels, units, aliases in wanted:
        found.groups[f"{owner}:{name}"] = define_group(
            actor=None,
            owner_id=found[owner].pk,
            name=name,
            kinds=kinds,
            levels=levels,
            units=units,
            aliases=aliases,
        )
