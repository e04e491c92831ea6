"""Whose row it is: a subject on record, a new one, or a question for a person."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.imports.models import ListImport
from vinhdanh.domain.organisations.queries.matching import Match, match_names
from vinhdanh.domain.people.access import kept_subjects
from vinhdanh.domain.people.queries.candidates import Candidate, Profile, candidates_for
from vinhdanh.domain.people.queries.facts import subjects_of_bodies
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.text import fold

if TYPE_CHECKING:
    from vinhdanh.domain.organisations.models import Body

_DISTRICTS_LAST: Final = date(2025, 6, 30)
"""Lists of earlier years name units that ended with the districts."""
_CHUNK: Final = 4_000
NOBODY: Final = "Chưa có trong sổ; sẽ lập hồ sơ mới."


@dataclass(frozen=True, slots=True)
class Who:
    """The answer for one row. ``fault`` (column, sentence) stops the row; neither subject
    nor fresh is a question.
    """

    subject: UUID | None = None
    fresh: bool = False
    body: UUID | None = None
    own_body: UUID | None = None
    said: str = ""
    options: tuple[tuple[UUID, str, str], ...] = ()
    fault: tuple[str, str] | None = None

    def to_data(self) -> dict[str, Any]:
        return {
            "subject": str(self.subject) if self.subject else "",
            "fresh": self.fresh,
            "body": str(self.body) if self.body else "",
            "own_body": str(self.own_body) if self.own_body else "",
            "said": self.said,
            "options": [[str(pk), name, said] for pk, name, said in self.options],
        }


Values = Mapping[str, Any]
Told = Callable[[int], None]


def resolve(
    listing: ListImport, rows: Sequence[Values], *, scope: Scope, told: Told = lambda _: None
) -> list[Who]:
    """An answer for each row, in order; about a dozen queries for every four thousand rows.

    Only records that the holder of ``scope`` may write about are looked at. ``told`` hears
    how many rows are settled, and may raise to stop.
    """
    places = _Places(listing, rows)
    found: list[Who] = []
    for start in range(0, len(rows), _CHUNK):
        part = rows[start : start + _CHUNK]
        profiles = [_profile(row, places) for row in part]
        for row, candidates in zip(part, candidates_for(profiles, among=kept_subjects(scope)), strict=True):
            found.append(_who(row, candidates, places))
        told(len(found))
    return found


class _Places:
    """The bodies that the rows name, each name looked up once."""

    def __init__(self, listing: ListImport, rows: Iterable[Values]) -> None:
        texts = {row["employer"] for row in rows if row.get("employer")}
        texts |= {row["name"] for row in rows if row.get("name") and row.get("subject") == "collective"}
        self.home = listing.home_id
        self.matches = _matched(sorted(texts), listing.body)
        sure = {match.best.body_id for match in self.matches.values() if match.sure and match.best}
        self.subjects = subjects_of_bodies(pk for pk in sure if pk)

    def body(self, text: str) -> UUID | None:
        """The body that the words surely mean."""
        match = self.matches.get(text)
        return match.best.body_id if match and match.sure and match.best else None

    def employer(self, row: Values) -> UUID | None:
        return self.body(row["employer"]) if row.get("employer") else self.home

    def fault(self, row: Values) -> str:
        """Why no new record can be made: the unit is not known."""
        if not row.get("employer"):
            return (
                "Người này chưa có trong sổ và dòng không ghi đơn vị; ghi đơn vị công tác, "
                "hoặc tải lại và chọn đơn vị của cả danh sách."
            )
        match = self.matches.get(row["employer"])
        near = ", ".join(f"“{option.name}”" for option in match.candidates[:3]) if match else ""
        hint = f"có phải {near} không?" if near else "kiểm tra tên đơn vị, hoặc thêm đơn vị vào danh bạ."
        return f"Chưa rõ “{row['employer']}” là đơn vị nào; {hint}"


def _matched(texts: Sequence[str], within: "Body") -> dict[str, Match]:
    """Today's directory first; what it does not know, the directory of the districts' last day."""
    found = dict(zip(texts, match_names(texts, within=within, on=today()), strict=True))
    rest = [text for text, match in found.items() if not match.sure]
    earlier = match_names(rest, within=within, on=_DISTRICTS_LAST) if rest else []
    return found | {text: match for text, match in zip(rest, earlier, strict=True) if match.sure}


def _profile(row: Values, places: _Places) -> Profile:
    employer = places.employer(row)
    own = places.body(row.get("name", "")) if row.get("subject") == "collective" else None
    return Profile(
        kind=str(row.get("subject") or "individual"),
        names=(str(row["name"]),) if row.get("name") else (),
        born=str(row.get("birth") or ""),
        bodies=frozenset({body for body in (employer, own) if body}),
        employers=frozenset({fold(row["employer"])} if row.get("employer") and not employer else ()),
        posts=frozenset({fold(row["post"])} if row.get("post") else ()),
    )


def _who(row: Values, candidates: Sequence[Candidate], places: _Places) -> Who:
    if not row.get("name"):
        return Who()
    if row.get("subject") == "collective" and (own := places.body(row["name"])):
        return _own_body(own, places)
    options = tuple((each.id, each.name, each.likeness.said) for each in candidates)
    sure = next((each for each in candidates if each.sure), None)
    if sure:
        return Who(subject=sure.id, said=sure.likeness.said, options=options)
    if options:
        return Who(body=places.employer(row), said="Có hồ sơ gần giống; chọn giúp là ai.", options=options)
    return _fresh(row, places)


def _fresh(row: Values, places: _Places) -> Who:
    body = places.employer(row)
    if body is None:
        return Who(fault=("employer", places.fault(row)))
    return Who(fresh=True, body=body, said=NOBODY)


def _own_body(own: UUID, places: _Places) -> Who:
    """A collective that is a body of the directory has one record for good."""
    subject = places.subjects.get(own)
    if subject:
        return Who(subject=subject, own_body=own, said="là đơn vị trong danh bạ")
    return Who(fresh=True, body=own, own_body=own, said="Đơn vị trong danh bạ, chưa có hồ sơ; sẽ lập hồ sơ.")
