"""Which ways to an award exist under the chosen readings of the law."""

from collections.abc import Mapping

from vinhdanh.engines.law.model import AwardRule, Branch, Lawbook, Reading


def branches_under(
    rule: AwardRule, book: Lawbook, chosen: Mapping[str, str] | None = None
) -> tuple[Branch, ...]:
    """`chosen`: place → option, as in `{"73.1.b": "after_certificate"}`; else the first option holds.

    Raises `KeyError` for a place or an option that the instruments do not have.
    """
    held = options_held(book, chosen)
    return tuple(branch for branch in rule.any_of if _exists(branch, held))


def options_held(book: Lawbook, chosen: Mapping[str, str] | None = None) -> dict[str, str]:
    """The option that holds for each place read in more than one way."""
    known = {reading.code: reading for reading in book.readings}
    held = {code: reading.options[0][0] for code, reading in known.items()}
    for code, option in (chosen or {}).items():
        if option not in _names(known[code]):
            raise KeyError(f"{code}: {option}")
        held[code] = option
    return held


def _names(reading: Reading) -> frozenset[str]:
    return frozenset(name for name, _ in reading.options)


def _exists(branch: Branch, held: Mapping[str, str]) -> bool:
    return not branch.reading or held[branch.reading] in branch.options
