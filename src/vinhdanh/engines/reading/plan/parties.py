"""Names of bodies: one string into the parties that the document lists.

A comma or "và" parts two bodies only where a new body begins after it; inside a
group ("các sở, ban, ngành, đoàn thể") it does not. See "Parties" in
docs/reading-plans.md.
"""

import re

from vinhdanh.engines.reading.plan.passage import EMPTY, Passage
from vinhdanh.engines.reading.plan.words import (
    ACTION,
    BODY_START,
    BODY_WORDS,
    GROUP_NOUNS,
    POST_START,
    POST_WORDS,
    VERB,
    alternatives,
)
from vinhdanh.foundation.kernel.text import fold_keep_length

_SEPARATOR = re.compile(
    r"\s*;\s*|\s*\n\s*|\s*,\s*(?:va\s+|cung\s+)?|\s+va\s+|\s+cung\s+(?!cap\b)|\s*\+\s*|\s+-\s+(?=cac\s)"
)
_HARD = re.compile(r"[;\n]")
_LEADING = re.compile(
    r"^\s*(?:[-–+•*]\s*|\d{1,2}[.)]\s*|(?:giao(?!\s+(?:vien|duc|uoc|thong|luu|dich))(?:\s+cho)?|"
    r"de nghi|yeu cau|doi voi|voi|va|cung)\s+(?=\S)|trach nhiem cua\s+)+"
)
_TRAILING = " .,;:-–"
_ATTACHED = re.compile(
    r"cac\s+(?:to chuc|don vi|co quan|doan the)\s+(?:thanh vien|truc thuoc|thuoc)|"
    r"cac\s+(?:pho|cap pho)\b"
)
# "Báo và Đài …": a head without a name of its own shares the name after "và".
_HEAD_ALONE = re.compile(r"bao|dai|so|ban|phong|trung tam|truong|vien|hoi|uy ban|chi cuc|van phong")
_COUNCIL = re.compile(r"\b(?:hdnd|hoi dong nhan dan|dbqh|doan dai bieu quoc hoi|ubnd)\s*$")
_OFFICE = re.compile(r"^(?:van phong|vp|thuong truc|tt|lanh dao|chu tich)\b")
_SUB_UNIT = re.compile(
    r"^(?:ban thi dua|ban td|phong|chi cuc|trung tam|thanh tra)\b(?!.*\b(?:tinh|thanh pho|huyen|[a-z]+ uy)$)"
)
_PARENT = re.compile(r"^(?:so|bo|tong cuc|cuc)\b")
_FIRST = re.compile(r"[\w]+(?:\s+[\w]+)?")
# Words whose folding is that of "mỗi", "từng" or "ban" ("bản đăng ký", not the village "bản Pa").
_OTHER_WORD = re.compile(
    r"[Bb]ản\s+(?:đăng|tổng|báo|cam|sao|kiểm|giao|kê|tự|thành|nhận|mô|tóm|chính|gốc|mềm|giấy|tin|ghi|in)\b|"
    r"(?:Môi|môi|Mối|mối|Mọi|mọi|Mới|mới|Tùng|tùng)\b(?!\s+(?:tổ chức|cá nhân|cơ quan|đơn vị))"
)
_PLURAL = re.compile(r"(?:cac|mot so|nhung|moi|tung|toan the|tat ca)\b")
_INNER_PLURAL = re.compile(r"\b(?:cac|nhung|mot so)\s")
_ITEM = re.compile(rf"{alternatives(GROUP_NOUNS)}\b")
_BARE_ITEM = re.compile(rf"(?:cac\s+)?{alternatives(GROUP_NOUNS)}")
_HEAD_WORD = re.compile(alternatives(BODY_WORDS))
_BARE_POST = re.compile(alternatives(POST_WORDS))
_LEVELS = frozenset({"tinh", "thanh", "huyen", "quan", "xa", "phuong", "trung"})


def starts_body(text: Passage) -> bool:
    """Whether the words open with the name of a body or of a post."""
    return bool(BODY_START.match(text.folded)) and not _is_verb(text) and not _OTHER_WORD.match(text.text)


def _is_verb(text: Passage) -> bool:
    found = VERB.match(text.folded)
    return bool(found) and text.text[:1].islower()


def split_parties(text: Passage) -> list[Passage]:
    """The bodies a cell or phrase lists, each with its own words."""
    found = _LEADING.match(text.folded)
    text = text.cut(found.end() if found else 0, None, _TRAILING)
    parts: list[Passage] = []
    start = 0
    for cut in _SEPARATOR.finditer(text.folded):
        left, right = text.cut(start, cut.start()), text.cut(cut.end())
        if _inside_brackets(text.folded, start, cut.start()) or not right:
            continue
        if (_HARD.search(cut.group()) and _whole(left, right)) or _parts(left, right, "," in cut.group()):
            parts.append(left.cut(0, None, _TRAILING))
            start = cut.end()
    parts.append(_clean(text.cut(start, None, _TRAILING)))
    return [part for part in map(_clean, parts) if part]


def _clean(part: Passage) -> Passage:
    found = _LEADING.match(part.folded)
    part = part.cut(found.end() if found else 0, None, _TRAILING)
    return part if any(letter.isalpha() for letter in part.text) else EMPTY


def _inside_brackets(folded: str, start: int, at: int) -> bool:
    return folded.count("(", start, at) > folded.count(")", start, at)


def _whole(left: Passage, right: Passage) -> bool:
    """A line end inside a cell parts two bodies only where the second one starts anew."""
    return right.text[:1] in "-–+•*" or starts_body(_clean(right)) or not left


def _parts(left: Passage, right: Passage, comma: bool) -> bool:
    if not left or not starts_body(right) or _ATTACHED.match(right.folded):
        return False
    if not comma and _HEAD_ALONE.fullmatch(left.folded):
        return False
    if _same_post(left, right) or (_COUNCIL.search(left.folded) and _OFFICE.match(left.folded)):
        return False
    if comma and _apposition(left, right):
        return False
    return _opens(left, right)


def _apposition(left: Passage, right: Passage) -> bool:
    """ "Ban Thi đua, Sở Nội vụ": a unit and the department it belongs to."""
    return (
        bool(_SUB_UNIT.match(left.folded)) and bool(_PARENT.match(right.folded)) and "thi dua" in left.folded
    )


def _opens(left: Passage, right: Passage) -> bool:
    """Whether the body after the separator is a new one, not one more noun of the group before."""
    piece = _SEPARATOR.split(right.folded, maxsplit=1)[0]
    plural = bool(_PLURAL.match(piece))
    if _PERSON.match(right.text):
        return not _BARE_POST.fullmatch(left.folded)
    if _is_group(left):
        if plural:
            return not _BARE_ITEM.fullmatch(_last_item(left))
        return _named(right) or (right.text[:1].isupper() and not _ITEM.match(piece))
    if plural or _named(right):
        return True
    if right.text[:1].isupper() or right.text[:1].isdigit():
        return True
    listed = _ITEM.match(piece) if _INNER_PLURAL.search(left.folded) else _ITEM.fullmatch(piece)
    return not listed and not _BARE_POST.fullmatch(left.folded)


# A post after a group of bodies is no member of the group ("các ban, ngành và trưởng thôn").
_PERSON = re.compile(r"(?:trưởng|chủ tịch|hiệu trưởng|giám đốc|bí thư)\s+\w")


def _is_group(left: Passage) -> bool:
    return bool(_PLURAL.match(left.folded)) or bool(
        _ITEM.fullmatch(_SEPARATOR.split(left.folded, maxsplit=1)[0])
    )


def _last_item(left: Passage) -> str:
    return _SEPARATOR.split(left.folded)[-1].strip()


def _named(right: Passage) -> bool:
    """ "Sở Nội vụ", "phòng Nội vụ": a head and a proper name, not a level ("Ban Tỉnh")."""
    words = right.text.split(maxsplit=2)
    if len(words) < 2 or not words[1][:1].isupper() or words[0].endswith((",", ";")):
        return False
    return right.folded.split(maxsplit=2)[1].strip(",;") not in _LEVELS


def _same_post(left: Passage, right: Passage) -> bool:
    """ "Thành viên Hội đồng A và Hội đồng B": one post over two bodies of one kind."""
    post = POST_START.match(left.folded)
    if not post or POST_START.match(right.folded):
        return False
    head = _FIRST.match(right.folded)
    return bool(head) and head is not None and f" {head.group()}" in left.folded[post.end() - 1 :]


def party_phrase(text: Passage) -> Passage:
    """The list of bodies that running text begins with, up to the first verb or stop."""
    end = len(text)
    stop = re.search(r"[.;:](?!\w)", text.folded)
    if stop:
        end = stop.start()
    verb = first_verb(text, end)
    return without_adverbs(text.cut(0, end if verb is None else verb, _TRAILING))


_ADVERBS = re.compile(
    r"(?:\s+(?:cung(?: nhau)?|dong|deu|tu|truc tiep|chu dong|kip thoi|thuong xuyen|phai|can))+\s*$"
)


def without_adverbs(who: Passage) -> Passage:
    """ "Sở A, Sở B cùng" (thẩm định): the small words before the verb are no part of the name."""
    found = _ADVERBS.search(who.folded)
    return who.cut(0, found.start(), _TRAILING) if found and who.text[found.end() - 1 :].islower() else who


# A name ends after its level ("… tỉnh", "… phường") when a small word follows that is no part of names.
_LEVEL_BREAK = re.compile(
    r"\b(?:tinh|thanh pho|huyen|xa|phuong|thi xa|thi tran|trung uong)\s+(?=[a-z])"
    r"(?!(?:va|hoi|hoc|doi|hang|cac|lien|truc|thuoc|uy|doan|tren|co|la|noi|mien|vung|khac|do|trong|nay|bien|"
    r"vien|nghiep|so|de|ve|tu|theo|duoc|phat trien)\b)"
)


def first_verb(text: Passage, end: int | None = None) -> int | None:
    """Where names end and the sentence goes on: at a verb of office work, or after a level's word."""
    verb = _verb(text, end)
    for found in _LEVEL_BREAK.finditer(text.folded, 0, len(text) if verb is None else verb):
        if text.text[found.end()].islower():
            return found.end()
    return verb


def _verb(text: Passage, end: int | None) -> int | None:
    """The first verb written small (names write theirs with a capital)."""
    end = len(text) if end is None else end
    office = (
        found.start()
        for found in VERB.finditer(text.folded, 0, end)
        if _small(text, found) and _meant(text, found) and _is_said(text, found)
    )
    doing = (
        found.start()
        for found in ACTION.finditer(text.text, 0, end)
        if found.start() and _is_said(text, found)
    )
    places = [place for place in (next(office, None), next(doing, None)) if place is not None]
    return min(places, default=None)


def _is_said(text: Passage, found: re.Match[str]) -> bool:
    """Whether a verb is used as one, not as part of a name."""
    return not _noun(text.folded, found) and not _half_word(text.text, found)


# Verbs that end no compound word of a name.
_NEVER_HALVES = frozenset(
    "treo trao dọn thắp quét làm thăm tặng mời khen vẽ dán nêu sẽ đã đang chấm bầu đưa là".split()  # noqa: SIM905
)


def _half_word(text: str, found: re.Match[str]) -> bool:
    """ "Chăn nuôi", "Đào tạo": a syllable after a lone capital one is the other half of a name's word."""
    if " " in found.group() or found.group() in _NEVER_HALVES:
        return False
    words = text[max(0, found.start() - 40) : found.start()].split()
    before, last = ["", "", *words][-2:]
    alone = not before[:1].isupper() or bool(_HEAD_WORD.fullmatch(fold_keep_length(before)))
    return alone and last[:1].isupper() and not last.isupper()


def _small(text: Passage, found: re.Match[str]) -> bool:
    return found.start() > 0 and text.text[found.start()].islower()


# Short verbs whose folding is also that of other words ("tăng" and "tầng", "để" and "đề").
_MARKED = {
    "tang": "tăng",
    "de": "để",
    "can": "cần",
    "hop": "họp",
    "lap": "lập",
    "gui": "gửi",
    "nop": "nộp",
    "xet": "xét",
    "trinh": "trình",
    "mo": "mở",
    "phai": "phải",
    "giup": "giúp",
    "soan": "soạn",
    "cung cap": "cung cấp",
}


def _meant(text: Passage, found: re.Match[str]) -> bool:
    """Whether a short verb is the one meant: its marks are right, or a scan lost them all."""
    meant = _MARKED.get(found.group())
    return meant is None or text.text[found.start() : found.end()].lower() in (meant, found.group())


_NOUN_BEFORE = re.compile(
    r"(?:\bcac|\bnhung|\bmot so|\bban|\bcong tac|\bco quan|\bthong tin,|\bbao,|\bto|"
    r"\bdoi|\bbo phan|\bnhom)\s+$|\bco quan [\w ,]*,\s*$"
)
_NOUNS = frozenset(
    {"to chuc", "tuyen truyen", "kiem tra", "de", "xet", "phai", "hop", "can", "thuong truc", "quan ly"}
    | {"giam sat", "bao ve", "tuan tra", "bien tap", "van dong", "bao tri", "bao duong", "chi dao"}
)
# What an activity is called by: "việc làm", "chế độ thu, chi".
_OF_AN_ACTIVITY = re.compile(r"\b(?:viec|nghiep vu|cong tac|dich vu|nha|chuyen|phuc vu|quan ly)\s+$")


def _noun(folded: str, found: re.Match[str]) -> bool:
    before = folded[max(0, found.start() - 30) : found.start()]
    if _OF_AN_ACTIVITY.search(before):
        return True
    words = " ".join(folded[found.start() : found.end()].split())
    return words in _NOUNS and bool(_NOUN_BEFORE.search(before))
