"""Fill the blanks of a wording. What is filled in stays sealed: no value can become a heading or a table.

A sealed value is one private character sequence in the lines; :meth:`Sealed.opened` puts the words back
after the lines have been read as blocks.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from vinhdanh.engines.documents.templates import values
from vinhdanh.engines.documents.templates.faults import Fault, TemplateError
from vinhdanh.engines.documents.templates.frame import Field
from vinhdanh.engines.documents.templates.language import Blank, Node, Part, Words
from vinhdanh.foundation.kernel.text import nfc, squash
from vinhdanh.foundation.kernel.words import padded

_OPEN, _CLOSE = "\ue000", "\ue001"
_SEAL: Final = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_PRIVATE: Final = re.compile("[\ue000-\ue00f]")
_COUNTED: Final = re.compile(r"((?:[IVX]+\.|\d{1,3}\.|[a-zđ]\)|-)\s+)(.+)")
COUNTER: Final = "thứ tự"
MOST_FILLED: Final = 3_000_000
"""Letters of a filled wording: some thousand pages."""


class Passage(str):
    """Free text: it opens with “Thực hiện …” as often as a basis does, and is never one."""

    __slots__ = ()


@dataclass(slots=True)
class Sealed:
    """Values by their number: words, paragraphs of a long text, or rows for a block."""

    kept: list[Any] = field(default_factory=list)
    letters: int = 0

    def wrote(self, words: str) -> str:
        """The words, counted: a long part repeated for many rows must end before memory does."""
        self.letters += len(words)
        if self.letters > MOST_FILLED:
            most = f"{MOST_FILLED:,}".replace(",", ".")
            raise TemplateError([Fault(0, f"Văn bản điền xong dài quá {most} chữ; rút gọn phần lặp lại.")])
        return words

    def seal(self, value: Any) -> str:
        self.kept.append(value)
        return self.wrote(f"{_OPEN}{len(self.kept) - 1}{_CLOSE}")

    def opened(self, text: str) -> str:
        return _SEAL.sub(lambda match: str(self.kept[int(match[1])]), text)

    def alone(self, text: str) -> Any:
        """The value itself where the text is nothing but one sealed value."""
        match = _SEAL.fullmatch(text.strip())
        return self.kept[int(match[1])] if match else None


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that become blocks of their own (lists of awardees, tables of tasks)."""

    type: str
    rows: Sequence[Mapping[str, Any]]
    how: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a name means at a place: the fields, then the columns of the rows around it."""

    fields: Mapping[str, Field]
    data: Mapping[str, Any]
    outer: "Scope | None" = None
    place: int = 0

    def find(self, name: str) -> tuple[Field, Any]:
        if name in self.fields:
            return self.fields[name], self.data.get(name)
        if self.outer is None:
            raise KeyError(name)
        return self.outer.find(name)


def expand(nodes: Sequence[Node], scope: Scope, sealed: Sealed) -> str:
    """The lines of the wording with sealed values in its blanks."""
    return "".join(_expand(node, scope, sealed) for node in nodes)


def _expand(node: Node, scope: Scope, sealed: Sealed) -> str:
    if isinstance(node, Words):
        return sealed.wrote(_PRIVATE.sub("", node.text))
    if isinstance(node, Blank):
        return _blank(node, scope, sealed)
    return _part(node, scope, sealed)


def _part(part: Part, scope: Scope, sealed: Sealed) -> str:
    item, value = scope.find(part.name)
    if part.scope == "each":
        return "".join(
            expand(part.nodes, Scope(item.columns, row, scope, place), sealed)
            for place, row in enumerate(value or (), 1)
        )
    return expand(part.nodes, scope, sealed) if bool(value) == (part.scope == "when") else ""


def _blank(blank: Blank, scope: Scope, sealed: Sealed) -> str:
    if blank.verb == "tổng":
        return sealed.seal(_total(blank, scope))
    if blank.name == COUNTER:
        return sealed.seal(str(scope.place))
    item, value = scope.find(blank.name)
    if blank.verb == "đếm":
        return sealed.seal(padded(len(value or ())))
    if item.type in values.LISTS:
        return sealed.seal(Rows(item.type, value or (), blank.how))
    if item.type == values.PROSE:
        return _prose(value or "", sealed)
    if value in (None, ""):
        return ""
    words = values.printed(item.type, value, blank.how)
    return sealed.seal(Passage(words) if item.type == values.LONG else words)


def _prose(text: str, sealed: Sealed) -> str:
    """Lines of free text. Its counted headings, clauses, points and hyphens are layout, nothing else is."""
    lines = (squash(line) for line in nfc(text).splitlines())
    return "\n".join(_prose_line(line, sealed) for line in lines if line)


def _prose_line(line: str, sealed: Sealed) -> str:
    match = _COUNTED.fullmatch(line)
    return f"{match[1]}{sealed.seal(match[2])}" if match else sealed.seal(Passage(line))


def _total(blank: Blank, scope: Scope) -> str:
    """``{tổng chi thưởng, số tiền}``: the sum of a column."""
    name, column = column_of(blank)
    item, rows = scope.find(name)
    total = sum((row.get(column) or 0 for row in rows or ()), start=Decimal(0))
    kind = item.columns[column].type
    return values.printed(kind, int(total) if total == int(total) else total, blank.how)


def column_of(blank: Blank) -> tuple[str, str]:
    """The list and the column of a sum."""
    name, _, column = blank.name.partition(",")
    return name.strip(), column.strip()
