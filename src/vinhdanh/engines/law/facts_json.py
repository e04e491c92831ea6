"""Facts from the JSON of a file: every fault names its place and what to do.

The shape is the one that `law check` reads; see docs/law-check.md.
"""

import difflib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Never, TypeVar, cast

from vinhdanh.engines.law import facts as values
from vinhdanh.engines.law.facts import ABSENT, Absent, Facts, FactsError
from vinhdanh.engines.law.model import Kind

FIRST_YEAR = 1945
FIRST_REVIEWED = 2004
"""The first law on emulation and commendation came into force that year."""
FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(2043, 12, 31)
MOST_PEOPLE = 100_000_000
Row = TypeVar("Row")


def parse_facts(data: object, codes: Collection[str] = ()) -> Facts:
    """The facts in `data` (a JSON object already loaded). Raises `FactsError`.

    `codes` are the award codes that exist; without them no code is looked up.
    """
    return _Reader(codes).facts(data)


class _Reader:
    def __init__(self, codes: Collection[str]) -> None:
        self.codes = codes
        self.warnings: list[str] = []
        self.received = date.max

    def facts(self, data: object) -> Facts:
        node = _Node.of(data, "", self)
        node.only(_KEYS)
        self.received = node.day_needed("received_on")
        year = node.year("year", needed=True, first=FIRST_REVIEWED)
        subject = node.child("subject", needed=True)
        subject.only(("kind", "groups", "women", *_OF_SUBJECT))
        group = node.child("collective") if node.get("collective") is not None else node
        kind = subject.one_of("kind", values.SUBJECTS, needed=True)
        return Facts(
            award=node.code("award"),
            received_on=self.received,
            year=cast("int", year),
            kind=cast("Kind", kind),
            groups=_groups(subject),
            women=subject.flag("women"),
            ratings=node.rows("ratings", _rating),
            awards=node.rows("awards", _held),
            initiatives=node.rows("initiatives", _initiative),
            science_works=node.rows("science_works", _science),
            discipline=node.rows("discipline", _discipline),
            holds=node.rows("holds", _hold),
            collective=_collective(node),
            cluster_rank=node.or_in(group, "cluster_rank").whole("cluster_rank", low=1),
            cluster_organiser=node.or_in(group, "cluster_organiser").one_of(
                "cluster_organiser", values.ORGANISERS
            ),
            campaigns=node.or_in(group, "campaigns").rows("campaigns", _campaign),
            years_in_post=node.or_in(subject, "years_in_post").thousandths("years_in_post"),
            years_of_service=node.or_in(subject, "years_of_service").thousandths("years_of_service"),
            maternity_leave=node.or_in(subject, "maternity_leave").rows("maternity_leave", _leave),
            warnings=tuple(self.warnings),
        )


_KEYS = (
    "award", "received_on", "year", "subject", "ratings", "awards", "initiatives", "science_works",
    "discipline", "holds", "collective", "cluster_rank", "cluster_organiser", "campaigns", "years_in_post",
    "years_of_service", "maternity_leave",
)  # fmt: skip
# Optional facts that may also stand with the subject, or with the collective, that they are about.
_OF_SUBJECT = ("years_in_post", "years_of_service", "maternity_leave")
_OF_COLLECTIVE = ("cluster_rank", "cluster_organiser", "campaigns")


@dataclass(frozen=True, slots=True)
class _Node:
    """One JSON object and its place."""

    value: Mapping[str, Any]
    path: str
    reader: _Reader

    @classmethod
    def of(cls, value: object, path: str, reader: _Reader) -> "_Node":
        if not isinstance(value, dict):
            raise FactsError(path, f"cần một đối tượng JSON {{…}}, không phải {_kind(value)}.")
        return cls(value, path, reader)

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def fail(self, key: str, what: str) -> Never:
        raise FactsError(self.at(key), what)

    def only(self, keys: Collection[str]) -> None:
        for key in self.value:
            if key not in keys:
                near = _near(key, keys)
                self.reader.warnings.append(
                    f"Mục “{self.at(key)}” không có trong mẫu dữ liệu, đã bỏ qua{near}."
                )

    def get(self, key: str, *, needed: bool = False) -> Any:
        found = self.value.get(key)
        if found is None and needed:
            self.fail(key, "thiếu; hãy ghi giá trị này.")
        return found

    def child(self, key: str, *, needed: bool = False) -> "_Node":
        return _Node.of(self.get(key, needed=needed), self.at(key), self.reader)

    def or_in(self, other: "_Node", key: str) -> "_Node":
        """Where the key stands: here, else in the other object."""
        if other is not self and other.get(key) is not None:
            if self.get(key) is not None:
                other.fail(key, f"đã ghi ở “{key}” ngoài cùng; chỉ ghi một nơi.")
            return other
        return self

    def rows(self, key: str, read: "Callable[[_Node], Row]") -> tuple[Row, ...] | None:
        found = self.get(key)
        if found is None:
            return None
        if not isinstance(found, list):
            self.fail(key, f"cần một danh sách […], không phải {_kind(found)}.")
        return tuple(
            read(_Node.of(row, f"{self.at(key)}[{index}]", self.reader)) for index, row in enumerate(found)
        )

    def word(self, key: str, *, needed: bool = False) -> str | None:
        found = self.get(key, needed=needed)
        if found is not None and not isinstance(found, str):
            self.fail(key, f"cần chữ, không phải {_kind(found)}.")
        return found

    def one_of(self, key: str, allowed: Collection[str], *, needed: bool = False) -> str | None:
        found = self.word(key, needed=needed)
        if found is not None and found not in allowed:
            near = _near(found, allowed)
            self.fail(key, f"không có giá trị “{found}”{near}; dùng một trong: {', '.join(allowed)}.")
        return found

    def code(self, key: str) -> str:
        return self.known_code(self.at(key), cast("str", self.word(key, needed=True)))

    def known_code(self, place: str, code: str) -> str:
        codes = self.reader.codes
        if codes and code not in codes:
            near = _near(code, codes)
            raise FactsError(
                place, f"không có danh hiệu, hình thức mã “{code}”{near}; xem: vinhdanh law awards."
            )
        return code

    def flag(self, key: str) -> bool | None:
        found = self.get(key)
        if found is not None and not isinstance(found, bool):
            self.fail(key, f"cần true hoặc false, không phải {_kind(found)}.")
        return found

    def whole(self, key: str, *, low: int = 0, high: int = MOST_PEOPLE) -> int | None:
        found = self.get(key)
        if found is None:
            return None
        if isinstance(found, float) and found.is_integer():
            found = int(found)
        if isinstance(found, bool) or not isinstance(found, int):
            self.fail(key, f"cần số nguyên, không phải {_kind(found)}.")
        if not low <= found <= high:
            self.fail(key, f"{found} nằm ngoài khoảng {low} đến {high}.")
        return found

    def number(self, key: str, unit: str, most: int) -> Decimal | None:
        """A number exactly as written, fractions allowed, from 0 to `most`."""
        found = self.get(key)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | float | Decimal):
            self.fail(key, f"cần số {unit}, không phải {_kind(found)}.")
        number = Decimal(str(found))
        if not (number.is_finite() and 0 <= number <= most):
            self.fail(key, f"{found} {unit} nằm ngoài khoảng 0 đến {most}.")
        return number.normalize() if number % 1 else number.to_integral_value()

    def thousandths(self, key: str) -> int | None:
        """Years as thousandths rounded down."""
        years = self.number(key, "năm", 120)
        return None if years is None else int(years * 1000)

    def year(self, key: str, *, needed: bool = False, first: int = FIRST_YEAR) -> int | None:
        found = self.get(key, needed=needed)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int):
            self.fail(key, f"cần năm là số nguyên, không phải {_kind(found)}.")
        last = self.reader.received.year
        if not first <= found <= last:
            self.fail(key, f"năm {found} nằm ngoài khoảng {first} đến {last} (năm tiếp nhận hồ sơ); xem lại.")
        return found

    def day(self, key: str) -> date | None:
        found = self.word(key)
        return None if found is None else self._day(key, found)

    def day_needed(self, key: str) -> date:
        return self._day(key, cast("str", self.word(key, needed=True)))

    def _day(self, key: str, found: str) -> date:
        day = _real_day(found)
        if day is None:
            self.fail(key, f"“{found}” không phải ngày có thật; viết dạng 2026-01-31.")
        if not FIRST_DAY <= day <= LAST_DAY:
            self.fail(key, f"ngày “{found}” nằm ngoài khoảng {FIRST_DAY} đến {LAST_DAY}; xem lại.")
        return day

    def day_or_absent(self, key: str) -> date | Absent | None:
        return self.day(key) if key in self.value else ABSENT


def _real_day(found: str) -> date | None:
    """The day, when the words are exactly year-month-day of a day that exists."""
    try:
        return date.fromisoformat(found) if len(found) == len("2026-01-31") else None
    except ValueError:
        return None


def _groups(subject: _Node) -> frozenset[str] | None:
    found = subject.get("groups")
    if found is None:
        return None
    if not isinstance(found, list):
        subject.fail("groups", f"cần một danh sách […], không phải {_kind(found)}.")
    for index, one in enumerate(found):
        if one not in values.GROUPS:
            near = _near(str(one), values.GROUPS)
            subject.fail(
                f"groups[{index}]", f"không có nhóm “{one}”{near}; dùng: {', '.join(values.GROUPS)}."
            )
    return frozenset(found)


def _rating(row: _Node) -> values.Rating:
    row.only(("year", "level"))
    level = row.one_of("level", values.RATINGS, needed=True)
    return values.Rating(cast("int", row.year("year", needed=True)), cast("str", level))


def _held(row: _Node) -> values.Held:
    row.only(("code", "year", "decided_on", "manner", "issuer_level", "revoked_on"))
    found = values.Held(
        code=row.code("code"),
        year=row.year("year"),
        decided_on=row.day("decided_on"),
        manner=row.one_of("manner", values.MANNERS),
        issuer_level=row.one_of("issuer_level", values.ISSUERS),
        revoked_on=row.day("revoked_on"),
    )
    if found.decided_on and found.revoked_on and found.revoked_on < found.decided_on:
        row.fail("revoked_on", "ngày hủy bỏ trước ngày quyết định; xem lại hai ngày này.")
    return found


def _initiative(row: _Node) -> values.Work:
    return _work(row, "recognised_on")


def _science(row: _Node) -> values.Work:
    return _work(row, "accepted_on")


def _work(row: _Node, day: str) -> values.Work:
    row.only(("scope", "year", day, "used_for"))
    return values.Work(
        scope=cast("str", row.one_of("scope", values.SCOPES, needed=True)),
        year=row.year("year"),
        recognised_on=row.day_or_absent(day),
        used_for=_used_for(row),
    )


def _used_for(row: _Node) -> str | None:
    """Whatever it says, the work was used; a code that nobody knows is worth a look."""
    code, codes = row.word("used_for"), row.reader.codes
    if code is not None and codes and code not in codes:
        row.reader.warnings.append(
            f"Mục “{row.at('used_for')}”: không có danh hiệu, hình thức mã “{code}”{_near(code, codes)}; "
            "vẫn coi là đã dùng."
        )
    return code


def _discipline(row: _Node) -> values.Discipline:
    row.only(("form", "decided_on", "ended_on"))
    found = values.Discipline(
        decided_on=row.day_needed("decided_on"),
        ended_on=row.day_or_absent("ended_on"),
        form=row.one_of("form", values.DISCIPLINE),
    )
    if isinstance(found.ended_on, date) and found.ended_on < found.decided_on:
        row.fail("ended_on", "ngày hết kỷ luật trước ngày quyết định kỷ luật; xem lại hai ngày này.")
    return found


def _hold(row: _Node) -> values.Hold:
    row.only(("reason", "opened_on", "closed_on"))
    found = values.Hold(
        cast("str", row.one_of("reason", values.HOLDS, needed=True)),
        row.day_needed("opened_on"),
        row.day("closed_on"),
    )
    if found.closed_on and found.closed_on < found.opened_on:
        row.fail("closed_on", "ngày kết thúc trước ngày bắt đầu; xem lại hai ngày này.")
    return found


def _campaign(row: _Node) -> values.Campaign:
    row.only(("launched_by", "years", "result"))
    return values.Campaign(
        cast("str", row.one_of("launched_by", values.LAUNCHERS, needed=True)),
        row.whole("years", high=100),
        cast("str", row.one_of("result", values.RESULTS, needed=True)),
    )


def _leave(row: _Node) -> values.Leave:
    row.only(("from", "to"))
    found = values.Leave(row.day_needed("from"), row.day_needed("to"))
    if found.until < found.since:
        row.fail("to", "ngày cuối trước ngày đầu; xem lại hai ngày này.")
    return found


_COLLECTIVE = ("members", "completed_percent", "titles", "flag_eligible", "founded_on", "max_discipline")


def _collective(node: _Node) -> values.Collective | None:
    if node.get("collective") is None:
        return None
    row = node.child("collective")
    row.only(_COLLECTIVE + _OF_COLLECTIVE)
    members = row.whole("members", low=1)
    worst = row.one_of("max_discipline", values.DISCIPLINE)
    founded = row.day("founded_on")
    if founded and founded > node.reader.received:
        row.fail("founded_on", "ngày thành lập sau ngày tiếp nhận hồ sơ; xem lại.")
    return values.Collective(
        members=members,
        completed_percent=row.number("completed_percent", "phần trăm", 100),
        titles=_titles(row, members),
        flag_eligible=row.flag("flag_eligible"),
        founded_on=founded,
        max_discipline=worst if "max_discipline" in row.value else ABSENT,
    )


def _titles(row: _Node, members: int | None) -> Mapping[str, int] | None:
    if row.get("titles") is None:
        return None
    titles = row.child("titles")
    found: dict[str, int] = {}
    for code in titles.value:
        titles.known_code(titles.at(code), code)
        count = titles.whole(code)
        if count is None:
            continue
        if members is not None and count > members:
            titles.fail(code, f"{count} người đạt nhưng tập thể chỉ có {members} người; xem lại.")
        found[code] = count
    return found


def _near(word: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(word, list(known), 1)
    return f" (có phải “{close[0]}”?)" if close else ""


def _kind(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true/false"
    if isinstance(value, str):
        return f"chữ “{value[:40]}”"
    if isinstance(value, int):
        return f"số {value}"
    if isinstance(value, float | Decimal):
        return f"số lẻ {value}"
    return "danh sách" if isinstance(value, list) else "đối tượng"
