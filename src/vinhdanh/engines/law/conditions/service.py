"""Time: in a post, in service, since the founding, round anniversaries."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from vinhdanh.engines.law import words
from vinhdanh.engines.law.columns import UNKNOWN, YES
from vinhdanh.engines.law.conditions.held import latest
from vinhdanh.engines.law.facts import Collective
from vinhdanh.engines.law.frame import (
    Finding,
    Frame,
    Said,
    Scene,
    Word,
    everybody,
    nobody,
    unless_unknown,
    years_of_days,
)
from vinhdanh.engines.law.model import Verdict

Params = Mapping[str, Any]
YEAR = 1000
"""Years in post and of service are thousandths."""


def judge_post(frame: Frame, params: Params) -> Finding:
    """With a number: the fact against it, two thirds of it for women leaders where the law says so
    (khoản 7 Điều 4 Nghị định 152/2025/NĐ-CP); with a table of posts: people read it."""
    if not params.get("min"):
        return Finding(nobody(frame.size), everybody(frame.size))
    done, women = frame.of(frame.columns.in_post), frame.of(frame.columns.women)
    whole = params["min"] * YEAR
    full = done >= whole
    if not params.get("women_reduction"):
        return unless_unknown(full, done != UNKNOWN)
    reduced = done * 3 >= whole * 2
    sure = np.where(women == YES, reduced, full) & (done != UNKNOWN)
    possible = np.where(women == UNKNOWN, reduced, sure) | (done == UNKNOWN)
    return Finding(sure, possible)


def explain_post(scene: Scene) -> Said:
    if not scene.params.get("min"):
        return Said(
            "thời gian giữ chức vụ phải đối chiếu bảng chức vụ của Nghị định; người thẩm định xác nhận",
            (),
            ("Chức vụ và thời gian giữ từng chức vụ",),
        )
    return _measured(scene, scene.facts.years_in_post, "thời gian giữ chức vụ")


def judge_service(frame: Frame, params: Params) -> Finding:
    """Known years against the least; an activity, or a place that doubles years, is for people to confirm."""
    done, least, limit = frame.of(frame.columns.service), params.get("min"), params.get("max_exclusive")
    known = done != UNKNOWN
    if not least:
        return Finding(nobody(frame.size), everybody(frame.size))
    factor = (params.get("multiplier") or {}).get("factor", 1)
    lowest = params.get("min_circus_dance", least)
    reaches = done >= least * YEAR
    below_limit = done < limit * YEAR if limit else everybody(frame.size)
    possible = ~known | ((done * factor >= lowest * YEAR) & below_limit)
    if params.get("activity") or params.get("in_sector"):
        return Finding(nobody(frame.size), possible)
    return Finding(known & reaches & below_limit, possible)


def explain_service(scene: Scene) -> Said:
    least, limit = scene.params.get("min"), scene.params.get("max_exclusive")
    if not least:
        return Said("thời gian công tác do quy chế từng ngành, địa phương quy định", (), ("Quy chế áp dụng",))
    what = "thời gian phục vụ" if limit else "thời gian công tác"
    return _measured(scene, scene.facts.years_of_service, what)


def _measured(scene: Scene, done: int | None, what: str) -> Said:
    least, limit = scene.params["min"], scene.params.get("max_exclusive")
    wanted = f"từ {least} đến dưới {limit} năm" if limit else f"từ {least} năm"
    if done is None:
        return Said(f"chưa rõ {what} (cần {wanted})", (), (what[:1].upper() + what[1:],))
    found = f"{what}: {_years(done)} năm"
    if scene.verdict is Verdict.MET:
        return Said(f"{found} (cần {wanted})", (found,))
    if scene.verdict is Verdict.UNKNOWN:
        return Said(
            f"{found}, cần {wanted}; còn phải xác nhận hoạt động, nơi công tác được tính hệ số hoặc giảm",
            (found,),
            (f"Xác nhận {what}",),
        )
    if limit and done >= limit * YEAR:
        return Said(f"{found}, vượt mức quy định (cần {wanted})", (found,))
    return Said(f"{found}, chưa đủ {least} năm (cần {wanted})", (found,))


def _years(thousandths: int) -> str:
    whole, rest = divmod(thousandths, YEAR)
    return f"{whole},{rest:03d}".rstrip("0").rstrip(",") if rest else str(whole)


def judge_founding(frame: Frame, params: Params) -> Finding:
    founded = frame.of(frame.columns.collective.founded)
    limit = latest(frame.columns.received_on, params["min"]).toordinal()
    return unless_unknown(founded <= limit, founded > 0)


def explain_founding(scene: Scene) -> Said:
    founded, least = (scene.facts.collective or Collective()).founded_on, scene.params["min"]
    if founded is None:
        return Said(f"chưa rõ ngày thành lập (cần đủ {least} năm)", (), ("Ngày thành lập",))
    found = f"thành lập ngày {words.day(founded)}"
    until = f"đến ngày {words.day(scene.facts.received_on)}"
    state = "đủ" if scene.verdict is Verdict.MET else "chưa đủ"
    return Said(f"{found}, {until} {state} {least} năm", (found,))


def judge_round(frame: Frame, params: Params) -> Finding:
    """The anniversary of the year of receipt, or of the year under review, ends with 0."""
    founded = frame.of(frame.columns.collective.founded)
    born = years_of_days(founded)
    ages = (frame.columns.received_on.year - born, frame.columns.year - born)
    is_round = np.logical_or.reduce([(age > 0) & (age % 10 == 0) for age in ages])
    return unless_unknown(is_round, founded > 0)


def explain_round(scene: Scene) -> Said:
    founded = (scene.facts.collective or Collective()).founded_on
    if founded is None:
        return Said("chưa rõ ngày thành lập để tính năm tròn", (), ("Ngày thành lập",))
    now, reviewed = scene.facts.received_on.year, scene.facts.year
    if scene.verdict is Verdict.MET and (now - founded.year) % 10:
        now = reviewed
    found = f"thành lập năm {founded.year}, đến năm {now} là {now - founded.year} năm"
    if scene.verdict is Verdict.MET:
        return Said(f"{found}, năm tròn", (found,))
    return Said(f"{found}, không phải năm tròn (năm kỷ niệm có chữ số cuối là 0)", (found,))


POST = Word(judge_post, explain_post)
SERVICE = Word(judge_service, explain_service)
FOUNDING = Word(judge_founding, explain_founding)
ROUND = Word(judge_round, explain_round)
