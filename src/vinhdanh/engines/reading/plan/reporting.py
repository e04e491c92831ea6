"""Reporting duties: who sends what, to whom, through whom, by when.

A duty is a clause with "báo cáo", "gửi" or "nộp" and a receiver that is a body,
or with a due date; a purpose clause ("để tổng hợp, báo cáo …") belongs to the
duty before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from vinhdanh.engines.reading.plan.model import Field, ReportingDuty
from vinhdanh.engines.reading.plan.outline import Node
from vinhdanh.engines.reading.plan.passage import EMPTY, Passage
from vinhdanh.engines.reading.plan.periods import Era, find_due, find_dues, find_month, month_end
from vinhdanh.engines.reading.plan.receivers import Receiver, receiver_after
from vinhdanh.engines.reading.plan.sections import sections
from vinhdanh.engines.reading.plan.subjects import subject_of

MONTH_END = "Văn bản chỉ ghi tháng; hạn được hiểu là ngày cuối tháng."

# How far back a clause looks for the paper it sends.
_BEFORE = 900
_SENTENCE = re.compile(r"(?<=[^.\d])\.(?:/\.?)?\s+(?=\S)|\n")
_CLAUSE = re.compile(r"\s*;\s*")
_VERB = re.compile(
    r"\b(?:bao cao|gui|nop)\b|(?<=tong hop )trinh\b|(?<=tong hop, )trinh\b|(?<=theo doi, )trinh\b"
)
_NOT_A_VERB = re.compile(
    r"\b(?:ban hanh|xay dung|noi dung|hoan thien|che do thong tin va|viet|lap|cac|mau|trong|"
    r"tong hop va|(?<!dinh )ky|trinh|theo|hoan thanh|"
    r"hoan tat|soan|thong qua|gui|nop|co|duoc|mot|so lieu|tieu de)\s+$"
)
_PURPOSE = re.compile(r"\b(?:de(?!\s+(?:nghi|xuat))|nham)\s+(?:[\w]+\s*,?\s*){0,6}$")
_PAPER = re.compile(r"\b(?:ke hoach|bao cao|ho so|danh sach|ban dang k[yi])\b")
_LATEST = re.compile(r"\s*[,(]?\s*\b(?:truoc|cham nhat|muon nhat)\s+(?:ngay|thang|\d)")
_SENDING = re.compile(r"\s*[,(]?\s*\b(?:gui|nop|truoc|cham nhat|muon nhat|trong thang|dinh k[yi])\b")
_NOT_A_DUTY = re.compile(
    r"^\s*(?:xem xet|quyet dinh|cho y kien|thanh tich|vien|dien hinh|chi dao|tham luan)\b"
)
_DAY_OF = (
    r"(?:h[an][na]g \w+,?\s+)?(?:truoc|vao|cham nhat)\s+(?:ngay\s+)?\d{1,2}\s+(?:cua\s+)?(?:h[an][na]g thang|"
    r"(?:cuoi\s+)?thang (?:cuoi|dau|sau|ke tiep)(?:\s+(?:moi\s+)?quy(?:\s+sau)?)?)"
)
_DAY_OF_YEAR = (
    r"(?:truoc|cham nhat|vao)\s+(?:ngay\s+)?\d{1,2}\s*(?:/|thang)\s*\d{1,2}\s+(?:h[an][na]g|moi)\s+nam"
)
_CADENCE = re.compile(
    rf"\b(?P<when>{_DAY_OF}|{_DAY_OF_YEAR}|(?:(?:truoc|vao|ket thuc vao|trong)\s+)?(?:quy [ivx]{{1,3}}\s+)?"
    r"h[an][na]g (?:nam|quy|thang|tuan)|moi (?:nam|quy|thang))\b|\bdinh k[yi]\b"
)
_OBJECT = re.compile(
    r"\b(?:xay dung|lap|ban hanh|dang k[yi]|"
    r"hoan thien)\s+(?P<what>(?:chuong trinh,?\s*)?(?:ke hoach|bao cao|ho so|danh sach|bang|"
    r"ban dang ky)\b[^;.]{0,160}?)"
    r"(?=,?\s+(?:de\s|dam bao|bao dam|gui\b|va gui|phu hop)|[;.]|,\s*$|$)"
)
_REGISTERED = re.compile(r"\bdang k[yi]\b")
# The body ends where what is registered begins.
_REGISTERED_WITH = re.compile(
    r"\b(?P<verb>dang k[yi])\s+voi\s[^,;]*?(?=\s+(?:mot|it nhat|toi thieu|\d)|[,;])"
)
_COLLECTED = re.compile(r"\b(?:tong hop|theo doi|dang k[yi]|danh gia|so ket|tong ket|xay dung|cung cap)\b")
_GROUP = re.compile(
    r"\bbao cao\s+(?P<what>[^();]{0,110}?)(?:\s+(?:ve|gui|cho|toi)\s[^();,]{2,80}?)?\s*,?\s*"
    r"(?P<due>\([^()]{4,60}\)|(?:truoc|cham nhat|muon nhat|xong truoc)\s[^();,]{0,16}?"
    r"[\dlo]{1,2}\s*(?:[/.]|thang)\s*[\dlo]{1,2}(?:\s*(?:[/.]|nam)\s*\d{4})?)"
)
_MONTH_DUE = re.compile(r"\b(?:trong|truoc het|het|cuoi|vao)\s+(?=thang\s*\d)")


@dataclass(frozen=True)
class _Sentence:
    text: Passage
    node: Node

    @cached_property
    def subject(self) -> Passage:
        return subject_of(self.text, self.node)


@dataclass(frozen=True, slots=True)
class _Clause:
    """``text`` is the clause, ``before`` the words of its sentence ahead of it; ``strict`` outside duties."""

    text: Passage
    before: Passage
    sentence: _Sentence
    strict: bool


def reporting_duties(root: Node, era: Era) -> list[ReportingDuty]:
    """Every duty to report, in reading order; one clause may hold several ("6 tháng …, năm …")."""
    duties: list[ReportingDuty] = []
    for clause in _clauses(root):
        for duty in _duties(clause, era):
            duties.append(_completed(duty, duties, clause))
    return _distinct(duties)


def _clauses(root: Node) -> Iterator[_Clause]:
    for section, subject in sections(root):
        if subject == "purpose":
            continue
        for node in section.walk():
            for sentence in node.text.split(_SENTENCE):
                if _VERB.search(sentence.folded):
                    yield from _of_sentence(sentence, node, strict=subject != "execution")


def _of_sentence(sentence: Passage, node: Node, strict: bool) -> Iterator[_Clause]:
    whole = _Sentence(sentence, node)
    start = 0
    for end in [*(found.end() for found in _CLAUSE.finditer(sentence.folded)), len(sentence)]:
        text = sentence.cut(start, end, ";")
        if text:
            yield _Clause(text, sentence.cut(max(0, start - _BEFORE), start, ";"), whole, strict)
        start = end


# ---- one clause -----------------------------------------------------------------
def _duties(clause: _Clause, era: Era) -> Iterator[ReportingDuty]:
    folded = clause.text.folded
    for found in _VERB.finditer(folded):
        if not _acts(folded, found):
            continue
        receiver = _receiver(clause.text, found)
        due = _due(clause.text, era)
        if not _counts(clause, found, receiver, dated=due.value is not None):
            continue
        yield from _by_date(_made(clause, found, receiver), clause, due=due, era=era)
        return


def _receiver(text: Passage, found: re.Match[str]) -> Receiver:
    """The body after the verb; else the one that something is registered with ("đăng ký với X …, gửi …")."""
    receiver = receiver_after(text, found.end())
    registered = _REGISTERED_WITH.search(text.folded, 0, found.start())
    if receiver.to or registered is None:
        return receiver
    return receiver_after(text.cut(0, registered.end()), registered.end("verb"))


def _acts(folded: str, found: re.Match[str]) -> bool:
    before = folded[max(0, found.start() - 60) : found.start()]
    if found.group() == "bao cao" and _NOT_A_VERB.search(before):
        return False
    return not _NOT_A_DUTY.match(folded[found.end() :]) and not _PURPOSE.search(before)


def _counts(clause: _Clause, found: re.Match[str], receiver: Receiver, *, dated: bool) -> bool:
    """Outside the duties only what is dated and addressed counts; there, a receiver or a date is enough."""
    periodic = any(mark["when"] for mark in _CADENCE.finditer(clause.text.folded))
    timed = dated or bool(_CADENCE.search(clause.text.folded))
    paper = bool(_PAPER.search(clause.text.folded))
    if clause.strict:
        return timed and (bool(receiver.to) or (paper and periodic and found.group() != "bao cao"))
    if receiver.to:
        sent = paper or bool(_REGISTERED.search(clause.text.folded))
        return timed or sent or bool(receiver.through) or found.group() != "gui"
    if found.group() == "trinh":
        return False
    return dated and paper


def _made(clause: _Clause, found: re.Match[str], receiver: Receiver) -> ReportingDuty:
    who = clause.sentence.subject
    return ReportingDuty(
        who=who.field(0.75) if who else Field(""),
        what=_what(clause, found, receiver).field(0.7),
        to=receiver.field,
        through=receiver.through.field(0.85) if receiver.through else Field(""),
    )


def _by_date(
    base: ReportingDuty, clause: _Clause, *, due: Field[date | str | None], era: Era
) -> Iterator[ReportingDuty]:
    """One duty, or one for each dated report in the clause ("6 tháng (trước …) và năm (trước …)")."""
    groups = list(_GROUP.finditer(clause.text.folded))
    dated = [(group, _due(clause.text.cut(*group.span("due")), era)) for group in groups]
    dated = [(group, when) for group, when in dated if when.value is not None]
    if len(dated) < 2:
        yield from (replace(base, due=each) for each in _dues(clause.text, due, era))
        return
    for group, when in dated:
        yield replace(base, what=clause.text.cut(group.start(), group.end("what")).field(0.8), due=when)


def _dues(text: Passage, due: Field[date | str | None], era: Era) -> list[Field[date | str | None]]:
    """The due date, or both of "trước ngày 20/6 và ngày 20/11"."""
    found = find_dues(text.folded, era)
    if len(found) != 2 or text.folded.count("bao cao") > 1:
        return [due]
    return [
        Field(each.deadline, text.cut(each.start, each.end).spans(), each.confidence, each.doubt)
        for each in found
    ]


def _due(text: Passage, era: Era) -> Field[date | str | None]:
    found = find_due(text.folded, era)
    if found and found.deadline:
        return Field(found.deadline, text.cut(found.start, found.end).spans(), found.confidence, found.doubt)
    for opening in _MONTH_DUE.finditer(text.folded):
        month = find_month(text.folded[opening.end() : opening.end() + 30], era)
        if month and month.start == 0 and month.period:
            words = text.cut(opening.start(), opening.end() + month.end)
            return Field(month_end(month.period.value), words.spans(), 0.8, MONTH_END)
    cadence = max(
        (m for m in _CADENCE.finditer(text.folded) if m["when"]), key=lambda m: len(m["when"]), default=None
    )
    if cadence:
        words = text.cut(*cadence.span("when"))
        return Field(words.value, words.spans(), 0.8)
    return Field(None)


# ---- what -------------------------------------------------------------------------
def _what(clause: _Clause, found: re.Match[str], receiver: Receiver) -> Passage:
    """The object of the verb; before it, after the receiver, or in the clause before."""
    stop = _SENDING.search(clause.text.folded, found.end())
    end = receiver.start if receiver.start is not None else (stop.start() if stop else None)
    latest = _LATEST.search(clause.text.folded, found.end() + 3, end if end is not None else len(clause.text))
    end = latest.start() if latest else end
    after = clause.text.cut(found.end(), end, " ,:")
    if len(after.text) > 2:
        return clause.text.cut(found.start() if found.group() == "bao cao" else found.end(), end, " ,:.")
    return _about(clause, receiver) or _ahead(clause, found)


def _about(clause: _Clause, receiver: Receiver) -> Passage:
    found = re.compile(r"\s*(?:ve|viec|tinh hinh|ket qua)\s+(?=\w)").match(clause.text.folded, receiver.end)
    if not found:
        return EMPTY
    stop = re.search(r"\(|\btruoc\b|\bqua\b|\bcham nhat\b|\bde\b|[,;.]\s", clause.text.folded[found.end() :])
    end = found.end() + stop.start() if stop else len(clause.text)
    return clause.text.cut(found.end() if found.group().strip() == "ve" else found.start(), end, " ,.")


def _ahead(clause: _Clause, found: re.Match[str]) -> Passage:
    """ "tổng hợp kết quả …, báo cáo X", "Kế hoạch … gửi về X", or the paper the clause before makes."""
    start = _after_who(clause, found.start())
    ahead = clause.text.cut(start, found.start(), " ,:")
    if found.group() != "bao cao" and len(ahead) > 8:
        return _unowned(ahead)
    if len(ahead) < 20:
        made = list(_OBJECT.finditer(clause.before.folded))
        if made and found.group() != "bao cao":
            return clause.before.cut(*made[-1].span("what"))
    collected = _COLLECTED.search(ahead.folded)
    if collected:
        end = found.end() if len(ahead) - collected.start() < 14 else found.start()
        first = clause.text.text.find(ahead.text, start) + collected.start()
        return clause.text.cut(first, end, " ,")
    return clause.text.cut(start, found.end()) if len(ahead) < 60 else ahead


def _after_who(clause: _Clause, end: int) -> int:
    """Where a clause goes on after the body it is about ("Phòng A: lập danh sách, gửi …")."""
    who = clause.sentence.subject.text
    place = clause.text.text.find(who, 0, end) if who else -1
    return place + len(who) if place >= 0 else 0


def _unowned(words: Passage) -> Passage:
    made = list(_OBJECT.finditer(words.folded))
    return words.cut(*made[-1].span("what")) if made else words


# ---- between duties -----------------------------------------------------------------
def _completed(duty: ReportingDuty, earlier: list[ReportingDuty], clause: _Clause) -> ReportingDuty:
    """ "…; báo cáo năm trước ngày 30/11": the receiver is the one of the clause before."""
    if duty.to.value or not earlier or not clause.before:
        return duty
    last = earlier[-1]
    return replace(duty, to=replace(last.to, confidence=0.6), through=last.through)


def _distinct(duties: list[ReportingDuty]) -> list[ReportingDuty]:
    seen: dict[tuple[str, str, str], ReportingDuty] = {}
    for duty in duties:
        seen.setdefault((duty.who.value, duty.what.value, str(duty.due.value)), duty)
    return list(seen.values())
