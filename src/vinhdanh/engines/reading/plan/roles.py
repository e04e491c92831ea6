"""Lead and coordinators: out of two columns, one prose cell, or running text."""

import re
from dataclasses import dataclass

from vinhdanh.engines.reading.plan.model import Field
from vinhdanh.engines.reading.plan.parties import party_phrase, split_parties, starts_body
from vinhdanh.engines.reading.plan.passage import EMPTY, Passage
from vinhdanh.engines.reading.plan.words import HELP_LABEL, LEAD_LABEL

NO_LEAD_WORD = "Ô này có “phối hợp” mà không ghi “chủ trì”; đơn vị đứng đầu được hiểu là đơn vị chủ trì."
UNNAMED_ROLES = "Ô này nêu nhiều đơn vị mà không ghi đơn vị nào chủ trì, đơn vị nào phối hợp."
ODD_NAME = "Không chắc đây là tên một đơn vị; xin xem lại."

_LABELLED = re.compile(rf"(?:^|[\n;.,(]|[-–+•]\s)\s*(?:(?P<help>{HELP_LABEL})|(?P<lead>{LEAD_LABEL}))\s*:\s*")
_BRACKETED = re.compile(
    r"\(\s*(?:(?P<lead>(?:don vi |co quan )?(?:chu tri|chu tri thuc hien|dau moi))|"
    r"(?P<help>phoi hop(?: thuc hien)?))\s*\)"
)
_LEADS = re.compile(
    r"\s*(?:(?:la\s+(?:co quan|don vi)|dong|cung)\s+)?\bchu tri\b(?:\s+(?:thuc hien|tham muu|to chuc|"
    r"trien khai))?\s*[,;:.]?\s*(?:va\s+)?"
)
_HELPS = re.compile(
    r"\s*[,;.]?\s*\b(?:co su\s+)?(?:phoi hop|cung)\b(?:\s+(?:chat che|thuc hien|dong bo|"
    r"tham gia))*\s*(?:(?:cung\s+)?(?:voi|cung|cua)\b)?\s*:?\s*"
)
_HELPED_BY = re.compile(
    r"(?<!su )\bphoi hop(?:\s+(?:chat che|thuc hien|thuong xuyen|dong bo))*\s+"
    r"(?:(?:(?:cung\s+)?voi|cung)\s+)?"
)
_CHARGED = re.compile(
    r"(?:\(|[.;,]\s*|\bgiao(?!\s+(?:vien|duc))\s+(?:cho\s+)?)(?P<who>[^().;,]{3,90}?)\s+chu tri\b(?!\s*:)"
)


_BY = re.compile(r"\s*(?:do|giao(?!\s+(?:vien|duc|uoc|thong|luu|dich))(?:\s+cho)?)\s+(?=\w)")
# What a body does in a cell that only says who: nothing is added to its name.
_DOES = re.compile(
    r"\s+(?:cung\s+)?(?:(?:la|lam)\s+(?:\w+\s+){0,2})?(?:to chuc\s+)?(?:thuc hien|dam nhiem|"
    r"dam nhan|phu trach|chiu trach nhiem|dau moi|chi dao|to chuc|trien khai|theo doi|"
    r"tham muu(?:\s+(?:ubnd|uy ban|giam doc|lanh dao|cap uy|hoi dong)\b.*)?|giup viec)"
    r"(?:\s+(?:chinh|chung|thuc hien|chu yeu|toan bo))*\s*[.,;]?\s*$"
)
_INVITED = re.compile(r"\s*(?:(?:kính |cùng )?mời|có sự tham dự của)\s+(?=\w)", re.IGNORECASE)
# "Hội đồng thẩm định" is called by what it does.
_HEAD_ALONE = re.compile(
    r"\s*(?:cac\s+)?(?:hoi dong|to|ban|phong|doan|bo phan|nhom|co quan|don vi|nguoi|cap)\s*"
)
_ASKED = re.compile(
    r"\s+(?P<verb>du|tham du|cung du|quyet dinh|de xuat|tham dinh|phe duyet|xem xet|cho y kien|"
    r"tham gia y kien|dong chu tri)\s*$"
)
_AS = re.compile(r"\s+(?:la|lam)(?:\s+(?:co quan|don vi|bo phan|dau moi))?\s*$")
_CLAUSE_END = re.compile(r"\s*[;\n]\s*|\s*,\s+(?:va\s+)?")
_PART = re.compile(
    r"\b(?:(?P<lead>chu tri)|(?P<help>phoi hop|cung (?:thuc hien|tham gia)|tham gia|ho tro|cung cap|giam sat|"
    r"giup(?: do)?|huong dan|gop y)|"
    r"(?P<direct>chi dao|phe duyet|quyet dinh)|"
    r"(?P<act>(?:la |lam )?dau moi|phu trach|"
    r"chiu trach nhiem|tham muu|thuc hien|to chuc|trien khai))\b"
)
_WEIGHT = {"lead": 3, "act": 2, "direct": 1, "help": 0}


@dataclass(frozen=True, slots=True)
class Roles:
    """Who leads and who helps, as the document names them."""

    lead: tuple[Field[str], ...] = ()
    coordinators: tuple[Field[str], ...] = ()


NOBODY = Roles()
_NOBODY = re.compile(r"\W*(?:khong(?:\s+co)?|nt)?\W*")


def names(text: Passage, confidence: float = 0.95, doubt: str = "") -> tuple[Field[str], ...]:
    """The bodies in a cell or phrase that lists nothing else."""
    if _NOBODY.fullmatch(text.folded):
        return ()
    return tuple(_name(bare, confidence, doubt) for part in split_parties(text) if (bare := _bare(part)))


def _bare(part: Passage) -> Passage:
    """ "mời Sở Nội vụ dự", "Trưởng khối quyết định": the name without what is asked of it."""
    opening, tail = _INVITED.match(part.text), _ASKED.search(part.folded)
    said = (
        tail
        and part.text[tail.start("verb")].islower()
        and not _HEAD_ALONE.fullmatch(part.folded, 0, tail.start())
    )
    end = tail.start() if tail and said else None
    return part.cut(opening.end() if opening else 0, end) if opening or end else part


def _name(part: Passage, confidence: float, doubt: str) -> Field[str]:
    if starts_body(part) or (doubt and confidence < 0.7):
        return part.field(confidence, doubt)
    return part.field(min(confidence, 0.6), doubt or ODD_NAME)


def in_cell(text: Passage) -> Roles:
    """A cell that may say who leads and who helps in any of the usual ways."""
    if not text:
        return Roles()
    for pattern in (_LABELLED, _BRACKETED):
        found = list(pattern.finditer(text.folded))
        if found:
            return _by_marks(text, found, before=pattern is _BRACKETED)
    return _by_clauses(text) or _by_words(_plain(text))


def _plain(text: Passage) -> Passage:
    """ "Do A thực hiện" says no more than "A"."""
    opening, tail = _BY.match(text.folded), _DOES.search(text.folded)
    return text.cut(opening.end() if opening else 0, tail.start() if tail else None)


def _by_clauses(text: Passage) -> Roles | None:
    """ "A chủ trì; B tham mưu", "A là đầu mối, các thôn cung cấp số liệu": each body with its own part."""
    said = [
        (who, part) for clause in _clauses(text) if (who := _who(clause)) and (part := _part(clause, who))
    ]
    if len(said) < 2 or not all(starts_body(who) for who, _ in said):
        return None
    first = max(range(len(said)), key=lambda at: (_WEIGHT[said[at][1]], -at))
    if said[first][1] == "help":
        return None
    others = [who for at, (who, part) in enumerate(said) if at != first and part != "direct"]
    helpers = [item for who in others for item in names(who, 0.85)]
    known = {item.value for item in helpers}
    helpers += [item for item in in_prose(text) if item.value not in known]
    return Roles(names(said[first][0], 0.9), tuple(helpers))


def _who(clause: Passage) -> Passage:
    """The body that opens a clause, without "giao", "là đơn vị"."""
    opening = _BY.match(clause.folded)
    who = party_phrase(clause.cut(opening.end() if opening else 0))
    tail = _AS.search(who.folded)
    return who.cut(0, tail.start()) if tail else who


def _clauses(text: Passage) -> list[Passage]:
    """Parts between semicolons, and between commas after which a body begins that has a part of its own."""
    clauses, start = [], 0
    for cut in _CLAUSE_END.finditer(text.folded):
        left, right = text.cut(start, cut.start()), text.cut(cut.end())
        if ";" in cut.group() or (_PART.search(left.folded) and starts_body(right)):
            clauses.append(left)
            start = cut.end()
    return [*clauses, text.cut(start)]


def _part(clause: Passage, who: Passage) -> str:
    found = _PART.search(clause.folded, clause.folded.find(who.folded) + len(who))
    return next((name for name, words in found.groupdict().items() if words), "") if found else ""


def _by_marks(text: Passage, marks: list[re.Match[str]], before: bool) -> Roles:
    """ "Chủ trì: A; phối hợp: B" (words after the mark) or "A (chủ trì), B (phối hợp)" (before it)."""
    groups: dict[str, list[Field[str]]] = {"lead": [], "help": []}
    last = 0
    for at, mark in enumerate(marks):
        start, end = mark.end(), marks[at + 1].start() if at + 1 < len(marks) else len(text)
        if before:
            start, end, last = last, mark.start(), mark.end()
        elif at == 0 and mark.start() > 2:
            groups["lead"] += names(text.cut(0, mark.start()))
        groups["lead" if mark["lead"] else "help"] += names(_plain(text.cut(start, end)))
    if before and last < len(text):
        groups["help"] += names(text.cut(last))
    if before and not groups["help"] and marks[0]["lead"]:
        return _inverted(text.cut(0, marks[0].start())) or Roles(tuple(groups["lead"]))
    return Roles(tuple(groups["lead"]), tuple(groups["help"]))


def _inverted(text: Passage) -> Roles | None:
    """ "B phối hợp với A (đơn vị chủ trì)": the bracket says which of the two leads."""
    helps = _HELPED_BY.search(text.folded)
    if helps is None or helps.start() == 0:
        return None
    return Roles(names(text.cut(helps.end()), 0.9), names(text.cut(0, helps.start()), 0.9))


def _by_words(text: Passage) -> Roles:
    leads = _LEADS.search(text.folded)
    helps = _HELPS.search(text.folded, leads.end() if leads else 0)
    if leads and leads.start() == 0:
        return _leading_word(text, leads, helps)
    if leads:
        helpers = text.cut(helps.end() if helps else leads.end())
        return Roles(names(_plain(text.cut(0, leads.start()))), names(helpers))
    if helps and "phoi hop" in helps.group() and helps.start() > 0:
        first = _plain(text.cut(0, helps.start()))
        return Roles(names(first, 0.6, NO_LEAD_WORD), names(text.cut(helps.end())))
    if helps and helps.start() == 0 and "phoi hop" in helps.group():
        return Roles((), names(text.cut(helps.end())))
    return _unsaid(text)


def _leading_word(text: Passage, leads: re.Match[str], helps: re.Match[str] | None) -> Roles:
    """ "Chủ trì A, phối hợp B"."""
    end = helps.start() if helps else len(text)
    return Roles(names(text.cut(leads.end(), end)), names(text.cut(helps.end()) if helps else EMPTY))


def _unsaid(text: Passage) -> Roles:
    found = names(text)
    if len(found) < 2:
        return Roles(found)
    return Roles(names(text, 0.75, UNNAMED_ROLES))


def in_prose(text: Passage) -> tuple[Field[str], ...]:
    """The bodies after "phối hợp với" in a sentence."""
    found: list[Field[str]] = []
    for mark in _HELPED_BY.finditer(text.folded):
        phrase = party_phrase(text.cut(mark.end()))
        if phrase and starts_body(phrase):
            found += [item for item in names(phrase, 0.8) if item.value not in {f.value for f in found}]
    return tuple(found)


def charged(text: Passage) -> tuple[Field[str], ...]:
    """The body a sentence puts in charge in so many words ("giao Phòng Nội vụ chủ trì")."""
    found = _CHARGED.search(text.folded)
    who = text.cut(found.start("who"), found.end("who")) if found else EMPTY
    return names(who, 0.8) if who and starts_body(who) else ()
