"""Words about rows of awards: those counted, and why others were not."""

from collections.abc import Iterable, Sequence

from vinhdanh.engines.law import words
from vinhdanh.engines.law.facts import Held
from vinhdanh.engines.law.frame import Scene
from vinhdanh.engines.law.ledger import Standing


def counted(scene: Scene, codes: Sequence[str], years: Iterable[int]) -> tuple[str, ...]:
    """The decisions on these codes in these years that count, as evidence."""
    wanted = set(years)
    return tuple(
        words.held(scene.name(row.code), row)
        for row, standing in standings(scene, codes)
        if standing <= Standing.MANNER_UNKNOWN and row.year in wanted
    )


def left_out(scene: Scene, codes: Sequence[str], years: Iterable[int] | None = None) -> str:
    """`; không tính …: …` for the rows that are there and do not count."""
    wanted = None if years is None else set(years)
    found = [
        f"{words.held(scene.name(row.code), row)}: {why_not(row, standing)}"
        for row, standing in standings(scene, codes)
        if standing > Standing.MANNER_UNKNOWN and (wanted is None or row.year in wanted)
    ]
    return f"; không tính {'; '.join(found)}" if found else ""


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
        return f"kết quả khen {words.MANNER[row.manner]} không làm căn cứ khen công trạng"
    if standing is Standing.AFTER_RECEIPT:
        return "quyết định sau ngày tiếp nhận hồ sơ"
    if standing is Standing.BEFORE_ITS_YEAR:
        return "ngày quyết định trước năm thành tích, mâu thuẫn"
    if standing is Standing.NO_SUCH_LEVEL:
        return "ghi cấp huyện trong khi từ 01/07/2025 không còn cấp huyện"
    return "chưa rõ loại hình khen thưởng"
