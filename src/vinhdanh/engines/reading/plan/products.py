"""What a task brings forth: papers, meetings, files of proposals."""

import re

from vinhdanh.engines.reading.plan.model import Product, ProductKind
from vinhdanh.engines.reading.plan.passage import Passage

_COUNCIL = r"(?:hoi dong|hd\.?\s?td|hdtd|hd\.?\s?sk)"
_MAKE = (
    r"(?:ban hanh|xay dung|soan thao|tham muu(?: [\w.]+){0,8}? (?:ban hanh|xay dung)|hoan thien|"
    r"hoan thanh|lap|trinh(?: [\w.]+){0,6}? ban hanh|"
    r"gui|du thao|ra|cong bo|ky(?: ban hanh)?|phat hanh|bien soan)"
)
_PAPERS: dict[ProductKind, str] = {
    "directive": "chi thi",
    "plan": "ke hoach|chuong trinh",
    "decision": "quyet dinh|quy che|quy dinh",
    "report": "bao cao",
    "announcement": "thong bao",
    "guidance": "huong dan|cong van|van ban",
    "resolution": "nghi quyet",
    "proposal": "to trinh",
    "publication": "ky yeu|quyen|an pham|tai lieu|ban tin",
}
_ACTS: dict[ProductKind, str] = {
    "council_session": (
        rf"\b(?:hop|phien hop|ky hop)\s+(?:xet\s+)?{_COUNCIL}|"
        rf"{_COUNCIL}[^.;]{{0,60}}(?:phien hop|hop xet|tham dinh|\bhop\b)"
    ),
    "conference": (r"\b(?:to chuc|du|tham du|chuan bi)[^.;,]{0,60}?\b(hoi nghi|dai hoi|hoi thao|toa dam)"),
    "ceremony": (
        r"\b(?:to chuc|du|tham du|tham gia)[^.;,]{0,40}?\b"
        r"(?:le\s+(?:trao|ton vinh|tuyen duong|ky niem|phat dong|tong ket|khai giang|ky)|gap mat)"
    ),
    "training": r"\b(?:tap huan|boi duong nghiep vu|lop boi duong)",
    "inspection": r"\b(?:kiem tra|giam sat)\b(?=[^.;]{0,40}(?:cong tac|viec|cac|tai|phong trao))",
    "dossier_batch": (
        r"\b(?:ho so|danh sach)\b[^.;]{0,60}\b(?:khen thuong|trinh|xet|de nghi)|"
        r"\b(?:trinh|de nghi|xet)\b[^.;]{0,30}\bkhen(?: thuong)?\b"
    ),
    "pledge": r"\bk[yi] (?:ket )?giao uoc",
    "registration": r"\bdang k[yi]\b",
    "publication": r"\b(?:xuat ban|bien soan)\b",
}
_KINDS = tuple((kind, re.compile(words)) for kind, words in _ACTS.items())
_PAPER_PATTERNS = tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in _PAPERS.items())
_MAKING = re.compile(rf"\b{_MAKE}\b")
_REFERRED = re.compile(
    r"(?:theo|thuc hien|thay the|cua|kem theo|can cu|trien khai|tai|quyet dinh so|sua doi|bo sung|"
    r"gan voi|ket luan)\s+(?:cac\s+)?$"
)
_NUMBERED = re.compile(r"\s*(?:so\s*)?\d+\s*[-/]")
_CHOICE = re.compile(r"\bhoac\b")


def products_of(text: Passage) -> tuple[Product, ...]:
    """Each kind of product once, at the words that name it first."""
    found: dict[ProductKind, tuple[int, int]] = {}
    for kind, start, end in _hits(text.folded):
        if kind not in found or start < found[kind][0]:
            found[kind] = (start, end)
    ordered = sorted(found.items(), key=lambda item: item[1])
    return tuple(Product(kind, text.cut(*place).field(0.7)) for kind, place in ordered)


def _hits(folded: str) -> list[tuple[ProductKind, int, int]]:
    hits = [(kind, m.start(), m.end()) for kind, pattern in _KINDS for m in pattern.finditer(folded)]
    making = _MAKING.search(folded)
    for kind, pattern in _PAPER_PATTERNS:
        hits += [(kind, m.start(), m.end()) for m in pattern.finditer(folded) if _made(folded, m, making)]
    return hits


def _made(folded: str, found: re.Match[str], making: re.Match[str] | None) -> bool:
    """A paper that the task writes, not one that it refers to."""
    before = folded[max(0, found.start() - 30) : found.start()]
    if _REFERRED.search(before) or _NUMBERED.match(folded, found.end()):
        return False
    if making is None:
        return found.start() == 0
    return making.start() <= found.start() and found.start() - making.end() <= 160


def any_one(text: Passage, products: tuple[Product, ...]) -> bool:
    """ "hoặc" between two products: one of them is enough."""
    return len(products) > 1 and bool(_CHOICE.search(text.folded))


def from_label(text: Passage) -> tuple[Product, ...]:
    """Products that a label or a column names outright."""
    if not text:
        return ()
    for kind, pattern in (*_PAPER_PATTERNS, *_KINDS):
        found = pattern.search(text.folded)
        if found and found.start() < 25:
            return (Product(kind, text.field(0.9)),)
    return (Product("other", text.field(0.7)),)
