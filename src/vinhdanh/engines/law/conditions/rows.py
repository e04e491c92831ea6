"""Words about rows of awards: those counted, and why others were not."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from vinhdanh.engines.law import words
from vinhdanh.engines.law.conditions.clock import barred_years, because
from vinhdanh.engines.law.facts import Held
from vinhdanh.engines.law.frame import Scene
from vinhdanh.engines.law.ledger import Standing


def counted(scene: Scene, codes: Sequence[str], years: Iterable[int]) -> tuple[str, ...]:
    """The decisions on these codes in these years that count, as evidence."""
    wanted = set(years)
    rows = [row for row, standing in standings(scene, codes) if may_count(standing) and row.year in wanted]
    return tuple(words.held(scene.name(row.code), row) for row in by_year(rows))


def may_count(standing: Standing) -> bool:
    return standing <= Standing.DAY_UNKNOWN


def by_year(rows: Iterable[Held]) -> list[Held]:
    return sorted(rows, key=lambda row: (row.year or 0, row.decided_on or date.min))


def left_out(scene: Scene, codes: Sequence[str], years: Iterable[int] | None = None) -> str:
    """`; không tính …: …` for the rows that are there and do not count."""
    wanted = None if years is None else set(years)
    found = [
        f"{words.held(scene.name(row.code), row)}: {why_not(row, standing)}"
        for row, standing in standings(scene, codes)
        if not may_count(standing) and (wanted is None or row.year in wanted)
    ]
    return f"; không tính {'; '.join(found)}" if found else ""


def outside(scene: Scene, codes: Sequence[str], pairs: tuple[Any, ...]) -> str:
    """`; không tính …: …`, also for the rows that count by themselves and lie outside the window.

    `pairs`: the rows of the frame and the places in the table of awards that were counted.
    """
    row, place = pairs
    awards = scene.facts.awards or ()
    inside = {id(awards[int(each)]) for each in place[row == scene.row]}
    found = []
    for one, standing in standings(scene, codes):
        why = _why_outside(scene, one) if may_count(standing) else why_not(one, standing)
        if id(one) not in inside:
            found.append(f"{words.held(scene.name(one.code), one)}: {why}")
    return f"; không tính {'; '.join(found)}" if found else ""


def _why_outside(scene: Scene, row: Held) -> str:
    if row.year and row.year > scene.facts.year:
        return f"sau năm xét {scene.facts.year}"
    if row.year and barred_years(scene, [row.year]):
        return because(scene)
    if scene.params.get("since") != "held_award":
        return "ngoài thời gian xét"
    opened = int(scene.frame.held_day()[scene.row])
    if row.decided_on and row.decided_on.toordinal() <= opened:
        return "không sau quyết định làm mốc"
    return "thành tích trước năm của quyết định làm mốc"


def standings(scene: Scene, codes: Sequence[str]) -> list[tuple[Held, Standing]]:
    subject = scene.row if scene.frame.subject is None else int(scene.frame.subject[scene.row])
    awards = scene.facts.awards or ()
    found = []
    for code in dict.fromkeys(codes):
        rows = scene.frame.context.ledger.rows(code)
        mine = rows.subject == subject
        for place, standing in zip(rows.place[mine], rows.standing[mine], strict=True):
            found.append((awards[int(place)], Standing(int(standing))))
    return found


def why_not(row: Held, standing: Standing) -> str:
    if standing is Standing.REVOKED and row.revoked_on:
        return f"đã bị hủy bỏ ngày {words.day(row.revoked_on)}"
    if standing is Standing.MANNER_BARRED and row.manner:
        return "loại này không làm căn cứ khen công trạng"
    if standing is Standing.AFTER_RECEIPT:
        return "quyết định sau ngày tiếp nhận hồ sơ"
    if standing is Standing.BEFORE_ITS_YEAR:
        return "ngày quyết định trước năm thành tích, mâu thuẫn"
    if standing is Standing.NO_SUCH_LEVEL:
        return "ghi cấp huyện trong khi từ 01/07/2025 không còn cấp huyện"
    return "chưa rõ loại hình khen thưởng"
