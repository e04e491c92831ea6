"""Certificates on sheets: all as one PDF or each a file of its own; slips with codes; the offset page."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from vinhdanh.engines.documents.certificates.design import Design, Field, Offset, Stock
from vinhdanh.engines.documents.certificates.fitting import Overflow, fit, overflows, words_of
from vinhdanh.engines.documents.certificates.frame import frame_svg
from vinhdanh.engines.documents.filing import EARLIEST, safe_name, unique_names
from vinhdanh.engines.documents.typesetting import Press, lent
from vinhdanh.engines.documents.typesetting.codes import code_svg
from vinhdanh.engines.documents.typesetting.fonts import FAMILIES, LAST_RESORT
from vinhdanh.engines.documents.words import clean

_FOLDER: Final = Path(__file__).parent
_SHEET, _OFFSET, _SLIPS = (_FOLDER / name for name in ("certificate.typ", "offset.typ", "slips.typ"))
STRAIGHT: Final = Offset()
_ENDINGS: Final = {b"\x89P": ".png", b"\xff\xd8": ".jpg"}


class TooLong(Exception):  # noqa: N818 - a fault of the list, told to people
    """Words that do not fit; nothing was printed. ``found`` are all of them."""

    def __init__(self, found: Sequence[Overflow]) -> None:
        self.found = tuple(found)
        more = f" Còn {len(found) - 1} chỗ nữa." if len(found) > 1 else ""
        super().__init__(f"{found[0]}{more}")


@dataclass(frozen=True, slots=True)
class Certificate:
    """One sheet: ``data`` by keys of fields; ``address``: where it is checked; ``name``: that of its file."""

    data: Mapping[str, str]
    address: str = ""
    name: str = ""


def print_certificates(
    design: Design, certificates: Sequence[Certificate], *, offset: Offset = STRAIGHT, shown: bool = False
) -> bytes:
    """All sheets as one PDF; the back of each follows it when the design has a slip.

    ``shown``: for the screen, with a picture of pre-printed stock. Raises ``TooLong``, ``TypesettingFault``.
    """
    _refuse_overflow(design, certificates)
    with _press(design) as (press, picture):
        return press.pdf(
            _data(design, certificates, (offset, picture if _pictured(design, shown=shown) else ""))
        )


def print_apart(design: Design, certificates: Sequence[Certificate], *, offset: Offset = STRAIGHT) -> bytes:
    """A ZIP of one PDF each, in order, under safe names. Raises ``TooLong``, ``TypesettingFault``."""
    _refuse_overflow(design, certificates)
    names = unique_names(
        f"{place:04d}-{safe_name(one.name or 'bang')}.pdf" for place, one in enumerate(certificates, 1)
    )
    out = io.BytesIO()
    with _press(design) as (press, picture), zipfile.ZipFile(out, "w") as packed:
        shown = picture if _pictured(design, shown=False) else ""
        for name, one in zip(names, certificates, strict=True):
            made = press.pdf(_data(design, [one], (offset, shown)))
            packed.writestr(zipfile.ZipInfo(name, EARLIEST), made)
    return out.getvalue()


def print_slips(certificates: Sequence[Certificate], label: str) -> bytes:
    """Slips to cut out and hand over, ten on an A4 sheet: code, address, the datum named ``label``."""
    slips = [
        {"code": code_svg(one.address), "address": clean(one.address), "name": clean(one.data.get(label, ""))}
        for one in certificates
        if one.address
    ]
    return _fixed_press(_SLIPS).pdf({"slips": slips, "fonts": _fonts()})


def print_offset_page(stock: Stock, offset: Offset = STRAIGHT) -> bytes:
    """Crosses and rulers at known places: what a printer shifts is read off and typed in."""
    wide, high = stock.sides
    return _fixed_press(_OFFSET).pdf(
        {"width": wide, "height": high, "dx": offset.dx, "dy": offset.dy, "fonts": _fonts()}
    )


def _refuse_overflow(design: Design, certificates: Sequence[Certificate]) -> None:
    if found := overflows(design, [one.data for one in certificates]):
        raise TooLong(found)


def _pictured(design: Design, *, shown: bool) -> bool:
    return bool(design.background) and (shown or not design.stock.printed)


@contextmanager
def _press(design: Design) -> Iterator[tuple[Press, str]]:
    """The press, and the name of the design's picture for it: sheets read files of their own folder alone."""
    ending = _ENDINGS.get(design.background[:2])
    if not ending:
        yield _fixed_press(_SHEET), ""
        return
    name = f"nen{ending}"
    with lent(_SHEET, {name: design.background}, families=tuple(FAMILIES.values())) as press:
        yield press, name


@cache
def _fixed_press(sheet: Path) -> Press:
    return Press(sheet, tuple(FAMILIES.values()))


def _fonts() -> list[str]:
    return [*FAMILIES, LAST_RESORT]


def _data(design: Design, certificates: Iterable[Certificate], here: tuple[Offset, str]) -> dict[str, Any]:
    offset, picture = here
    wide, high = design.stock.sides
    slip = design.slip
    return {
        "width": wide, "height": high, "dx": offset.dx, "dy": offset.dy, "picture": picture,
        "frame": frame_svg(wide, high) if design.frame and not design.stock.printed else "",
        "last": LAST_RESORT,
        "fields": [_field(field) for field in design.fields],
        "slip": {"x": slip.x, "y": slip.y, "side": slip.side, "words": clean(slip.words)} if slip else {},
        "sheets": [_sheet(design, one) for one in certificates],
    }  # fmt: skip


def _field(field: Field) -> dict[str, Any]:
    wanted = ("x", "y", "width", "font", "colour", "align", "bold", "italic")
    return {name: getattr(field, name) for name in wanted}


def _sheet(design: Design, one: Certificate) -> dict[str, Any]:
    fitted = [fit(field, words_of(field, one.data)) for field in design.fields]
    found: dict[str, Any] = {"words": [[each.size, each.lines] for each in fitted]}
    if design.slip and one.address:
        found |= {"code": code_svg(one.address), "address": clean(one.address)}
    return found
