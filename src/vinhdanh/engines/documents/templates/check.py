"""Is a template's text sound? Each fault says the line and what to do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vinhdanh.engines.documents.templates import common, values
from vinhdanh.engines.documents.templates.expand import COUNTER, column_of
from vinhdanh.engines.documents.templates.faults import Fault, nearest
from vinhdanh.engines.documents.templates.frame import Field, Template, read_frame
from vinhdanh.engines.documents.templates.language import Blank, Node, Part, read
from vinhdanh.engines.documents.templates.tables import crowded

Scopes = tuple[Mapping[str, Field], ...]


@dataclass(slots=True)
class _Look:
    faults: list[Fault] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def fault(self, line: int, sentence: str) -> None:
        self.faults.append(Fault(line, sentence))


def check(text: str) -> tuple[Fault, ...]:
    """Everything wrong with a template's text, by line; empty when it can be saved."""
    template, faults = read_frame(text)
    if template is None:
        return tuple(sorted(faults, key=lambda fault: fault.line))
    look = _Look(faults)
    scopes: Scopes = (common.known(template),)
    for piece in _pieces(template):
        reading = read(piece.text, piece.line)
        look.faults += reading.faults
        _nodes(reading.nodes, scopes, look)
    look.faults += crowded(template.wording.text, template.wording.line)
    _unused(template, look)
    _examples(template.fields, look)
    return tuple(sorted(set(look.faults), key=lambda fault: (fault.line, fault.sentence)))


def blanks(template: Template) -> set[str]:
    """The names that the template's words use."""
    look = _Look()
    for piece in _pieces(template):
        _nodes(read(piece.text).nodes, (common.known(template),), look)
    return look.used


def _pieces(template: Template) -> Iterator[Any]:
    yield template.wording
    yield from template.pieces.values()
    for pieces in template.lists.values():
        yield from pieces


def _nodes(nodes: Sequence[Node], scopes: Scopes, look: _Look) -> None:
    for node in nodes:
        if isinstance(node, Blank):
            _blank(node, scopes, look)
        elif isinstance(node, Part):
            _part(node, scopes, look)


def _find(name: str, scopes: Scopes) -> Field | None:
    return next((scope[name] for scope in reversed(scopes) if name in scope), None)


def _part(part: Part, scopes: Scopes, look: _Look) -> None:
    look.used.add(part.name)
    item = _find(part.name, scopes)
    if item is None:
        _unknown((part.name, part.line), scopes, look)
    elif part.scope == "each":
        _each(part, item, (scopes, look))
    inner = (*scopes, item.columns) if item is not None and part.scope == "each" else scopes
    _nodes(part.nodes, inner, look)


def _each(part: Part, item: Field, around: tuple[Scopes, _Look]) -> None:
    scopes, look = around
    if item.type not in values.LISTS:
        look.fault(part.line, f"“{part.name}” không phải danh sách nên không lặp được; viết {{{part.name}}}.")
    elif len(scopes) > 1:
        look.fault(part.line, f"{{mỗi {part.name}}} đứng giữa một {{mỗi …}} khác; đóng {{hết}} ở trước.")


def _blank(blank: Blank, scopes: Scopes, look: _Look) -> None:
    if blank.name == COUNTER:
        if len(scopes) < 2:
            look.fault(blank.line, f"{{{COUNTER}}} chỉ dùng giữa {{mỗi …}} và {{hết}}.")
        return
    name, column = column_of(blank) if blank.verb == "tổng" else (blank.name, "")
    look.used.add(name)
    item = _find(name, scopes)
    if item is None:
        _unknown((name, blank.line), scopes, look)
    elif blank.verb == "tổng":
        _sum(blank, (item, column), look)
    elif blank.verb == "đếm":
        if item.type not in values.LISTS:
            look.fault(blank.line, f"“{name}” không phải danh sách nên không đếm được.")
    else:
        _how(blank, item, look)


def _sum(blank: Blank, what: tuple[Field, str], look: _Look) -> None:
    item, column = what
    if column not in item.columns:
        look.fault(
            blank.line, f"Danh sách “{item.name}” không có cột “{column}”.{nearest(column, item.columns)}"
        )
    elif item.columns[column].type not in {values.NUMBER, values.MONEY}:
        look.fault(blank.line, f"Cột “{column}” không phải số nên không cộng được.")


def _how(blank: Blank, item: Field, look: _Look) -> None:
    if item.type == values.ROWS:
        look.fault(blank.line, f"“{item.name}” là danh sách; viết {{mỗi {item.name}}} … {{hết}}.")
        return
    forms = values.FORMS.get(item.type)
    if blank.how and forms is not None and blank.how not in forms:
        known = ", ".join(forms) or "không có"
        look.fault(blank.line, f"“{blank.name}”: không in được kiểu “{blank.how}”; các kiểu: {known}.")


def _unknown(where: tuple[str, int], scopes: Scopes, look: _Look) -> None:
    name, line = where
    names = [known for scope in scopes for known in scope]
    hint = nearest(name, names) or " Khai báo trong “fields” hoặc sửa lại tên."
    look.fault(line, f"Không có trường “{name}”.{hint}")


def _unused(template: Template, look: _Look) -> None:
    for name, item in template.fields.items():
        if item.required and name not in look.used:
            look.fault(
                item.line,
                f"Trường bắt buộc “{name}” không dùng ở đâu; thêm {{{name}}} vào lời hoặc bỏ trường.",
            )


def _examples(fields: Mapping[str, Field], look: _Look) -> None:
    for item in fields.values():
        if item.example not in (None, ""):
            look.faults += [
                Fault(item.line, f"Ví dụ của {said}") for _, said in coerce(item, item.example)[1]
            ]


def coerce(item: Field, value: Any) -> tuple[Any, list[tuple[str, str]]]:
    """The value in its type, and what is wrong with it as (field, sentence)."""
    try:
        found = values.coerced(item.type, value)
    except values.WrongTypeError as wrong:
        return None, [(item.name, f"“{item.name}” {wrong}.")]
    return _coerced_rows(item, found) if item.type in values.LISTS else (found, [])


def _coerced_rows(item: Field, rows: Iterable[Any]) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
    found: list[dict[str, Any]] = []
    wrong: list[tuple[str, str]] = []
    for place, row in enumerate(rows, 1):
        if not isinstance(row, Mapping):
            wrong.append(
                (item.name, f"“{item.name}” dòng {place} phải có các cột: {', '.join(item.columns)}.")
            )
            continue
        cells, faults = _coerced_row(item.columns, row)
        found.append(cells)
        wrong += [(item.name, f"“{item.name}” dòng {place}: {said}") for _, said in faults]
    return found, wrong


def _coerced_row(
    columns: Mapping[str, Field], row: Mapping[str, Any]
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    cells: dict[str, Any] = {}
    wrong: list[tuple[str, str]] = []
    for name, column in columns.items():
        value = row.get(name)
        if value in (None, ""):
            cells[name] = "" if column.type in {values.TEXT, values.LONG} else None
            continue
        cells[name], faults = coerce(column, value)
        wrong += faults
    return cells, wrong
