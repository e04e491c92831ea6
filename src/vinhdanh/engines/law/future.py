"""Looking ahead: a file with other facts, and the awards that open if the good record goes on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from vinhdanh.engines.law import words
from vinhdanh.engines.law.evaluate import NOTHING_LOCAL, Evaluation, Local, check, screen
from vinhdanh.engines.law.facts import RATINGS, Facts, Held, Rating, Work
from vinhdanh.engines.law.from_facts import from_facts
from vinhdanh.engines.law.model import AwardRule, Lawbook, Verdict

EACH_YEAR = (
    "lao_dong_tien_tien", "chien_si_tien_tien", "cstd_co_so", "tap_the_ld_tien_tien", "don_vi_tien_tien",
    "tap_the_ld_xuat_sac", "don_vi_quyet_thang",
)  # fmt: skip
"""Titles that a good year brings again; higher ones are chosen among many and are not assumed."""


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What each coming year is taken to bring: a rating, titles, an initiative of a reach each (or none)."""

    rating: str | None = None
    titles: tuple[str, ...] = ()
    initiative: str | None = None

    def in_words(self, names: Mapping[str, str]) -> tuple[str, ...]:
        """The assumptions as Vietnamese sentences; they belong beside every answer that rests on them."""
        rating = (
            f"mỗi năm {words.RATING[self.rating]}"
            if self.rating
            else "không giả định mức hoàn thành nhiệm vụ"
        )
        titles = ", ".join(names.get(code, code) for code in self.titles)
        found = (
            rating,
            f"mỗi năm đạt {titles}" if titles else "không giả định danh hiệu mới",
            f"mỗi năm có 01 sáng kiến {words.SCOPE[self.initiative]} được công nhận"
            if self.initiative
            else "không giả định sáng kiến mới",
            "không bị kỷ luật, không thuộc trường hợp hoãn xét; tiêu chuẩn về phẩm chất được xác nhận",
            "tiêu chuẩn giữ như văn bản đã biết, chưa xét Luật sửa đổi năm 2026",
        )
        return tuple(words.sentence(one) for one in found)


@dataclass(frozen=True, slots=True)
class Opening:
    """The award whose machine-checkable conditions are met first after `in_years` more years."""

    award: str
    in_years: int
    year: int
    received_on: date


def what_if(
    facts: Facts,
    book: Lawbook,
    changes: Mapping[str, Any],
    *,
    readings: Mapping[str, str] | None = None,
    local: Local = NOTHING_LOCAL,
) -> Evaluation:
    """The answer if the named fields of the facts were otherwise; the facts themselves stay as they are."""
    return check(replace(facts, **changes), book, readings=readings, local=local)


def usual(facts: Facts) -> Assumptions:
    """The record of the year under review, going on."""
    rated = {row.year: row.level for row in facts.ratings or ()}.get(facts.year)
    good = rated if rated in RATINGS[RATINGS.index("good") :] else None
    held = {row.code for row in facts.awards or () if row.year == facts.year and not row.revoked_on}
    works = [row.scope for row in facts.initiatives or () if row.year == facts.year and row.used_for is None]
    return Assumptions(good, tuple(code for code in EACH_YEAR if code in held), works[0] if works else None)


def nurture(
    rules: Iterable[AwardRule],
    facts: Facts,
    book: Lawbook,
    *,
    years: int = 5,
    assumed: Assumptions | None = None,
    local: Local = NOTHING_LOCAL,
) -> tuple[Opening, ...]:
    """Awards in the order in which they open, now (0) or in 1 to `years` years, by the text known today.

    An award opens when every condition that a machine can check is met; what people judge is not decided.
    """
    assumed, rules = assumed or usual(facts), tuple(rules)
    found: dict[str, Opening] = {}
    for ahead in range(years + 1):
        then = later(facts, assumed, ahead)
        verdicts = screen(
            rules, from_facts([then]), book, on=then.received_on, attested=True, local=local, kind=facts.kind,
            as_written=True,
        )  # fmt: skip
        for code, verdict in verdicts.items():
            if verdict[0] == Verdict.MET:
                found.setdefault(code, Opening(code, ahead, then.year, then.received_on))
    return tuple(found.values())


def later(facts: Facts, assumed: Assumptions, ahead: int) -> Facts:
    """The facts so many years on, if each year brings what is assumed."""
    coming = range(facts.year + 1, facts.year + ahead + 1)
    received = _years_on(facts.received_on, ahead)
    ratings = tuple(Rating(year, assumed.rating) for year in coming if assumed.rating)
    # Decided when the year is over, or by the day of receipt when that comes first.
    awards = tuple(
        Held(code, year, min(date(year + 1, 1, 10), received), "merit")
        for year in coming
        for code in assumed.titles
    )
    scope = assumed.initiative
    works = tuple(Work(scope, year, min(date(year, 12, 1), received)) for year in coming if scope)
    return replace(
        facts,
        year=facts.year + ahead,
        received_on=received,
        ratings=(facts.ratings or ()) + ratings,
        # A list that is not known stays so: what went before is still not known.
        awards=None if facts.awards is None else facts.awards + awards,
        initiatives=None if facts.initiatives is None else facts.initiatives + works,
        holds=() if ahead else facts.holds,
        years_in_post=_more(facts.years_in_post, ahead),
        years_of_service=_more(facts.years_of_service, ahead),
    )


def _years_on(day: date, ahead: int) -> date:
    """The same day later; 29/02 falls on 28/02."""
    return day.replace(year=day.year + ahead, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _more(thousandths: int | None, ahead: int) -> int | None:
    return None if thousandths is None else thousandths + 1000 * ahead
