"""The demo's book of record: four decades of invented decisions, through the bulk door that imports use.

Planted for those who look: one teacher written "Hoà" and "Hòa"; a certificate for a sudden feat inside a
chain of merit; an initiative that served already; 28 of 40 and 27 of 39; an open hold; a discipline that
ended in the middle of a year.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.registry.actions import (
    AwardRow,
    DisciplineRow,
    FiguresRow,
    HoldRow,
    RatingRow,
    RecognitionRow,
    declare_award,
    record_rows,
    revoke_award,
)
from vinhdanh.foundation.kernel.clock import frozen, today
from vinhdanh.interfaces.cli.demo.bodies import PROVINCE, Directory, commune_body
from vinhdanh.interfaces.cli.demo.subjects import OLD_DISTRICTS, OLD_PROVINCES, Cast, Known, build_subjects

AWARDS: Final = 9_500
FROM_DISTRICTS: Final = 400
INITIATIVES: Final = 180
YEARS: Final = range(2021, 2026)
_CHAIR = "Chủ tịch Ủy ban nhân dân tỉnh Sông Mây"
_LEVELS: Final = ("completed", "good", "good", "good", "excellent")


def build_registry(users: Mapping[str, User], directory: Directory) -> None:
    """Subjects, then their rows; the same every time."""
    chance = Random(2026)  # noqa: S311 -- invented data, the same each time
    with frozen("2026-03-02"):
        cast = build_subjects(directory, {name: user.pk for name, user in users.items()}, chance)
        parts = _Parts(cast)
        _take("rating", [*_ratings(cast, chance), *parts.ratings()])
        planted = [*parts.awards(), *_by_districts(cast, chance)]
        _take("award", [*planted, *_awards(cast, chance, AWARDS - 1 - len(planted))])
        _take("recognition", [*parts.recognitions(), *_initiatives(cast, chance, len(parts.recognitions()))])
        _take("figures", parts.figures())
        _take(
            "discipline",
            [DisciplineRow(parts["disciplined"], "canh_cao", date(2022, 6, 30), date(2023, 6, 30))],
        )
        _take(
            "hold",
            [HoldRow(parts["held"], "inspection", date(2026, 2, 10), paper="Quyết định thanh tra 14/QĐ-TTr")],
        )
        _acts(cast, users)


def _take(kind: str, rows: list[Any]) -> None:
    report = record_rows(actor=None, kind=kind, rows=rows, key=f"demo-{kind}")
    if report.faults:
        raise ValueError(f"the demo has a faulty {kind}: {report.faults[0]}")


def _ratings(cast: Cast, chance: Random) -> Iterator[RatingRow]:
    for one in [*cast.people, *cast.collectives]:
        if one.kind == "collective" and one.since == 2025:
            years: range = range(2025, 2026)
        else:
            years = range(max(YEARS.start, one.since), YEARS.stop)
        for year in years:
            # One in fifty years is not written down: then nobody knows.
            if chance.random() < 0.98:
                yield _rating(one.id, year, chance.choice(_LEVELS), issuer=one.place)


def _rating(subject: UUID, year: int, level: str, *, issuer: str = "") -> RatingRow:
    return RatingRow(
        subject_id=subject,
        year=year,
        level=level,
        number=f"{year % 100}/QĐ-XL",
        decided_on=date(year, 12, 20),
        issuer=issuer,
    )


def _given(subject: UUID, code: str, year: int, **more: Any) -> AwardRow:
    """An award of the year, decided early in the next one."""
    day = date(year + 1, 1, 6) + timedelta(days=sum(map(ord, code)) % 45)
    known = {"number": f"{100 + sum(map(ord, code)) % 800}/QĐ-UBND", "decided_on": day, "manner": "merit"}
    usual = {"issuer": _CHAIR, "issuer_level": "tinh"}
    return AwardRow(subject_id=subject, code=code, year=year, **{**known, **usual, **more})


def _base(one: Known, code: str, year: int) -> AwardRow:
    """A title that the unit, a commune or (before) a district gives itself."""
    number = f"{10 + year % 60}/QĐ"
    if one.district and year < 2025:
        head = f"Chủ tịch {one.district}"
        return _given(one.id, code, year, issuer=head, issuer_level="huyen", number=f"{number}-UBND")
    commune = one.place.startswith("Ủy ban nhân dân") and one.place != PROVINCE
    level = "xa" if commune and year > 2024 else "co_so"
    head = f"Chủ tịch {one.place}" if commune else f"Thủ trưởng {one.place}"
    return _given(one.id, code, year, issuer=head, issuer_level=level, number=number)


def _by_districts(cast: Cast, chance: Random) -> list[AwardRow]:
    """Exactly 400 by the closed districts, the last in their last month."""
    people = [one for one in cast.people if one.district]
    rows: dict[tuple[UUID, int, str], AwardRow] = {}
    while len(rows) < FROM_DISTRICTS:
        one = chance.choice(people)
        year = chance.randint(max(2004, one.since), 2024)
        code = chance.choice(("giay_khen_huyen_ca_nhan", "lao_dong_tien_tien", "lao_dong_tien_tien"))
        rows[one.id, year, code] = _base(one, code, year)
    return list(rows.values())


def _awards(cast: Cast, chance: Random, wanted: int) -> list[AwardRow]:
    """The rest, up to the number wanted: first what is rare, then titles of the last years."""
    rows = [*_old(cast, chance), *_collective(cast, chance), *_household(cast, chance)]
    rows += list(_inherited(cast))
    pool = [row for one in cast.people for row in _person(one, chance)]
    chance.shuffle(pool)
    return (rows + pool)[:wanted] if len(rows) < wanted else rows[:wanted]


def _person(one: Known, chance: Random) -> Iterator[AwardRow]:
    """Titles of the years in which no district gave any."""
    for year in range(max(2016, one.since), 2026):
        if one.district and year < 2025:
            continue
        if chance.random() < 0.5:
            yield _base(one, "lao_dong_tien_tien", year)
        if chance.random() < 0.14:
            yield _base(one, "cstd_co_so", year)
    if chance.random() < 0.25 and one.since < 2022:
        year = chance.randint(max(2014, one.since), 2024)
        yield _given(one.id, "bang_khen_tinh_ca_nhan", year, number=f"{year % 90 + 200}/QĐ-UBND")


def _old(cast: Cast, chance: Random) -> list[AwardRow]:
    """Decisions of the former provinces since 1985, and orders of the State."""
    veterans = [one for one in cast.people if one.since < 1995]
    found = []
    for one in veterans:
        year = chance.randint(max(1985, one.since), 2002)
        former = chance.choice(OLD_PROVINCES)
        found.append(
            _given(
                one.id, "bang_khen_tinh_ca_nhan", year, issuer=f"Chủ tịch {former}", manner="merit",
                number=f"{year % 70 + 20}/QĐ-UB", name="Bằng khen của Ủy ban nhân dân tỉnh",
            )
        )  # fmt: skip
        if chance.random() < 0.2:
            found.append(
                _given(
                    one.id, "huan_chuong_lao_dong_3_ca_nhan", 2010, year_from=2006, issuer="Chủ tịch nước",
                    issuer_level="nha_nuoc", number="1204/QĐ-CTN",
                )
            )  # fmt: skip
    return found


def _collective(cast: Cast, chance: Random) -> list[AwardRow]:
    found = []
    for one in cast.collectives:
        for year in range(max(2025 if one.district else 2016, one.since), 2026):
            if chance.random() < 0.55:
                found.append(_base(one, "tap_the_ld_tien_tien", year))
            if chance.random() < 0.25:
                found.append(_given(one.id, "tap_the_ld_xuat_sac", year))
    return found


def _household(cast: Cast, chance: Random) -> list[AwardRow]:
    return [
        _given(one.id, "gia_dinh_van_hoa", year, issuer=f"Chủ tịch {one.place}", issuer_level="xa", manner="campaign")
        for one in cast.households
        for year in range(2020, 2026)
        if chance.random() < 0.7
    ]  # fmt: skip


def _inherited(cast: Cast) -> Iterator[AwardRow]:
    """What the closed bodies were given under their old names; their heirs show it."""
    for part, pk in cast.parts.items():
        if part.startswith("old "):
            for year in (2009, 2014, 2019):
                yield _given(pk, "co_thi_dua_cap_tinh", year, issuer=f"Chủ tịch {OLD_PROVINCES[year % 2]}")


_SUBJECTS = (
    "phân loại rác tại nguồn", "ôn tập toán lớp 5 theo nhóm", "sổ tay chăm sóc trẻ suy dinh dưỡng",
    "tra cứu hồ sơ lưu trữ", "tiết kiệm điện tại trụ sở", "dạy tiếng Việt cho trẻ dân tộc thiểu số",
    "theo dõi đơn thư", "bóc vỏ quả cà phê", "hẹn giờ khám bệnh", "kiểm kê tài sản công",
)  # fmt: skip
_WAYS = ("Cải tiến việc", "Giải pháp", "Mẫu biểu mới cho việc", "Phần mềm nhỏ giúp", "Quy trình rút gọn")


def _initiatives(cast: Cast, chance: Random, planted: int) -> Iterator[RecognitionRow]:
    for number, one in enumerate(chance.sample(cast.people, INITIATIVES - planted)):
        year = chance.randint(2021, 2025)
        title = f"{_WAYS[number % len(_WAYS)]} {_SUBJECTS[number % len(_SUBJECTS)]} tại {one.place}"
        scope = chance.choice(("co_so", "co_so", "co_so", "tinh"))
        yield RecognitionRow(
            one.id,
            "initiative",
            title,
            scope,
            year,
            recognised_on=date(year, 11, 15),
            number=f"{year % 100}/QĐ-SK",
        )


_TWIN_YEARS: Final = (
    *(("twin", year) for year in (2021, 2022, 2023)),
    *(("twin_again", year) for year in (2024, 2025)),
)


def _by_head(subject: UUID, code: str, year: int, *, place: str) -> AwardRow:
    """What the head of the unit gives to its own people."""
    number = f"{10 + year % 60}/QĐ"
    return _given(subject, code, year, issuer=f"Thủ trưởng {place}", issuer_level="co_so", number=number)


class _Parts(dict[str, UUID]):
    """Those with a trap in their history, by their part; ``places``: where they work."""

    def __init__(self, cast: Cast) -> None:
        super().__init__(cast.parts)
        self.places = cast.places

    def ratings(self) -> list[RatingRow]:
        people = ("twin", "sudden", "consumed", "held", "disciplined", "ready")
        return [
            _rating(self[part], year, "good" if year < 2024 else "excellent")
            for part in people
            for year in YEARS
        ] + [_rating(self[part], 2025, "excellent") for part in ("team 28/40", "team 27/39")]

    def awards(self) -> list[AwardRow]:
        chain = [
            _by_head(self[part], code, year, place=self.places[part])
            for part in ("sudden", "consumed", "held", "ready")
            for year in (2023, 2024, 2025)
            for code in ("lao_dong_tien_tien", "cstd_co_so")
        ]
        worker = "lao_dong_tien_tien"
        return [
            *chain,
            # The teacher's years stand under two spellings.
            *(_by_head(self[part], worker, year, place=self.places[part]) for part, year in _TWIN_YEARS),
            _given(self["sudden"], "bang_khen_tinh_ca_nhan", 2021, manner="sudden", number="77/QĐ-UBND",
                   name="Bằng khen về thành tích đột xuất chống lũ"),
            _given(self["consumed"], "cstd_cap_tinh", 2022),
            *(
                _by_head(self["disciplined"], worker, year, place=self.places["disciplined"])
                for year in (2021, 2024, 2025)
            ),
        ]  # fmt: skip

    def recognitions(self) -> list[RecognitionRow]:
        """One that served, and one that did not."""
        day = date(2022, 11, 20)
        return [
            RecognitionRow(
                self["consumed"], "initiative", "Bộ học liệu số dạy tiếng Thái cho giáo viên vùng cao", "tinh",
                2022, recognised_on=day, number="1911/QĐ-UBND", issuer=_CHAIR, used_for="cstd_cap_tinh",
                used_year=2022,
            ),
            RecognitionRow(
                self["ready"], "initiative", "Bảng theo dõi hồ sơ khen thưởng theo đợt", "tinh", 2025,
                recognised_on=date(2025, 11, 18), number="2204/QĐ-UBND", issuer=_CHAIR,
            ),
        ]  # fmt: skip

    def figures(self) -> list[FiguresRow]:
        """Seventy in a hundred exactly, and one short of it."""
        wanted = (("team 28/40", 40, 28), ("team 27/39", 39, 27))
        return [
            FiguresRow(
                self[part],
                2025,
                members=members,
                completed_percent=100,
                titles={"lao_dong_tien_tien": holders, "cstd_co_so": 2},
                flag_eligible=False,
                discipline_known=True,
            )
            for part, members, holders in wanted
        ]


def _acts(cast: Cast, users: Mapping[str, User]) -> None:
    """One award was annulled, and a clerk has declared two that wait."""
    officer, clerk = users["hanh.snv"], users["mai.bannam"]
    seen = scope_for(clerk.pk, today())
    own = [one for one in cast.people if one.place == commune_body("Bản Nậm")][:2]
    for one in own:
        head = f"Chủ tịch {OLD_DISTRICTS['Bản Nậm']}"
        row = AwardRow(
            one.id, "giay_khen_huyen_ca_nhan", 2018, date(2019, 1, 15), "31/QĐ-UBND",
            issuer=head, issuer_level="huyen", manner="merit",
        )  # fmt: skip
        declare_award(actor=clerk, scope=seen, row=row)
    wrong = _given(cast.parts["held"], "bang_khen_tinh_ca_nhan", 2022, number="310/QĐ-UBND")
    report = record_rows(actor=None, kind="award", rows=[wrong], key="demo-award")
    revoke_award(
        actor=officer,
        scope=scope_for(officer.pk, today()),
        award_id=next(pk for pk in report.ids if pk),
        on=date(2025, 8, 4),
        reason="Quyết định 1502/QĐ-UBND: kê khai sai thành tích",
    )
