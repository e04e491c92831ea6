"""From a written name to its parts: remarks in brackets, the post named, the opener, the core."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from vinhdanh.domain.organisations.naming.abbreviations import expansions
from vinhdanh.domain.organisations.naming.tokens import (
    AND,
    COMMA,
    Phrase,
    Token,
    longest_at,
    phrase,
    shown,
    starts_with,
    tokens_of,
    words_of,
)
from vinhdanh.foundation.kernel.text import squash

_BRACKETS = re.compile(r"\(([^()]*)\)?")
_STANDING_REMARK = re.compile(
    r"(?:\s[-–—]|,)\s*((?:là\s+)?(?:cơ quan|bộ phận)?\s*thường trực\b.*)$", re.IGNORECASE
)
_THROUGH = re.compile(r"[\s,;]+((?:gửi\s+)?(?:thông\s+)?qua\s.*)$", re.IGNORECASE)
_EDGES = " \t-–—*+•.;,:/“”\"'"
_YEARS = re.compile(r"\b(?:năm học|giai đoạn|nhiệm kỳ|năm)\s+\d{4}(?:\s*[-–]\s*\d{4})?", re.IGNORECASE)


def _phrases(*words: str) -> tuple[Phrase, ...]:
    return tuple(map(phrase, words))


_ROLES = _phrases(
    *("chủ tịch", "phó chủ tịch", "các phó chủ tịch", "ct", "pct", "thủ trưởng", "lãnh đạo", "lđ"),
    *("người đứng đầu", "giám đốc", "phó giám đốc", "hiệu trưởng", "ban giám hiệu", "bí thư", "phó bí thư"),
    *("thành viên", "ủy viên", "thường trực", "tổng biên tập", "chánh", "phó", "chánh án", "viện trưởng"),
    *("cụm trưởng", "khối trưởng", "cụm phó", "khối phó", "trưởng", "đại diện", "đồng chí"),
    *("cán bộ", "công chức"),
)
_CHIEF, _SCHOOL_OR_CHIEF = phrase("trưởng"), "truong"
_MANY = phrase("các")
_OPENERS = _phrases("các", "những", "toàn thể", "tất cả", "toàn bộ", "mỗi", "từng", "một số", "tất cả các")
_SOME = phrase("một số")
_VAGUE = _phrases(
    *("liên quan", "có liên quan", "được đề nghị", "được giao", "được phân công", "được xét", "được khen"),
    *("được kiểm tra", "được chọn", "được mời", "theo kế hoạch", "theo phân công", "nêu trên", "nói trên"),
    *("có chức năng", "có thành tích", "có nhu cầu", "tham gia", "chủ trì", "trực tiếp"),
)
_LAST_VAGUE = _phrases("khác", "hữu quan")
_THUONG_TRUC, _BODIES_WITH_ONE = (
    "tt",
    _phrases("hội đồng", "thành ủy", "tỉnh ủy", "huyện ủy", "đảng ủy", "ủy ban"),
)
_STANDING = _phrases("cơ quan thường trực", "cơ quan thường trực của")
UNITS: dict[Phrase, str] = {
    phrase("tỉnh"): "tinh",
    phrase("thành phố"): "thanh_pho",
    phrase("huyện"): "huyen",
    phrase("quận"): "quan",
    phrase("thị xã"): "thi_xa",
    phrase("thị trấn"): "thi_tran",
    phrase("phường"): "phuong",
    phrase("xã"): "xa",
    phrase("đặc khu"): "dac_khu",
}
_BEFORE_UNIT = _phrases(
    *("cấp", "tại", "trong", "toàn", "của", "thuộc", "trực thuộc", "trên địa bàn", "trên toàn", "trong toàn"),
    *("địa bàn",),
)


@dataclass(frozen=True, slots=True)
class Written:
    """One reading of a written name.

    ``whole`` are all its words; ``words`` those left without post, opener and vague tail;
    ``stream`` the same with separators, for lists inside one name. ``role`` is the post
    that was named ("Chủ tịch"), ``opener`` says that a plural word led ("các"), ``vague``
    holds the words that leave open who is meant, ``notes`` the remarks in brackets.
    ``standing``: "cơ quan thường trực …", whoever serves the body in ``words``.
    """

    text: str
    whole: Phrase
    stream: Phrase
    words: Phrase
    role: str = ""
    opener: bool = False
    vague: str = ""
    standing: bool = False
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Core:
    tokens: Phrase
    role: str
    opener: bool
    vague: str
    standing: bool


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """The name without remarks, years and edge signs, and the remarks ("qua Sở Nội vụ" is one)."""
    notes: list[str] = []

    def keep(match: re.Match[str]) -> str:
        notes.append(squash(match.group(1)))
        return " "

    text = _YEARS.sub(" ", _BRACKETS.sub(keep, squash(text)))
    for remark in (_THROUGH, _STANDING_REMARK):
        text = remark.sub(keep, squash(text))
    return squash(text).strip(_EDGES), tuple(note for note in notes if note)


def memory_key(text: str) -> str:
    """Under which a confirmed choice is kept: folded words, so that dashes and spaces do not matter.

    >>> memory_key("Ban Thi đua -  Khen thưởng;")
    'ban thi dua khen thuong'
    """
    return " ".join(token.plain for token in tokens_of(text) if token.plain != COMMA)[:300]


def unit_at(tokens: Phrase, at: int) -> tuple[str, int] | None:
    """The place unit ("huyện") whose words stand at ``at``, and their number."""
    words = longest_at(tokens, UNITS, at)
    return (UNITS[words], len(words)) if words else None


def without_fillers(tokens: Phrase) -> Phrase:
    """Drop "của", "cấp", "trên địa bàn" … before a place unit ("cấp tỉnh" is "tỉnh")."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        words = longest_at(tokens, _BEFORE_UNIT, at) if at else ()
        if words and unit_at(tokens, at + len(words)):
            at += len(words)
        else:
            kept.append(tokens[at])
            at += 1
    return tuple(kept)


def _role_at(tokens: Phrase) -> int:
    """Number of tokens of a post at the start; 0 without one."""
    if len(tokens) < 2:
        return 0
    if tokens[0].plain == _THUONG_TRUC and longest_at(tokens, _BODIES_WITH_ONE, 1):
        return 1
    words = longest_at(tokens, _ROLES)
    if words == _CHIEF and not tokens[0].marked and not starts_with(tokens, _MANY, 1):
        # Without marks "Truong" is more often a school; a plural word behind it decides.
        return 0
    return len(words) if len(words) < len(tokens) else 0


def _joint_at(tokens: Phrase) -> int:
    """A comma or "và" (with "các") between two posts: "CT, các PCT UBND"."""
    if not tokens or tokens[0].plain not in {COMMA, AND}:
        return 0
    skip = 2 if starts_with(tokens, _MANY, 1) else 1
    return skip if _role_at(tokens[skip:]) else 0


def _strip_front(tokens: Phrase) -> tuple[Phrase, str, bool, bool]:
    """Posts and openers off the front: the rest, the posts, opener seen, "một số" seen."""
    role: list[str] = []
    opener = some = False
    while tokens:
        words = longest_at(tokens, _OPENERS)
        if words and len(words) < len(tokens):
            opener, some = True, some or words == _SOME
            tokens = tokens[len(words) :]
        elif used := _role_at(tokens):
            role.append(shown(tokens[:used]))
            # An opener before the post ("các thành viên") speaks of posts, not of bodies.
            opener, tokens = False, tokens[used:]
        elif used := (_joint_at(tokens) if role else 0):
            tokens = tokens[used:]
        else:
            break
    return tokens, ", ".join(role), opener, some


def _cut_vague(tokens: Phrase) -> tuple[Phrase, str]:
    """Cut at the first words that leave open who is meant ("có liên quan")."""
    for at in range(1, len(tokens)):
        if longest_at(tokens, _VAGUE, at):
            return tokens[:at], shown(tokens[at:])
    for words in _LAST_VAGUE:
        at = len(tokens) - len(words)
        if at > 0 and starts_with(tokens, words, at):
            return tokens[:at], shown(tokens[at:])
    return tokens, ""


def _core(tokens: Phrase) -> _Core:
    served = longest_at(tokens, _STANDING)
    standing = 0 < len(served) < len(tokens)
    tokens, role, opener, some = _strip_front(tokens[len(served) :] if standing else tokens)
    tokens, vague = _cut_vague(tokens)
    return _Core(without_fillers(tokens), role, opener, vague or ("một số" if some else ""), standing)


@lru_cache(maxsize=16384)
def read(text: str) -> tuple[Written, ...]:
    """Every reading of a written name; empty text gives none.

    Abbreviations may stretch over a separator ("GD&ĐT", "VH, TT&DL"), so the words are
    written out apart from the stream.
    """
    core, notes = clean(text)
    stream = tokens_of(core)
    readings = zip(expansions(stream), expansions(words_of(stream)), strict=False)
    return tuple(_written(tokens, words, text=core, notes=notes) for tokens, words in readings if words)


def _written(stream: Phrase, whole: Phrase, *, text: str, notes: tuple[str, ...]) -> Written:
    parts, bare = _core(stream), _core(whole)
    return Written(
        text=text,
        whole=without_fillers(whole),
        stream=parts.tokens,
        words=bare.tokens,
        role=parts.role,
        opener=parts.opener,
        vague=parts.vague,
        standing=parts.standing,
        notes=notes,
    )
