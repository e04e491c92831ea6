"""Members of a collective: how many completed, how many hold a title, whether anyone was disciplined."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from vinhdanh.engines.law import words
from vinhdanh.engines.law.columns import UNKNOWN, Ints
from vinhdanh.engines.law.facts import ABSENT, DISCIPLINE, Collective
from vinhdanh.engines.law.frame import Finding, Frame, Said, Scene, Word, unless_unknown
from vinhdanh.engines.law.model import Verdict

Params = Mapping[str, Any]
MANY = 1 << 40


def _with_title(frame: Frame, params: Params) -> tuple[Ints, Ints]:
    """Members who hold one of the titles: at least, and at most (the titles not said may be everyone's)."""
    titles = frame.columns.collective.titles
    unknown = np.full(frame.columns.size, UNKNOWN)
    counts = [titles.get(code, unknown) for code in params["codes"]]
    least = np.maximum.reduce(counts)
    some_unknown = np.logical_or.reduce([count < 0 for count in counts])
    most = np.where(some_unknown, MANY, np.add.reduce(counts))
    return frame.of(least), frame.of(most)


def judge_share(frame: Frame, params: Params) -> Finding:
    """Whole numbers only: `with * 100 >= percent * members`."""
    least, most = _with_title(frame, params)
    members = frame.of(frame.columns.collective.members)
    percent, above = params["min_percent"], int(bool(params.get("exclusive")))
    known = (members > 0) & (least >= 0)
    sure = known & (least * 100 >= percent * members + above)
    possible = np.where(members > 0, most * 100 >= percent * members + above, most > 0)
    return Finding(sure, possible)


def explain_share(scene: Scene) -> Said:
    group, name = scene.facts.collective or Collective(), scene.names(scene.params["codes"])
    more = "trên" if scene.params.get("exclusive") else "từ"
    wanted = f"{more} {scene.params['min_percent']}%"
    if scene.verdict is Verdict.UNKNOWN:
        missing = (f"Số thành viên và số người đạt {name}",)
        return Said(f"chưa rõ tỷ lệ thành viên đạt {name} (cần {wanted})", (), missing)
    share = f"{_held(group, scene)}/{group.members} thành viên đạt {name}"
    if scene.verdict is Verdict.MET:
        return Said(f"{share} (cần {wanted})", (share,))
    ask = f"Tỷ lệ {wanted} thành viên đạt {name}, mới có {_held(group, scene)}/{group.members}"
    return Said(f"mới có {share} (cần {wanted})", (share,), (ask,))


def _held(group: Collective, scene: Scene) -> int:
    return max(((group.titles or {}).get(code, 0) for code in scene.params["codes"]), default=0)


def judge_member(frame: Frame, params: Params) -> Finding:
    least, most = _with_title(frame, params)
    return Finding(least >= params["min_count"], most >= params["min_count"])


def explain_member(scene: Scene) -> Said:
    group, name = scene.facts.collective or Collective(), scene.names(scene.params["codes"])
    count = scene.params["min_count"]
    if scene.verdict is Verdict.UNKNOWN:
        return Said(f"chưa rõ có bao nhiêu cá nhân đạt {name} (cần {count})", (), (f"Số người đạt {name}",))
    found = f"có {_held(group, scene)} cá nhân đạt {name}"
    ask = () if scene.verdict is Verdict.MET else (f"Ít nhất {count} cá nhân đạt {name}",)
    return Said(f"{found} (cần ít nhất {count})", (found,), ask)


def judge_completed(frame: Frame, params: Params) -> Finding:
    percent = frame.of(frame.columns.collective.completed)
    return unless_unknown(percent >= params["min_percent"], percent != UNKNOWN)


def explain_completed(scene: Scene) -> Said:
    percent, wanted = (scene.facts.collective or Collective()).completed_percent, scene.params["min_percent"]
    if percent is None:
        return Said(
            f"chưa rõ tỷ lệ thành viên hoàn thành nhiệm vụ (cần {wanted}%)",
            (),
            ("Tỷ lệ thành viên hoàn thành nhiệm vụ",),
        )
    found = f"{str(percent).replace('.', ',')}% thành viên hoàn thành nhiệm vụ"
    return Said(f"{found} (cần {wanted}%)", (found,))


def judge_discipline(frame: Frame, params: Params) -> Finding:
    worst = frame.of(frame.columns.collective.discipline)
    return unless_unknown(worst <= DISCIPLINE.index(params["at_or_above"]), worst != UNKNOWN)


def explain_discipline(scene: Scene) -> Said:
    worst, limit = (scene.facts.collective or Collective()).max_discipline, scene.params["at_or_above"]
    wanted = f"không có cá nhân bị kỷ luật từ {words.DISCIPLINE[limit]} trở lên"
    if worst is ABSENT:
        return Said(f"chưa rõ có cá nhân bị kỷ luật hay không (cần {wanted})", (), ("Kỷ luật trong tập thể",))
    found = "không có cá nhân bị kỷ luật"
    if worst:
        found = f"hình thức kỷ luật cao nhất là {words.DISCIPLINE[worst]}"
    if scene.verdict is Verdict.MET:
        return Said(f"{found}, bảo đảm {wanted}" if worst else found, (found,))
    return Said(f"{found}; yêu cầu {wanted}", (found,))


SHARE = Word(judge_share, explain_share)
MEMBER = Word(judge_member, explain_member)
COMPLETED = Word(judge_completed, explain_completed)
UNDISCIPLINED = Word(judge_discipline, explain_discipline)
