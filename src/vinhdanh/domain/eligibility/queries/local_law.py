"""The rules of a province and a unit as the law's engine takes them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from vinhdanh.domain.catalogue.queries.book import rule_on
from vinhdanh.domain.catalogue.queries.layers import Layer, Ruling
from vinhdanh.domain.catalogue.states import What

if TYPE_CHECKING:
    from vinhdanh.engines.law.evaluate import Local
    from vinhdanh.engines.law.model import AwardRule, Branch, Condition

LOCAL_RULE = "local_rule"


@dataclass(frozen=True, slots=True)
class LocalLaw:
    """What the engine is given beside the instruments of the nation; ``digest`` is their hash."""

    local: "Local"
    readings: Mapping[str, str]
    digest: str


def local_law(layer: Layer, on: date) -> LocalLaw:
    """Standards that fill what the law leaves open stand in that place; others are asked in every way."""
    from vinhdanh.engines.law.evaluate import Local

    extra: dict[str, list[Condition]] = {}
    instead: dict[str, list[Branch]] = {}
    for award, rulings in _standards(layer.rulings).items():
        rule = rule_on(award, on)
        if rule is None:
            continue
        conditions = [each.condition for each in rulings]
        if _leaves_open(rule):
            instead[award] = [_way(rule, conditions)]
        else:
            extra[award] = conditions
    return LocalLaw(Local(extra=extra, instead=instead), layer.readings, layer.digest)


def _standards(rulings: Iterable[Ruling]) -> dict[str, list[Ruling]]:
    found: dict[str, list[Ruling]] = {}
    for each in rulings:
        if each.what == What.STANDARD:
            found.setdefault(each.award, []).append(each)
    return found


def _leaves_open(rule: "AwardRule") -> bool:
    return any(condition.name == LOCAL_RULE for branch in rule.any_of for condition in branch.all_of)


def _way(rule: "AwardRule", conditions: "list[Condition]") -> "Branch":
    from vinhdanh.engines.law.model import Branch

    ref = next(branch.ref for branch in rule.any_of if any(c.name == LOCAL_RULE for c in branch.all_of))
    return Branch(ref, tuple(conditions))
