"""Abbreviations of public bodies, written out so that both sides of a comparison meet.

Keys are folded. An abbreviation that is also a Vietnamese word without marks counts
only where the paper writes it in capitals ("CA huyện", but not "ca hát").
"""

from collections import defaultdict
from itertools import product

from vinhdanh.domain.organisations.naming.tokens import Phrase, phrase

_PLAIN = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "hđ": "hội đồng",
    "hđtđkt": "hội đồng thi đua khen thưởng",
    "hđ tđkt": "hội đồng thi đua khen thưởng",
    "hđsk": "hội đồng sáng kiến",
    "tđkt": "thi đua khen thưởng",
    "tđ kt": "thi đua khen thưởng",
    "mttq": "mặt trận tổ quốc",
    "mttqvn": "mặt trận tổ quốc",
    "ubmttq": "ủy ban mặt trận tổ quốc",
    "ubmttqvn": "ủy ban mặt trận tổ quốc",
    "ubmt": "ủy ban mặt trận",
    "vn": "việt nam",
    "ubkt": "ủy ban kiểm tra",
    "đbqh": "đại biểu quốc hội",
    "vp": "văn phòng",
    "vpub": "văn phòng ủy ban nhân dân",
    "vpcp": "văn phòng chính phủ",
    "tp": "thành phố",
    "tx": "thị xã",
    "tw": "trung ương",
    "gd": "giáo dục",
    "gdđt": "giáo dục đào tạo",
    "gd đt": "giáo dục đào tạo",
    "sgdđt": "sở giáo dục đào tạo",
    "pgdđt": "phòng giáo dục đào tạo",
    "khcn": "khoa học công nghệ",
    "kh cn": "khoa học công nghệ",
    "khđt": "kế hoạch đầu tư",
    "kh đt": "kế hoạch đầu tư",
    "tckh": "tài chính kế hoạch",
    "tc kh": "tài chính kế hoạch",
    "vhttdl": "văn hóa thể thao du lịch",
    "vhtt dl": "văn hóa thể thao du lịch",
    "vh tt dl": "văn hóa thể thao du lịch",
    "vhtt": "văn hóa thể thao",
    "vh tt": "văn hóa thông tin",
    "vhxh": "văn hóa xã hội",
    "vh xh": "văn hóa xã hội",
    "ldtbxh": "lao động thương binh xã hội",
    "lđ tb xh": "lao động thương binh xã hội",
    "lđ tbxh": "lao động thương binh xã hội",
    "lđtb xh": "lao động thương binh xã hội",
    "lđlđ": "liên đoàn lao động",
    "tttt": "thông tin truyền thông",
    "tt tt": "thông tin truyền thông",
    "ttđt": "thông tin điện tử",
    "tnmt": "tài nguyên môi trường",
    "tn mt": "tài nguyên môi trường",
    "nnmt": "nông nghiệp môi trường",
    "nn mt": "nông nghiệp môi trường",
    "nnptnt": "nông nghiệp phát triển nông thôn",
    "nn ptnt": "nông nghiệp phát triển nông thôn",
    "ntm": "nông thôn mới",
    "mtqg": "mục tiêu quốc gia",
    "ct mtqg": "chương trình mục tiêu quốc gia",
    "gtvt": "giao thông vận tải",
    "snv": "sở nội vụ",
    "bnv": "bộ nội vụ",
    "bhxh": "bảo hiểm xã hội",
    "kbnn": "kho bạc nhà nước",
    "nhnn": "ngân hàng nhà nước",
    "bch qs": "ban chỉ huy quân sự",
    "bchqs": "ban chỉ huy quân sự",
    "bộ chqs": "bộ chỉ huy quân sự",
    "bđbp": "bộ đội biên phòng",
    "llvt": "lực lượng vũ trang",
    "llvtnd": "lực lượng vũ trang nhân dân",
    "đài ptth": "đài phát thanh truyền hình",
    "đài pt th": "đài phát thanh truyền hình",
    "đài pttth": "đài phát thanh truyền hình",
    "trường ptth": "trường trung học phổ thông",
    "thpt": "trung học phổ thông",
    "thcs": "trung học cơ sở",
    "ptdtnt": "phổ thông dân tộc nội trú",
    "dtnt": "dân tộc nội trú",
    "gdtx": "giáo dục thường xuyên",
    "gdnn": "giáo dục nghề nghiệp",
    "trường mn": "trường mầm non",
    "trường th": "trường tiểu học",
    "đtn": "đoàn thanh niên",
    "đtncs": "đoàn thanh niên cộng sản",
    "tncs": "thanh niên cộng sản",
    "hcm": "hồ chí minh",
    "lhpn": "liên hiệp phụ nữ",
    "hlhpn": "hội liên hiệp phụ nữ",
    "hội pn": "hội phụ nữ",
    "ccb": "cựu chiến binh",
    "hccb": "hội cựu chiến binh",
    "hội nd": "hội nông dân",
    "hnd": "hội nông dân",
    "dn": "doanh nghiệp",
    "dntw": "doanh nghiệp trung ương",
    "htx": "hợp tác xã",
    "tnhh": "trách nhiệm hữu hạn",
    "công ty cp": "công ty cổ phần",
    "cty": "công ty",
    "cty cp": "công ty cổ phần",
    "tand": "tòa án nhân dân",
    "vksnd": "viện kiểm sát nhân dân",
    "thads": "thi hành án dân sự",
    "bqp": "bộ quốc phòng",
    "bql": "ban quản lý",
    "kcn": "khu công nghiệp",
    "kkt": "khu kinh tế",
    "ttpvhcc": "trung tâm phục vụ hành chính công",
}
# In capitals only. Several meanings are several readings of the paper.
_CAPITALS = {
    "tu": ("thành ủy", "tỉnh ủy"),
    "tư": ("trung ương",),
    "btgtu": ("ban tuyên giáo thành ủy", "ban tuyên giáo tỉnh ủy"),
    "btctu": ("ban tổ chức thành ủy", "ban tổ chức tỉnh ủy"),
    "vptu": ("văn phòng thành ủy", "văn phòng tỉnh ủy"),
    "hu": ("huyện ủy",),
    "đu": ("đảng ủy",),
    "ca": ("công an",),
    "cp": ("chính phủ",),
    "qs": ("quân sự",),
    "nv": ("nội vụ",),
}


def _table() -> dict[str, dict[tuple[str, ...], Phrase]]:
    table: dict[str, dict[tuple[str, ...], Phrase]] = defaultdict(dict)
    for short, words in _PLAIN.items():
        key = tuple(token.plain for token in phrase(short))
        table[key[0]][key] = phrase(words)
    return dict(table)


_BY_FIRST = _table()
_BY_CAPITALS = {short: tuple(phrase(words) for words in meanings) for short, meanings in _CAPITALS.items()}


def _known_at(tokens: Phrase, at: int) -> tuple[int, Phrase] | None:
    """Length and expansion of the longest abbreviation at ``at``."""
    table = _BY_FIRST.get(tokens[at].plain)
    if table is None:
        return None
    plain = tuple(token.plain for token in tokens[at : at + 4])
    found = [key for key in table if plain[: len(key)] == key]
    best = max(found, key=len, default=None)
    return (len(best), table[best]) if best else None


def _capitals_at(tokens: Phrase, at: int, all_capitals: bool) -> tuple[Phrase, ...] | None:
    word = tokens[at].shown
    if all_capitals or not word.isupper() or len(word) < 2:
        return None
    return _BY_CAPITALS.get(word.lower())


def _step(tokens: Phrase, at: int, all_capitals: bool) -> tuple[int, tuple[Phrase, ...]]:
    """How many tokens are used at ``at`` and what they may mean."""
    known = _known_at(tokens, at)
    if known:
        return known[0], (known[1],)
    meanings = _capitals_at(tokens, at, all_capitals)
    return 1, meanings or ((tokens[at],),)


def expansions(tokens: Phrase) -> tuple[Phrase, ...]:
    """Every reading of ``tokens`` with abbreviations written out; one unless "TU" and its like occur.

    At most eight readings are made.
    """
    words = [token.shown for token in tokens if token.shown.isalpha()]
    all_capitals = len(words) > 2 and all(word.isupper() for word in words)
    pieces, at = [], 0
    while at < len(tokens):
        used, meanings = _step(tokens, at, all_capitals)
        pieces.append(meanings)
        at += used
    readings = product(*pieces)
    return tuple(_again(reading) for reading, _ in zip(readings, range(8), strict=False))


def _again(pieces: tuple[Phrase, ...]) -> Phrase:
    return tuple(token for piece in pieces for token in piece)
