"""Whom the demo's book is about: some 2,400 invented people, the collectives they work in, some households."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Final, NamedTuple
from uuid import UUID

from vinhdanh.domain.people.actions import NewSubject, add_subjects
from vinhdanh.interfaces.cli.demo.bodies import (
    COMMUNES,
    OFFICE,
    PROVINCE,
    WARDS,
    Directory,
    commune_body,
    seeds,
)
from vinhdanh.interfaces.cli.demo.people import PEOPLE, Person

INDIVIDUALS: Final = 2_400
HOUSEHOLDS: Final = 40
OLD_DISTRICTS: Final = {
    "Vân Sơn": "Ủy ban nhân dân huyện Vân Sơn",
    "Bản Nậm": "Ủy ban nhân dân huyện Nậm Đá",
    "Hạ Vân": "Ủy ban nhân dân thị xã Hạ Vân",
}
OLD_PROVINCES: Final = ("Ủy ban nhân dân tỉnh Mây Thượng", "Ủy ban nhân dân tỉnh Vân Hạ")
_FAMILY = (
    *("Nguyễn",) * 8, *("Trần",) * 4, *("Lê",) * 3, *("Phạm",) * 3, *("Lò",) * 4, *("Quàng",) * 3, "Hoàng", "Vũ",
    "Đặng", "Bùi", "Đỗ", "Hà", "Tòng", "Cà", "Lường", "Giàng", "Vàng", "Sùng", "Lý", "Đinh",
)  # fmt: skip
_MINORITY: Final[Mapping[str, str]] = {
    **dict.fromkeys(("Lò", "Quàng", "Tòng", "Cà", "Lường"), "Thái"),
    **dict.fromkeys(("Giàng", "Vàng", "Sùng"), "Mông"),
    "Lý": "Dao",
    "Đinh": "Mường",
}
_WOMEN = (
    ("Thị", "Thị", "Thu", "Thanh", "Ngọc", "Minh"),
    ("Hạnh", "Lan", "Mai", "Hoa", "Hương", "Thảo", "Yến", "Nga", "Phương", "Hiền", "Loan", "Oanh", "Dung", "Chi"),
)  # fmt: skip
_MEN = (
    ("Văn", "Văn", "Quang", "Đức", "Minh", "Thanh", "Anh"),
    ("An", "Bình", "Cường", "Dũng", "Giang", "Hải", "Hùng", "Khoa", "Long", "Nam", "Phong", "Sơn", "Tuấn", "Việt"),
)  # fmt: skip
_WEIGHTS: Final = {
    "department": 60, "office": 30, "people_committee": 32, "school": 42, "enterprise": 34, "other": 55,
    "party": 14, "front": 10, "union": 12, "armed_force": 30, "press": 24,
}  # fmt: skip
_GROUPS: Final = {
    "school": "vien_chuc", "other": "vien_chuc", "press": "vien_chuc", "enterprise": "cong_nhan",
}  # fmt: skip
_TITLES: Final = {
    "school": ("Giáo viên", "Giáo viên", "Giáo viên", "Nhân viên thư viện"),
    "enterprise": ("Công nhân", "Công nhân", "Tổ trưởng", "Kỹ thuật viên"),
    "other": ("Bác sĩ", "Điều dưỡng", "Kỹ thuật viên", "Viên chức"),
}
_ROOMS: Final = {
    "department": ("Văn phòng", "Phòng Tổ chức cán bộ", "Phòng Kế hoạch - Tài chính"),
    "school": ("Tổ Khoa học tự nhiên", "Tổ Khoa học xã hội"),
    "enterprise": ("Phân xưởng 1", "Phân xưởng 2"),
    "other": ("Khoa Nội", "Khoa Ngoại"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """One subject of the demo; ``place`` is the body's name, ``district`` the closed one it belonged to."""

    id: UUID
    name: str
    kind: str
    place: str
    body_kind: str
    groups: tuple[str, ...]
    since: int
    leader: bool
    district: str = ""


@dataclass
class Cast:
    """Everybody in the book, and those with a part to play by a word."""

    people: list[Known] = field(default_factory=list)
    collectives: list[Known] = field(default_factory=list)
    households: list[Known] = field(default_factory=list)
    parts: dict[str, UUID] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)


def build_subjects(directory: Directory, users: Mapping[str, UUID], chance: Random) -> Cast:
    """Add everybody through the action that imports use."""
    drafts = [
        *_people(directory, users, chance),
        *_collectives(directory),
        *_households(directory, chance),
    ]
    ids = add_subjects(actor=None, scope=None, rows=[draft.row for draft in drafts], key="demo")
    cast = Cast()
    for pk, draft in zip(ids, drafts, strict=True):
        _place(cast, pk, draft)
    return cast


@dataclass(frozen=True, slots=True)
class _Draft:
    row: NewSubject
    place: str
    body_kind: str
    since: int = 2010
    district: str = ""
    part: str = ""


def _place(cast: Cast, pk: UUID, draft: _Draft) -> None:
    row = draft.row
    one = Known(
        id=pk,
        name=row.name,
        kind=row.kind,
        place=draft.place,
        body_kind=draft.body_kind,
        groups=tuple(row.groups),
        since=draft.since,
        leader=bool(row.leader),
        district=draft.district,
    )
    kinds = {"individual": cast.people, "collective": cast.collectives, "household": cast.households}
    if draft.part:
        cast.parts[draft.part] = pk
        cast.places[draft.part] = draft.place
    else:
        kinds[row.kind].append(one)


class _Work(NamedTuple):
    """A body where people work, and the closed district it belonged to."""

    name: str
    kind: str
    district: str = ""


def _bodies() -> list[_Work]:
    """Every body where people work."""
    found = [_Work(PROVINCE, "people_committee")]
    for seed in seeds():
        if seed.kind in _WEIGHTS and seed.level != "central" and seed.name != PROVINCE:
            near = next((place for place in OLD_DISTRICTS if place in seed.name), "")
            local = seed.level in {"commune", "base"} and seed.kind != "enterprise"
            found.append(_Work(seed.name, seed.kind, OLD_DISTRICTS[near] if near and local else ""))
    return found


def _people(directory: Directory, users: Mapping[str, UUID], chance: Random) -> Iterator[_Draft]:
    bodies = _bodies()
    by_name = {at.name: at for at in bodies}
    seen: set[tuple[str, int]] = set()
    yield from _parts(directory)
    staff = [one for one in PEOPLE if one.body in by_name]
    for one in staff:
        yield _staff(directory, one, by_name[one.body], user=users.get(one.username))
    weights = [_WEIGHTS[at.kind] for at in bodies]
    for at in chance.choices(bodies, weights, k=INDIVIDUALS - len(staff) - len(_TRAPS)):
        draft = _person(directory, at, chance)
        while (key := (draft.row.name, draft.row.birth_year or 0)) in seen:
            draft = _person(directory, at, chance)
        seen.add(key)
        yield draft


def _person(directory: Directory, at: _Work, chance: Random) -> _Draft:
    woman = chance.random() < 0.48
    middle, given = _WOMEN if woman else _MEN
    family = chance.choice(_FAMILY)
    born = chance.randint(1962, 2001)
    since = min(born + chance.randint(21, 27), 2023)
    leads = chance.random() < 0.12
    usual = _TITLES.get(at.kind, ("Chuyên viên", "Chuyên viên", "Chuyên viên chính", "Cán sự"))
    row = NewSubject(
        kind="individual",
        name=f"{family} {chance.choice(middle)} {chance.choice(given)}",
        body_id=directory[at.name],
        groups=_groups(at.kind),
        sex="female" if woman else "male",
        birth_year=born,
        ethnicity=_MINORITY.get(family, "Kinh"),
        ethnic_minority=family in _MINORITY,
        direct_worker=not leads,
        leader=leads,
        title="Trưởng phòng" if leads else chance.choice(usual),
        since=date(max(since, 2015), 9, 1),
        served_since=date(since, 9, 1),
    )
    return _Draft(row, at.name, at.kind, since, at.district)


def _groups(kind: str) -> tuple[str, ...]:
    if kind == "armed_force":
        return ("cong_an",)
    if kind == "enterprise":
        return ("cong_nhan", "nguoi_lao_dong")
    return (_GROUPS.get(kind, "cong_chuc"),)


def _staff(directory: Directory, one: Person, at: _Work, *, user: UUID | None) -> _Draft:
    """Who has an account is in the book as well."""
    row = NewSubject(
        kind="individual",
        name=one.name,
        body_id=directory[at.name],
        groups=_groups(at.kind),
        title=one.title,
        since=date(2025, 7, 1),
        served_since=date(2012, 3, 1),
        user_id=user,
    )
    return _Draft(row, at.name, at.kind, 2012, at.district)


_SCHOOL = "Trường Tiểu học Bản Nậm"
_TRAPS: Final = (
    ("twin", "Nguyễn Thị Hoà", _SCHOOL, "school", "female", 1984, "Giáo viên"),
    ("twin_again", "Nguyễn Thị Hòa", "Phòng Văn hóa - Xã hội xã Bản Nậm", "department", "female", 1984, "Công chức"),
    ("sudden", "Lò Văn Thắng", "Sở Y tế tỉnh Sông Mây", "department", "male", 1979, "Chuyên viên chính"),
    ("consumed", "Quàng Thị Duyên", "Sở Giáo dục và Đào tạo tỉnh Sông Mây", "department", "female", 1981, "Chuyên viên"),
    ("held", "Trần Quốc Đạt", "Công ty Chè Nà Lạnh", "enterprise", "male", 1976, "Tổ trưởng"),
    ("disciplined", "Phạm Văn Lực", "Sở Xây dựng tỉnh Sông Mây", "department", "male", 1983, "Chuyên viên"),
    ("ready", "Vũ Thị Nhàn", OFFICE, "department", "female", 1985, "Chuyên viên"),
)  # fmt: skip


def _parts(directory: Directory) -> Iterator[_Draft]:
    """Those whose history holds a trap."""
    for part, name, body, kind, sex, born, title in _TRAPS:
        row = NewSubject(
            kind="individual",
            name=name,
            body_id=directory[body],
            groups=_groups(kind),
            sex=sex,
            birth_year=born,
            direct_worker=True,
            leader=False,
            title=title,
            since=date(2016, 9, 1),
            served_since=date(born + 24, 9, 1),
        )
        yield _Draft(row, body, kind, born + 24, part=part)


def _collectives(directory: Directory) -> Iterator[_Draft]:
    for name, kind, district in _bodies():
        groups = ("doanh_nghiep",) if kind == "enterprise" else ("khac",)
        own = NewSubject(
            kind="collective", name=name, body_id=directory[name], own_body_id=directory[name], groups=groups
        )
        yield _Draft(own, name, kind, 2025, district)
        for room in _ROOMS.get(kind, ()):
            small = NewSubject(
                kind="collective", name=f"{room}, {name}", body_id=directory[name], groups=groups
            )
            yield _Draft(small, name, kind, 2012, district)
    for name in (*OLD_DISTRICTS.values(), *OLD_PROVINCES):
        old = NewSubject(
            kind="collective",
            name=name,
            body_id=directory[name],
            own_body_id=directory[name],
            groups=("khac",),
            founded_on=date(2003, 7, 1),
        )
        yield _Draft(old, name, "people_committee", 2004, part=f"old {name}")
    for part, members in (("team 28/40", "Khoa Sản"), ("team 27/39", "Khoa Nhi")):
        hospital = "Bệnh viện Đa khoa tỉnh"
        small = NewSubject(
            kind="collective", name=f"{members}, {hospital}", body_id=directory[hospital], groups=("khac",)
        )
        yield _Draft(small, hospital, "other", 2012, part=part)


def _households(directory: Directory, chance: Random) -> Iterator[_Draft]:
    places = [*COMMUNES, *WARDS]
    for number in range(HOUSEHOLDS):
        body = commune_body(places[number % len(places)])
        name = f"Hộ ông {chance.choice(_FAMILY)} Văn {chance.choice(_MEN[1])}"
        row = NewSubject(kind="household", name=name, body_id=directory[body], code=f"demo-ho-{number:02}")
        yield _Draft(row, body, "people_committee", 2015)
