"""Who a sentence is about: its subject, or the body whose heading stands above it."""

import re
from collections.abc import Iterator

from vinhdanh.engines.reading.plan.outline import Node
from vinhdanh.engines.reading.plan.owners import owner_of
from vinhdanh.engines.reading.plan.parties import first_verb, starts_body
from vinhdanh.engines.reading.plan.passage import EMPTY, Passage

_STARTS = re.compile(
    r"^|(?P<stop>[,;:]\s+)|\b(?:giao(?!\s+(?:vien|duc|uoc|thong|luu|dich))|de nghi|yeu cau|"
    r"doi voi)\s+(?:cho\s+)?"
)
_INTRO = re.compile(
    r"\s*(?:can cu|tren co so|de\s|nham|dinh k[yi]|h[an][na]g|truoc|sau|theo|khi|ket thuc|trong|"
    r"cuoi|doi voi)\b(?! doi)"
)
_ORDERS = re.compile(r"\s*(?:de nghi|yeu cau|giao|chi dao)\b")
_PLURAL = re.compile(r"(?:cac|tung|moi|thu truong|toan the)\b")
_OF = re.compile(
    r"\bcua\s+(?P<who>(?:cac\s+)?(?:co quan|don vi|dia phuong|so|ban|nganh|xa|phuong|phong|"
    r"truong)\b[^.;]{0,90}?)\s+(?=gui|bao cao|nop)"
)


def subject_of(sentence: Passage, node: Node) -> Passage:
    """The nearest answer to "who?"; ``EMPTY`` where the document gives none."""
    return _in_sentence(sentence) or _owner_above(node) or _possessor(sentence)


def _in_sentence(sentence: Passage) -> Passage:
    for start in _openings(sentence):
        words = sentence.cut(start)
        if not _may_open(words):
            continue
        verb = first_verb(words)
        limit = _limit(words)
        if (verb is None and limit is None) or (verb or 0) > 220:
            continue
        end = min(x for x in (verb, limit) if x is not None)
        if _ORDERS.match(words.folded, end):
            continue
        return words.cut(0, end, " ,.;:")
    return EMPTY


def _limit(words: Passage) -> int | None:
    """ "Đối với các trường …, đề nghị …", "Tổ chuyên môn: …": a comma before an order or a colon ends it."""
    found = re.search(r":(?!\d)|,\s*(?=de nghi|yeu cau|dinh k[yi]|hang|can\b|to chuc)", words.folded)
    return found.start() if found else None


def _may_open(words: Passage) -> bool:
    if not words or not starts_body(words):
        return False
    if re.match(r"(?:moi|tung)\s+(?:nam|quy|thang|tuan|dot)\b", words.folded):
        return False
    return words.text[:1].isupper() or bool(_PLURAL.match(words.folded))


def _openings(sentence: Passage) -> Iterator[int]:
    """Where a subject may begin: at the start, after an order, after an introduction or a stop."""
    intro = bool(_INTRO.match(sentence.folded))
    for found in _STARTS.finditer(sentence.folded):
        after_comma = (found["stop"] or "").startswith(",")
        if not after_comma or intro:
            yield found.end()


def _owner_above(node: Node) -> Passage:
    for above in [node, *node.ancestors()]:
        owner = owner_of(above.text) if above.kind != "root" else None
        if owner and len(owner.who) < 300:
            return owner.who
    return EMPTY


def _possessor(sentence: Passage) -> Passage:
    found = _OF.search(sentence.folded)
    return sentence.cut(*found.span("who")) if found else EMPTY
