"""One file against one rule: verdict, tree of conditions with reasons, and what comes with the award."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np

from vinhdanh.engines.law import gates, words
from vinhdanh.engines.law.columns import NO, Columns, Ints
from vinhdanh.engines.law.facts import Facts
from vinhdanh.engines.law.frame import Context, Explained, lacking, name_of, nearest, nearness
from vinhdanh.engines.law.from_facts import from_facts
from vinhdanh.engines.law.judging import explain_branches, judge_rule
from vinhdanh.engines.law.ledger import Ledger
from vinhdanh.engines.law.loader import refs_on, regime_on, rule_for
from vinhdanh.engines.law.model import AwardRule, Branch, Condition, Kind, Lawbook, Ref, Verdict
from vinhdanh.engines.law.notices import notices
from vinhdanh.engines.law.readings import branches_under
from vinhdanh.engines.law.vocabulary import HUMAN_ONLY

TITLE = "danh_hieu_thi_dua"
Tree = tuple[tuple[Explained, ...], ...]


@dataclass(frozen=True, slots=True)
class Local:
    """What an office adds, by award code: conditions for every way, or ways that stand for `local_rule`."""

    extra: Mapping[str, Sequence[Condition]] = field(default_factory=dict)
    instead: Mapping[str, Sequence[Branch]] = field(default_factory=dict)


NOTHING_LOCAL = Local()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """`tree`: one tuple a way to the award (`any_of`), each of its conditions (`all_of`)."""

    award: str
    verdict: Verdict
    instrument: str
    legal_ref: str
    summary: str
    tree: Tree
    missing: tuple[str, ...]
    warnings: tuple[str, ...]
    vote_min_percent: int | None
    bonus_coefficient: float | None
    book: Lawbook

    def to_json(self) -> dict[str, Any]:
        """The shape that `law check` prints."""
        return {
            "award": self.award,
            "verdict": self.verdict.code,
            "instrument": self.instrument,
            "legal_ref": self.legal_ref,
            "summary": self.summary,
            "tree": {"any_of": [{"all_of": [self._member(one) for one in branch]} for branch in self.tree]},
            "missing": list(self.missing),
            "warnings": list(self.warnings),
            "vote_min_percent": self.vote_min_percent,
            "bonus_coefficient": self.bonus_coefficient,
        }

    def _member(self, one: Explained) -> dict[str, Any]:
        return {
            "condition": one.condition.name,
            "verdict": one.verdict.code,
            "legal_ref": words.ref(self.book, one.condition.ref),
            "reason": reason_of(one),
            "evidence": [row[:1].upper() + row[1:] for row in one.said.evidence],
        }


def reason_of(one: Explained) -> str:
    reason = one.said.reason.rstrip(".")
    unverified = one.condition.sure == "K" and not reason.endswith("chưa kiểm chứng")
    return words.sentence(reason + " (căn cứ chưa kiểm chứng)" if unverified else reason)


def check(
    facts: Facts, book: Lawbook, readings: Mapping[str, str] | None = None, *, local: Local = NOTHING_LOCAL
) -> Evaluation:
    """The file against the rule in force on its day of receipt, or the reason why there is none."""
    rule = rule_for(book, facts.award, facts.received_on)
    if rule is not None:
        return evaluate(rule, facts, book, readings=readings, local=local)
    return _answer(facts, book, ((gates.no_rule(facts, book),),), refs=gates.last_refs(facts, book))


def evaluate(
    rule: AwardRule,
    facts: Facts,
    book: Lawbook,
    *,
    readings: Mapping[str, str] | None = None,
    local: Local = NOTHING_LOCAL,
    as_written: bool = False,
) -> Evaluation:
    """The file against this rule. `readings` chooses among ways of reading the law (see `readings`).

    `as_written`: judge by the text that is known, though an unseen amendment is in force on that day.
    """
    gate = gates.before_conditions(rule, facts)
    if gate is not None:
        return _answer(facts, book, ((gate,),), rule=rule)
    context = context_of(from_facts([facts]), book, readings=readings, local=local)
    mine = adapted(rule, book, readings=readings, local=local)
    judged = judge_rule(context, mine, settled_by(rule))
    branches = explain_branches(facts, judged, 0)
    unseen = None if as_written else gates.in_force(rule, facts, book)
    if unseen is not None:
        # The new text may open another way: the whole stays unknown by the tree's own arithmetic.
        branches = (*((*branch, unseen) for branch in branches), (unseen,))
    deferring = gates.deferring(facts, book)
    branches = tuple((*branch, *deferring) for branch in branches)
    return _answer(facts, book, branches, rule=rule, ledger=context.ledger)


def context_of(
    columns: Columns,
    book: Lawbook,
    *,
    readings: Mapping[str, str] | None = None,
    local: Local = NOTHING_LOCAL,
    attested: bool = False,
) -> Context:
    def rules(code: str) -> AwardRule | None:
        rule = rule_for(book, code, columns.received_on)
        return rule and adapted(rule, book, readings=readings, local=local)

    return Context(columns, Ledger(columns), book, rules, attested)


def settled_by(rule: AwardRule) -> tuple[str, ...]:
    """Titles that settle what people judge in this rule, when given for the year under review."""
    return (rule.code,) if rule.kind == TITLE else ()


def adapted(
    rule: AwardRule, book: Lawbook, *, readings: Mapping[str, str] | None = None, local: Local = NOTHING_LOCAL
) -> AwardRule:
    """The rule under the chosen readings, with what the office adds."""
    branches: Iterable[Branch] = branches_under(rule, book, readings)
    if rule.code in local.instead:
        branches = [found for one in branches for found in _instead(one, local.instead[rule.code])]
    if rule.code in local.extra:
        more = tuple(local.extra[rule.code])
        branches = [replace(one, all_of=one.all_of + more) for one in branches]
    return replace(rule, any_of=tuple(branches))


def _instead(branch: Branch, ways: Sequence[Branch]) -> list[Branch]:
    rest = tuple(one for one in branch.all_of if one.name != "local_rule")
    if len(rest) == len(branch.all_of):
        return [branch]
    return [replace(way, all_of=rest + way.all_of) for way in ways]


def screen(
    rules: Iterable[AwardRule],
    columns: Columns,
    book: Lawbook,
    *,
    on: date,
    attested: bool = False,
    readings: Mapping[str, str] | None = None,
    local: Local = NOTHING_LOCAL,
    kind: Kind = "individual",
    as_written: bool = False,
) -> dict[str, Ints]:
    """A verdict (0, 1, 2 as in `Verdict`) for every subject and every rule that is for subjects of that kind.

    With `attested`, what people only attest is taken as attested: 2 then means that every condition a
    machine can check is met. `as_written` as in `evaluate`. `on` must be the day of receipt of the columns.
    """
    if on != columns.received_on:
        raise ValueError("columns are of another day of receipt")
    context = context_of(columns, book, readings=readings, local=local, attested=attested)
    clear = (columns.held_up == NO) & ~columns.disciplined
    found: dict[str, Ints] = {}
    for rule in rules:
        if kind not in rule.subjects:
            continue
        if not rule.automatic or (gates.amended(rule, on, book) and not as_written):
            found[rule.code] = np.full(columns.size, Verdict.UNKNOWN, np.int8)
            continue
        verdict = judge_rule(
            context, adapted(rule, book, readings=readings, local=local), settled_by(rule)
        ).verdict
        found[rule.code] = np.where(clear, verdict, np.minimum(verdict, Verdict.UNKNOWN))
    return found


def _answer(
    facts: Facts,
    book: Lawbook,
    tree: Tree,
    *,
    refs: tuple[Ref, ...] = (),
    rule: AwardRule | None = None,
    ledger: Ledger | None = None,
) -> Evaluation:
    verdicts = [min(one.verdict for one in branch) for branch in tree]
    verdict = max(verdicts)
    regime = regime_on(book, facts.received_on)
    refs = (
        refs_on(book, rule, facts.received_on)
        if rule
        else refs or tuple(one.condition.ref for one in tree[0])
    )
    return Evaluation(
        award=facts.award,
        verdict=verdict,
        instrument=regime.name if regime else "Chưa có dữ liệu về văn bản áp dụng ngày này",
        legal_ref="; ".join(words.ref(book, one) for one in refs),
        summary=_summary(rule.name if rule else name_of(book, facts.award), facts, tree),
        tree=tree,
        missing=_missing(tree),
        warnings=notices(facts, book, ledger or Ledger(from_facts([facts])), rule=rule, verdict=verdict),
        vote_min_percent=rule.vote.percent if rule and rule.vote else None,
        bonus_coefficient=coefficient(rule, facts.kind) if rule else None,
        book=book,
    )


def coefficient(rule: AwardRule, kind: str) -> float | None:
    """Times the base salary, for that kind of subject."""
    if rule.bonus is None or kind not in rule.subjects:
        return None
    own = rule.bonus.collective if kind == "collective" else None
    return rule.bonus.coefficient if own is None else own


def best_branch(tree: Tree) -> tuple[Explained, ...]:
    """The way that is nearest (see `frame.nearest`)."""
    return nearest(tree)


def _missing(tree: Tree) -> tuple[str, ...]:
    """What the nearest way lacks; a last line when others are as near."""
    best = best_branch(tree)
    if min(one.verdict for one in best) is Verdict.MET:
        return ()
    found = [words.sentence(row).rstrip(".") for row in lacking(best)]
    others = sum(nearness(way) == nearness(best) for way in tree) - 1
    if found and others:
        found.append(f"Hoặc theo {others} cách khác cũng gần đủ như vậy (xem từng cách trong tiêu chuẩn)")
    return tuple(dict.fromkeys(found))


def _summary(name: str, facts: Facts, tree: Tree) -> str:
    best = best_branch(tree)
    worst = min(one.verdict for one in best)
    if worst is Verdict.MET:
        return words.sentence(f"Đủ tiêu chuẩn {name} năm {facts.year} theo dữ liệu đã có")
    open_ones = [one for one in best if one.verdict is worst]
    # What a machine could still settle says more than what people always attest.
    why = min(open_ones, key=lambda one: _last_said(one, facts)).said.reason
    opening = "Chưa đủ tiêu chuẩn" if worst is Verdict.UNMET else "Chưa thể kết luận về"
    return words.brief(f"{opening} {name} năm {facts.year}: {why}", more=len(open_ones) - 1)


def _last_said(one: Explained, facts: Facts) -> int:
    named = one.condition.name in {"in_force", "after_discipline"}
    if named or (one.condition.name == "under_discipline_or_investigation" and facts.holds):
        return 0
    return 2 if one.condition.name in HUMAN_ONLY else 1
