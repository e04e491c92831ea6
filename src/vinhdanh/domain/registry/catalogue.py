"""What awards are called and whom they are for, out of the law's own instruments.

Every award that any regime knew is here: the book holds decisions of all times.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from vinhdanh.foundation.kernel.sorting import sort_key
from vinhdanh.foundation.kernel.text import fold

_KINDS: Final = {
    "danh_hieu_thi_dua": "Danh hiệu thi đua",
    "huan_chuong": "Huân chương",
    "huy_chuong": "Huy chương",
    "danh_hieu_vinh_du": "Danh hiệu vinh dự Nhà nước",
    "giai_thuong": "Giải thưởng",
    "ky_niem_chuong": "Kỷ niệm chương",
    "bang_khen": "Bằng khen",
    "giay_khen": "Giấy khen",
}
_TITLE: Final = "danh_hieu_thi_dua"


@dataclass(frozen=True, slots=True)
class AwardName:
    """``kind`` is the key of the group in which lists show it; ``subjects`` for whom it is."""

    code: str
    name: str
    short: str
    kind: str
    subjects: frozenset[str]


@lru_cache(maxsize=1)
def award_names() -> dict[str, AwardName]:
    """Every award by code, with the name of its latest rule."""
    from vinhdanh.engines.law.loader import load

    found = {}
    for code, rules in load().by_code.items():
        last = rules[-1]
        found[code] = AwardName(
            code=code,
            name=last.name,
            short=last.short[0] if last.short else last.name,
            kind=last.kind,
            subjects=frozenset(subject for rule in rules for subject in rule.subjects),
        )
    return found


def name_of(code: str, printed: str = "") -> str:
    """What an award is called: as its paper prints it, else by the catalogue."""
    known = award_names().get(code)
    return printed or (known.name if known else code)


def is_title(code: str) -> bool:
    """Whether it is an emulation title (danh hiệu thi đua) rather than a form of commendation."""
    known = award_names().get(code)
    return known is not None and known.kind == _TITLE


def short_of(code: str) -> str:
    """The abbreviation by which officials know it, else the name."""
    known = award_names().get(code)
    return known.short if known else code


def award_choices(subject_kind: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups of (code, name) for a select, those for ``subject_kind`` only when given."""
    groups: dict[str, list[tuple[str, str]]] = {kind: [] for kind in _KINDS}
    for one in _in_order():
        if not subject_kind or subject_kind in one.subjects:
            groups.setdefault(one.kind, []).append((one.code, one.name))
    return [(_KINDS.get(kind, kind), rows) for kind, rows in groups.items() if rows]


@lru_cache(maxsize=1)
def _in_order() -> list[AwardName]:
    return sorted(award_names().values(), key=lambda one: sort_key(one.name))


@lru_cache(maxsize=1)
def _called() -> dict[str, frozenset[str]]:
    """Codes by folded abbreviation and name."""
    from vinhdanh.engines.law.loader import load

    found: dict[str, set[str]] = {}
    for rule in load().awards:
        for words in (*rule.short, rule.name):
            found.setdefault(plain(words), set()).add(rule.code)
    return {words: frozenset(codes) for words, codes in found.items() if words}


def plain(words: str) -> str:
    """Folded words without signs between them."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(words)))


def codes_in(words: Sequence[str]) -> tuple[frozenset[str], list[str]]:
    """The awards that a run of folded words names, the longest run first, and the words that are left."""
    called = _called()
    for length in range(min(len(words), 12), 0, -1):
        for start in range(len(words) - length + 1):
            codes = called.get(" ".join(words[start : start + length]))
            if codes:
                return codes, [*words[:start], *words[start + length :]]
    return frozenset(), list(words)
