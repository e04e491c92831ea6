"""Be Vietnam Pro as three small woff2 files, made from the TTF files of its wheel.

The subset holds what Vietnamese, basic Latin and our punctuation need. The family draws its
figures in different widths; columns of dates and money need equal ones, so equal-width copies
are added and reached through the ordinary ``tnum`` feature. The licence (OFL 1.1, no reserved
font name) allows a changed copy; its text is written beside the files.
"""

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

WEIGHTS: Final = {400: "Regular", 500: "Medium", 600: "SemiBold"}
FIGURES: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
FIGURE_WIDTH: Final = 650  # in thousandths of the size: between the widest figure (4) and the common ones
FEATURES: Final = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]
MARKS: Final = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
LATIN: Final = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýçñöüÇÑÖÜ"
VIETNAMESE: Final = "ĂăĐđĨĩŨũƠơƯư" + "".join(map(chr, range(0x1EA0, 0x1EFA)))
PUNCTUATION: Final = "«»°±·×§©²³–—‘’“”•…‹›−≤≥₫"
CHARACTERS: Final = LATIN + VIETNAMESE + PUNCTUATION + MARKS


def source_folder() -> Path:
    """Where the wheel keeps its TTF files."""
    return Path(str(files("fontpkg_be_vietnam_pro")))


def file_name(weight: int) -> str:
    return f"be-vietnam-pro-{weight}.woff2"


def face_rules() -> str:
    """The ``@font-face`` rules, with addresses relative to the style sheet."""
    return "".join(
        f'@font-face{{font-family:"Be Vietnam Pro";font-weight:{weight};font-display:swap;'
        f'src:url("fonts/{file_name(weight)}") format("woff2")}}\n'
        for weight in WEIGHTS
    )


def write_all(folder: Path) -> None:
    """Write every weight and the licence into ``folder`` (about a third of a second each)."""
    folder.mkdir(parents=True, exist_ok=True)
    for weight, style in WEIGHTS.items():
        _write(source_folder() / "files" / f"BeVietnamPro-{style}.ttf", folder / file_name(weight))
    (folder / "OFL.txt").write_bytes((source_folder() / "LICENSE").read_bytes())


def _write(source: Path, target: Path) -> None:
    from fontTools.subset import Options, Subsetter, load_font, save_font

    # Hinting triples the size, and no current browser engine on our list needs it.
    options = Options(hinting=False, layout_features=FEATURES, name_IDs=[1, 2, 13], glyph_names=False)
    options.flavor = "woff2"
    font = load_font(str(source), options)
    _add_equal_figures(font)
    subsetter = Subsetter(options)
    subsetter.populate(text=CHARACTERS)
    subsetter.subset(font)
    save_font(font, str(target), options)


def _add_equal_figures(font: "TTFont") -> None:
    """Copy the ten figures onto one common width and offer them as ``tnum``."""
    glyphs, metrics = font["glyf"], font["hmtx"]
    names = {figure: f"{figure}.tnum" for figure in FIGURES}
    for figure, copy in names.items():
        glyphs[copy] = _moved(glyphs, glyphs[figure], (FIGURE_WIDTH - metrics[figure][0]) // 2)
        metrics[copy] = (FIGURE_WIDTH, glyphs[copy].xMin)
    font.setGlyphOrder([*dict.fromkeys([*font.getGlyphOrder(), *names.values()])])
    _add_feature(font, "tnum", names)


def _moved(glyphs: Any, glyph: Any, by: int) -> Any:
    """The same outline, ``by`` font units to the right."""
    from fontTools.pens.transformPen import TransformPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    glyph.draw(TransformPen(pen, (1, 0, 0, 1, by, 0)), glyphs)
    copy = pen.glyph()
    copy.recalcBounds(glyphs)
    return copy


def _add_feature(font: "TTFont", tag: str, mapping: dict[str, str]) -> None:
    """Append one single-substitution lookup, switched on by ``tag`` in every script and language."""
    from fontTools.otlLib.builder import buildLookup, buildSingleSubstSubtable
    from fontTools.ttLib.tables import otTables

    table = font["GSUB"].table
    table.LookupList.Lookup.append(buildLookup([buildSingleSubstSubtable(mapping)]))
    # The subsetter trusts the counts, not the lists.
    table.LookupList.LookupCount = len(table.LookupList.Lookup)
    feature = otTables.Feature()
    feature.FeatureParams = None
    feature.LookupListIndex = [len(table.LookupList.Lookup) - 1]
    record = otTables.FeatureRecord()
    record.FeatureTag, record.Feature = tag, feature
    table.FeatureList.FeatureRecord.append(record)
    table.FeatureList.FeatureCount = len(table.FeatureList.FeatureRecord)
    for script in table.ScriptList.ScriptRecord:
        systems = [script.Script.DefaultLangSys, *(r.LangSys for r in script.Script.LangSysRecord)]
        for system in filter(None, systems):
            system.FeatureIndex.append(len(table.FeatureList.FeatureRecord) - 1)
