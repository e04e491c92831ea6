"""Number, date, place, title and years of a plan."""

import re
from dataclasses import dataclass
from datetime import date

from vinhdanh.engines.reading.plan.citations import NUMBERED, legal_bases, opens_bases
from vinhdanh.engines.reading.plan.issuer import issuer_of, level_of
from vinhdanh.engines.reading.plan.lines import Line
from vinhdanh.engines.reading.plan.model import Field, Head
from vinhdanh.engines.reading.plan.passage import Passage, join
from vinhdanh.engines.reading.plan.periods import Era
from vinhdanh.engines.reading.plan.signature import recipients_of, signature_of
from vinhdanh.engines.reading.plan.zones import TITLE, Zones

NO_NUMBER = "Văn bản để trống số; mới có ký hiệu {}."
NO_DAY = "Văn bản để trống ngày hoặc tháng ban hành."
TWO_YEARS = "Tên kế hoạch nêu nhiều năm; xin chọn năm của kế hoạch."
YEAR_OF_ISSUE = "Tên kế hoạch không nêu năm; lấy năm ban hành."

# Letters that scans put for digits.
_AS_DIGITS = str.maketrans("lIOo", "1100")
_DIGITS = r"[\dlOoI]{1,5}"
_SYMBOL = r"(?:KH|CTr|HD|PA|CT|KHLT|KHPH)(?:\s*[-–/.]\s*[A-ZĐ][\w&ĐđƯÔƠ]*)*"
_NUMBER = re.compile(
    rf"(?:\b[Ss5][ốôo6óõ]\s*[:.]?|"
    rf"^)\s*(?P<n>{_DIGITS})?\s*[.…_]*\s*(?P<sep>[-–/])\s*(?P<y>\d{{4}}\s*/\s*)?(?P<symbol>{_SYMBOL})"
)
_DATE = re.compile(
    r"ngay\s*(?P<d>[\dlo]\s?[\dlo]?|[.…_ ]*)\s*thang\s*(?P<m>[\dlo]\s?[\dlo]?|[.…_ ]*)"
    r"\s*nam\s*(?P<y>[\dlo]{4})"
)
_SHORT_DATE = re.compile(r",\s*(?:ngay\s*)?(?P<d>\d{1,2})\s*/\s*(?P<m>\d{1,2})\s*/\s*(?P<y>\d{4})\s*$")
_PLACE = re.compile(
    r"((?:TP\.?\s*|Tp\.?\s*)?[A-ZĐÀ-Ỹ][\wÀ-ỹ'’]*(?:[ \-–][A-ZĐÀ-Ỹ][\wÀ-ỹ'’]*){0,4})\s*[,.;]?\s*$"
)
_YEARS = re.compile(
    r"\b(?:giai doan|nhung nam|nhiem k[yi]|trong cac nam|2 nam|cac nam)\s*:?\s*(\d{4})\s*[-–]\s*(\d{4})"
)
_SCHOOL = re.compile(r"\bnam\s*hoc\s*:?\s*(\d{4})\s*[-–/]\s*(\d{4}|\d\d)\b")
_YEAR = re.compile(r"\bnam\s*:?\s*(20\d\d)\b(?!\s*[-–]\s*20\d\d)")
_YEAR_LAST = re.compile(r"(?<=[/\s])(20\d\d)\s*$")
_NOISE = re.compile(r"\d{1,2}\s*/\s*\d{1,2}\s*/\s*\d{4}|ngay\s+\d{1,2}\s+thang\s+\d{1,2}\s+nam\s+\d{4}")
_PLAN_YEAR = re.compile(r"ke hoach[^.;]{0,160}?\bnam\s+(?:hoc\s+)?(20\d\d)(?:\s*[-–]\s*(20\d\d))?")


@dataclass(frozen=True, slots=True)
class _Dated:
    day: Field[date | None]
    place: Field[str]


def read_head(parts: Zones) -> Head:
    """The formal fields; each empty where the document does not give it."""
    dated = _dated(parts)
    title = _title(parts)
    years, school = _years(parts, title, dated.day)
    signature = signature_of(parts.closing)
    number = _number(parts)
    issuer = issuer_of(parts, dated.place, signature=signature, number=number.value)
    return Head(
        number=number,
        issued_on=dated.day,
        place=dated.place,
        issuer=issuer,
        signer=signature.name,
        signer_title=signature.office,
        title=title,
        years=years,
        school_year=school,
        scope_level=level_of(issuer, dated.day.value),
        legal_bases=legal_bases([line.text for line in _bases(parts)]),
        recipients=recipients_of(parts.closing),
    )


def era_of(head: Head) -> Era:
    """What a month or quarter without a year belongs to."""
    school = head.school_year.value
    pair = (int(school[:4]), int(school[5:])) if school else None
    years = head.years.value
    if pair:
        return Era(pair[0], pair)
    return Era(years[0] if years else None, several=len(years) > 1)


def _number(parts: Zones) -> Field[str]:
    blank: Field[str] = Field("")
    for line in _first(parts.head) or parts.everything[:25]:
        found = _NUMBER.search(line.text.text)
        if not found:
            continue
        words = line.text.cut(found.start("n") if found["n"] else found.start("symbol"), found.end())
        if found["n"]:
            return Field(_written(found), words.spans(), 0.95)
        blank = Field("", words.spans(), 0.4, NO_NUMBER.format(_squeezed(found["symbol"])))
    return blank


def _written(found: re.Match[str]) -> str:
    digits = found["n"].translate(_AS_DIGITS)
    return digits + _squeezed(found["sep"] + (found["y"] or "") + found["symbol"]).replace("–", "-")


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _first(lines: list[Line]) -> list[Line]:
    return lines[:40]


def _dated(parts: Zones) -> _Dated:
    candidates = [
        *parts.head[:40],
        *parts.title,
        *parts.closing,
        *(parts.body[-6:] if not parts.head else []),
    ]
    for line in candidates:
        for pattern in (_DATE, _SHORT_DATE):
            found = pattern.search(line.text.folded)
            if found and not _cited(line, found.start()):
                return _Dated(_day(line.text, found), _place(line.text, found.start()))
    return _Dated(Field(None), Field(""))


def _cited(line: Line, start: int) -> bool:
    return "kem theo" in line.text.folded or bool(
        re.search(r"\bso\s*:?\s*\d+[/-][\w-]+\s*$", line.text.folded[:start])
    )


def _day(text: Passage, found: re.Match[str]) -> Field[date | None]:
    words = text.cut(found.start(), found.end())
    try:
        year, month, day = (int(_squeezed(found[name]).translate(_AS_DIGITS)) for name in "ymd")
        return Field(date(year, month, day), words.spans(), 0.97)
    except ValueError:
        return Field(None, words.spans(), 0.3, NO_DAY)


def _place(text: Passage, before: int) -> Field[str]:
    number = _NUMBER.search(text.text[:before])
    start = number.end() if number else 0
    found = _PLACE.search(text.text[:before], start)
    return text.cut(found.start(1), found.end(1)).field(0.95) if found else Field("")


def _title(parts: Zones) -> Field[str]:
    words: list[Passage] = []
    for at, line in enumerate(parts.title):
        found = TITLE.match(line.text.folded) if at == 0 else None
        words.append(line.text.cut(found.end() if found else 0, None, " *:-–_"))
    subject = join(word for word in words if word)
    return subject.field(0.95) if subject else Field("")


def _years(
    parts: Zones, title: Field[str], issued: Field[date | None]
) -> tuple[Field[tuple[int, ...]], Field[str]]:
    subject = join(line.text for line in parts.title)
    found = _named_years(subject)
    if found is None:
        found = _promised_years(parts)
    if found is not None:
        return found
    if issued.value:
        return Field((issued.value.year,), issued.spans, 0.7, YEAR_OF_ISSUE), Field("")
    return Field(()), Field("")


def _named_years(text: Passage) -> tuple[Field[tuple[int, ...]], Field[str]] | None:
    folded = _NOISE.sub(lambda m: " " * len(m.group()), text.folded)
    folded = _without_citations(folded, text)
    school = _SCHOOL.search(folded)
    if school:
        first, last = (
            int(school[1]),
            int(school[2]) if len(school[2]) == 4 else int(school[1][:2] + school[2]),
        )
        words = text.cut(school.start(), school.end())
        return Field((first, last), words.spans(), 0.95), Field(f"{first}-{last}", words.spans(), 0.95)
    years = [(m, int(m[1])) for m in _YEAR.finditer(folded)]
    if years:
        return _chosen(years, text), Field("")
    return _phase(folded, text) or _last_year(folded, text)


def _phase(folded: str, text: Passage) -> tuple[Field[tuple[int, ...]], Field[str]] | None:
    phase = _YEARS.search(folded)
    if phase and 0 < int(phase[2]) - int(phase[1]) < 12:
        span = tuple(range(int(phase[1]), int(phase[2]) + 1))
        return Field(span, text.cut(phase.start(), phase.end()).spans(), 0.9), Field("")
    return None


def _last_year(folded: str, text: Passage) -> tuple[Field[tuple[int, ...]], Field[str]] | None:
    """A title that ends in a year without the word ("… Quý I/2025")."""
    found = _YEAR_LAST.search(folded)
    return (_chosen([(found, int(found[1]))], text), Field("")) if found else None


def _without_citations(folded: str, text: Passage) -> str:
    for found in NUMBERED.finditer(text.text):
        folded = folded[: found.start()] + " " * (found.end() - found.start()) + folded[found.end() :]
    return folded


def _chosen(years: list[tuple[re.Match[str], int]], text: Passage) -> Field[tuple[int, ...]]:
    distinct = tuple(dict.fromkeys(year for _, year in years))
    spans = join(text.cut(m.start(), m.end()) for m, _ in years).spans()
    if len(distinct) == 1:
        return Field(distinct, spans, 0.95)
    return Field(distinct, spans, 0.5, TWO_YEARS)


def _promised_years(parts: Zones) -> tuple[Field[tuple[int, ...]], Field[str]] | None:
    """A title without a year: the sentence that issues the plan may name it."""
    for line in [*parts.opening, *parts.body[-4:]]:
        found = _PLAN_YEAR.search(line.text.folded)
        if found and "ban hanh" in line.text.folded:
            words = line.text.cut(found.start(1), found.end())
            if found[2]:
                pair = (int(found[1]), int(found[2]))
                return Field(pair, words.spans(), 0.8), Field(f"{pair[0]}-{pair[1]}", words.spans(), 0.8)
            return Field((int(found[1]),), words.spans(), 0.8), Field("")
    return None


def _bases(parts: Zones) -> list[Line]:
    return [line for line in parts.opening if opens_bases(line.text) or NUMBERED.search(line.text.text)]
