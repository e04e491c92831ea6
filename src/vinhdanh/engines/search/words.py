"""From a text to the plain words that are searched.

The index column holds :func:`index_words`; a query goes through the same
folding, so "hoi dong tdkt", "Hội đồng TĐKT" and "Hội đồng Thi đua - Khen thưởng" meet.
"""

import re

from django.contrib.postgres.search import SearchQuery, SearchVector

from vinhdanh.foundation.kernel.text import fold

_ABBREVIATIONS = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "tdkt": "thi dua khen thuong",
    "mttq": "mat tran to quoc",
    "gddt": "giao duc va dao tao",
    "khcn": "khoa hoc va cong nghe",
    "vhttdl": "van hoa the thao va du lich",
    "cstdcs": "chien si thi dua co so",
    "cstd": "chien si thi dua",
    "hcld": "huan chuong lao dong",
    "bkttg": "bang khen cua thu tuong chinh phu",
}
_JOINED = re.compile(r"(?<=\w)[-&.](?=\w)")
_WORD = re.compile(r"[a-z0-9]+")
_SPELLED = {"td kt": "tdkt", "gd dt": "gddt", "kh cn": "khcn"}


def plain_words(text: str) -> list[str]:
    """The folded words of ``text`` with the field's abbreviations written out."""
    folded = " ".join(_WORD.findall(_JOINED.sub(" ", fold(text))))
    for split, joined in _SPELLED.items():
        folded = re.sub(rf"\b{split}\b", joined, folded)
    return " ".join(_ABBREVIATIONS.get(word, word) for word in folded.split()).split()


def index_words(*texts: str) -> str:
    """What an index column stores for these texts."""
    return " ".join(word for text in texts for word in plain_words(text))


def query_for(text: str) -> SearchQuery | None:
    """All words must occur, the last as a beginning (it is still being typed); None without words."""
    words = plain_words(text)[:12]
    if not words:
        return None
    return SearchQuery(" & ".join(words) + ":*", search_type="raw", config="simple")


def vector_of(field: str) -> SearchVector:
    """The expression that the GIN index of a model declares and that queries must repeat."""
    return SearchVector(field, config="simple")
