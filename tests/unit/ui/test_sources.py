"""Rules the sources keep: sizes, policy, equal dark blocks, contrast."""

import re
from pathlib import Path

import pytest

from vinhdanh.interfaces.office import assets

TEMPLATES = assets.HERE / "templates"
SHEETS = sorted((assets.SOURCE / "css").glob("*.css"))
PAGES = sorted(TEMPLATES.rglob("*.html"))
TOKENS = (assets.SOURCE / "css" / "tokens.css").read_text()


def _values(selector: str) -> dict[str, str]:
    start = TOKENS.index(selector)
    block = TOKENS[TOKENS.index("{", start) : TOKENS.index("}", start)]
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", block))


LIGHT = _values(":root,")
DARK = {**LIGHT, **_values('[data-theme="dark"]')}


def test_both_dark_blocks_are_equal() -> None:
    assert _values('[data-theme="dark"]') == _values('[data-theme="auto"]')


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, two: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


GROUNDS = ("--ground", "--sheet", "--well")
TEXTS = ("--ink", "--ink-soft", "--ink-faint", "--lacquer-ink", "--gold-ink")
TONES = ("--ok", "--fault", "--due", "--wait", "--doubt", "--unsure")


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_reads_on_every_ground(theme: dict[str, str]) -> None:
    pairs = [(text, ground) for text in (*TEXTS, *TONES) for ground in GROUNDS]
    pairs += [(tone, f"{tone}-wash") for tone in TONES]
    pairs += [("--ink", f"{tone}-wash") for tone in TONES]
    pairs += [("--on-lacquer", "--lacquer"), ("--on-lacquer", "--lacquer-deep"), ("--on-night", "--night")]
    pairs += [
        ("--lacquer-ink", "--lacquer-wash"),
        ("--gold-ink", "--gold-wash"),
        ("--ink-soft", "--doubt-wash"),
    ]
    pairs += [("--paper-ink", f"--paper{part}") for part in ("", "-seen", "-doubt", "-lit")]
    weak = {pair: round(_contrast(theme[pair[0]], theme[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_and_focus_stand_out(theme: dict[str, str]) -> None:
    pairs = [(mark, ground) for mark in ("--edge", "--focus") for ground in GROUNDS]
    assert {p: r for p in pairs if (r := round(_contrast(theme[p[0]], theme[p[1]]), 2)) < 3} == {}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_sheets_are_short_layered_and_plain(sheet: Path) -> None:
    text = sheet.read_text()
    assert len(text.splitlines()) <= 400
    assert "url(" not in text
    outside = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    assert re.match(r"\s*@layer \w+", outside)
    # Too new for the last browsers of Windows 7.
    assert not re.search(r"light-dark\(|color-mix\(|@scope|&[ :.]", outside)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_templates_fit_the_policy(page: Path) -> None:
    text = page.read_text()
    assert len(text.splitlines()) <= 250
    assert not re.search(r"\sstyle\s*=", text), "inline style"
    assert not re.search(r"\son[a-z]+\s*=", text), "inline handler"
    assert not re.search(r"hx-on|hx-vals=.js:|javascript:", text), "script in an attribute"
    assert not re.search(r"<script(?![^>]*\ssrc=)", text), "inline script"
    assert "<style" not in text
    assert "|safe" not in text


def test_variables_in_use_exist() -> None:
    defined = set(re.findall(r"(--[\w-]+):", "".join(path.read_text() for path in SHEETS)))
    used = set(re.findall(r"var\((--[\w-]+)", "".join(path.read_text() for path in SHEETS)))
    assert used <= defined, used - defined
