"""What kinds of papers there are, and a sample of each."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from vinhdanh.engines.documents.model import Medium, Paper
from vinhdanh.engines.documents.templates import common
from vinhdanh.engines.documents.templates.compiling import compile_paper, parse
from vinhdanh.engines.documents.templates.frame import WORDING, Template

_TITLE: Final = re.compile(r"^title:(.+)$", re.MULTILINE)
VARIANTS: Final[Mapping[str, tuple[str, Mapping[str, Any]]]] = {
    "T01-2": ("T01", {"đơn vị thực hiện một ô": "có"}),
}
"""Samples of a template with other data."""


def codes() -> tuple[str, ...]:
    """Every kind in order: ``T01``, ``T01-2`` …"""
    found = {path.stem for path in WORDING.glob("T*.yaml")} | set(VARIANTS)
    return tuple(sorted(found, key=lambda code: [int(part) for part in code[1:].split("-")]))


def papers_of(kind: str) -> tuple[str, ...]:
    """The codes of a kind: ``T04`` has ``T04`` and ``T04-2``; ``all`` every one; none for an unknown kind."""
    wanted = kind.upper()
    return tuple(code for code in codes() if wanted in {"ALL", code, code.split("-")[0]})


def text_of(code: str) -> str:
    """The template's text as delivered. Raises ``KeyError`` for an unknown code."""
    if code not in codes():
        raise KeyError(code)
    source = VARIANTS[code][0] if code in VARIANTS else code
    return (WORDING / f"{source}.yaml").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def titles() -> Mapping[str, str]:
    """What each delivered wording is for, by its code in order; without the samples that only vary data."""
    written = (code for code in codes() if code not in VARIANTS)
    return {code: _TITLE.search(text_of(code))[1].strip(' "') for code in written}  # type: ignore[index]


@lru_cache(maxsize=128)
def template(code: str) -> Template:
    """The template as delivered."""
    return parse(text_of(code))


def sample_data(code: str) -> dict[str, Any]:
    """Data for every blank of the template."""
    return {**common.sample(template(code)), **(VARIANTS[code][1] if code in VARIANTS else {})}


def sample(code: str, medium: Medium = "paper") -> Paper:
    """The template filled with its sample data."""
    return compile_paper(template(code), sample_data(code), medium)
