"""Lists inside one name: "các sở, ban, ngành, đoàn thể thành phố", "UBND quận, huyện"."""

from dataclasses import dataclass

from vinhdanh.domain.organisations.naming.reading import Written, unit_at
from vinhdanh.domain.organisations.naming.tokens import SEPARATORS, Phrase, longest_at, phrase
from vinhdanh.foundation.kernel.text import fold


def _lexicon(*words: str) -> dict[Phrase, str]:
    return {phrase(word): fold(word) for word in words}


_HEADS = _lexicon("ủy ban nhân dân", "hội đồng nhân dân")
_OPEN = _lexicon(
    *("đơn vị", "địa phương", "cơ quan", "cấp", "tổ chức", "cá nhân", "tập thể", "chính quyền"),
    *("chính quyền địa phương", "cấp ủy", "hộ gia đình", "người dân", "tổ chức cá nhân", "cấp ngành"),
)
_CLOSED = _lexicon(
    *("sở", "ban", "ngành", "đoàn thể", "hội", "hội quần chúng", "bộ", "phòng", "phòng ban", "mặt trận"),
    *("mặt trận tổ quốc", "tổ chức thành viên", "tổ chức chính trị xã hội", "cụm", "khối", "cụm thi đua"),
    *("khối thi đua", "trường", "trường học", "doanh nghiệp", "doanh nghiệp trung ương", "báo", "đài"),
    *("cơ quan báo chí", "cơ quan báo đài", "báo chí", "cơ quan thông tin", "truyền thông", "báo đài"),
    *("thông tin truyền thông", "cơ quan truyền thông", "lực lượng vũ trang", "lực lượng vũ trang nhân dân"),
    *("đơn vị sự nghiệp", "đơn vị sự nghiệp công lập", "mầm non", "mẫu giáo", "tiểu học", "hợp tác xã"),
    *("trung học cơ sở", "trung học phổ thông", "cơ quan của đảng", "cơ quan đảng", "ban đảng"),
    *(
        "cơ quan thông tin truyền thông",
        "đơn vị trực thuộc",
        "bệnh viện",
        "công an",
        "đơn vị lực lượng vũ trang",
    ),
)
_NOUNS = {**_CLOSED, **_OPEN, **_HEADS}
_MANY, _EMULATION = phrase("các"), phrase("thi đua")
_FILLERS = (_MANY, phrase("của"), phrase("thuộc"), phrase("những"))
_SAME = {
    "cum thi dua": "cum",
    "khoi thi dua": "khoi",
    "truong": "truong hoc",
    "luc luong vu trang nhan dan": "luc luong vu trang",
    "co quan bao dai": "co quan bao chi",
    "bao dai": "co quan bao chi",
    "bao chi": "co quan bao chi",
    "co quan dang": "co quan cua dang",
    "ban dang": "co quan cua dang",
    "mat tran": "mat tran to quoc",
}
_TOWN = phrase("thị")
_LOWER = frozenset({"xa", "phuong", "thi_tran", "dac_khu"})
_MIDDLE = frozenset({"huyen", "quan", "thi_xa", "thanh_pho"})
UNIT_ITEMS = _LOWER | _MIDDLE | {"tinh"}


@dataclass(frozen=True, slots=True)
class Collective:
    """``items`` are the kinds of bodies listed (place units by their code); ``unit`` and
    ``place`` where they are ("tỉnh", "song may"), empty when not said; ``plural`` that a word
    like "các" says that many are meant."""

    items: frozenset[str]
    unit: str = ""
    place: str = ""
    plural: bool = False

    @property
    def open_ended(self) -> bool:
        """Only words for anybody at all: "cơ quan, đơn vị, địa phương"."""
        named = self.items - set(_OPEN.values()) - {"nganh", "doanh nghiep"}
        return not named and bool(self.items & set(_OPEN.values()) or self.items == {"nganh"})


class _Scan:
    """Reads a token stream item by item; ``failed`` when a word belongs to no list."""

    def __init__(self, tokens: Phrase) -> None:
        self.tokens = tokens
        self.at = 0
        self.items: set[str] = set()
        self.unit = ""
        self.place = ""
        self.plural = False
        self.failed = False
        self._last_unit = ""
        self._free = True

    def run(self) -> None:
        while self.at < len(self.tokens) and not self.failed:
            if not (self._separator() or self._place_unit() or self._noun()):
                self.failed = True

    def _separator(self) -> bool:
        if self.tokens[self.at].plain in SEPARATORS:
            self.at, self._free = self.at + 1, True
            return True
        filler = longest_at(self.tokens, _FILLERS, self.at)
        if filler:
            self.plural |= filler == _MANY
            self.at, self._free = self.at + len(filler), filler == _MANY
            return True
        return False

    def _noun(self) -> bool:
        found = longest_at(self.tokens, _NOUNS, self.at)
        if not found:
            return False
        item = _NOUNS[found]
        self.items.add(_SAME.get(item, item))
        self.at += len(found)
        self._free, self._last_unit = found in _HEADS, ""
        self._skip_emulation()
        return True

    def _skip_emulation(self) -> None:
        """ "thi đua" behind "cụm, khối" says nothing more."""
        if self.items & {"cum", "khoi"}:
            self.at += len(longest_at(self.tokens, (_EMULATION,), self.at))

    def _place_unit(self) -> bool:
        found = unit_at(self.tokens, self.at) or self._clipped_town()
        if not found:
            return False
        unit, length = found
        rest = self.tokens[self.at + length :]
        if unit != "tinh" and (self._free or self._pairs(unit)):
            self.items.add(unit)
            self._last_unit, self._free = unit, False
            self.at += length
            return True
        self.unit, self.place = unit, " ".join(token.plain for token in rest)
        self.failed |= any(token.plain in SEPARATORS for token in rest)
        self.at = len(self.tokens)
        return True

    def _clipped_town(self) -> tuple[str, int] | None:
        """ "các huyện, thị, thành phố" clips "thị xã"."""
        return ("thi_xa", 1) if self._free and longest_at(self.tokens, (_TOWN,), self.at) else None

    def _pairs(self, unit: str) -> bool:
        """ "phường xã", "quận huyện" without a comma; "huyện thành phố" is a place."""
        if unit == "thanh_pho":
            return False
        return any({unit, self._last_unit} <= level for level in (_LOWER, _MIDDLE))


def _press(items: set[str]) -> set[str]:
    """ "cơ quan báo, đài" lists the press, not offices and papers."""
    if {"bao", "dai"} <= items <= {"bao", "dai", "co quan"}:
        return {"co quan bao chi"}
    return items


def collective_of(written: Written) -> Collective | None:
    """The list that a name spells out, or None where it names one body.

    "UBND tỉnh" is one body; "UBND huyện, thành phố" and "UBND các huyện" are lists, and so
    are words for anybody ("chính quyền địa phương").
    """
    scan = _Scan(written.stream)
    scan.run()
    items = _press(scan.items)
    units = items & UNIT_ITEMS
    if units and "hoi dong nhan dan" not in items:
        items = items - {"uy ban nhan dan"}
    plural = written.opener or scan.plural
    many = plural or len(items - set(_HEADS.values())) > 1 or items <= set(_OPEN.values())
    if scan.failed or not items or not many or items <= set(_HEADS.values()):
        return None
    return Collective(frozenset(items), scan.unit, scan.place, plural)
