"""The fonts that papers are set in: where their files are and which signs they draw.

They come from wheels, never from the machine: an older font of the same name lacks Vietnamese letters, and a
renderer then takes them from another font inside a word without a word of warning.
"""

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vinhdanh.engines.documents.typesetting.faults import FontMissing

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont


@dataclass(frozen=True, slots=True)
class Family:
    """``faces``: file of each (bold, italic), under ``folder`` of the package."""

    name: str
    package: str
    folder: str
    faces: dict[tuple[bool, bool], str]

    @property
    def place(self) -> Path:
        """The folder with the files. Raises ``FontMissing``."""
        # The spec alone is asked for: importing this package would import a renderer that we do not have.
        spec = find_spec(self.package)
        if spec is None or spec.origin is None:
            raise FontMissing(self.name)
        return Path(spec.origin).parent / self.folder

    def file(self, *, bold: bool = False, italic: bool = False) -> Path:
        """The file of one face; a family without it gives its upright one. Raises ``FontMissing``."""
        path = self.place / self.faces.get((bold, italic), self.faces[False, False])
        if not path.is_file():
            raise FontMissing(self.name)
        return path


TIMES: Final = Family(
    "TeX Gyre Termes", "rinoh_typeface_texgyretermes", "",
    {
        (False, False): "texgyretermes-regular.otf",
        (True, False): "texgyretermes-bold.otf",
        (False, True): "texgyretermes-italic.otf",
        (True, True): "texgyretermes-bolditalic.otf",
    },
)  # fmt: skip
"""As wide as Times New Roman, letter by letter, and free."""
SCRIPT: Final = Family(
    "Great Vibes", "fontpkg_great_vibes", "files", {(False, False): "GreatVibes-Regular.ttf"}
)
SANS: Final = Family(
    "Be Vietnam Pro", "fontpkg_be_vietnam_pro", "files",
    {
        (False, False): "BeVietnamPro-Regular.ttf",
        (True, False): "BeVietnamPro-Bold.ttf",
        (False, True): "BeVietnamPro-Italic.ttf",
        (True, True): "BeVietnamPro-BoldItalic.ttf",
    },
)  # fmt: skip
FAMILIES: Final = {family.name: family for family in (TIMES, SCRIPT, SANS)}
LAST_RESORT: Final = "Libertinus Serif"
"""Comes inside Typst; draws the few letters of minority languages (Ƀ) that Termes lacks."""


@cache
def face(name: str, *, bold: bool = False, italic: bool = False) -> "TTFont":
    """One face, read for its measures."""
    from fontTools.ttLib import TTFont

    return TTFont(FAMILIES[name].file(bold=bold, italic=italic), lazy=True)


@cache
def drawn(name: str, *, bold: bool = False, italic: bool = False) -> frozenset[int]:
    """Code points that a face draws."""
    return frozenset(face(name, bold=bold, italic=italic).getBestCmap())
