"""Bonuses and votes in whole numbers.

Điều 49 Nghị định 152/2025/NĐ-CP: the coefficient times the base salary in force on the day of the decision,
rounded up to 10,000 đồng; of several titles for the same time only the highest is paid, a title and a form
of commendation are both paid.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from vinhdanh.engines.law.evaluate import TITLE, coefficient
from vinhdanh.engines.law.loader import rule_for, salary_on
from vinhdanh.engines.law.model import Kind, Lawbook

ROUNDED_TO = 10_000


@dataclass(frozen=True, slots=True)
class Grant:
    """One award of one subject. `period` is its achievement period, as a year or any other mark."""

    award: str
    kind: Kind
    decided_on: date
    period: str


@dataclass(frozen=True, slots=True)
class Payment:
    """`amount` in đồng; `ceiling`: the most that may be paid; `paid` False: a higher one is paid instead."""

    grant: Grant
    coefficient: Fraction
    salary: int
    amount: int
    ceiling: bool = False
    verified: bool = True
    paid: bool = True


def bonus(book: Lawbook, grant: Grant) -> Payment | None:
    """The bonus of one award; None when the law of that day gives none, or no base salary is known."""
    rule, salary = rule_for(book, grant.award, grant.decided_on), salary_on(book, grant.decided_on)
    times = coefficient(rule, grant.kind) if rule else None
    if rule is None or rule.bonus is None or salary is None or times is None:
        return None
    exact = Fraction(str(times))
    return Payment(
        grant=grant,
        coefficient=exact,
        salary=salary.amount,
        amount=rounded_up(exact * salary.amount),
        ceiling=rule.bonus.ceiling,
        verified="K" not in {rule.bonus.sure, salary.sure},
    )


def rounded_up(amount: Fraction) -> int:
    """Up to the next 10,000 đồng."""
    return -(-amount // ROUNDED_TO) * ROUNDED_TO


def payments(book: Lawbook, grants: Iterable[Grant]) -> list[Payment]:
    """What is paid to one subject for awards decided at the same time, in the order given.

    Within titles, and within forms of commendation, the highest for each achievement period is paid.
    """
    found = [payment for grant in grants if (payment := bonus(book, grant)) is not None]
    highest: dict[tuple[bool, str], Payment] = {}
    for payment in found:
        key = _same_achievement(book, payment.grant)
        if key not in highest or payment.amount > highest[key].amount:
            highest[key] = payment
    chosen = {id(payment) for payment in highest.values()}
    return [payment if id(payment) in chosen else replace(payment, paid=False) for payment in found]


def _same_achievement(book: Lawbook, grant: Grant) -> tuple[bool, str]:
    rule = rule_for(book, grant.award, grant.decided_on)
    return rule is not None and rule.kind == TITLE, grant.period


def council_votes(percent: int, members: int) -> int:
    """The least votes that reach the percent of all members: 8 of 9 for 80 %, 9 of 9 for 90 %."""
    if not (0 <= percent <= 100 and members >= 0):
        raise ValueError("percent from 0 to 100, members from 0")
    return -(-percent * members // 100)
