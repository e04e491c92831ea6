"""Build what browsers fetch (one style sheet, one script, what single pages add, htmx and the fonts) and the
catalogue of words.

``build()`` writes into ``vinhdanh/assets`` (not kept in version control, since it holds other
people's work) and compiles ``vinhdanh/locale`` in place (the ``.mo`` is not kept either). Nothing is
written when no source has changed, so it can run at every start.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from vinhdanh.interfaces.office import webfonts

HERE: Final = Path(__file__).resolve().parent
SOURCE: Final = HERE / "static" / "vd"
TARGET: Final = HERE.parents[1] / "assets"
WORDS: Final = HERE.parents[1] / "locale" / "vi" / "LC_MESSAGES" / "django.po"
STAMP: Final = ".stamp.json"

# The order of the style sheet; layers decide who wins, this decides ties inside a layer.
# fmt: off
STYLES: Final = (
    "layers", "tokens", "base", "shell", "columns", "portal", "phone", "controls", "forms", "status", "files",
    "surfaces", "work", "tables", "year", "counters", "paper", "placing", "pages", "notices", "signing",
    "utilities", "print",
)
# "dom" first: the others use its helpers.
SCRIPTS: Final = (
    "dom", "theme", "menus", "dialogs", "toasts", "kept", "autosave", "keep", "drop", "htmx-setup",
    "keys", "sending",
)
# fmt: on
# Loaded by the pages that need them, on top of the above: a first visit does not carry them.
DESIGN_STYLES: Final = ("design",)
PAPER_SCRIPTS: Final = ("dom", "lights")
PLACING_SCRIPTS: Final = ("dom", "placing")

_IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function|const|class)", re.MULTILINE)
_LINE_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
_BLOCK_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def build(*, force: bool = False, target: Path = TARGET) -> bool:
    """Bring ``target`` up to date; true when anything was written."""
    stamp = target / STAMP
    old = _read_stamp(stamp)
    new = {"fonts": _fonts_digest(), "pages": _pages_digest(), "words": _digest([WORDS], ())}
    if not force and old == new and WORDS.with_suffix(".mo").is_file():
        return False
    compile_words()
    target.mkdir(parents=True, exist_ok=True)
    if force or old.get("fonts") != new["fonts"]:
        webfonts.write_all(target / "fonts")
    _write(target / "vd.css", style_sheet())
    _write(target / "design.css", _sheet(DESIGN_STYLES))
    _write(target / "vd.js", script())
    _write(target / "paper.js", script(PAPER_SCRIPTS))
    _write(target / "placing.js", script(PLACING_SCRIPTS))
    _write(target / "htmx.js", _htmx_file().read_text(encoding="utf-8"))
    _write(target / "favicon.svg", (SOURCE / "favicon.svg").read_text(encoding="utf-8"))
    _write(stamp, json.dumps(new))
    return True


def compile_words(source: Path = WORDS) -> None:
    """The catalogue as gettext reads it, beside its source."""
    import polib

    # A name of its own here and below: two programs may start at once.
    draft = source.with_suffix(f".{os.getpid()}.part")
    polib.pofile(str(source)).save_as_mofile(str(draft))
    draft.replace(source.with_suffix(".mo"))


def style_sheet() -> str:
    """Every layer in order, in one sheet without comments and indentation."""
    # The order of layers is stated before anything else, font faces included.
    return _sheet(STYLES[:1]) + webfonts.face_rules() + _sheet(STYLES[1:])


def _sheet(names: Iterable[str]) -> str:
    return squeeze_css(
        "".join((SOURCE / "css" / f"{name}.css").read_text(encoding="utf-8") for name in names)
    )


def script(names: Iterable[str] = SCRIPTS) -> str:
    """These modules in one: imports between them fall away, names stay."""
    parts = [(SOURCE / "js" / f"{name}.js").read_text(encoding="utf-8") for name in names]
    return "".join(join_module(part) for part in parts)


def squeeze_css(text: str) -> str:
    """Drop comments and the blanks that mean nothing; strings and ``calc()`` keep theirs."""
    text = _BLOCK_COMMENT.sub("", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*([{};,])\s*", r"\1", text)
    text = re.sub(r": (?=[^{}]*[;}])", ":", text)
    return text.replace(";}", "}").strip() + "\n"


def join_module(text: str) -> str:
    """One ES module as a piece of the bundle: no imports, no exports, no whole-line comments."""
    for pattern in (_BLOCK_COMMENT, _LINE_COMMENT, _IMPORT, _EXPORT):
        text = pattern.sub("", text)
    return "".join(f"{line.strip()}\n" for line in text.splitlines() if line.strip())


@cache
def _htmx_file() -> Path:
    spec = find_spec("django_htmx")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("django-htmx is not installed; it carries htmx")
    return Path(spec.origin).parent / "static" / "django_htmx" / "htmx-2.min.js"


def _fonts_digest() -> str:
    wheels = [f"{name}={version(name)}" for name in ("fontpkg-be-vietnam-pro", "fonttools")]
    return _digest([Path(webfonts.__file__)], wheels)


def _pages_digest() -> str:
    sources = [*sorted(SOURCE.rglob("*.css")), *sorted(SOURCE.rglob("*.js")), SOURCE / "favicon.svg"]
    return _digest([Path(__file__), *sources], [f"htmx={version('django-htmx')}"])


def _digest(paths: Iterable[Path], words: Iterable[str]) -> str:
    total = hashlib.sha256("\n".join(words).encode())
    for path in paths:
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def _read_stamp(path: Path) -> dict[str, str]:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _write(path: Path, text: str) -> None:
    """Replace in one step, so that a server beside us never reads half a file."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
