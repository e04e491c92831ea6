"""The rules under the motto, the issuer's name and the subject (ô 1, 2, 5a)."""

from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile
from typing import Final

from vinhdanh.engines.documents import layout
from vinhdanh.engines.documents.layout import Look
from vinhdanh.engines.documents.lint.cells import Cells
from vinhdanh.engines.documents.lint.judging import off
from vinhdanh.engines.documents.lint.report import Deviation
from vinhdanh.engines.documents.lint.seen import Seen

_WHOLE: Final = "Phía dưới có đường kẻ ngang, nét liền, dài bằng dòng chữ"
_PART: Final = "Phía dưới có đường kẻ ngang, nét liền, dài bằng 1/3 đến 1/2 dòng chữ, cân đối"


def checks(cells: Cells) -> Iterator[Deviation]:
    """A rule that is missing. Whatever draws one is let pass: borders, drawings, underlining, underscores."""
    subject = cells.subject[-1] if cells.subject and cells.is_official else None
    issuer = cells.names[-1] if cells.names else None
    for look, line, says in (
        (layout.MOTTO_LINE, cells.motto, _WHOLE),
        (layout.ISSUER, issuer, _PART),
        (layout.SUBJECT, subject, _PART),
    ):
        if line is not None and not _ruled(cells.every, line):
            yield _missing(look, line, says)


def _missing(look: Look, line: Seen, says: str) -> Deviation:
    return off(look, line, "duong-ke", f"Dưới {look.name} không có đường kẻ", says)


def _ruled(every: Sequence[Seen], line: Seen) -> bool:
    column = [each for each in every if _same_cell(each, line)]
    after = list(dropwhile(lambda each: each is not line, column))[1:]
    below = list(takewhile(lambda each: not _lettered(each), after))
    drawn = line.drawn or line.underlined or any(each.drawn or each.text for each in below)
    return drawn or any(each.anchored for each in _around(every, line))


def _same_cell(one: Seen, other: Seen) -> bool:
    return (one.place.table, one.place.column) == (other.place.table, other.place.column)


def _lettered(line: Seen) -> bool:
    return any(map(str.isalnum, line.text))


def _around(every: Sequence[Seen], line: Seen) -> Iterator[Seen]:
    """A drawing may hang on any line near; where it is drawn is not followed."""
    if line.place.table:
        yield from (each for each in every if each.place.table == line.place.table)
    else:
        at = next(at for at, each in enumerate(every) if each is line)
        yield from every[max(0, at - 3) : at + 3]
