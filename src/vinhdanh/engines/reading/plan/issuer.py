"""The body that issues a plan, spelled out, and the level it acts for."""

import re
from collections import Counter
from datetime import date

from vinhdanh.engines.reading.plan.lines import Line
from vinhdanh.engines.reading.plan.model import Field
from vinhdanh.engines.reading.plan.passage import EMPTY, Passage, join
from vinhdanh.engines.reading.plan.signature import Signature
from vinhdanh.engines.reading.plan.text_case import in_capitals, sentence_case
from vinhdanh.engines.reading.plan.zones import Zones
from vinhdanh.foundation.kernel.text import fold

COMPOSED = "Tên cơ quan ban hành được ghép từ phần ký, địa danh và thân văn bản."
GUESSED_LEVEL = "Cấp của cơ quan ban hành được suy từ tên; xin xem lại."

# From this day there are provinces and communes only (Luật Tổ chức chính quyền địa phương 2025).
NO_DISTRICTS = date(2025, 7, 1)
# Cities run by the centre (the level of a province); other cities were districts until 30/6/2025.
CENTRAL_CITIES = frozenset({"ha noi", "ho chi minh", "hai phong", "da nang", "can tho", "hue"})

_LEVELS = "tinh|thanh pho|tp\\.?|quan|huyen|thi xa|xa|phuong|thi tran|dac khu"
_COMMITTEE = re.compile(rf"\b(?:uy\s+ban\s+nhan\s+dan|ubnd)\s+(?P<level>{_LEVELS})\b(?P<name>)")
_PROPER = re.compile(r"\s+((?:[A-ZĐÀ-Ỹ][\wÀ-ỹ'’]*)(?:[ -][A-ZĐÀ-Ỹ][\wÀ-ỹ'’]*){0,4}|\d{1,2}(?!\d))")
_ACTS = re.compile(
    r"\s+(?:\(\w+\)\s+)?(?:ban hanh|xay dung|trien khai|lap|de ra|"
    r"thong nhat ban hanh)\s+(?:va\s+\w+\s+\w+\s+)?(?:\w+\s+){0,3}?ke hoach\b"
)
_MOTTO = re.compile(
    r"cong hoa xa hoi|doc lap|tu do|hanh phuc|dang cong san|^s[o6]\s*[:.]?\s*(?:\d|$|[/.…])|^\W*$|"
    r"^(?:v/v|ve viec)|du thao|ke hoach|\bngay\b"
)
_BODY = re.compile(
    r"^\s*(?:ubnd|uy ban|bch|so|phong|truong|ban|hoi|lien doan|cong doan|doan|cong ty|tong cong ty|"
    r"tap doan|benh vien|trung tam|chi cuc|cuc|"
    r"huyen uy|tinh uy|thanh uy|dang uy|dang bo|quan uy|chi bo|hoi dong|mat tran|bo|vien|"
    r"ngan hang|kho bac|cum|khoi|xi nghiep|dai|bao|cong an|"
    r"toa an|thanh tra|bao hiem|lien minh|hop tac xa|nha may|ban quan ly|van phong|tinh doan|"
    r"hoc vien|dai hoc|bo chi huy)\b"
)
# Organs that act for the body above them, not issuers of their own.
_ORGAN = re.compile(r"^\s*(?:ban thuong truc|ban thuong vu|ban chap hanh|thuong truc)\s*$")
# Not issuers: who heads a cluster this year, and the name of the Union that stands where the motto does.
_HEADS_CLUSTER = re.compile(r"^\s*(?:don vi\s+)?(?:pho\s+)?(?:truong\s+(?:cum|khoi)|(?:cum|khoi)\s+truong)\b")
_UNION = re.compile(r"^\s*doan\s+(?:tncs|thanh nien cong san)\s+ho chi minh\s*$")
_STANDING = re.compile(r"^\s*ban thuong truc\s*$")
_PARENT_LOCALITY = re.compile(rf"\b({_LEVELS})\s+(.+)$")


def issuer_of(parts: Zones, place: Field[str], *, signature: Signature, number: str) -> Field[str]:
    """The issuer's full name: letterhead first, else composed from the signature, the place and the text."""
    text = "\n".join(line.text.text for line in [*parts.title, *parts.opening, *parts.body])
    head = _letterhead(parts.head)
    standing = _union_standing(head, text, place, signature=signature)
    if standing:
        return standing
    if head:
        named = _named(head, text, place)
        if named:
            return named
    return _composed(parts, place, signature=signature, number=number)


# ---- letterhead ----------------------------------------------------------------
def _letterhead(lines: list[Line]) -> list[Passage]:
    found = []
    for line in lines:
        words = _left_half(line.text)
        if words and in_capitals(words.text) and not _MOTTO.search(words.folded):
            found.append(words)
    found = [words for words in found if not _HEADS_CLUSTER.match(words.folded)]
    own = [words for words in found if not _UNION.match(words.folded)]
    return _rejoined(own or found)


_RIGHT = re.compile(r"\s*(?:cong hoa xa hoi|doc lap\s*[-–]|dang cong san|so\s*:).*$")


def _left_half(text: Passage) -> Passage:
    """A head of two columns flattened to lines: the left column's words."""
    cut = _RIGHT.search(text.folded)
    return text.cut(0, cut.start() if cut else None, " -–_*")


def _rejoined(names: list[Passage]) -> list[Passage]:
    bodies: list[Passage] = []
    for name in names:
        if _ORGAN.match(name.folded) and bodies:
            if _STANDING.match(name.folded) and "mat tran" in bodies[-1].folded:
                bodies[-1] = join([name, bodies[-1]])
            continue
        if bodies and not _BODY.match(name.folded):
            bodies[-1] = join([bodies[-1], name])
        elif _BODY.match(name.folded):
            bodies.append(name)
    return bodies


def _union_standing(
    head: list[Passage], text: str, place: Field[str], *, signature: Signature
) -> Field[str] | None:
    """The Youth Union signs "TM. BAN THƯỜNG VỤ TỈNH ĐOÀN" below the name of its committee."""
    body = signature.body
    committee = head and re.match(r"(?:bch|ban chap hanh)\s+doan\b", head[-1].folded)
    if not committee or not re.match(r"ban thuong vu\b.*\bdoan\b", body.folded):
        return None
    name = sentence_case(body.value, text)
    where = _PARENT_LOCALITY.search(head[-1].folded)
    proper = sentence_case(head[-1].cut(where.start(2)).value, text) if where else place.value
    spans = body.spans() + head[-1].spans()
    return Field(name if fold(proper) in fold(name) else f"{name} {proper}".strip(), spans, 0.8, COMPOSED)


def _named(head: list[Passage], text: str, place: Field[str]) -> Field[str] | None:
    own = head[-1]
    name = _spelled(sentence_case(own.value, text))
    if _bare_committee(name):
        return None
    locality = _PARENT_LOCALITY.search(fold(name))
    if locality or len(head) < 2 or not re.match(r"(?:so|phong|ban|chi cuc|thanh tra)\b", own.folded):
        return Field(name, own.spans(), 0.93)
    parent = _spelled(sentence_case(head[-2].value, text))
    where = _locality(parent)
    return Field(f"{name} {where}".strip(), own.spans() + head[-2].spans(), 0.85, COMPOSED if where else "")


def _locality(name: str) -> str:
    found = re.search(
        r"\b(tỉnh|thành phố|quận|huyện|thị xã|xã|phường|thị trấn|đặc khu)\s+\S.*$", name, re.IGNORECASE
    )
    return found.group()[:1].lower() + found.group()[1:] if found else ""


def _spelled(name: str) -> str:
    name = re.sub(r"^(?:UBND|U[ỶÝY]?\s?BND)\b", "Ủy ban nhân dân", name)
    name = re.sub(r"^(?:[UỦÙÚ][ỷyỳý]) [Bb]an\b", "Ủy ban", name)
    name = re.sub(r"\b(?:TP|Tp)\.?\s*(?=\w)", "thành phố ", name)
    name = re.sub(r"^BCH\b", "Ban Chấp hành", name)
    return re.sub(r"^HĐND\b", "Hội đồng nhân dân", name)


def _bare_committee(name: str) -> bool:
    return bool(re.fullmatch(rf"(?:uy ban nhan dan|ubnd)(?:\s+(?:{_LEVELS}))?", fold(name)))


# ---- composed --------------------------------------------------------------------
def _composed(parts: Zones, place: Field[str], *, signature: Signature, number: str) -> Field[str]:
    acting = _acting(parts)
    if acting and not _COMMITTEE.match(acting.folded):
        return acting.field(0.75, COMPOSED)
    collective = fold(signature.body.value)
    committee = acting or "nhan dan" in collective or "ubnd" in collective or "UBND" in number
    if not committee:
        return _from_collective(parts, signature) or _from_title(parts)
    level, name, words = _committee(parts, acting, place.value)
    if not level:
        return Field("")
    spans = words.spans() + (place.spans if name == place.value else ())
    return Field(f"Ủy ban nhân dân {level} {name}".strip(), spans, 0.85, COMPOSED)


def _from_title(parts: Zones) -> Field[str]:
    """ "Công tác thi đua năm … của Liên đoàn …": the title ends in its issuer."""
    title = join(line.text for line in parts.title)
    found = list(re.finditer(r"\bcua\s+", title.folded))
    words = title.cut(found[-1].end(), None, " .:") if found else EMPTY
    words = words.cut(0, _END_OF_NAME.search(words.folded + " nam 2").start()) if words else EMPTY  # type: ignore[union-attr]
    return (
        words.field(0.6, COMPOSED)
        if words and _BODY.match(words.folded) and words.text[:1].isupper()
        else Field("")
    )


_END_OF_NAME = re.compile(r"\s*\b(?:nam|giai doan|quy|thang)\s+(?:hoc\s+)?[\divx]")


def _from_collective(parts: Zones, signature: Signature) -> Field[str] | None:
    if not signature.body:
        return None
    text = "\n".join(line.text.text for line in parts.everything)
    return Field(sentence_case(signature.body.value, text), signature.body.spans(), 0.7, COMPOSED)


_SUBJECT = re.compile(
    r"(?:^|[;,.:]\s*|\n)\s*(?P<who>(?:Ủy ban|Uỷ ban|UBND|Sở|Phòng|Trường|Ban|Hội đồng|Công ty|"
    r"Tổng công ty|Đảng ủy|Huyện ủy|"
    r"Tỉnh ủy|Thành ủy|Liên đoàn|Công đoàn|Bệnh viện|Trung tâm|Cục|Chi cục|Nhà trường|"
    r"Ban Giám hiệu|Ban Chấp hành|Cụm|Khối|Hội|Tỉnh đoàn|Huyện đoàn)\b[^;,.:]{0,90}?)$"
)


def _acting(parts: Zones) -> Passage:
    """The subject of the sentence that issues the plan."""
    for line in [*parts.opening, *parts.body[:3]]:
        found = _ACTS.search(line.text.folded)
        if not found:
            continue
        subject = _SUBJECT.search(line.text.text[: found.start()])
        if subject:
            return line.text.cut(*subject.span("who"))
    return EMPTY


def _committee(parts: Zones, acting: Passage, place: str) -> tuple[str, str, Passage]:
    """Level, proper name and the words that gave them."""
    level, name, words = _level_and_name(acting)
    if not level:
        level, words = _usual_level(parts)
    if not level:
        level = "thành phố" if fold(place) in CENTRAL_CITIES else ""
    return level, name or place, words


def _level_and_name(text: Passage) -> tuple[str, str, Passage]:
    found = _COMMITTEE.search(text.folded)
    if not found:
        return "", "", EMPTY
    proper = _PROPER.match(text.text, found.end())
    end = proper.end() if proper else found.end()
    return _level_word(found["level"]), proper[1] if proper else "", text.cut(found.start(), end)


_WRITTEN = {
    "tinh": "tỉnh",
    "thanh pho": "thành phố",
    "tp": "thành phố",
    "tp.": "thành phố",
    "quan": "quận",
    "huyen": "huyện",
    "thi xa": "thị xã",
    "xa": "xã",
    "phuong": "phường",
    "thi tran": "thị trấn",
    "dac khu": "đặc khu",
}


def _level_word(folded: str) -> str:
    return _WRITTEN[" ".join(folded.split())]


def _usual_level(parts: Zones) -> tuple[str, Passage]:
    """The level that "Ủy ban nhân dân …" is most often named with, single bodies only."""
    counts: Counter[str] = Counter()
    first: dict[str, Passage] = {}
    for line in [*parts.opening, *parts.body, *parts.annex]:
        for found in _COMMITTEE.finditer(line.text.folded):
            level = _level_word(found["level"])
            counts[level] += 1
            first.setdefault(level, line.text.cut(found.start(), found.end()))
    if not counts:
        return "", EMPTY
    level = counts.most_common(1)[0][0]
    return level, first[level]


# ---- level -----------------------------------------------------------------------
_LEVEL_RULES = {
    "school": r"^(?:truong|nha truong|dai hoc|hoc vien|lien doi)\b",
    "enterprise": r"^(?:cong ty|tong cong ty|tap doan|xi nghiep|nha may|hop tac xa|ngan hang)\b",
    "cluster": r"^(?:cum|khoi) thi dua",
    "department": (
        r"^(?:so|ban|phong|chi cuc|cuc|thanh tra|benh vien|trung tam|kho bac|bao hiem|van phong|lien doan|"
        r"hoi|vien|dai|bao|cong an|bo chi huy)\b(?! dong)"
    ),
    "ministry": r"^(?:bo|tong cuc|uy ban trung uong)\b",
    "commune": r"\b(?:(?<!thi )xa|phuong|thi tran|dac khu)\b",
    "district": r"\b(?:huyen|(?<!co )(?<!hai )quan|thi xa|thi uy)\b",
    "province": r"\b(?:tinh|tinh uy|tinh doan)\b",
}


# A board acts at the level of the body it belongs to.
_BOARD = re.compile(r"^ban (?:thuong truc|thuong vu|chap hanh)\s+(?=\S)")


def level_of(issuer: Field[str], issued: date | None) -> Field[str]:
    """Province, district, commune, department, school, enterprise …; empty where nothing tells."""
    name = _BOARD.sub("", fold(issuer.value))
    if not name:
        return Field("")
    city = re.search(r"\bthanh pho\s+(.+)$|\bthanh uy\s+(.+)$", name)
    if city and re.match(r"(?:uy ban|hoi dong nhan dan|thanh uy|mat tran)", name):
        central = (city[1] or city[2]) in CENTRAL_CITIES or (issued is not None and issued >= NO_DISTRICTS)
        return Field("province" if central else "district", issuer.spans, 0.9)
    for level, pattern in _LEVEL_RULES.items():
        if re.search(pattern, name):
            return Field(level, issuer.spans, 0.85)
    return Field("", issuer.spans, 0.3, GUESSED_LEVEL)
