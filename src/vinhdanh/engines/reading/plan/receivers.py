"""To whom a report goes, and through whom."""

import re
from dataclasses import dataclass

from vinhdanh.engines.reading.plan.model import Field
from vinhdanh.engines.reading.plan.parties import party_phrase, split_parties, starts_body
from vinhdanh.engines.reading.plan.passage import EMPTY, Passage, join
from vinhdanh.engines.reading.plan.words import BODY_START

_PREPOSITION = re.compile(r"\b(?:ve|cho|voi|len|den|toi|trinh|gui)\s+(?:la\s+)?(?=\w)")
_STOP = re.compile(
    r"\(|\)|\b(?:qua|thong qua|de|truoc|sau|ve|cham nhat|muon nhat|trong|theo|vao|gui|bao cao|"
    r"(?<!xay )dung|dam bao|tu|khi|xem xet|ket qua|tinh hinh|"
    r"dinh k[yi]|hang|tong hop|ngay|bang)\b|[;:]|\.(?!\w)"
)
_THROUGH = re.compile(r"(?<!thong )\b(?:thong\s+)?qua\s+(?=\w)")
_NOT_RECEIVERS = re.compile(r"(?:cac\s+(?:cap|van ban|noi dung)|ca nhan|tap the|khen|to chuc\s+thuc)\b")


@dataclass(frozen=True, slots=True)
class Receiver:
    """``start`` to ``end``: the words of the receivers in the clause (``None``: there are none)."""

    to: tuple[Passage, ...] = ()
    through: Passage = EMPTY
    start: int | None = None
    end: int = 0

    @property
    def field(self) -> Field[str]:
        names = join(self.to, "; ")
        return names.field(0.85) if names else Field("")


def receiver_after(text: Passage, start: int) -> Receiver:
    """The first body after ``start`` that something is sent to, and the one it is sent through."""
    through = through_in(text, start)
    found = _direct(text, start) or _by_preposition(text, start)
    if found is None:
        return Receiver((), through, _through_at(text, start), len(text))
    at, phrase = found
    names = tuple(part for part in split_parties(phrase) if starts_body(part))
    passed = _through_at(text, start)
    first = min(at, passed) if passed is not None else at
    return Receiver(names, through, first, at + len(phrase))


def _direct(text: Passage, start: int) -> tuple[int, Passage] | None:
    """ "báo cáo Ủy ban nhân dân tỉnh": the body follows at once."""
    at = start + len(text.text[start:]) - len(text.text[start:].lstrip(" ,"))
    return _phrase(text, at, at)


def _by_preposition(text: Passage, start: int) -> tuple[int, Passage] | None:
    for found in _PREPOSITION.finditer(text.folded, start):
        phrase = _phrase(text, found.end(), found.start())
        if phrase:
            return phrase
    return None


def _phrase(text: Passage, at: int, whole: int) -> tuple[int, Passage] | None:
    if not BODY_START.match(text.folded, at) or _NOT_RECEIVERS.match(text.folded, at):
        return None
    if not starts_body(text.cut(at)):
        return None
    stop = _STOP.search(text.folded, at)
    phrase = party_phrase(text.cut(at, stop.start() if stop else None))
    if not phrase or not starts_body(phrase):
        return None
    return whole, text.cut(whole, at + len(phrase)) if whole == at else phrase


def through_in(text: Passage, start: int) -> Passage:
    """ "(qua Phòng Nội vụ)", "thông qua Văn phòng (bộ phận một cửa)"."""
    for found in _THROUGH.finditer(text.folded, start):
        if BODY_START.match(text.folded, found.end()):
            return text.cut(found.end(), _through_end(text, found.end()), " ,.;-")
    return EMPTY


_THROUGH_STOP = re.compile(
    r"\b(?:de|truoc|cham nhat|trong|theo doi|tong hop|gui|vao|ngay|khi|bao cao)\b|"
    r"[;:,](?!\s*(?:so|ban)\b)|\.(?!\w)"
)


def _through_end(text: Passage, start: int) -> int:
    """The end of the phrase: a stop outside brackets, or the bracket it stands in."""
    depth = 0
    stops = {found.start() for found in _THROUGH_STOP.finditer(text.folded, start)}
    for at in range(start, len(text)):
        depth += (text.text[at] == "(") - (text.text[at] == ")")
        if depth < 0 or (depth == 0 and at in stops):
            return at
    return len(text)


def _through_at(text: Passage, start: int) -> int | None:
    for found in _THROUGH.finditer(text.folded, start):
        if BODY_START.match(text.folded, found.end()):
            return found.start()
    return None
