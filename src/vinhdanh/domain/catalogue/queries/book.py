"""The law as it is loaded: which awards are in force on a day, and the rule of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from vinhdanh.foundation.kernel.text import fold

if TYPE_CHECKING:
    from vinhdanh.engines.law.model import AwardRule, Lawbook, Reading

KINDS: dict[str, str] = {
    "danh_hieu_thi_dua": "Danh hiệu thi đua",
    "huan_chuong": "Huân chương",
    "huy_chuong": "Huy chương",
    "danh_hieu_vinh_du": "Danh hiệu vinh dự nhà nước",
    "giai_thuong": "Giải thưởng",
    "ky_niem_chuong": "Kỷ niệm chương",
    "bang_khen": "Bằng khen",
    "giay_khen": "Giấy khen",
}
SUBJECTS: dict[str, str] = {"individual": "Cá nhân", "collective": "Tập thể", "household": "Hộ gia đình"}
LEVELS: dict[str, str] = {
    "co_so": "Cấp cơ sở",
    "xa": "Cấp xã",
    "huyen": "Cấp huyện",
    "tinh": "Cấp tỉnh",
    "bo": "Cấp bộ",
    "nha_nuoc": "Cấp nhà nước",
}


def lawbook() -> "Lawbook":
    """Every instrument that ships with the program; read once a process."""
    from vinhdanh.engines.law.loader import load

    return load()


def rule_on(code: str, on: date) -> "AwardRule | None":
    """The rule of an award for a file received on a day; None where there is none."""
    from vinhdanh.engines.law.loader import rule_for

    return rule_for(lawbook(), code, on)


def awards_on(on: date) -> "Sequence[AwardRule]":
    """The awards in force on a day, in the order of the law."""
    from vinhdanh.engines.law import loader

    return loader.awards_on(lawbook(), on)


def award_name(code: str, on: date) -> str:
    """What an award is called on a day; its newest name where it is not in force, else its code."""
    rule = rule_on(code, on) or next((each for each in reversed(lawbook().awards) if each.code == code), None)
    return rule.name if rule else code


def is_known(code: str) -> bool:
    """Whether any day knows the award."""
    return any(rule.code == code for rule in lawbook().awards)


def readings() -> "Sequence[Reading]":
    """The places of the law that offices read in more than one way."""
    return lawbook().readings


@dataclass(frozen=True, slots=True)
class AwardFilter:
    """``text`` finds names and abbreviations without marks; the others are exact, empty for all."""

    text: str = ""
    kind: str = ""
    subject: str = ""
    level: str = ""


def awards_matching(on: date, wanted: AwardFilter) -> "list[AwardRule]":
    """The awards in force on a day that pass the filter."""
    words = fold(wanted.text).split()
    return [
        rule
        for rule in awards_on(on)
        if (not wanted.kind or rule.kind == wanted.kind)
        and (not wanted.subject or wanted.subject in rule.subjects)
        and (not wanted.level or rule.level == wanted.level)
        and _has(rule, words)
    ]


def _has(rule: "AwardRule", words: Sequence[str]) -> bool:
    """Every word begins a word of the name or of an abbreviation."""
    known = fold(" ".join((rule.name, *rule.short))).split()
    return all(any(each.startswith(word) for each in known) for word in words)


def award_choices(on: date) -> list[tuple[str, str]]:
    """Codes and names for a select, in the order of the law."""
    return [(rule.code, rule.name) for rule in awards_on(on)]
