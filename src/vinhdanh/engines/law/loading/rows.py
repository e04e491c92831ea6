"""YAML as rows that know their line, so that a fault can say where it stands."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, ScalarNode

from vinhdanh.engines.law.faults import Notes

try:
    from yaml import CSafeLoader as _Base
except ImportError:  # libyaml is missing: the same rows, read more slowly
    from yaml import SafeLoader as _Base  # type: ignore[assignment]


class Row(dict[str, Any]):
    """A mapping of the file; `line` counts from 1."""

    line: int = 1


class _Rows(_Base):
    repeated: list[tuple[int, str]]


def _mapping(loader: _Rows, node: MappingNode) -> Row:
    row = Row()
    row.line = node.start_mark.line + 1
    for key_node, value_node in node.value:
        key: Hashable = loader.construct_object(key_node, deep=True)
        if key in row:
            loader.repeated.append((key_node.start_mark.line + 1, str(key)))
        row[str(key)] = loader.construct_object(value_node, deep=True)
    return row


def _day(loader: _Rows, node: ScalarNode) -> Any:
    """A day that is not in the calendar stays as written; who needs a day says so at its row."""
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        return node.value


_Rows.add_constructor("tag:yaml.org,2002:map", _mapping)
_Rows.add_constructor("tag:yaml.org,2002:timestamp", _day)


def read_rows(path: Path, notes: Notes) -> Any:
    """The content of the file with `Row` for each mapping, or None after a fault was noted."""
    place = Row()
    try:
        loader = _Rows(path.read_text(encoding="utf-8"))
        loader.repeated = []
        content = loader.get_single_data()
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        place.line = mark.line + 1 if mark else 1
        notes.note(place, f"Không đọc được YAML ({getattr(error, 'problem', None) or error}).")
        return None
    for line, key in loader.repeated:
        place.line = line
        notes.note(place, f"Khóa “{key}” viết hai lần.")
    return content
