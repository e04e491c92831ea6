"""A reading as plain JSON-able data and back, for the border between two processes."""

import dataclasses
import types
import typing
from datetime import date
from functools import cache
from typing import Any

from vinhdanh.engines.reading.plan.model import PlanReading


def encode(value: Any) -> Any:
    """Dataclasses become dicts, tuples lists, dates ``{"date": ISO}``."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: encode(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    return {"date": value.isoformat()} if isinstance(value, date) else value


def decode(data: Any) -> PlanReading:
    """The reading that ``encode`` wrote; ``ValueError`` for anything else."""
    try:
        return typing.cast("PlanReading", _build(PlanReading, data))
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError("not a plan reading") from error


def _build(kind: Any, data: Any) -> Any:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return tuple(_build(arguments[0], item) for item in data)
    if origin in (typing.Union, types.UnionType):
        return None if data is None else _build(_member(arguments, data), data)
    if origin is not None and dataclasses.is_dataclass(origin):
        return _record(origin, arguments, data)
    if dataclasses.is_dataclass(kind):
        return _record(kind, (), data)
    return date.fromisoformat(data["date"]) if kind is date else data


def _member(members: tuple[Any, ...], data: Any) -> Any:
    """Which member of a union a value is: a date and a period are dicts, words are not."""
    if isinstance(data, dict):
        return next(m for m in members if m is not str and m is not types.NoneType)
    return str


def _record(kind: Any, arguments: tuple[Any, ...], data: dict[str, Any]) -> Any:
    hints = _hints(kind)
    values = {}
    for name, hint in hints.items():
        values[name] = _build(arguments[0] if isinstance(hint, typing.TypeVar) else hint, data[name])
    return kind(**values)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)
