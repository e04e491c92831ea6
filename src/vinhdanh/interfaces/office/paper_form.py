"""The form of a paper that a person writes: one input for each blank of its template."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms

from vinhdanh.domain.papers.queries.heads import Opening
from vinhdanh.domain.papers.states import Urgency
from vinhdanh.engines.documents.templates import common, values
from vinhdanh.engines.documents.templates.frame import Field, Template
from vinhdanh.foundation.kernel.text import fold, squash
from vinhdanh.foundation.kernel.typed import typed_date

MOST_ROWS: Final = 2_000
_NUMBER: Final = re.compile(r"-?[0-9]{1,18}(,[0-9]{1,6})?")
_MOST_LETTERS: Final = 100_000
_SIGNER, _AUTHORITY, _TO = "người ký", "thẩm quyền ký", "nơi nhận"
_HEAD: Final = (_SIGNER, _AUTHORITY, "ký hiệu", "địa danh", "cơ quan chủ quản", "cơ quan ban hành", "lưu")
_MANNERS: Final = {
    "urgency": ("Độ khẩn", Urgency.choices),
    "medium": ("Ký ban hành", (("paper", "Trên bản giấy"), ("electronic", "Ký số, văn bản điện tử"))),
}
_ADDRESSED: Final = {"kính gửi", "khách mời"}
_HINTS: Final[Mapping[str, str]] = {
    _AUTHORITY: "Mỗi dòng cách nhau bằng dấu chấm phẩy, ví dụ KT. GIÁM ĐỐC; PHÓ GIÁM ĐỐC.",
    _TO: "Mỗi dòng một nơi. Đơn vị, nhóm đơn vị có trong danh bạ sẽ nhận trên hệ thống khi phát hành.",
    "ký hiệu": "Phần sau dấu gạch chéo; để trống thì theo tên loại và tên viết tắt của cơ quan.",
    "cơ quan chủ quản": "In ở góc trên, trên tên cơ quan ban hành; để trống nếu không có.",
    "lưu": "Sau chữ “Lưu:”, ví dụ VT, SNV.",
}
_ROWS: Final = {values.TEXT: 1, values.LONG: 4, values.PROSE: 10, values.ROWS: 5}


class PaperForm(forms.Form):
    """``blanks`` are the blanks of a template by the names of their inputs."""

    def __init__(self, template: Template, start: Opening, **more: Any) -> None:
        own = template.fields
        blanks = [own.get(name) or common.FIELDS.get(name) for name in _HEAD]
        around = [blank for blank in blanks if blank is not None]
        content = [blank for name, blank in own.items() if name not in (*_HEAD, _TO)]
        content += [own[_TO]] if _TO in own else []
        self.blanks = {_key(blank.name): blank for blank in (*content, *around)}
        super().__init__(initial=_initial(self.blanks, start), **more)
        if _ADDRESSED & own.keys():
            self.initial[_key(_TO)] = "Như trên"
        for name, blank in self.blanks.items():
            self.fields[name] = _input(blank)
        for name, (label, options) in _MANNERS.items():
            shape = forms.Select(attrs={"class": "input"})
            self.fields[name] = forms.ChoiceField(
                label=label, choices=options, widget=shape, required=name != "urgency"
            )

    @property
    def content(self) -> Iterator[forms.BoundField]:
        """What the paper says, and to whom."""
        return (self[name] for name, blank in self.blanks.items() if blank.name not in _HEAD)

    @property
    def around(self) -> Iterator[forms.BoundField]:
        """Who signs, and what stands around the words."""
        heads = [name for name, blank in self.blanks.items() if blank.name in _HEAD]
        return (self[name] for name in (*heads, *_MANNERS))

    @property
    def manner(self) -> dict[str, Any]:
        """Urgency and medium as chosen."""
        return {name: self.cleaned_data[name] for name in _MANNERS}

    def filled(self, start: Opening) -> dict[str, Any]:
        """What was typed, by the names of the blanks; what is not asked for is as the body's head has it."""
        typed = {blank.name: self.cleaned_data[name] for name, blank in self.blanks.items()}
        return {**start.head, **typed}


def _key(name: str) -> str:
    """The name of a blank's input."""
    return f"o_{fold(name).replace(' ', '_')}"


def _initial(blanks: Mapping[str, Field], start: Opening) -> dict[str, Any]:
    known = {
        **start.head,
        _SIGNER: start.signer,
        _AUTHORITY: start.authority,
        _TO: "\n".join(start.recipients),
    }
    return {name: known[blank.name] for name, blank in blanks.items() if blank.name in known}


def _input(blank: Field) -> forms.CharField:
    lines = _ROWS.get(blank.type, 1)
    shape = (
        forms.Textarea(attrs={"rows": lines, "class": "input"})
        if lines > 1
        else forms.TextInput(_SHORT.get(blank.type, _WIDE))
    )
    return _Blank(
        blank,
        label=blank.label,
        required=blank.required or blank.name == _SIGNER,
        help_text=_hint(blank),
        widget=shape,
    )


_WIDE: Final = {"class": "input"}
_SHORT: Final = {
    values.DAY: {"class": "input short", "inputmode": "numeric", "placeholder": "dd/mm/yyyy"},
    values.NUMBER: {"class": "input short", "inputmode": "decimal"},
    values.MONEY: {"class": "input short", "inputmode": "numeric"},
}


def _hint(blank: Field) -> str:
    if blank.name in _HINTS:
        return _HINTS[blank.name]
    if blank.type == values.PROSE:
        return "Mỗi đoạn một dòng. Dòng mở đầu bằng I., 1., a) hoặc - thành mục, khoản, điểm, gạch đầu dòng."
    if blank.type != values.ROWS:
        return f"Ví dụ: {_short(str(_shown(blank)))}" if blank.example not in (None, "") else ""
    if len(blank.columns) == 1:
        return f"Mỗi dòng một mục. Ví dụ: {_short(_row(blank))}"
    names = " | ".join(blank.columns)
    return f"Mỗi dòng: {names}; chép từ Excel cũng được. Ví dụ: {_short(_row(blank))}"


def _shown(blank: Field) -> Any:
    return (
        date.fromisoformat(blank.example).strftime("%d/%m/%Y") if blank.type == values.DAY else blank.example
    )


def _row(blank: Field) -> str:
    first = next(iter(blank.example or [{}]))
    return " | ".join(str(cell) for cell in first.values()) if isinstance(first, Mapping) else str(first)


def _short(words: str) -> str:
    return words if len(words) <= 110 else f"{words[:110].rsplit(' ', 1)[0]}…"


class _Blank(forms.CharField):
    """What is typed into a blank, as its type wants it."""

    def __init__(self, blank: Field, **more: Any) -> None:
        self.blank = blank
        super().__init__(
            max_length=_MOST_LETTERS if blank.type in _ROWS and blank.type != values.TEXT else 500, **more
        )
        self.error_messages["required"] = f"Ghi “{blank.label}”."

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        if self.blank.type != values.ROWS:
            return _value(self.blank.type, words)
        rows = [line for line in words.splitlines() if line.strip()]
        if len(rows) > MOST_ROWS:
            raise forms.ValidationError(
                f"Có {len(rows)} dòng, nhiều hơn {MOST_ROWS}; chia thành nhiều văn bản."
            )
        return [_cells(self.blank, line, place) for place, line in enumerate(rows, 1)]


def _cells(blank: Field, line: str, place: int) -> dict[str, Any]:
    """The cells of a line, parted by tabs as Excel copies them or by upright strokes."""
    names = list(blank.columns)
    if len(names) == 1:
        return {names[0]: squash(line).removeprefix("- ")}
    cells = [squash(cell) for cell in (line.split("\t") if "\t" in line else line.split("|"))]
    if len(cells) > len(names):
        raise forms.ValidationError(
            f"Dòng {place} có {len(cells)} ô, chỉ cần {len(names)}: {' | '.join(names)}. Sửa dòng này."
        )
    found = dict(zip(names, cells, strict=False))
    return {name: _value(blank.columns[name].type, words, place) for name, words in found.items()}


def _value(kind: str, words: str, place: int = 0) -> Any:
    where = f"Dòng {place}: " if place else ""
    if not words:
        return ""
    if kind == values.DAY:
        try:
            return typed_date(words)
        except ValueError as error:
            raise forms.ValidationError(
                f"{where}“{words}” không phải ngày có trong lịch; ghi ngày/tháng/năm, ví dụ 15/05/2026."
            ) from error
    return _number(kind, words, where) if kind in {values.NUMBER, values.MONEY} else words


def _number(kind: str, words: str, where: str) -> int | Decimal:
    """“1.254” and “92,5” as written here; no “NaN”, “1e9” and other ways of machines."""
    plain = words.replace(".", "").replace(" ", "")
    if not _NUMBER.fullmatch(plain):
        raise forms.ValidationError(f"{where}“{words[:40]}” không phải số; ghi như 1.254 hoặc 92,5.")
    number = Decimal(plain.replace(",", "."))
    if kind == values.MONEY and number != int(number):
        raise forms.ValidationError(f"{where}“{words}” không phải số tiền nguyên đồng.")
    return int(number) if number == int(number) else number
