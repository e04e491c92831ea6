"""`holds_standard_of`: the ways to another title, for the same year; it need not have been given."""

from collections.abc import Mapping
from typing import Any

from vinhdanh.engines.law import words
from vinhdanh.engines.law.columns import Ints
from vinhdanh.engines.law.frame import Finding, Frame, Said, Scene, Word, lacking, nearest, nobody
from vinhdanh.engines.law.model import Verdict


def judge(frame: Frame, params: Mapping[str, Any]) -> Finding:
    from vinhdanh.engines.law.judging import judge_rule

    sure, possible = nobody(frame.columns.size), nobody(frame.columns.size)
    kinds: dict[str, Any] = {}
    for code in params["codes"]:
        rule = frame.context.rules(code)
        if rule is None:
            continue
        key = tuple(dict.fromkeys((code, *frame.given)))
        if key not in frame.context.standards:
            frame.context.standards[key] = judge_rule(frame.context, rule, key)
        judged = kinds[code] = frame.context.standards[key]
        verdict: Ints = judged.verdict
        sure, possible = sure | (verdict == Verdict.MET), possible | (verdict >= Verdict.UNKNOWN)
    return Finding(frame.of(sure), frame.of(possible), {"judged": kinds})


def explain(scene: Scene) -> Said:
    from vinhdanh.engines.law.judging import explain_branches

    name = scene.names(scene.params["codes"])
    subject = int(scene.frame.subjects()[scene.row])
    judged = scene.finding.detail["judged"]
    if not judged:
        return Said(f"{name} không có trong quy định áp dụng cho hồ sơ này")
    code = max(judged, key=lambda one: (int(judged[one].verdict[subject]), -list(judged).index(one)))
    parts = explain_branches(scene.facts, judged[code], subject)
    best = nearest(parts)
    evidence = tuple(dict.fromkeys(row for each in best for row in each.said.evidence))
    if scene.verdict is Verdict.MET:
        return Said(f"đạt tiêu chuẩn {scene.name(code)} năm {scene.facts.year}", evidence)
    worst = min(each.verdict for each in best)
    causes = list(dict.fromkeys(each.said.reason for each in best if each.verdict is worst))
    why = causes[0] + words.others(len(causes) - 1)
    what = f"đạt tiêu chuẩn {scene.name(code)} năm {scene.facts.year}"
    state = f"chưa rõ có {what} hay không" if scene.verdict is Verdict.UNKNOWN else f"chưa {what}"
    return Said(f"{state} ({why})", evidence, lacking(best))


WORD = Word(judge, explain)
