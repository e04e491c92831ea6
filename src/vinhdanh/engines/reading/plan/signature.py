"""Who signs, in which office, and who receives: the closing of an official paper."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vinhdanh.engines.reading.plan.lines import Line
from vinhdanh.engines.reading.plan.model import Field
from vinhdanh.engines.reading.plan.passage import EMPTY, Passage, join
from vinhdanh.engines.reading.plan.text_case import in_capitals
from vinhdanh.engines.reading.plan.words import alternatives
from vinhdanh.engines.reading.plan.zones import RECIPIENTS
from vinhdanh.foundation.kernel.text import fold

# Offices as one writes them; scans lose their marks, so they are looked for folded.
_POSTS = {
    fold(post): post
    for post in """CHỦ TỊCH,PHÓ CHỦ TỊCH,PHÓ CHỦ TỊCH THƯỜNG TRỰC,TỔNG GIÁM ĐỐC,PHÓ TỔNG GIÁM ĐỐC,GIÁM ĐỐC,
PHÓ GIÁM ĐỐC,HIỆU TRƯỞNG,PHÓ HIỆU TRƯỞNG,PHÓ HIỆU TRƯỞNG PHỤ TRÁCH,BÍ THƯ,PHÓ BÍ THƯ,
PHÓ BÍ THƯ THƯỜNG TRỰC,TRƯỞNG BAN,PHÓ TRƯỞNG BAN,TRƯỞNG PHÒNG,PHÓ TRƯỞNG PHÒNG,CHÁNH VĂN PHÒNG,
PHÓ CHÁNH VĂN PHÒNG,VIỆN TRƯỞNG,PHÓ VIỆN TRƯỞNG,CỤC TRƯỞNG,PHÓ CỤC TRƯỞNG,CHI CỤC TRƯỞNG,
PHÓ CHI CỤC TRƯỞNG,TỔNG BIÊN TẬP,PHÓ TỔNG BIÊN TẬP,THỦ TRƯỞNG,CHỦ NHIỆM,PHÓ CHỦ NHIỆM,
CHÁNH THANH TRA,TRƯỞNG KHOA,PHÓ TRƯỞNG KHOA,BỘ TRƯỞNG,THỨ TRƯỞNG,CHỈ HUY TRƯỞNG,PHÓ CHỈ HUY TRƯỞNG,
TỔNG CỤC TRƯỞNG,TRƯỞNG ĐOÀN,VỤ TRƯỞNG,PHÓ VỤ TRƯỞNG,CHÁNH ÁN,PHÓ CHÁNH ÁN,TRƯỞNG TRẠM,TRẠM TRƯỞNG,
TRƯỞNG CÔNG AN,PHÓ TRƯỞNG CÔNG AN,ỦY VIÊN THƯỜNG TRỰC,PHỤ TRÁCH,CỤM TRƯỞNG,KHỐI TRƯỞNG,TRƯỞNG CỤM,
TRƯỞNG KHỐI""".replace("\n", "").split(",")
}
_LETTERS = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_OFFICE = re.compile(rf"(?<!\w){alternatives(','.join(_POSTS))}(?!\w)")
_CAPITAL_POSTS = "(?:" + "|".join(sorted(map(re.escape, _POSTS.values()), key=len, reverse=True)) + ")"
_BESIDE = re.compile(rf"(?<=[;.:\w])\s+(?:(?:TM|KT|TL|TUQ|Q)\s*\.\s*[{_LETTERS}]|{_CAPITAL_POSTS}\b)")
_MORE = re.compile(rf"(?:\s+[{_LETTERS}\-–&,]{{2,}})+(?!\w)")
_RANK = re.compile(
    r"^(?:(?:PGS|GS|TS|ThS|Th\.S|BS|CN|KS|CKI+|NGƯT|NGND|Đại tá|Thượng tá|Trung tá|Thiếu tá|"
    r"Đại úy|Ông|Bà)[.\s:]*)+"
)
_SYLLABLE = rf"[{_LETTERS}][{_LETTERS}a-zđà-ỹ'’]*"
_NAME = re.compile(rf"(?:{_SYLLABLE})(?:\s+{_SYLLABLE}){{1,5}}")
_NAME_AT_END = re.compile(rf"(?:^|[.;:)\]]|\s{{2,}})\s*({_SYLLABLE}(?:\s+{_SYLLABLE}){{1,4}})\s*$")
_SIGNED = re.compile(r"^\W*(?:da\s+ky|ky\s+boi|da\s+duyet|ky\s+ten|ky,\s*dong dau|chu ky|signed|dau)\b")
_NOT_NAMES = re.compile(
    r"\b(?:noi nhan|ubnd|uy ban|hoi dong|luu|van phong|phu luc|cong hoa|so\b|nhu tren|ke hoach|ban hanh)\b"
)
_BULLET = re.compile(r"^\s*(?:[-–•*+]\s*)+")
_ITEM_END = re.compile(r"\s*;\s*(?=[-–•]|$)|\s*;\s+(?=[A-ZĐ])")


@dataclass(frozen=True, slots=True)
class Signature:
    """The end of an official paper: who signs, in which office, for whom."""

    name: Field[str]
    office: Field[str]
    body: Passage = EMPTY
    """What follows "TM.": the collective the signer acts for."""


def signature_of(lines: Sequence[Line]) -> Signature:
    """The signer's office and name; a deputy's office ends a chain of "KT." lines."""
    office, at = _office(lines)
    return Signature(_name(lines, at), office, _collective(lines))


def _office(lines: Sequence[Line]) -> tuple[Field[str], int]:
    found: Field[str] = Field("")
    place = -1
    for at, line in enumerate(lines):
        if place >= 0 and at > place + 3:
            break
        for words in _offices(line):
            found, place = _spelled(words), at
    return found, place


def _offices(line: Line) -> Iterator[Passage]:
    """Offices set in capitals, with the words that belong to them ("GIÁM ĐỐC SỞ …", "Q. GIÁM ĐỐC")."""
    for match in _OFFICE.finditer(line.text.folded):
        if not in_capitals(line.text.text[match.start() : match.end()]) or _in_recipient(line, match.start()):
            continue
        more = _MORE.match(line.text.text, match.end())
        acting = re.search(r"\bQ\s*[.,]\s*$", line.text.text[: match.start()])
        yield line.text.cut(acting.start() if acting else match.start(), more.end() if more else match.end())


def _spelled(words: Passage) -> Field[str]:
    """The office with its marks put right where a scan lost some."""
    proper = _POSTS.get(words.value_folded)
    if proper is None or proper == words.value:
        return words.field(0.95)
    return Field(proper, words.spans(), 0.8)


def _in_recipient(line: Line, start: int) -> bool:
    return bool(_BULLET.match(line.text.text)) and start < 4 and line.text.text.rstrip().endswith((";", "."))


def _collective(lines: Sequence[Line]) -> Passage:
    for at, line in enumerate(lines):
        found = re.search(r"\bT/M\b\s*[.,:]?\s*|\bTM\s*[.,:]\s*", line.text.text)
        if found:
            post = _OFFICE.search(line.text.folded, found.end())
            words = line.text.cut(found.end(), post.start() if post else None, " -–")
            return _with_next(words, lines, at)
    return EMPTY


def _with_next(words: Passage, lines: Sequence[Line], at: int) -> Passage:
    """ "TM. ỦY BAN NHÂN DÂN" may go on below with "THÀNH PHỐ …"."""
    after = lines[at + 1].text if at + 1 < len(lines) else EMPTY
    if (
        re.match(r"\s*(?:thanh pho|tinh|huyen|quan|xa|phuong|thi xa|thi tran|dac khu)\b", after.folded)
        and after.text.isupper()
    ):
        return join([words, after])
    return words


def _name(lines: Sequence[Line], office: int) -> Field[str]:
    if office < 0:
        return Field("")
    for line in lines[office + 1 : office + 30]:
        name = _name_in(line.text)
        if name:
            return name.field(0.93)
    return Field("")


def _name_in(text: Passage) -> Passage:
    if _SIGNED.match(text.folded) or RECIPIENTS.match(text.folded):
        return EMPTY
    rank = _RANK.match(text.text)
    words = text.cut(rank.end() if rank else 0, None, " .,*()[]")
    if _NAME.fullmatch(words.text) and not _NOT_NAMES.search(words.folded):
        return words if len(words.text) <= 45 else EMPTY
    tail = _NAME_AT_END.search(text.text)
    if tail and _BULLET.match(text.text) and not _NOT_NAMES.search(text.folded[tail.start(1) :]):
        return text.cut(*tail.span(1)) if ";" in text.text or "." in text.text[: tail.start(1) + 1] else EMPTY
    return EMPTY


def recipients_of(lines: Sequence[Line]) -> tuple[Field[str], ...]:
    """The list under "Nơi nhận:", one entry a line or a bullet."""
    return tuple(part.field(0.9) for part in _entries(lines) if len(part.text) > 1)


def _entries(lines: Sequence[Line]) -> Iterator[Passage]:
    inside = False
    for line in _unwrapped(lines):
        opening = RECIPIENTS.match(line.text.folded)
        if opening:
            inside = True
            yield from _items(_left(line.text.cut(opening.end())))
            continue
        if not inside:
            continue
        bullet = _BULLET.match(line.text.text) or re.match(r"\s*[-–•]", line.marker or "")
        if bullet:
            yield from _items(_left(line.text))
            if "luu" in line.text.folded[:8]:
                return


def _unwrapped(lines: Sequence[Line]) -> list[Line]:
    """Lines of the list with what a narrow column put on the next one."""
    whole: list[Line] = []
    for line in lines:
        if whole and _BULLET.match(whole[-1].text.text) and _carries_on(whole[-1].text.text, line.text.text):
            whole[-1] = replace(whole[-1], text=join([whole[-1].text, line.text]))
        else:
            whole.append(line)
    return whole


def _carries_on(before: str, line: str) -> bool:
    return before.rstrip()[-1:] not in (";", ".") and line.lstrip()[:1].islower()


def _left(text: Passage) -> Passage:
    """Without the signature that a flattened page puts to the right of the list."""
    cut = _BESIDE.search(text.text)
    return text.cut(0, cut.start()) if cut else text


def _items(text: Passage) -> Iterator[Passage]:
    for part in text.split(_ITEM_END):
        bullet = _BULLET.match(part.text)
        cleaned = part.cut(bullet.end() if bullet else 0, None, " ;.,")
        if cleaned:
            yield cleaned
