"""Capitals of a letterhead turned into the way one writes the name in a sentence."""

import re
from functools import cache

from vinhdanh.foundation.kernel.text import fold

# Common nouns in names of bodies: small inside a name, whatever the letterhead does.
_SMALL = frozenset(
    (
        "nhân",
        "dân",
        "tỉnh",
        "thành",
        "phố",
        "huyện",
        "quận",
        "xã",
        "phường",
        "thị",
        "trấn",
        "đặc",
        "khu",
        "và",
        "các",
        "của",
        "về",
        "trực",
        "thuộc",
    )
)
_ABBREVIATED = re.compile(r"[A-ZĐ]{2,5}(?:[-–][A-ZĐ]{2,5})?|[IVX]+|\w*\d\w*")
_KNOWN = re.compile(
    r"\b(?:U[ỷỳ]|Ủ[yỷ]|Ủy|Hội|Huyện|Tỉnh|Thành|Đảng|Quận|Mặt|Công|Liên|Trung)(?=\s+(?:Ban|Ủy|Uỷ|"
    r"Đồng|Trận|Đoàn|Tâm))\s+\w+"
)
# What bodies are called by: one capital for the whole compound ("Sở Tài chính", "Bệnh viện Đa khoa …").
_COMPOUNDS = """
mặt trận,tổ quốc,thường trực,thường vụ,chấp hành,tài chính,nội vụ,giáo dục,đào tạo,nông nghiệp,môi trường,
khoa học,công nghệ,văn hóa,thể thao,du lịch,tư pháp,xây dựng,công thương,ngoại vụ,dân tộc,tôn giáo,
kế hoạch,đầu tư,kinh tế,tổng hợp,đa khoa,đại học,kỹ thuật,cổ phần,công ty,bệnh viện,
trung học,phổ thông,tiểu học,mầm non,
cao đẳng,phụ nữ,nông dân,thanh niên,lao động,thi đua,khen thưởng,sáng kiến,bảo hiểm,xã hội,thanh tra,
giao thông,vận tải,thông tin,truyền thông,kiểm tra,tổ chức,tuyên giáo,dân vận,công đoàn,doanh nghiệp,
học viện,nhà máy,xí nghiệp,hợp tác,văn phòng,dịch vụ,điều dưỡng,chuyên nghiệp,thống kê,dự trữ,hành chính
"""
_COMPOUND = re.compile(
    r"(?<!\w)(?:" + "|".join(" ".join(word.split()) for word in _COMPOUNDS.split(",")) + r")(?!\w)",
    re.IGNORECASE,
)
# "Tỉnh đoàn", "Huyện ủy" are one name; "thi đua" only says what a cluster is for.
_COMMITTEE = re.compile(r"(?<!\w)(?:tỉnh|huyện|thành|thị|quận)\s(?:Đoàn|Ủy(?!\s+[Bb]an))(?!\w)")
_CLUSTER = re.compile(r"^(Cụm|Khối) Thi đua\b")
_KEPT = frozenset(
    {
        "UBND",
        "HĐND",
        "MTTQ",
        "THPT",
        "THCS",
        "TĐKT",
        "PTDT",
        "PTDTNT",
        "TNHH",
        "MTV",
        "CP",
        "GDTX",
        "GD",
        "TP",
        "GDNN",
    }
)


def sentence_case(words: str, text: str) -> str:
    """``words`` (in capitals) as ``text`` writes them elsewhere, else by the rule for proper names."""
    if not in_capitals(words):
        return words
    parts = words.split()
    for count in range(len(parts), 1, -1):
        known = _as_written(parts[:count], text)
        if known:
            return f"{known} {_by_rule(parts[count:], 1)}".strip()
    return _by_rule(parts, 0)


def _by_rule(words: list[str], first: int) -> str:
    """Each word with a capital, except common nouns and the second half of what bodies are called by."""
    named = " ".join(_word(word, at) for at, word in enumerate(words, first))
    named = _KNOWN.sub(lambda found: found.group().capitalize(), named)
    named = _COMPOUND.sub(lambda found: found.group().capitalize(), named)
    named = _COMMITTEE.sub(lambda found: found.group().capitalize(), named)
    return _CLUSTER.sub(r"\1 thi đua", named) if first == 0 else named


def in_capitals(text: str) -> bool:
    """Set in capitals, a misread letter or two aside."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(letter.isupper() for letter in letters) * 5 > len(letters) * 4


def _as_written(words: list[str], text: str) -> str:
    pattern = re.compile(r"\s+".join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE)
    for found in pattern.finditer(text):
        if not found.group().isupper() and found.group()[:1].isupper():
            return " ".join(found.group().split())
    return ""


def _word(word: str, at: int) -> str:
    if word in _KEPT or (_ABBREVIATED.fullmatch(word) and not any(c in "AEIOUYĂÂÊÔƠƯ" for c in _plain(word))):
        return word
    small = word.lower()
    if small in _SMALL and at > 0:
        return small
    return "".join(part.capitalize() for part in re.split(r"([-–.(])", small))


@cache
def _plain(word: str) -> str:
    return fold(word).upper()
