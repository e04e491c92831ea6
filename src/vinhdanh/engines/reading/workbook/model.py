"""A kind of workbook as data, and what was read out of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["text", "name", "year", "date", "partial_date", "choice", "award", "flag", "percent"]
Mark = Literal["mended", "wrong"]
Value = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``names`` are the headings people give it, in any case, with or without diacritics.

    ``choices`` maps a stored value to the words people write for it, the first being the usual ones.
    ``most`` is the greatest length of a text.
    """

    key: str
    label: str
    names: tuple[str, ...]
    kind: Kind = "text"
    required: bool = False
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    most: int = 255
    hint: str = ""
    example: str = ""
    width: int = 18


@dataclass(frozen=True, slots=True)
class BookKind:
    """``own`` are the columns that tell two rows apart: a row that agrees in all of them came twice."""

    code: str
    title: str
    columns: tuple[Column, ...]
    own: tuple[str, ...]

    def column(self, key: str) -> Column:
        """The column of this key; ``KeyError`` when there is none."""
        return next(column for column in self.columns if column.key == key)


@dataclass(frozen=True, slots=True)
class CellVerdict:
    """What is to be said about one cell: it was understood differently (mended), or not at all (wrong)."""

    column: str
    mark: Mark
    said: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the list: ``line`` counts from 1 in sheet number ``sheet`` (from 0, as in the file).

    ``typed`` is what the cells say, as text; ``values`` what was understood: days as ISO text
    (``2024``, ``2024-03`` or ``2024-03-12``), years and percentages as numbers, choices as their codes.
    """

    sheet: int
    line: int
    typed: Mapping[str, str]
    values: Mapping[str, Value]
    verdicts: tuple[CellVerdict, ...] = ()

    @property
    def good(self) -> bool:
        return all(verdict.mark != "wrong" for verdict in self.verdicts)


@dataclass(frozen=True, slots=True)
class Passed:
    """A line under the heading that is no row of the list, and why it was passed over."""

    sheet: int
    line: int
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """``heading`` is the last line of the heading, 0 where none was found; ``columns`` maps keys to letters.

    ``strange`` are headings that say nothing to us; ``missing`` required columns without a heading.
    """

    number: int
    name: str
    heading: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)
    strange: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ReadBook:
    """Everything that was read from one workbook."""

    kind: str
    sheets: Sequence[ReadSheet]
    rows: Sequence[ReadRow]
    passed: Sequence[Passed] = ()

    def place(self, row: ReadRow, key: str) -> str:
        """Where a cell stands, "B7"; the row's first column where the list has no such column."""
        columns = next(sheet.columns for sheet in self.sheets if sheet.number == row.sheet)
        letter = columns.get(key) or next(iter(columns.values()), "A")
        return f"{letter}{row.line}"


@dataclass(frozen=True, slots=True)
class Award:
    """An award that a cell may name. ``names`` are its usual and its short names."""

    code: str
    names: tuple[str, ...]
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the reader is told from outside: the day (ISO) and the awards there are."""

    today: str
    awards: tuple[Award, ...] = ()

    def to_data(self) -> dict[str, Any]:
        awards = [[a.code, list(a.names), list(a.subjects)] for a in self.awards]
        return {"today": self.today, "awards": awards}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Known":
        awards = (Award(code, tuple(names), tuple(subjects)) for code, names, subjects in data["awards"])
        return cls(data["today"], tuple(awards))
