"""The names in a row as its form shows them: stored ones, and typed ones after a refusal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any

from django.http import QueryDict

from vinhdanh.domain.organisations.queries.labels import labels_of
from vinhdanh.domain.planning.models import TaskParty
from vinhdanh.domain.planning.parties import party_target


@dataclass(frozen=True, slots=True)
class Party:
    """A name in a row: its words, its link, what matching offered, and what was being looked for."""

    text: str
    target: str
    label: str
    reason: str
    options: Sequence[Mapping[str, Any]] = field(default=())
    find: str = ""


BLANK = Party("", "", "", "")


def with_blanks(parties: Iterable[Party], number: int) -> list[Party]:
    """The parties and ``number`` empty places to add to."""
    return [*parties, *[BLANK] * number]


def task_parties(parties: Iterable[TaskParty], role: str) -> list[Party]:
    """The parties of a task in force, of one role."""
    return [_of_task(party) for party in parties if party.role == role]


def _of_task(party: TaskParty) -> Party:
    target, linked = party_target(party), party.body or party.group
    options = [{"value": target, "label": linked.name}] if linked else []
    return Party(party.text, target, linked.name if linked else "", "", options)


def written_parties(written: Iterable[Mapping[str, Any]], labels: Mapping[str, str]) -> list[Party]:
    """The parties of a draft's row; ``labels`` names what they are linked to."""
    return [
        Party(
            text=item["text"],
            target=item.get("target", ""),
            label=labels.get(item.get("target", ""), ""),
            reason=item.get("reason", ""),
            options=_options(item, labels),
        )
        for item in written
    ]


def _options(item: Mapping[str, Any], labels: Mapping[str, str]) -> list[dict[str, str]]:
    """What the select offers: the present link first, then matching's candidates."""
    offered = {option["target"]: option["label"] for option in item.get("options", [])}
    target = item.get("target", "")
    if target in labels:
        offered = {target: labels[target], **offered}
    return [{"value": value, "label": label} for value, label in offered.items()]


def posted_columns(post: QueryDict, prefix: str) -> list[tuple[str, str, str]]:
    """Words, link and search of each posted party; a column that is missing is empty, not the end."""
    columns = (post.getlist(f"{prefix}_{name}") for name in ("text", "target", "find"))
    return [
        (text.strip(), target.strip(), find.strip())
        for text, target, find in zip_longest(*columns, fillvalue="")
    ]


def typed_parties(post: QueryDict, prefix: str, stored: Iterable[Party] = ()) -> list[Party]:
    """The form's rows as they were typed, in the same places, with the choices that each name had."""
    rows = posted_columns(post, prefix)
    labels = labels_of(target for _, target, _ in rows)
    offered = {party.text: list(party.options) for party in stored}
    found = [_typed(row, offered.get(row[0], []), labels) for row in rows]
    return found if found and found[-1] == BLANK else [*found, BLANK]


def _typed(row: tuple[str, str, str], options: list[Mapping[str, Any]], labels: Mapping[str, str]) -> Party:
    text, target, find = row
    if target in labels and target not in {option["value"] for option in options}:
        options = [{"value": target, "label": labels[target]}, *options]
    return replace(BLANK, text=text, target=target, find=find, options=options)
