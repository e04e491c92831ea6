"""One sheet of ours (a Typst file in the package) set with data, many times over.

Data go in as one JSON text and come out as strings inside the sheet: nothing in them is ever read as markup.
"""

import json
import re
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from vinhdanh.engines.documents.typesetting.faults import TypesettingFault, UnprintableText
from vinhdanh.engines.documents.typesetting.fonts import TIMES, Family

if TYPE_CHECKING:
    import typst

_NOWHERE: Final = "/nonexistent"
"""Where packages are looked for: the sheets use none, and none is ever fetched."""
_NOT_DRAWN: Final = re.compile(r"the text `(.*)` could not be displayed", re.DOTALL)

_ESCAPED: Final = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}")
"""How the renderer names a sign that no screen shows either, such as a bullet of Word's own font."""


class Press:
    """Compilers are kept one a thread; each call hands in its own data.

    ``sheet`` is the Typst file, which reads ``json(bytes(sys.inputs.data))``; ``families`` are the fonts that
    it names. ``archival``: PDF/A-2b, which may hold anything but pages of other PDF files.
    """

    def __init__(self, sheet: Path, families: Sequence[Family] = (TIMES,), *, archival: bool = True) -> None:
        self._sheet = sheet
        self._families = tuple(families)
        self._standards: Any = ["a-2b"] if archival else ["1.7"]
        self._own = threading.local()

    def pdf(self, data: Mapping[str, Any]) -> bytes:
        """The PDF, tagged; the same data give the same bytes. Raises ``TypesettingFault``."""
        import typst

        try:
            made = self._compiler().compile(
                format="pdf", sys_inputs={"data": packed(data)}, pdf_standards=self._standards, timestamp=0
            )
        except typst.TypstError as error:
            raise fault(error) from error
        assert isinstance(made, bytes)  # noqa: S101 - a list is of pictures, one a page
        return made

    def ask(self, expression: str) -> Any:
        """What a Typst expression says of the paper set last in this thread."""
        return json.loads(self._compiler().eval(expression))

    def _compiler(self) -> "typst.Compiler":
        if not hasattr(self._own, "compiler"):
            self._own.compiler = compiler(self._sheet, self._families)
        made: typst.Compiler = self._own.compiler
        return made


@contextmanager
def lent(sheet: Path, lent_files: Mapping[str, bytes], **more: Any) -> Iterator[Press]:
    """A press whose sheet may read these files by their names; ``more`` as for ``Press``.

    A sheet sees its own folder alone, so both go to a folder of their own for a while.
    """
    with tempfile.TemporaryDirectory(prefix="vd-dan-trang-") as folder:
        copy = Path(shutil.copy(sheet, folder))
        for name, content in lent_files.items():
            (copy.parent / name).write_bytes(content)
        yield Press(copy, **more)


def compiler(sheet: Path, families: Sequence[Family]) -> "typst.Compiler":
    """A compiler that sees one sheet, its folder and our fonts alone. Raises ``FontMissing``."""
    import typst

    return typst.Compiler(
        str(sheet),
        root=str(sheet.parent),
        font_paths=_fonts(tuple(str(family.file().parent) for family in families)),
        ignore_system_fonts=True,
        package_path=_NOWHERE,
        package_cache_path=_NOWHERE,
    )


@cache
def _fonts(folders: tuple[str, ...]) -> "typst.Fonts":
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=list(folders))


def packed(data: Mapping[str, Any]) -> str:
    """Data as the sheet reads them."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def fault(error: "typst.TypstError") -> TypesettingFault:
    """A renderer's error as a sentence."""
    found = _NOT_DRAWN.search(error.message)
    if not found:
        return TypesettingFault(f"Không dàn được trang: {error.message}")
    text = _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), found[1].strip('"'))
    return UnprintableText("".join(dict.fromkeys(text)))
