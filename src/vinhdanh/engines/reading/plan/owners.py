"""Who the words of an item are about: the body they open with, or the one in brackets at their end."""

import re
from dataclasses import dataclass

from vinhdanh.engines.reading.plan.model import Field
from vinhdanh.engines.reading.plan.parties import first_verb, split_parties, starts_body, without_adverbs
from vinhdanh.engines.reading.plan.passage import EMPTY, Passage
from vinhdanh.engines.reading.plan.roles import Roles, charged, in_cell, in_prose, names
from vinhdanh.engines.reading.plan.words import HELP_LABEL, LEAD_LABEL

_ADDRESS = re.compile(
    r"\s*(?:(?:uy ban nhan dan|ubnd)\s+[\w ]{0,30}?(?:giao|de nghi|yeu cau)\s+(?:cho\s+)?|"
    r"giao(?!\s+(?:vien|duc|uoc|thong|luu|dich))(?:\s+(?:trach nhiem\s+)?cho)?\s+|"
    r"de nghi\s+|yeu cau\s+|doi voi\s+|trach nhiem (?:cua\s+)?|nhiem vu cua\s+)"
)
TAIL = re.compile(
    r"\s*(?:co (?:trach nhiem|nhiem vu)|chiu trach nhiem|theo chuc nang|theo chuc trach|co nhiem vu)\b.*$"
)


_ASKED = re.compile(
    r"\s*\((?:de nghi|phoi hop|moi tham gia|kinh de nghi)(?: thuc hien| phoi hop)?\)\s*:?\s*$"
)


LATER_SUBJECT = "Chỉ vế sau của câu nêu tên đơn vị; xin xem lại đơn vị chủ trì."
_SEMICOLON = re.compile(r"\s*;\s*")


@dataclass(frozen=True, slots=True)
class Owner:
    """Who an item is addressed to: ``who`` its words, ``rest`` what follows them."""

    who: Passage
    rest: Passage


def owner_of(text: Passage) -> Owner | None:
    """The body that opens the words, if one does."""
    address = _ADDRESS.match(text.folded)
    asked = _ASKED.search(text.folded)
    words = text.cut(address.end() if address else 0, asked.start() if asked else None)
    if not words or not starts_body(words) or (address and not _named_outright(words)):
        return None
    tail = TAIL.search(words.folded)
    verb = first_verb(words)
    end = min(x for x in (tail.start() if tail else None, verb, _colon(words), len(words)) if x is not None)
    return Owner(without_adverbs(words.cut(0, end, " .,:;–-")), words.cut(end, None, " .:;"))


def _named_outright(words: Passage) -> bool:
    """After "giao", "đề nghị" a body has its capital or its plural; "giao ban" has neither."""
    return words.text[:1].isupper() or bool(_PLURAL.match(words.folded))


def _colon(words: Passage) -> int | None:
    found = re.search(r":(?!\d)", words.text)
    return found.start() if found else None


_PLURAL = re.compile(r"(?:cac|moi|tung|toan the|\d{1,3})\s")
# Brackets at the end of an item, or ahead of its due date.
_END_BRACKET = re.compile(
    r"\(([^()]{4,160})\)\s*(?:[.;,]?\s*$|[.;,–-]?\s*(?=(?:truoc|trong|hoan thanh|xong|cham nhat|vao|tu|thang|"
    r"qu[yi]|ngay|thoi gian)\b[^()]{2,60}$))"
)
# Words inside brackets that say who does what.
_SAID = re.compile(r"\b(?:chu tri|phoi hop|phu trach|thuc hien|dau moi|tham muu|chiu trach nhiem)\b")
_SAID_FIRST = re.compile(
    r"\s*(?:do|giao(?:\s+cho)?|(?:don vi|co quan|bo phan)?\s*(?:chu tri|phu trach|thuc hien)\s*:)"
)


def roles_in_words(text: Passage) -> Roles:
    """Lead and coordinators that an item's own words name, in brackets, by "giao …" or as the subject."""
    bracket = _bracketed(text)
    if bracket is not None:
        return bracket
    said = _labelled(text) or _last_sentence(text)
    if said is not None:
        return said
    owner = owner_of(text)
    lead = charged(text) or (names(owner.who, 0.8) if owner and owner.rest else _later_subject(text))
    return Roles(lead, without(in_prose(text), lead))


def _later_subject(text: Passage) -> tuple[Field[str], ...]:
    """ "Nộp báo cáo; Hội đồng Sáng kiến chấm": the one body named outright that acts after a semicolon."""
    for clause in text.split(_SEMICOLON)[1:]:
        owner = owner_of(clause) if clause.text[:1].isupper() else None
        if owner and owner.rest and not _PLURAL.match(clause.folded):
            return names(owner.who, 0.6, LATER_SUBJECT)
    return ()


_LABELS = re.compile(rf"(?<=[.;(])\s*(?:{LEAD_LABEL}|{HELP_LABEL})\s*:")
_LAST = re.compile(r"(?<=[^.]{3})\.\s+(?=[^.]+\.?\s*$)")
_PART_SAID = re.compile(r"[^,;:.]{3,90}?\s(?:dong )?chu tri\s*(?:[,;.]|$|va phoi hop\b|phoi hop\b)")


def _labelled(text: Passage) -> Roles | None:
    """ "… (tháng 5). Đơn vị chủ trì: A; phối hợp: B" at the end of an item."""
    found = _LABELS.search(text.folded)
    roles = in_cell(text.cut(found.start(), None, " .;()")) if found else None
    return roles if roles and (roles.lead or roles.coordinators) else None


def _last_sentence(text: Passage) -> Roles | None:
    """ "… . Ban Thi đua chủ trì, các phân xưởng phối hợp.": a sentence of its own that only says who."""
    found = _LAST.search(text.folded)
    sentence = text.cut(found.end(), None, " .") if found else EMPTY
    if not sentence or not starts_body(sentence) or not _PART_SAID.match(sentence.folded):
        return None
    return in_cell(sentence)


def without(helpers: tuple[Field[str], ...], lead: tuple[Field[str], ...]) -> tuple[Field[str], ...]:
    """Helpers that are not the lead itself."""
    taken = {item.value for item in lead}
    return tuple(item for item in helpers if item.value not in taken)


_TIME_LAST = re.compile(
    r"\s*[,;–-]\s*(?:(?:hoan thanh|xong|truoc|trong|vao|du kien|thoi gian|tu|den het|cham nhat)\b"
    r"[^,;]{0,50}\d[^,;]*|(?:thang|qu[yi]|ngay)\s*[\divx][^,;]*|thuong xuyen|ca nam|"
    r"h[an][na]g (?:thang|quy|nam))\s*$"
)


_TIME_FIRST = re.compile(
    r"\s*(?:(?:hoan thanh|xong|truoc|trong|vao|du kien|tu|den het|cham nhat|thang|qu[yi]|ngay)\b"
    r"[^;,]{0,40}?[\divx][^;,]{0,20}|thuong xuyen|ca nam|h[an][na]g (?:thang|quy|nam)|\d{1,2}/\d{1,2}[/\d]*)"
    r"\s*[;,–-]\s+(?=\D)"
)


def _untimed(inner: Passage) -> Passage:
    """ "(Văn phòng; tháng 02)", "(tháng 02; Văn phòng)": the time beside the body is no part of its name."""
    first = _TIME_FIRST.match(inner.folded)
    if first:
        return inner.cut(first.end())
    found = _TIME_LAST.search(inner.folded)
    return inner.cut(0, found.start()) if found else inner


def _bracketed(text: Passage) -> Roles | None:
    """ "… (Phòng Kỹ thuật chủ trì; Công đoàn phối hợp)", "… (Trạm Y tế)" at the end of an item."""
    found = _END_BRACKET.search(text.folded)
    inner = _untimed(text.cut(*found.span(1))) if found else EMPTY
    if not inner:
        return None
    said = _SAID.search(inner.folded)
    if said and _SAID_FIRST.match(inner.folded):
        return in_cell(inner)
    if not _named_outright(inner) or not starts_body(inner):
        return None
    if not said and (first_verb(inner) is not None or not all(map(starts_body, split_parties(inner)))):
        return None
    return in_cell(inner)
