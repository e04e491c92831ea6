"""Words about the years that discipline took away."""

from collections.abc import Iterable
from datetime import date

from vinhdanh.engines.law import words
from vinhdanh.engines.law.columns import years_of
from vinhdanh.engines.law.facts import ABSENT
from vinhdanh.engines.law.frame import Scene


def barred_years(scene: Scene, years: Iterable[int]) -> set[int]:
    """Those of the years that cannot count, even at best, because of discipline."""
    free = set(years_of(scene.frame.of(scene.frame.columns.clock_possible)[scene.row]))
    return {year for year in years if year not in free}


def doubtful_years(scene: Scene, years: Iterable[int]) -> set[int]:
    """Those whose standing is open because the facts on discipline are."""
    sure = set(years_of(scene.frame.of(scene.frame.columns.clock_sure)[scene.row]))
    return {year for year in years if year not in sure} - barred_years(scene, years)


def unsettled(scene: Scene) -> str:
    """What about discipline is not known."""
    if scene.facts.discipline is None:
        return "chưa rõ có bị kỷ luật hay không"
    if any(row.ended_on is ABSENT for row in scene.facts.discipline):
        return "chưa rõ ngày hết thời hạn kỷ luật"
    return "có kỷ luật, chưa kiểm chứng được quy định của giai đoạn này"


def to_know(scene: Scene) -> str:
    """What would settle it."""
    if scene.facts.discipline is None or any(row.ended_on is ABSENT for row in scene.facts.discipline):
        return "Thông tin kỷ luật và ngày hết thời hạn kỷ luật"
    return "Quy định về thành tích sau kỷ luật tại thời điểm tiếp nhận hồ sơ"


def because(scene: Scene) -> str:
    """`vì kỷ luật hết ngày …`: the measure that takes years away longest."""
    rows = [row for row in scene.facts.discipline or () if row.decided_on <= scene.facts.received_on]
    if any(row.ended_on is None for row in rows):
        return "vì kỷ luật chưa hết thời hạn"
    days = [row.ended_on for row in rows if isinstance(row.ended_on, date)]
    if not days:
        return "vì kỷ luật"
    last = words.day(max(days))
    late = max(days) > scene.facts.received_on
    return f"vì kỷ luật đến ngày {last} mới hết" if late else f"vì kỷ luật hết ngày {last}"
