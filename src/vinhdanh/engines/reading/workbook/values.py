"""One cell to one value, with a verdict: as it stands, mended, or wrong with a sentence."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final

from vinhdanh.engines.reading.workbook.awards import Awards
from vinhdanh.engines.reading.workbook.days import read_day, read_years, shown
from vinhdanh.engines.reading.workbook.model import Column, Known, Mark, Value
from vinhdanh.foundation.kernel.name_doctor import examine
from vinhdanh.foundation.kernel.old_letters import recognised
from vinhdanh.foundation.kernel.text import fold, nfc, squash

_ERROR: Final = re.compile(r"#(?:REF|N/A|VALUE|DIV/0|NAME|NULL|NUM|SPILL|CALC)[!?]?", re.IGNORECASE)
_YES: Final = frozenset({"co", "x", "1", "v", "yes", "y", "dung", "true", "+"})
_NO: Final = frozenset({"khong", "0", "no", "n", "sai", "false", "-", "ko", "k"})
_LETTERS: Final = re.compile(r"[^\W\d_]")
# With their marks: "Trường" is a school and "Trương" a family name; "Hộ" a household and "Hồ" a family name.
_GROUPS: Final = re.compile(
    r"(?:tập thể|phòng|ban|sở|trường|uỷ ban|ủy ban|ubnd|hđnd|hội đồng|ubmttq|mttq|mặt trận|xã|phường|đặc khu"
    r"|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|khoa|đội|chi bộ|đảng bộ|đảng ủy|chi cục|cục|chi nhánh"
    r"|công ty|hợp tác xã|htx|hội|liên đoàn|công đoàn|trạm|bệnh viện|trung tâm|nhà máy|nông trường|lâm trường"
    r"|viện|tổng công ty|công an|tiểu đoàn|đại đội|trung đoàn|thôn|bản|khu phố|văn phòng|nhóm|xí nghiệp"
    r"|doanh nghiệp|ngân hàng|kho bạc|bảo hiểm|toà án|tòa án|viện kiểm sát|tổ"
    r"|cán bộ và|nhân dân và|tập đoàn|bộ chỉ huy"
    r"|đoàn (?:thanh niên|tncs|trường|xã|phường|khối|kinh tế|văn công|nghệ thuật|cơ sở|công tác)"
    r"|truong (?:thcs|thpt|tieu hoc|mam non|dai hoc|cao dang|ptdt)|so (?:noi vu|y te|tai chinh|tu phap))\b"
)
_HOUSES: Final = re.compile(r"(?:hộ|gia đình)\b")


@dataclass(frozen=True, slots=True)
class Parsed:
    """``also`` are values of further keys that the same cell gives ("2019-2023" is two years)."""

    value: Value
    mark: Mark | None = None
    said: str = ""
    also: tuple[tuple[str, Value], ...] = ()


EMPTY: Final = Parsed(None)


@dataclass(frozen=True, slots=True)
class Context:
    """What parsing needs to know besides the cell."""

    today: date
    awards: Awards

    @classmethod
    def of(cls, known: Known) -> "Context":
        return cls(date.fromisoformat(known.today), Awards(known.awards))


def parse(column: Column, raw: object, context: Context) -> Parsed:
    """The value of one cell. An empty cell is wrong only in a required column."""
    text = as_text(raw)
    if not text:
        return _wrong(f"Thiếu {column.label.lower()}; đây là ô phải có.") if column.required else EMPTY
    if _ERROR.fullmatch(text):
        return _wrong(f"Công thức trong ô bị lỗi ({text}); ghi thẳng giá trị vào ô.")
    return _PARSERS[column.kind](column, raw, context)


def as_text(raw: object) -> str:
    """A cell as an official would write it; inner line breaks are spaces."""
    match raw:
        case None:
            return ""
        case bool():
            return "Có" if raw else "Không"
        case float():
            return str(int(raw)) if raw.is_integer() and abs(raw) < 1e15 else f"{raw:.10g}".replace(".", ",")
        case datetime():
            return f"{raw:%d/%m/%Y}" if raw.time() == time() else f"{raw:%d/%m/%Y %H:%M}"
        case date():
            return f"{raw:%d/%m/%Y}"
    return _squashed(str(raw))


@lru_cache(maxsize=16_384)
def _squashed(text: str) -> str:
    """A cell is looked at several times, and lists repeat themselves."""
    return squash(text)


def subject_of(name: str) -> str:
    """What kind of subject a name sounds like: individual, collective or household."""
    text = squash(name).lower()
    if _HOUSES.match(text):
        return "household"
    return "collective" if _GROUPS.match(text) or len(text.split()) > 7 else "individual"


def _wrong(said: str) -> Parsed:
    return Parsed(None, "wrong", said)


def _mended(value: Value, said: str) -> Parsed:
    return Parsed(value, "mended", said) if said else Parsed(value)


def _text(column: Column, raw: object, context: Context) -> Parsed:
    typed = str(raw) if isinstance(raw, str) else as_text(raw)
    turned = recognised(typed)
    text = squash(turned[1] if turned else typed)
    if len(text) > column.most:
        return _wrong(f"Dài {len(text)} ký tự, quá {column.most}; ghi gọn lại.")
    if turned:
        return _mended(text, f"Chữ của phông cũ ({turned[0]}), đọc ra là “{text}”.")
    return Parsed(text)


def _name(column: Column, raw: object, context: Context) -> Parsed:
    text = squash(raw) if isinstance(raw, str) else ""
    if not _LETTERS.search(text):
        return _wrong("Đây không phải tên; ghi họ và tên hoặc tên tập thể.")
    if subject_of(text) != "individual":
        return _text(column, raw, context)
    found = examine(str(raw))
    said = " ".join(finding.said for finding in found.findings if finding.code != "spaces")
    if not found.sure:
        return _wrong(said)
    if len(found.suggested) > column.most:
        return _wrong(f"Dài {len(found.suggested)} ký tự, quá {column.most}; ghi gọn lại.")
    if len(found.suggested.split()) < 2:
        return _wrong(f"“{found.suggested}” chỉ có một chữ; ghi đủ họ, tên đệm và tên.")
    return _mended(found.suggested, said)


def _year(column: Column, raw: object, context: Context) -> Parsed:
    found = read_years(raw)
    if found is None:
        return _wrong(f"“{as_text(raw)}” không phải năm; ghi bốn chữ số, ví dụ 2024, hoặc 2023-2024.")
    first, last, said = found
    if last > context.today.year:
        return _wrong(f"Năm {last} chưa tới; xem lại năm.")
    return Parsed(last, "mended" if said else None, said, (("year_from", first),) if first else ())


def _day(column: Column, raw: object, context: Context) -> Parsed:
    found = read_day(raw)
    if found is None:
        return _wrong(
            f"“{as_text(raw)}” không phải ngày có trong lịch; ghi ngày/tháng/năm, ví dụ 15/05/2024."
        )
    if column.kind == "date" and not found.whole:
        example = f"15/{shown(found.iso)}" if len(found.iso) == 7 else f"15/05/{found.iso}"
        return _wrong(f"“{as_text(raw)}” chưa đủ ngày, tháng, năm; ghi đủ, ví dụ {example}.")
    if found.iso > context.today.isoformat():
        return _wrong(f"Ngày {shown(found.iso)} chưa tới; xem lại ngày.")
    return _mended(found.iso, found.said)


def _choice(column: Column, raw: object, context: Context) -> Parsed:
    text = as_text(raw)
    folded = _plain(text)
    words = _choices(column)
    if code := words.get(folded):
        return Parsed(code)
    bare = folded.removeprefix("cap ").removeprefix("khen thuong ").removeprefix("loai ")
    usual = {code: names[0] for code, names in column.choices.items()}
    if code := words.get(bare):
        return _mended(code, f"Đọc là “{usual[code]}”.")
    near = _near(folded, words)
    hint = f"có phải “{usual[near]}” không?" if near else f"ghi một trong: {', '.join(usual.values())}."
    return _wrong(f"“{text}” không có trong danh mục; {hint}")


def _near(folded: str, words: Mapping[str, str]) -> str:
    from rapidfuzz import fuzz, process

    close = process.extractOne(folded, words.keys(), scorer=fuzz.ratio, score_cutoff=78)
    return words[close[0]] if close else ""


_WORDS: dict[tuple[str, int], dict[str, str]] = {}


def _choices(column: Column) -> Mapping[str, str]:
    """Folded words of a list to their codes; kept, as thousands of rows ask."""
    key = (column.key, id(column.choices))
    if key not in _WORDS:
        _WORDS[key] = {
            _plain(word): code for code, words in column.choices.items() for word in (code, *words)
        }
    return _WORDS[key]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9+%/]+", fold(text.replace("_", " "))))


def _award(column: Column, raw: object, context: Context) -> Parsed:
    """The codes the words may mean, joined by "|": which one it is depends on whose row it is."""
    text = as_text(raw)
    if turned := recognised(text):
        text = turned[1]
    found = context.awards.find(text)
    if found.codes:
        said = "" if found.exact else f"Đọc là “{context.awards.name(found.codes[0])}”."
        return _mended("|".join(found.codes), said)
    if found.near:
        return _wrong(
            f"Chưa nhận ra “{text}”; có phải {' hay '.join(f'“{name}”' for name in found.near)} không?"
        )
    return _wrong(f"“{text}” không có trong danh mục danh hiệu thi đua, hình thức khen thưởng.")


def _flag(column: Column, raw: object, context: Context) -> Parsed:
    if isinstance(raw, bool):
        return Parsed(raw)
    text = fold(as_text(raw))
    if text in _YES:
        return Parsed(value=True)
    return Parsed(value=False) if text in _NO else _wrong(f"“{as_text(raw)}” không rõ; ghi Có hoặc Không.")


def _percent(column: Column, raw: object, context: Context) -> Parsed:
    text = nfc(as_text(raw)).removesuffix("%").strip().replace(",", ".")
    try:
        number = float(text)
    except ValueError:
        return _wrong(f"“{as_text(raw)}” không phải tỷ lệ phần trăm; ghi số từ 1 đến 100.")
    said = ""
    if isinstance(raw, float) and 0 < number <= 1:
        number, said = number * 100, f"Đọc là {number * 100:g} %."
    if not (1 <= number <= 100 and float(round(number, 6)).is_integer()):
        return _wrong(f"“{as_text(raw)}” không phải số tròn từ 1 đến 100.")
    return _mended(round(number), said)


_PARSERS: Final[Mapping[str, Callable[[Column, object, Context], Parsed]]] = {
    "text": _text,
    "name": _name,
    "year": _year,
    "date": _day,
    "partial_date": _day,
    "choice": _choice,
    "award": _award,
    "flag": _flag,
    "percent": _percent,
}
