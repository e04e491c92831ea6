"""Which units lie at the border, on islands or in hard places: what the directory's groups say."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from vinhdanh.domain.organisations.queries.groups import expand_groups, groups_with
from vinhdanh.foundation.kernel.text import fold

_WORDS = ("bien gioi", "hai dao", "dac biet kho khan", "vung kho", "vung sau", "vung xa")


def remote_units(units: Iterable[UUID], on: date) -> frozenset[UUID] | None:
    """The units that belong to a group named after such a place; None where no group says so."""
    groups = [pk for pk, name in groups_with(units, on).items() if _is_remote(name)]
    if not groups:
        return None
    return frozenset().union(*expand_groups(groups, on).values())


def _is_remote(name: str) -> bool:
    folded = fold(name)
    return any(words in folded for words in _WORDS)
