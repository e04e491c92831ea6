"""A certificate's design as data: the sheet, and what stands where on it. Lengths are millimetres."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final, Literal

from vinhdanh.engines.documents.layout import PAGE_HEIGHT, PAGE_WIDTH
from vinhdanh.engines.documents.typesetting.fonts import FAMILIES, TIMES

_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SIDES: Final = {"A4": (PAGE_WIDTH, PAGE_HEIGHT), "A3": (PAGE_HEIGHT, 2 * PAGE_WIDTH)}
SMALLEST, LARGEST = 6.0, 144.0
"""Points between which letters may be set."""
MOST_LINES: Final = 12
SMALLEST_CODE: Final = 15.0
"""Millimetres of the side of a code that an ordinary phone still reads."""


class DesignFault(Exception):  # noqa: N818 - told to the person who made the design
    """A design that cannot be used; ``str()`` says what is wrong, where, and what to do."""


@dataclass(frozen=True, slots=True)
class Stock:
    """The sheet. ``printed``: frame, emblem and fixed words are on it already, we add the changing ones."""

    size: Literal["A4", "A3"] = "A4"
    landscape: bool = True
    printed: bool = False

    @property
    def sides(self) -> tuple[float, float]:
        """Width and height as it lies."""
        short, long = _SIDES[self.size]
        return (long, short) if self.landscape else (short, long)


@dataclass(frozen=True, slots=True)
class Field:
    """Words in a box: left edge ``x``, top ``y``, ``width``; height follows from the lines.

    ``key`` names the datum that fills it; ``fixed`` words stand on every sheet instead. Words that are too
    long take up to ``lines`` lines and then shrink from ``size`` to ``least`` points. ``label`` is the name
    for people.
    """

    key: str
    x: float
    y: float
    width: float
    label: str = ""
    fixed: str = ""
    font: str = TIMES.name
    size: float = 16
    least: float = 0
    colour: str = "#000000"
    align: Literal["left", "centre", "right"] = "centre"
    bold: bool = False
    italic: bool = False
    upper: bool = False
    lines: int = 1

    @property
    def smallest(self) -> float:
        """The size at which shrinking ends."""
        return min(self.least or self.size, self.size)


@dataclass(frozen=True, slots=True)
class Slip:
    """A square code with the address at which a certificate is checked, on the back of its sheet."""

    x: float = 20
    y: float = 20
    side: float = 30
    words: str = "Quét mã để kiểm tra bằng"


@dataclass(frozen=True, slots=True)
class Offset:
    """How far a printer prints beside the place: what is added to all places, right and down."""

    dx: float = 0
    dy: float = 0


@dataclass(frozen=True, slots=True)
class Design:
    """``frame``: our own border, on blank stock alone. ``background``: a picture (PNG or JPEG) of the sheet,
    printed on blank stock; on pre-printed stock it is shown on the screen and never printed."""

    stock: Stock
    fields: tuple[Field, ...]
    frame: bool = True
    background: bytes = b""
    slip: Slip | None = None


def design_to(design: Design) -> dict[str, Any]:
    """The design without its picture, for keeping as JSON."""
    kept = asdict(design)
    del kept["background"]
    return {**kept, "fields": list(kept["fields"])}


def design_from(data: Mapping[str, Any], background: bytes = b"") -> Design:
    """The design kept as JSON, checked. Raises ``DesignFault``."""
    try:
        stock = Stock(**_known(Stock, data.get("stock", {})))
        found = tuple(Field(**_known(Field, one)) for one in data.get("fields", ()))
        slip = Slip(**_known(Slip, data["slip"])) if data.get("slip") else None
        design = Design(stock, found, bool(data.get("frame", True)), background, slip)
        check(design)
    except (AttributeError, TypeError, KeyError, ValueError) as error:
        raise DesignFault("Mẫu in không đọc được: thiếu hoặc sai kiểu dữ liệu của một ô.") from error
    return design


def _known(kind: Any, data: Mapping[str, Any]) -> dict[str, Any]:
    names = {one.name for one in fields(kind)}
    return {name: value for name, value in data.items() if name in names}


def check(design: Design) -> None:
    """Raises ``DesignFault`` at the first field that cannot be printed as it stands."""
    if design.stock.size not in _SIDES:
        raise DesignFault(f"Khổ giấy “{design.stock.size}” không có; hãy chọn A4 hoặc A3.")
    if design.slip is not None:
        _check_slip(design.slip, design.stock)
    keys = [field.key for field in design.fields]
    for field in design.fields:
        _check_field(field, design.stock)
        if keys.count(field.key) > 1:
            raise DesignFault(f"Hai ô cùng có mã “{field.key}”; mỗi ô phải có mã riêng.")


def _check_slip(slip: Slip, stock: Stock) -> None:
    """A code off the sheet, or too small for a phone, checks nothing."""
    wide, high = stock.sides
    inside = slip.x >= 0 and slip.y >= 0 and slip.x + slip.side <= wide and slip.y + slip.side <= high
    if not (inside and slip.side >= SMALLEST_CODE):
        raise DesignFault(
            f"Mã QR phải nằm trong tờ giấy {wide:g} × {high:g} mm và có cạnh từ {SMALLEST_CODE:g} mm; "
            "hãy sửa vị trí hoặc cạnh."
        )


def _check_field(field: Field, stock: Stock) -> None:
    name = field.label or field.key
    wide, high = stock.sides
    if not _KEY.fullmatch(field.key):
        raise DesignFault(f"Mã ô “{field.key}” chỉ gồm chữ thường không dấu, số và dấu gạch dưới.")
    if not (field.width > 0 and field.x >= 0 and field.x + field.width <= wide and 0 <= field.y < high):
        raise DesignFault(
            f"Ô “{name}” nằm ngoài tờ giấy {wide:g} × {high:g} mm; hãy sửa vị trí hoặc chiều rộng."
        )
    if field.font not in FAMILIES:
        raise DesignFault(f"Ô “{name}” dùng phông {field.font} không có; hãy chọn {', '.join(FAMILIES)}.")
    if not SMALLEST <= field.smallest <= field.size <= LARGEST:
        raise DesignFault(f"Ô “{name}”: cỡ chữ phải từ {SMALLEST:g} đến {LARGEST:g}.")
    if field.align not in {"left", "centre", "right"} or not 1 <= field.lines <= MOST_LINES:
        raise DesignFault(f"Ô “{name}”: canh lề hoặc số dòng không hợp lệ (1 đến {MOST_LINES} dòng).")
    if not _COLOUR.fullmatch(field.colour):
        raise DesignFault(f"Ô “{name}”: màu phải viết dạng #RRGGBB.")
