"""Marks inside a line of text: bold, italics, raised words. They go, the words and the weight stay.

Text out of converters mixes Markdown (``**x**``, ``*x*``, ``# x``) with a few
HTML tags (``<b>``, ``<sup>``, ``<br>``); both are understood in ``.txt`` and ``.md``.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from vinhdanh.foundation.kernel.text import nfc

_TOKEN = re.compile(
    r"(?P<toggle>\*\*)|(?P<open><(?:b|strong|th)(?:\s[^<>]*)?>)|(?P<close></(?:b|strong|th)\s*>)"
    r"|(?P<raised></?su[bp](?:\s[^<>]*)?>)|(?P<line><br\s*/?>)"
    r"|(?P<other></?(?:i|em|u|s|del|ins|mark|span|font|p|div|center|small|big|a)(?:\s[^<>]*)?/?>)",
    re.IGNORECASE,
)
_UNDERLINED_BOLD = re.compile(r"(?<![\w_])__(?=[^\s_])([^_\n]{1,2000}?)(?<=\S)__(?![\w_])")
_ITALIC = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]{1,4000}?)(?<=\S)\*(?![\w*])")
_UNDERLINED = re.compile(r"(?<![\w_\\])_(?=[^\s_])([^_\n]{1,2000}?)(?<=\S)_(?![\w_])")
_CARET = re.compile(r"\^(?=\()|\^\{([^{}]{0,80})\}")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\n]{0,2000}\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_HIDE = {ord(c): 0xE000 + n for n, c in enumerate("\\`*_{}[]()#+-.!|<>~")}
_SHOW = {hidden: plain for plain, hidden in _HIDE.items()}
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")

_DOUBLES = str.maketrans("ÐðƢƣ", "ĐđƯư")
"""Letters of other languages that old keyboards and PDF writers put for Vietnamese ones that look alike."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A line without its marks; ``bold`` when every word of it is bold."""

    text: str
    bold: bool = False


def plain_lines(lines: Sequence[str], escapes: bool = False) -> list[Plain]:
    """Strip the marks of lines that belong together: ``**`` opened on one line may close on another.

    With ``escapes`` a backslash protects the next mark, as in Markdown.
    """
    prepared = [_prepared(line, escapes) for line in lines]
    toggles = sum(line.count("**") for line in prepared)
    state = _State(toggles - toggles % 2)
    return [state.read(line) for line in prepared]


def plain(text: str, escapes: bool = False) -> Plain:
    """:func:`plain_lines` for a single line or cell."""
    return plain_lines([text], escapes)[0]


def tidy(text: str) -> str:
    """NFC, Vietnamese letters for their doubles, one space between words, line ends kept and trimmed."""
    lines = (_SPACES.sub(" ", line).strip() for line in nfc(text).translate(_DOUBLES).split("\n"))
    return "\n".join(line for line in lines if line)


def _prepared(line: str, escapes: bool) -> str:
    if escapes:
        line = _LINK.sub(r"\1", _ESCAPE.sub(lambda m: m[1].translate(_HIDE), line))
    line = _UNDERLINED_BOLD.sub(r"**\1**", line) if "__" in line else line
    line = line.replace("***", "**")
    line = _CARET.sub(lambda m: f" {m[1]}" if m[1] else "", line)
    return _UNDERLINED.sub(r"\1", _ITALIC.sub(r"\1", line))


class _State:
    """Whether bold is open, over the lines of one group."""

    def __init__(self, toggles: int) -> None:
        self.toggles = toggles
        self.starred = False
        self.depth = 0

    def read(self, line: str) -> Plain:
        text, thin, at = "", "", 0
        self.depth = 0
        for mark in _TOKEN.finditer(line):
            part = line[at : mark.start()]
            text, thin = text + part, thin + self._thin(part)
            text = self._marked(mark, text, line[mark.end() : mark.end() + 1])
            at = mark.end()
        text, thin = text + line[at:], thin + self._thin(line[at:])
        words = tidy(_entities(text).translate(_SHOW))
        return Plain(words, bold=any(map(str.isalnum, words)) and not any(map(str.isalnum, thin)))

    def _thin(self, part: str) -> str:
        return "" if self.starred or self.depth > 0 else part

    def _marked(self, mark: re.Match[str], text: str, after: str) -> str:
        match mark.lastgroup:
            case "toggle" if self.toggles > 0:
                self.toggles -= 1
                self.starred = not self.starred
            case "open":
                self.depth += 1
            case "close":
                self.depth -= 1
            case "line":
                return text + "\n"
            case "raised":
                return text + (" " if text[-1:].isalnum() or after.isalnum() else "")
        return text


def _entities(text: str) -> str:
    return html.unescape(text) if "&" in text else text
