"""Whether one subject meets the standards of one award or of all, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from vinhdanh.domain.catalogue.queries.book import awards_on, lawbook
from vinhdanh.domain.catalogue.queries.layers import Layer, layer_for
from vinhdanh.domain.eligibility.queries.local_law import local_law
from vinhdanh.domain.eligibility.states import Outcome
from vinhdanh.domain.registry.queries import facts_of
from vinhdanh.foundation.kernel.results import Refusal, RefusedError

if TYPE_CHECKING:
    from vinhdanh.engines.law.columns import Columns, Ints
    from vinhdanh.engines.law.facts import Facts
    from vinhdanh.engines.law.model import AwardRule


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer: ``answer`` is what ``law check`` prints, ``facts`` what it was given."""

    award: str
    outcome: Outcome
    answer: Mapping[str, Any]
    facts: Mapping[str, Any]
    digest: str
    local_digest: str


@dataclass(frozen=True, slots=True)
class Nearness:
    """How a subject stands to one award: ``waiting`` when only what people judge is left."""

    award: str
    name: str
    kind: str
    outcome: Outcome
    waiting: bool


def subject_file(subject_id: UUID, year: int, received_on: date) -> dict[str, Any]:
    """The facts of one subject as the book has them; raises RefusedError for an unknown one."""
    found = facts_of([subject_id], year, received_on).get(subject_id)
    if found is None:
        text = "Không có người hoặc tập thể này trong sổ khen thưởng."
        raise RefusedError(Refusal("subject_unknown", text))
    return found


def evaluate_subject(*, subject_id: UUID, path: str, award: str, year: int, received_on: date) -> Judged:
    """The verdict on a subject who belongs at ``path``, with reasons. Writes nothing; 13 queries at most.

    Raises RefusedError for an unknown subject or award, and for facts that contradict themselves.
    """
    facts = subject_file(subject_id, year, received_on)
    return judged(facts, award, layer_for(path, received_on))


def judged(facts: Mapping[str, Any], award: str, layer: Layer) -> Judged:
    """The verdict on a file of facts; raises RefusedError when the file makes no sense."""
    from vinhdanh.engines.law.evaluate import check

    book = lawbook()
    file = {**facts, "award": award}
    read = read_file(file)
    law = local_law(layer, read.received_on)
    found = check(read, book, readings=law.readings, local=law.local)
    return Judged(award, Outcome(int(found.verdict)), found.to_json(), file, book.digest, law.digest)


def read_file(file: Mapping[str, Any]) -> "Facts":
    """A file as the engine takes it; raises RefusedError where it makes no sense."""
    from vinhdanh.engines.law.facts import FactsError
    from vinhdanh.engines.law.facts_json import parse_facts

    try:
        return parse_facts(file, lawbook().by_code.keys())
    except FactsError as wrong:
        raise RefusedError(Refusal("facts_wrong", f"Dữ liệu để xét chưa đúng ở {wrong}")) from wrong


def nearness(facts: Mapping[str, Any], layer: Layer) -> list[Nearness]:
    """How the subject of a file stands to every award for its kind, what is met first."""
    from vinhdanh.engines.law.from_facts import from_facts

    on = date.fromisoformat(facts["received_on"])
    kind = facts["subject"]["kind"]
    rules = [rule for rule in awards_on(on) if kind in rule.subjects]
    read = read_file({**facts, "award": rules[0].code}) if rules else None
    if read is None:
        return []
    plain, attested = screened(from_facts([read]), rules, layer, kind=kind)
    found = [
        Nearness(
            award=rule.code,
            name=rule.name,
            kind=rule.kind,
            outcome=Outcome(int(plain[rule.code][0])),
            waiting=int(attested[rule.code][0]) == Outcome.MET > int(plain[rule.code][0]),
        )
        for rule in rules
    ]
    return sorted(found, key=lambda each: (-each.outcome, not each.waiting))


def screened(
    columns: "Columns", rules: "Sequence[AwardRule]", layer: Layer, *, kind: str
) -> "tuple[Mapping[str, Ints], Mapping[str, Ints]]":
    """Verdicts of many subjects at once: as they are, and with what people attest taken as attested."""
    from vinhdanh.engines.law.evaluate import screen

    law = local_law(layer, columns.received_on)
    plain, attested = (
        screen(
            rules,
            columns,
            lawbook(),
            on=columns.received_on,
            attested=each,
            readings=law.readings,
            local=law.local,
            kind=kind,  # type: ignore[arg-type]
        )
        for each in (False, True)
    )
    return plain, attested
