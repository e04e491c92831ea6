"""A rule judged on columns, and explained for one of their subjects: the same findings serve both."""

from dataclasses import dataclass

import numpy as np

from vinhdanh.engines.law.columns import Ints
from vinhdanh.engines.law.conditions.held import candidates
from vinhdanh.engines.law.conditions.registry import word
from vinhdanh.engines.law.facts import Facts
from vinhdanh.engines.law.frame import Context, Explained, Finding, Frame, Scene
from vinhdanh.engines.law.model import AwardRule, Branch


@dataclass(frozen=True, slots=True)
class JudgedBranch:
    """The findings of one branch on its frame, in the order of its conditions."""

    branch: Branch
    frame: Frame
    findings: tuple[Finding, ...]

    def verdicts(self) -> Ints:
        """One verdict a row of the frame."""
        size = self.frame.size
        sure, possible = np.ones(size, np.bool_), np.ones(size, np.bool_)
        for found in self.findings:
            sure, possible = sure & found.sure, possible & found.possible
        return sure.astype(np.int8) + possible


@dataclass(frozen=True, slots=True)
class JudgedRule:
    rule: AwardRule
    branches: tuple[JudgedBranch, ...]
    verdict: Ints
    """One verdict a subject."""


def judge_rule(context: Context, rule: AwardRule, given: tuple[str, ...]) -> JudgedRule:
    """`given`: titles that settle what people judge when they were given for the year under review."""
    verdict = np.zeros(context.columns.size, np.int8)
    branches = []
    for branch in rule.any_of:
        judged = judge_branch(context, branch, given)
        branches.append(judged)
        found, frame = judged.verdicts(), judged.frame
        if frame.subject is None:
            verdict = np.maximum(verdict, found)
        else:
            np.maximum.at(verdict, frame.subject, found)
    return JudgedRule(rule, tuple(branches), verdict)


def judge_branch(context: Context, branch: Branch, given: tuple[str, ...]) -> JudgedBranch:
    frame = candidates(context, branch, given)
    findings = tuple(word(one.name).judge(frame, one.params) for one in branch.all_of)
    return JudgedBranch(branch, frame, findings)


def explain_branches(facts: Facts, judged: JudgedRule, subject: int) -> tuple[tuple[Explained, ...], ...]:
    return tuple(explain_branch(facts, one, subject) for one in judged.branches)


def explain_branch(facts: Facts, judged: JudgedBranch, subject: int) -> tuple[Explained, ...]:
    """The best row of the subject: highest verdict, then most conditions met, then the earliest award."""
    rows = [subject] if judged.frame.subject is None else np.flatnonzero(judged.frame.subject == subject)
    row = int(rows[0]) if len(rows) == 1 else max(map(int, rows), key=lambda each: _merit(judged, each))
    return tuple(
        _explained(Scene(facts, judged.frame, condition, finding, row))
        for condition, finding in zip(judged.branch.all_of, judged.findings, strict=True)
    )


def _merit(judged: JudgedBranch, row: int) -> tuple[int, int, int]:
    each = [int(found.verdict(row)) for found in judged.findings]
    return min(each, default=2), sum(each), -int(judged.frame.held_day()[row])


def _explained(scene: Scene) -> Explained:
    said = word(scene.condition.name).explain(scene)
    return Explained(scene.condition, scene.verdict, said)
