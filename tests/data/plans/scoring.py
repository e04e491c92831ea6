"""How near a reading of a plan comes to what a careful officer wrote down (``NAME.gold.json``).

Each measure is a pair (right, asked). Words are compared folded, so that a
scan's marks do not decide; names of bodies may differ by a letter or two.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from rapidfuzz.fuzz import ratio

from vinhdanh.foundation.kernel.text import fold

Record = dict[str, Any]
HEAD = ("number", "issued_on", "place", "issuer", "signer", "signer_title", "title", "years", "scope_level")
SAME_OPENING = 88
SAME_NAME = 90
SAME_DUTY = 0.5


class Score:
    """Right and asked for each measure, and each miss in words."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.right: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.misses: list[str] = []

    def add(self, measure: str, right: bool, miss: object) -> None:
        self.right[measure] += right
        self.asked[measure] += 1
        if not right:
            self.misses.append(f"{self.name}: {measure}: {miss}")


def _words(text: object) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(str(text or ""))).split())


def _opening_likeness(gold: Record, task: Record) -> float:
    starts = [_words(start) for start in (gold["text_starts_with"], *gold.get("alt_starts", ()))]
    text = _words(task.get("text") or task.get("text_starts_with"))
    return max(ratio(start, text[: len(start)]) for start in starts)


def _pairs(gold: list[Record], system: list[Record]) -> Iterator[tuple[int, int]]:
    """Tasks that are the same, best likeness first, each used once."""
    found = [(_opening_likeness(g, s), i, j) for i, g in enumerate(gold) for j, s in enumerate(system)]
    used_gold: set[int] = set()
    used_system: set[int] = set()
    for likeness, i, j in sorted(found, key=lambda row: (-row[0], abs(row[1] - row[2]))):
        if likeness >= SAME_OPENING and i not in used_gold and j not in used_system:
            used_gold.add(i)
            used_system.add(j)
            yield i, j


def _same_names(gold: Iterable[str], system: Iterable[str]) -> bool:
    left = [_words(name) for name in system]
    for name in map(_words, gold):
        match = next((other for other in left if ratio(name, other) >= SAME_NAME), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def _period(task: Record) -> tuple[str | None, str | None]:
    period = task.get("period") or {}
    return period.get("kind"), period.get("value")


def _spans_days(task: Record) -> bool:
    return "/" in str(_period(task)[1])


def _same_period(gold: Record, task: Record) -> bool:
    """A span of days is right in full, or as the date on which it ends."""
    kind, value = _period(gold)
    if not _spans_days(gold):
        return _period(task) == (kind, value)
    return _period(task) in {("range", value), ("date", value), ("date", str(value).split("/")[1])}


def _score_pair(score: Score, gold: Record, task: Record) -> None:
    label = gold["text_starts_with"][:40]
    score.add("period", _same_period(gold, task), (label, _period(gold), _period(task)))
    for measure in ("lead", "coordinators"):
        wanted, got = gold[measure], task.get(measure) or []
        score.add(measure, _same_names(wanted, got), (label, wanted, got))
    if not _spans_days(gold):
        wanted, got = gold["deadline"], task.get("deadline")
        score.add("deadline", wanted == got, (label, wanted, got))


def _score_tasks(score: Score, gold: Record, system: Record) -> None:
    tasks = system.get("tasks") or []
    pairs = dict(_pairs(gold["tasks"], tasks))
    for i, wanted in enumerate(gold["tasks"]):
        score.add("recall", i in pairs, wanted["text_starts_with"])
        if i in pairs:
            _score_pair(score, wanted, tasks[pairs[i]])
    beside = [{"text_starts_with": text} for text in gold["tolerated"]]
    for j, task in enumerate(tasks):
        if j in pairs.values():
            score.add("precision", True, "")
        elif not any(_opening_likeness(known, task) >= SAME_OPENING for known in beside):
            score.add("precision", False, task.get("text") or task.get("text_starts_with"))


def _overlap(one: object, other: object) -> float:
    """Share of words in common (Dice); two empty texts agree."""
    a, b = Counter(_words(one).split()), Counter(_words(other).split())
    size = sum(a.values()) + sum(b.values())
    return 2 * sum((a & b).values()) / size if size else 1.0


def _same_duty(gold: Record, duty: Record) -> bool:
    dated = str(gold["due"])[:2] == "20"
    near = (_overlap(gold[key], duty.get(key)) for key in ("who", "what", "to"))
    return sum(near) / 3 >= SAME_DUTY and (not dated or duty.get("due") == gold["due"])


def _score_duties(score: Score, gold: Record, system: Record) -> None:
    left = list(system.get("reporting_duties") or [])
    for wanted in gold["reporting_duties"]:
        match = next((duty for duty in left if _same_duty(wanted, duty)), None)
        score.add("duties", match is not None, wanted)
        if match is not None:
            left.remove(match)


def _score_head(score: Score, gold: Record, system: Record) -> None:
    for key in HEAD:
        if key not in gold:
            continue
        wanted, got = gold[key], system.get(key)
        right = wanted == got if isinstance(wanted, list) else _words(wanted) == _words(got)
        score.add("head", right, (key, wanted, got))


def score_plan(name: str, gold: Record, system: Record) -> Score:
    """``gold`` and ``system`` both in the shape that ``plan read`` prints."""
    score = Score(name)
    _score_tasks(score, gold, system)
    _score_duties(score, gold, system)
    _score_head(score, gold, system)
    return score
