"""How a name in a plan points at a body, a named group, or at nobody in particular."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

OPEN = "open"


@dataclass(frozen=True, slots=True)
class Target:
    """What a written name was linked to; both empty when it names nobody we know."""

    body_id: UUID | None = None
    group_id: UUID | None = None

    @property
    def key(self) -> UUID | None:
        return self.body_id or self.group_id


def parse_target(raw: str) -> Target:
    """``body:ID``, ``group:ID``, ``open`` or empty; raises ValueError on anything else."""
    kind, _, tail = raw.partition(":")
    if kind in {"", OPEN}:
        return Target()
    if kind == "body":
        return Target(body_id=UUID(tail))
    if kind == "group":
        return Target(group_id=UUID(tail))
    raise ValueError(f"unknown target {raw!r}")


def keys_of(parties: Iterable[Mapping[str, Any]]) -> list[UUID]:
    """The linked bodies and groups, each once, in order."""
    found = (parse_target(party.get("target", "")).key for party in parties)
    return list(dict.fromkeys(key for key in found if key))


def unlinked(parties: Sequence[Mapping[str, Any]]) -> list[str]:
    """The written names that still point nowhere and were not declared open-ended."""
    return [party["text"] for party in parties if not party.get("target")]


def party_target(party: Any) -> str:
    """The address of what a party of a task is linked to, empty when nothing."""
    if party.body_id:
        return f"body:{party.body_id}"
    return f"group:{party.group_id}" if party.group_id else ""
