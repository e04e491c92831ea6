"""Words about the years that discipline took away."""

from collections.abc import Iterable
from datetime import date

from vinhdanh.engines.law.columns import years_of
from vinhdanh.engines.law.frame import Scene


def barred_years(scene: Scene, years: Iterable[int]) -> set[int]:
    """Those of the years that cannot count, even at best, because of discipline."""
    free = set(years_of(scene.frame.of(scene.frame.columns.clock_possible)[scene.row]))
    return {year for year in years if year not in free}


def doubtful_years(scene: Scene, years: Iterable[int]) -> set[int]:
    """Those whose standing is open because the facts on discipline are."""
    sure = set(years_of(scene.frame.of(scene.frame.columns.clock_sure)[scene.row]))
    return {year for year in years if year not in sure} - barred_years(scene, years)


def ended(scene: Scene) -> date | None:
    """The last day on which a disciplinary measure ended, when known."""
    days = [row.ended_on for row in scene.facts.discipline or () if isinstance(row.ended_on, date)]
    return max(days, default=None)
