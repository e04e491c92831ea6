"""Names of awards as people write them, to codes: exact, then by what the words mean, else suggestions."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from vinhdanh.engines.reading.workbook.model import Award
from vinhdanh.foundation.kernel.text import fold

_BRACKETS = re.compile(r"\([^()]*\)")
_TOKENS = re.compile(r"[a-z0-9]+")
_SUBJECT_WORDS: Final = frozenset({"ca nhan", "tap the", "ho gia dinh"})
_SHORT: Final = {
    "cstdcs": "chien si thi dua co so", "cstdtq": "chien si thi dua toan quoc",
    "cstdct": "chien si thi dua tinh",
    "cstdt": "chien si thi dua tinh", "cstdb": "chien si thi dua bo", "cstd": "chien si thi dua",
    "cstt": "chien si tien tien", "ldtt": "lao dong tien tien", "ttldtt": "tap the lao dong tien tien",
    "ttldxs": "tap the lao dong xuat sac", "dvtt": "don vi tien tien", "dvqt": "don vi quyet thang",
    "ctd": "co thi dua", "ctdcp": "co thi dua chinh phu", "ctdt": "co thi dua tinh",
    "bk": "bang khen", "bkttg": "bang khen thu tuong", "bkttcp": "bang khen thu tuong",
    "bkubnd": "bang khen tinh", "bkt": "bang khen tinh", "gk": "giay khen",
    "hc": "huan chuong", "hcld": "huan chuong lao dong", "hcdl": "huan chuong doc lap",
    "hcqc": "huan chuong quan cong", "hccc": "huan chuong chien cong", "hcbvtq": "huan chuong bao ve to quoc",
    "hcsv": "huan chuong sao vang", "hchcm": "huan chuong ho chi minh", "knc": "ky niem chuong",
    "gdvh": "gia dinh van hoa", "bmvnah": "ba me viet nam anh hung", "ahld": "anh hung lao dong",
    "ahllvtnd": "anh hung luc luong vu trang nhan dan", "llvtnd": "luc luong vu trang nhan dan",
    "ngnd": "nha giao nhan dan", "ngut": "nha giao uu tu", "ttnd": "thay thuoc nhan dan",
    "ttut": "thay thuoc uu tu", "nsnd": "nghe si nhan dan", "nsut": "nghe si uu tu",
    "nnnd": "nghe nhan nhan dan", "nnut": "nghe nhan uu tu", "ttg": "thu tuong", "ttcp": "thu tuong",
    "cp": "chinh phu", "tq": "toan quoc", "cs": "co so", "ld": "lao dong", "tt": "tien tien", "td": "thi dua",
    "ct": "chu tich", "ubnd": "", "tdp": "to dan pho", "tnxp": "thanh nien xung phong",
    "sy": "si", "ki": "ky",
}  # fmt: skip
_MEANING: Final = (
    (re.compile(r"\bthanh pho\b|\btp\b"), "tinh"),
    (re.compile(r"\b(?:uy ban nhan dan|chu tich|danh hieu|hinh thuc|dat|cap|cua|tang)\b"), " "),
    (re.compile(r"\bthu tuong chinh phu\b"), "thu tuong"),
    (re.compile(r"\bbo ban nganh\b"), "bo"),
    (re.compile(r"\bhang (?:1|i|nhat|mot)\b"), "hang nhat"),
    (re.compile(r"\bhang (?:2|ii|nhi|hai)\b"), "hang nhi"),
    (re.compile(r"\bhang (?:3|iii|ba)\b"), "hang ba"),
)  # fmt: skip
_NEAR: Final = 84


@dataclass(frozen=True, slots=True)
class Found:
    """Codes that the words may mean; ``exact`` when they are a name of the award as it stands."""

    codes: tuple[str, ...] = ()
    exact: bool = False
    near: tuple[str, ...] = ()


class Awards:
    """The awards of a catalogue, ready to be found by what a cell says."""

    def __init__(self, awards: Iterable[Award]) -> None:
        self.by_code = {award.code: award for award in awards}
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._meaning: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for award in self.by_code.values():
            self._learn(award)
        self.find = lru_cache(maxsize=4096)(self._find)

    def name(self, code: str) -> str:
        """The usual name, without the brackets that part individuals from collectives."""
        return _bare(self.by_code[code].names[0])

    def fitting(self, codes: Iterable[str], subject: str) -> tuple[str, ...]:
        """The codes that exist for this kind of subject; all of them where the kind is not known."""
        return tuple(code for code in codes if not subject or subject in self.by_code[code].subjects)

    def _learn(self, award: Award) -> None:
        self._exact[award.code].append(award.code)
        for name in award.names:
            bare = _bare(name)
            for words in {bare, name, *_inside(name)}:
                _once(self._exact[fold(words)], award.code)
                _once(self._meaning[_meaning(words)], award.code)

    def _find(self, text: str) -> Found:
        """What a cell names. Not at all known words come back with up to three near names."""
        folded = fold(text)
        if codes := self._exact.get(folded) or self._exact.get(folded.replace(" ", "_")):
            return Found(tuple(codes), exact=True)
        words = _meaning(text)
        codes = self._meaning.get(words, []) or self._within(set(words))
        return Found(tuple(codes)) if codes else Found(near=self._near(words))

    def _within(self, words: set[str]) -> list[str]:
        """The longest name whose words all stand in the cell: the rest is a place or an office."""
        best: list[tuple[str, ...]] = []
        for known in self._meaning:
            if len(known) < 3 or not words.issuperset(known) or not self._heads(known, words):
                continue
            if not best or len(known) >= len(best[0]):
                best = [known] if not best or len(known) > len(best[0]) else [*best, known]
        return [code for known in best for code in self._meaning[known]]

    def _heads(self, known: tuple[str, ...], words: set[str]) -> bool:
        """A rank, a level or "tập thể" in the cell is never left over."""
        return not (words - set(known)) & {
            "hang",
            "nhat",
            "nhi",
            "toan",
            "quoc",
            "chinh",
            "phu",
            "the",
            "tap",
        }

    def _near(self, words: tuple[str, ...]) -> tuple[str, ...]:
        from rapidfuzz import fuzz, process

        names = {" ".join(known): codes[0] for known, codes in self._meaning.items() if known}
        close = process.extract(" ".join(words), names.keys(), scorer=fuzz.token_sort_ratio, limit=3,
                                score_cutoff=_NEAR - 24)  # fmt: skip
        return tuple(dict.fromkeys(self.name(names[words]) for words, _, _ in close))


def _once(codes: list[str], code: str) -> None:
    if code not in codes:
        codes.append(code)


def _bare(name: str) -> str:
    return _BRACKETS.sub(" ", name).strip()


def _inside(name: str) -> list[str]:
    """Other names that stand in brackets; "(cá nhân)" is none."""
    inner = [found[1:-1] for found in _BRACKETS.findall(name)]
    return [words for words in inner if fold(words) not in _SUBJECT_WORDS and "20" not in words]


def _meaning(text: str) -> tuple[str, ...]:
    """The words of a name in a fixed order, abbreviations written out, offices and fillers left out."""
    tokens = _TOKENS.findall(fold(_bare(text)))
    spoken = " ".join(" ".join(_SHORT.get(token, token).split()) for token in tokens)
    for pattern, plain in _MEANING:
        spoken = pattern.sub(plain, spoken)
    return tuple(sorted(set(spoken.split())))
