"""A paper as plain JSON-able data and back, so that a room can keep what it wrote and write it again."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Any, Final

from vinhdanh.engines.documents import model
from vinhdanh.engines.documents.model import Paper

_CLASSES: Final[Mapping[str, type]] = {
    name: each for name, each in vars(model).items() if isinstance(each, type) and is_dataclass(each)
}
_KIND: Final = "="
_DAY: Final = "day"


def paper_to_data(paper: Paper) -> dict[str, Any]:
    """Nested dictionaries; fields that hold their default are left out."""
    data = _plain(paper)
    assert isinstance(data, dict)  # noqa: S101 - a paper is a dataclass
    return data


def paper_from_data(data: Mapping[str, Any]) -> Paper:
    """The paper that :func:`paper_to_data` wrote; ``ValueError`` for anything else."""
    try:
        made = _built(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a paper") from error
    if not isinstance(made, Paper):
        raise ValueError("not a paper")  # noqa: TRY004 - the data are wrong, not their type
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return {_KIND: _DAY, "on": value.isoformat()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if not is_dataclass(value):
        return value
    kept = {f.name: getattr(value, f.name) for f in fields(value) if getattr(value, f.name) != _default(f)}
    return {_KIND: type(value).__name__} | {name: _plain(each) for name, each in kept.items()}


def _default(field: Any) -> Any:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING


def _built(data: Any) -> Any:
    if isinstance(data, list):
        return tuple(_built(each) for each in data)
    if not isinstance(data, Mapping):
        return data
    kind = data[_KIND]
    if kind == _DAY:
        return date.fromisoformat(data["on"])
    return _CLASSES[kind](**{name: _built(each) for name, each in data.items() if name != _KIND})
