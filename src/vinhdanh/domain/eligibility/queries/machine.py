"""What a machine can check of many subjects: every condition but those that only people judge."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from vinhdanh.domain.catalogue.queries.book import awards_on, lawbook
from vinhdanh.domain.catalogue.queries.layers import Layer
from vinhdanh.domain.eligibility.queries.local_law import LocalLaw, local_law
from vinhdanh.domain.eligibility.states import Outcome
from vinhdanh.domain.registry.queries.columns import KINDS, BookColumns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from vinhdanh.engines.law.columns import Columns
    from vinhdanh.engines.law.frame import Context, Rules
    from vinhdanh.engines.law.model import AwardRule, Branch

    Verdicts = NDArray[np.int8]

_WHO: Final = frozenset({"subject_in", "foreign_or_overseas_subject"})
"""Conditions that say who one is, and nothing of what one did."""
_TIME: Final = frozenset({"years_of_service", "years_in_post", "years_since_founding", "round_anniversary"})
"""Conditions that time alone fulfils."""
_DEEDS: Final = frozenset(
    {
        "exceptional_achievement", "contribution", "contribution_duration", "international_prize",
        "invention_or_work", "production_model", "author_of_work", "brave_act", "long_service", "local_rule",
    }
)  # fmt: skip
"""What only people judge and nobody can attest without a deed of which the book says nothing."""


@dataclass(frozen=True, slots=True)
class Screened:
    """Verdicts by subject: ``plain`` as the law asks, ``machine`` without what only people judge."""

    rule: "AwardRule"
    plain: "Verdicts"
    machine: "Verdicts"

    @property
    def standing(self) -> "Verdicts":
        """2 where everything is met, 1 where only what people judge is left, else 0."""
        import numpy as np

        found: Verdicts = np.where(self.plain == Outcome.MET, 2, self.machine == Outcome.MET).astype(np.int8)
        return found


def checkable_awards(on: date, codes: Iterable[str] = (), *, earned: bool = False) -> "list[AwardRule]":
    """The awards in force on a day of which a machine can check something; of ``codes`` only, if any.

    With ``earned`` only the ways to them that what is in the book can open: a title, a rating, an initiative.
    """
    wanted = set(codes)
    return [
        rule
        for rule in awards_on(on)
        if (not wanted or rule.code in wanted) and rule.automatic and machine_part(rule, earned=earned).any_of
    ]


def screen_book(
    book: BookColumns, rules: "Iterable[AwardRule]", layer: Layer, *, columns: "Columns", earned: bool = False
) -> list[Screened]:
    """Every rule on every subject of its kind; subjects of other kinds and under a hold stand at 0.

    Where a later law changed a rule in a way not yet entered, nothing is wholly met.
    """
    import numpy as np

    from vinhdanh.engines.law.gates import amended

    law = local_law(layer, columns.received_on)
    plain = _context(columns, law)
    machine = replace(plain, rules=_stripped(plain, earned=earned))
    free = book.held_up != 1
    found = []
    for rule in rules:
        chosen = free & np.isin(book.kind, [KINDS.index(kind) for kind in rule.subjects])
        most = Outcome.UNKNOWN if amended(rule, columns.received_on, lawbook()) else Outcome.MET
        verdicts = [
            np.where(chosen, np.minimum(_verdict(context, rule), top), 0).astype(np.int8)
            for context, top in ((plain, most), (machine, Outcome.MET))
            if chosen.any()
        ]
        found.append(Screened(rule, *(verdicts or [np.zeros(book.size, np.int8)] * 2)))
    return found


def _verdict(context: "Context", rule: "AwardRule") -> "Verdicts":
    from vinhdanh.engines.law.evaluate import settled_by
    from vinhdanh.engines.law.judging import judge_rule

    own = context.rules(rule.code) or rule
    return judge_rule(context, own, settled_by(rule)).verdict


def _context(columns: "Columns", law: LocalLaw) -> "Context":
    from vinhdanh.engines.law.evaluate import context_of

    return context_of(columns, lawbook(), readings=law.readings, local=law.local)


def _stripped(context: "Context", *, earned: bool) -> "Rules":
    """The rules of a context without what only people judge."""

    def rules(code: str) -> "AwardRule | None":
        rule = context.rules(code)
        return rule and machine_part(rule, earned=earned)

    return rules


def machine_part(rule: "AwardRule", *, earned: bool) -> "AwardRule":
    """The rule without what only people judge, and without ways of which nothing is left.

    With ``earned``, also without ways that ask for a deed, or that time alone opens.
    """
    from vinhdanh.engines.law.vocabulary import HUMAN_ONLY

    idle = _WHO | _TIME if earned else _WHO
    ways = [branch for branch in rule.any_of if not earned or not _names(branch) & _DEEDS]
    left = [
        replace(branch, all_of=tuple(each for each in branch.all_of if each.name not in HUMAN_ONLY))
        for branch in ways
    ]
    return replace(rule, any_of=tuple(branch for branch in left if _names(branch) - idle))


def _names(branch: "Branch") -> frozenset[str]:
    return frozenset(each.name for each in branch.all_of)


def law_columns(book: BookColumns, *, year: int, received_on: date) -> "Columns":
    """The book's columns as the law's engine takes them; nothing is copied that can be shared."""
    import numpy as np

    from vinhdanh.engines.law.columns import AwardTable, WorkTable, bulk

    known = np.ones(book.size, np.bool_)
    awards = book.awards
    return bulk(
        book.size,
        received_on,
        year,
        codes=book.codes,
        groups=book.groups.astype(np.uint32),
        groups_known=book.groups > 0,
        women=book.women.astype(np.int8),
        ratings=tuple(book.ratings),
        awards=AwardTable(
            awards.subject, awards.code, awards.year, awards.decided, awards.manner, awards.issuer,
            awards.revoked.astype(np.bool_),
        ),
        initiatives=WorkTable(*book.initiatives[:4], book.initiatives.used.astype(np.bool_)),
        science=WorkTable(*book.science[:4], book.science.used.astype(np.bool_)),
        discipline=tuple(book.discipline),
        discipline_known=known,
        held_up=book.held_up.astype(np.int8),
        in_post=_thousandths(book.in_post),
        service=_thousandths(book.service),
        **_figures(book),
    )  # fmt: skip


def _thousandths(years: "NDArray[np.int32]") -> "NDArray[np.int32]":
    import numpy as np

    return np.where(years < 0, -1, years * 1000).astype(np.int32)


def _figures(book: BookColumns) -> "Mapping[str, object]":
    """One row a subject, unknown for those without figures of the year."""
    import numpy as np

    from vinhdanh.engines.law.columns import UNKNOWN, Collectives

    def spread(values: "NDArray[np.int32]") -> "NDArray[np.int32]":
        column = np.full(book.size, UNKNOWN, np.int32)
        column[book.figures.subject] = values
        return column

    figures, titles = book.figures, {}
    for place, code in enumerate(book.codes):
        chosen = book.titles.code == place
        if chosen.any():
            column = np.full(book.size, UNKNOWN, np.int32)
            column[book.titles.subject[chosen]] = book.titles.holders[chosen]
            titles[code] = column
    collective = Collectives(
        spread(figures.members), spread(figures.completed), spread(figures.flag_eligible),
        book.founded, spread(figures.discipline), titles,
    )  # fmt: skip
    ranks = {"cluster_rank": spread(figures.rank), "cluster_organiser": spread(figures.organiser)}
    return {"collective": collective, **ranks}
