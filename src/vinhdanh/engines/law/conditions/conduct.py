"""`no_discipline`: the person was under no measure of discipline in the year under review.

The older decrees bar any measure, khiển trách being the lightest (Điều 5 Nghị định 65/2014/NĐ-CP). One that
was decided in an earlier year and still ran is for people to judge: the text says only "bị kỷ luật".
"""

from collections.abc import Mapping
from typing import Any

from vinhdanh.engines.law import words
from vinhdanh.engines.law.columns import bit
from vinhdanh.engines.law.facts import Discipline
from vinhdanh.engines.law.frame import Finding, Frame, Said, Scene, Word
from vinhdanh.engines.law.model import Verdict


def judge(frame: Frame, params: Mapping[str, Any]) -> Finding:
    columns = frame.columns
    year = bit(columns.year)
    punished, bound = (columns.punished & year) != 0, (columns.bound & year) != 0
    return Finding(frame.of(~punished & ~bound & columns.discipline_known), frame.of(~punished))


def explain(scene: Scene) -> Said:
    year = scene.facts.year
    if scene.facts.discipline is None:
        missing = (f"Thông tin kỷ luật năm {year}",)
        return Said(f"chưa rõ có bị kỷ luật trong năm {year} hay không", (), missing)
    if scene.verdict is Verdict.MET:
        return Said(f"không bị kỷ luật từ khiển trách trở lên trong năm {year}")
    if scene.verdict is Verdict.UNMET:
        found = [row for row in scene.facts.discipline if row.decided_on.year == year]
        return Said(f"bị kỷ luật trong năm {year} (quyết định ngày {_days(found)})", _evidence(found))
    found = [row for row in scene.facts.discipline if row.decided_on.year < year]
    reason = f"quyết định kỷ luật ngày {_days(found)} có thể còn thời hạn trong năm {year}"
    return Said(reason, _evidence(found), (f"Việc kỷ luật từ trước có tính là bị kỷ luật trong năm {year}",))


def _days(found: list[Discipline]) -> str:
    return ", ".join(words.day(row.decided_on) for row in found)


def _evidence(found: list[Discipline]) -> tuple[str, ...]:
    return tuple(
        f"Kỷ luật {words.DISCIPLINE[row.form] if row.form else 'chưa ghi hình thức'}, "
        f"quyết định ngày {words.day(row.decided_on)}"
        for row in found
    )


WORD = Word(judge, explain)
