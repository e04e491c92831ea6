"""The wording of a template as a tree: words, blanks to fill, repeated and optional parts.

``{tên đợt}`` is a blank; ``{tên đợt: hoa}`` says how it is printed. ``{mỗi cá nhân} … {hết}`` repeats for
each row, ``{nếu có địa chỉ} … {hết}`` and ``{nếu không có địa chỉ} … {hết}`` stand only where there is
something (or nothing). A tag alone on its line takes no line of its own.
"""

import re
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from vinhdanh.engines.documents.templates.faults import Fault
from vinhdanh.foundation.kernel.text import squash

Scope = Literal["each", "when", "unless"]

_TAG: Final = re.compile(r"\{([^{}]*)\}")
_OPENS: Final = (("nếu không có ", "unless"), ("nếu có ", "when"), ("mỗi ", "each"))
END: Final = "hết"


@dataclass(frozen=True, slots=True)
class Words:
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Blank:
    """``how`` says how to print (``dài``, ``bằng chữ``, ``hoa`` …); ``verb`` is ``đếm`` or ``tổng``."""

    name: str
    line: int
    how: str = ""
    verb: str = ""


@dataclass(slots=True)
class Part:
    """What is repeated for each row, or stands only when there is something (``when``) or nothing."""

    scope: Scope
    name: str
    line: int
    nodes: "list[Node]" = field(default_factory=list)


Node: TypeAlias = Words | Blank | Part


@dataclass(slots=True)
class Reading:
    nodes: list[Node]
    faults: list[Fault]


@dataclass(slots=True)
class _Reader:
    nodes: list[Node] = field(default_factory=list)
    open: list[Part] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def add(self, node: Node) -> None:
        (self.open[-1].nodes if self.open else self.nodes).append(node)

    def tag(self, inside: str, line: int) -> None:
        words = squash(inside)
        if words == END:
            self._close(line)
            return
        for opening, scope in _OPENS:
            if words.startswith(opening):
                part = Part(scope, words.removeprefix(opening), line)  # type: ignore[arg-type]
                self.add(part)
                self.open.append(part)
                return
        self.add(_blank(words, line))

    def words(self, text: str, line: int) -> None:
        if "{" in text or "}" in text:
            what = "Thiếu dấu “}”" if "{" in text else "Thừa dấu “}”"
            self.faults.append(Fault(line, f"{what}: mỗi chỗ điền viết {{tên trường}} trong cùng một dòng."))
        if text:
            self.add(Words(text, line))

    def _close(self, line: int) -> None:
        if self.open:
            self.open.pop()
        else:
            self.faults.append(Fault(line, "Có {hết} mà không có {mỗi …} hay {nếu có …} ở trước; bỏ đi."))


def read(text: str, first_line: int = 1) -> Reading:
    """The tree of a wording; faults say what is not balanced. ``first_line``: where its first words stand."""
    reader = _Reader()
    for line, words in enumerate(text.split("\n"), first_line):
        _read_line(reader, words, line)
    for part in reader.open:
        opened = {"each": "mỗi", "when": "nếu có", "unless": "nếu không có"}[part.scope]
        reader.faults.append(
            Fault(part.line, f"{{{opened} {part.name}}} chưa có {{hết}}; thêm {{hết}} ở sau.")
        )
    return Reading(reader.nodes, reader.faults)


def _read_line(reader: _Reader, words: str, line: int) -> None:
    alone = _TAG.fullmatch(words.strip())
    if alone and _opens_or_ends(squash(alone[1])):
        reader.tag(alone[1], line)
        return
    at = 0
    for match in _TAG.finditer(words):
        reader.words(words[at : match.start()], line)
        reader.tag(match[1], line)
        at = match.end()
    reader.words(words[at:], line)
    reader.add(Words("\n", line))


def _opens_or_ends(words: str) -> bool:
    return words == END or any(words.startswith(opening) for opening, _ in _OPENS)


def _blank(words: str, line: int) -> Blank:
    """A name, how it is printed, and whether it is counted or summed (``{tổng chi thưởng, số tiền}``)."""
    name, _, how = words.partition(":")
    name, verb = name.strip(), ""
    if name.startswith("đếm "):
        name, verb = name.removeprefix("đếm ").strip(), "đếm"
    elif name.startswith("tổng ") and "," in name:
        name, verb = name.removeprefix("tổng ").strip(), "tổng"
    return Blank(name, line, how.strip(), verb)
