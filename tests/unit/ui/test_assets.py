"""What the build writes: complete, small, and not written twice."""

import gzip
import re
import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from vinhdanh.interfaces.office import assets, webfonts

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("assets")
    assert assets.build(target=target)
    return target


def test_the_second_build_does_nothing(built: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*")}
    assert assets.build(target=built) is False
    assert {path: path.stat().st_mtime_ns for path in built.rglob("*")} == before


def test_a_changed_page_source_leaves_the_fonts_alone(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = tmp_path / "vd", tmp_path / "out"
    shutil.copytree(assets.SOURCE, source)
    shutil.copytree(built, target)
    font = target / "fonts" / webfonts.file_name(400)
    before = font.stat().st_mtime_ns
    (source / "css" / "utilities.css").write_text("@layer utilities{.neu{color:red}}")
    monkeypatch.setattr(assets, "SOURCE", source)
    assert assets.build(target=target) is True
    assert ".neu{color:red}" in (target / "vd.css").read_text()
    assert font.stat().st_mtime_ns == before


def test_a_broken_stamp_means_build_again(built: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    shutil.copytree(built, target)
    (target / assets.STAMP).write_text("{half")
    assert assets.build(target=target) is True


def test_first_visit_is_small(built: Path) -> None:
    """Style sheet, scripts and fonts together; pages add their own HTML below 100 KB."""
    files = [path for path in built.rglob("*.*") if path.suffix in {".css", ".js", ".svg", ".woff2"}]
    single = {"design.css", "paper.js", "placing.js"}
    assert single <= {path.name for path in files}
    files = [path for path in files if path.name not in single]
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in files}
    assert sizes["vd.css"] < 15_000
    assert sizes["vd.js"] < 6_000
    assert sum(sizes.values()) < 80_000


def test_the_sheet_states_its_layers_first_and_asks_nobody_else(built: Path) -> None:
    sheet = (built / "vd.css").read_text()
    assert sheet.startswith("@layer reset,tokens,base,layout,components,utilities,print;")
    addresses = re.findall(r"url\(([^)]*)\)", sheet)
    assert addresses == [f'"fonts/{webfonts.file_name(weight)}"' for weight in webfonts.WEIGHTS]
    assert "http" not in sheet
    assert "data:" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_squeezing_keeps_what_blanks_mean() -> None:
    text = """
    /* gone */
    .a > .b, .c :hover { width: calc(100% - 4px); font: 400 1rem / 1.5 var(--ui); content: ":\\00a0"; }
    @media (max-width: 56em) { .d { margin: 0 4px; } }
    """
    assert assets.squeeze_css(text) == (
        '.a > .b,.c :hover{width:calc(100% - 4px);font:400 1rem / 1.5 var(--ui);content:":\\00a0"}'
        "@media (max-width: 56em){.d{margin:0 4px}}\n"
    )


def test_modules_join_without_imports_and_without_two_of_one_name() -> None:
    assert not re.search(r"^\s*(import|export)\b", assets.script(), re.MULTILINE)
    sources = "".join((assets.SOURCE / "js" / f"{name}.js").read_text() for name in assets.SCRIPTS)
    found = re.findall(r"^(?:export )?(?:async )?(?:function|const|let) (\w+)", sources, re.MULTILINE)
    assert len(found) == len(set(found)), sorted(name for name in found if found.count(name) > 1)


def test_every_source_is_in_the_bundle() -> None:
    assert {p.stem for p in (assets.SOURCE / "css").glob("*.css")} == {
        *assets.STYLES,
        *assets.DESIGN_STYLES,
    }
    assert {p.stem for p in (assets.SOURCE / "js").glob("*.js")} == {
        *assets.SCRIPTS,
        *assets.PAPER_SCRIPTS,
        *assets.PLACING_SCRIPTS,
    }


@pytest.mark.parametrize("weight", webfonts.WEIGHTS)
def test_fonts_hold_every_vietnamese_letter_and_even_figures(built: Path, weight: int) -> None:
    font = TTFont(built / "fonts" / webfonts.file_name(weight))
    letters = font.getBestCmap()
    wanted = VIETNAMESE + VIETNAMESE.upper() + "0123456789 “”–…₫" + webfonts.MARKS
    assert [letter for letter in wanted if ord(letter) not in letters] == []
    assert _tabular_widths(font) == {webfonts.FIGURE_WIDTH}
    assert (built / "fonts" / webfonts.file_name(weight)).stat().st_size < 20_000


def _tabular_widths(font: TTFont) -> set[int]:
    table = font["GSUB"].table
    records = {r.FeatureTag: r.Feature for r in table.FeatureList.FeatureRecord}
    (lookup,) = records["tnum"].LookupListIndex
    mapping = table.LookupList.Lookup[lookup].SubTable[0].mapping
    assert len(mapping) == 10
    return {font["hmtx"][copy][0] for copy in mapping.values()}


def test_the_licence_travels_with_the_fonts(built: Path) -> None:
    assert "SIL OPEN FONT LICENSE" in (built / "fonts" / "OFL.txt").read_text()
