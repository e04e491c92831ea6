"""A template's text (YAML) as a :class:`Template`; every fault knows its line.

All scalars stay texts as written: a title “Yes” or an hour “08:30” means itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, get_args

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from vinhdanh.engines.documents.model import Form
from vinhdanh.engines.documents.templates import values
from vinhdanh.engines.documents.templates.faults import Fault, nearest
from vinhdanh.foundation.kernel.text import nfc, squash

WORDING: Final = Path(__file__).parent / "wording"
KEYS: Final = (
    "code", "title", "kind", "heading", "form", "issuer", "symbol", "subject", "authority", "decides",
    "signers", "recipients", "archive", "number", "day", "landscape", "ends", "dated", "fields", "wording",
)  # fmt: skip
MOST_LETTERS: Final = 200_000
MOST_DEEP: Final = 12
_NEEDED: Final = ("code", "title", "form", "issuer", "wording")


@dataclass(frozen=True, slots=True)
class Field:
    """A blank's type, label and example; ``columns`` of the rows of a list."""

    name: str
    type: str = values.TEXT
    label: str = ""
    required: bool = True
    example: Any = None
    columns: "Mapping[str, Field]" = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a template with the line on which they begin."""

    text: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Template:
    """A template as written. ``issuer`` names the profile that fills the common blanks of its sample."""

    code: str
    title: str
    form: Form
    issuer: str
    wording: Piece
    fields: Mapping[str, Field]
    kind: str = ""
    pieces: Mapping[str, Piece] = field(default_factory=dict)
    lists: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)
    flags: Mapping[str, bool] = field(default_factory=dict)

    def piece(self, name: str) -> Piece:
        return self.pieces.get(name, Piece())


@lru_cache(maxsize=1)
def commons() -> dict[str, Any]:
    """Profiles of issuers and rows that several samples share."""
    text = (WORDING / "_common.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506 -- reads texts only, makes no objects
    return found


def read_frame(text: str) -> tuple[Template | None, list[Fault]]:
    """The template and its faults; ``None`` where it cannot be read at all."""
    if refused := _refused(text):
        return None, [refused]
    root = yaml.compose(text, Loader=_LOADER)
    if not isinstance(root, MappingNode):
        return None, [Fault(1, "Mẫu phải bắt đầu bằng các dòng “khóa: giá trị” (code, title, form …).")]
    faults: list[Fault] = []
    nodes = _entries(root, faults)
    faults += [
        Fault(node.start_mark.line + 1, f"Không có khóa “{key}”.{nearest(key, KEYS)}")
        for key, node in nodes.items()
        if key not in KEYS
    ]
    faults += [
        Fault(1, f"Thiếu khóa “{key}”; thêm vào khung của mẫu.") for key in _NEEDED if key not in nodes
    ]
    form = _plain(nodes.get("form"))
    if form and form not in get_args(Form):
        faults.append(
            Fault(
                nodes["form"].start_mark.line + 1,
                f"Thể thức “{form}” không có; chọn một trong: {', '.join(get_args(Form))}.",
            )
        )
    if faults:
        return None, faults
    fields = _fields(nodes.get("fields"), faults)
    return _template(nodes, fields), faults


def _refused(text: str) -> Fault | None:
    """Texts that would cost more to read than any template is worth: looked at event by event, before all."""
    if len(text) > MOST_LETTERS:
        return Fault(1, f"Mẫu dài quá {MOST_LETTERS:,} chữ; tách thành nhiều mẫu.".replace(",", "."))
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.AliasEvent) or depth > MOST_DEEP:
                what = (
                    "Khung lồng quá sâu"
                    if depth > MOST_DEEP
                    else "Không dùng dấu “*” để nhắc lại một đoạn khung"
                )
                return Fault(_line(event.start_mark), f"{what}; viết lại đơn giản hơn.")
    except yaml.YAMLError as error:
        return _unread(error)
    return None


def _unread(error: yaml.YAMLError) -> Fault:
    sentence = "Không đọc được khung của mẫu (YAML); xem lại lề và dấu “:” ở dòng này."
    return Fault(_line(getattr(error, "problem_mark", None)), sentence)


def _line(mark: Any) -> int:
    return mark.line + 1 if mark else 1


def _template(nodes: Mapping[str, Node], fields: Mapping[str, Field]) -> Template:
    return Template(
        code=_plain(nodes["code"]),
        title=_plain(nodes["title"]),
        form=_plain(nodes["form"]),  # type: ignore[arg-type]
        issuer=_plain(nodes["issuer"]),
        kind=_plain(nodes.get("kind")),
        wording=_piece(nodes["wording"]),
        fields=fields,
        pieces={
            key: _piece(nodes[key])
            for key in ("heading", "symbol", "subject", "authority", "decides", "archive", "number", "day")
            if key in nodes
        },
        lists={key: _pieces(nodes[key]) for key in ("signers", "recipients") if key in nodes},
        flags={key: _plain(nodes[key]) == "yes" for key in ("landscape", "ends", "dated") if key in nodes},
    )


def _entries(node: MappingNode, faults: list[Fault]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for key, value in node.value:
        name = squash(_plain(key))
        if name in found:
            faults.append(Fault(key.start_mark.line + 1, f"“{name}” viết hai lần; giữ lại một."))
        found[name] = value
    return found


def _fields(node: Node | None, faults: list[Fault]) -> dict[str, Field]:
    if not isinstance(node, MappingNode):
        return {}
    return {name: _field(name, value, faults) for name, value in _entries(node, faults).items()}


def _field(name: str, node: Node, faults: list[Fault]) -> Field:
    line = node.start_mark.line + 1
    given = _content(node)
    if not isinstance(given, dict):
        given = {"example": given}
    example = _shared(given.get("example"))
    kind = given.get("type") or values.guessed(example)
    if kind not in values.TYPES:
        faults.append(
            Fault(
                line, f"Trường “{name}”: không có kiểu “{kind}”; chọn một trong: {', '.join(values.TYPES)}."
            )
        )
        kind = values.TEXT
    columns = _columns(given.get("columns"), kind, faults)
    label = given.get("label") or name[:1].upper() + name[1:]
    return Field(name, kind, label, given.get("required") != "no", _rows(example, columns), columns, line)


def _columns(given: Any, kind: str, faults: list[Fault]) -> dict[str, Field]:
    """Columns of a list, “name” or “name: type”; two kinds of lists have columns of their own."""
    if kind in FIXED_COLUMNS:
        given = FIXED_COLUMNS[kind]
    if isinstance(given, str):
        given = [name.strip() for name in given.split("|")]
    found = {}
    for entry in given or []:
        name, _, column_kind = str(entry).partition("=")
        found[name.strip()] = Field(name.strip(), column_kind.strip() or values.TEXT, required=False)
        if (column_kind.strip() or values.TEXT) not in values.TYPES:
            faults.append(Fault(1, f"Cột “{name.strip()}”: không có kiểu “{column_kind.strip()}”."))
    return found


FIXED_COLUMNS: Final = {
    values.AWARDEES: "khen | loại | xưng hô | tên | chức vụ | đơn vị | số tiền=tiền",
    values.TASKS: "phần | số | nội dung | chủ trì | phối hợp | thời gian",
}


def _rows(example: Any, columns: Mapping[str, Field]) -> Any:
    """Rows written as “a | b | c” become rows by column."""
    if not isinstance(example, list) or not columns:
        return example
    return [
        dict(zip(columns, (cell.strip() for cell in row.split("|")), strict=False))
        if isinstance(row, str)
        else row
        for row in example
    ]


def _shared(example: Any) -> Any:
    """“=name” stands for rows that several samples share."""
    if isinstance(example, str) and example.startswith("="):
        return commons()["shared"].get(example[1:].strip(), example)
    return example


def _content(node: Node) -> Any:
    if isinstance(node, MappingNode):
        return {_plain(key): _content(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [_content(item) for item in node.value]
    return _plain(node)


def _plain(node: Node | None) -> str:
    return nfc(str(node.value)) if isinstance(node, ScalarNode) else ""


def _piece(node: Node) -> Piece:
    block = isinstance(node, ScalarNode) and node.style in {"|", ">"}
    text = _plain(node)
    return Piece(text[:-1] if block and text.endswith("\n") else text, node.start_mark.line + 1 + block)


def _pieces(node: Node) -> tuple[Piece, ...]:
    return tuple(map(_piece, node.value)) if isinstance(node, SequenceNode) else (_piece(node),)


_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
