"""How wide a line is, without asking a renderer: for the rules under lines and for lines kept together.

Widths are those of Times New Roman and its metric twins, in thousandths of the size. A Vietnamese letter with
marks is as wide as its base letter; only đ, ơ and ư are letters of their own.
"""

import unicodedata
from functools import cache
from typing import Final

MM_PER_POINT: Final = 25.4 / 72
_UPRIGHT: Final = {
    180: "'", 200: "|", 250: " \u00a0,.", 278: "/:;\\ijlt", 333: "!()-I[]`fr‘’", 389: "Js", 400: "°",
    408: '"',
    444: "?acez“”", 469: "^", 480: "{}", 500: "#$*0123456789_bdghknopquvxyđơ–§", 513: "ư", 541: "~",
    556: "FPS", 564: "+<=>", 611: "ELTZ", 667: "BCR", 706: "Ư", 722: "ADGHKNOQUVXYwĐƠ", 778: "&m", 833: "%",
    889: "M", 921: "@", 944: "W", 1000: "—…",
}  # fmt: skip
_BOLD: Final = {
    220: "|", 250: " \u00a0,.", 278: "'/\\il", 333: "!()-:;[]`fjt‘’", 389: "Is", 394: "{}", 400: "°",
    444: "cerz",
    500: "#$*0123456789?J_agovxyơ–“”§", 520: "~", 555: '"', 556: "Sbdhknpquđ", 570: "+<=>", 581: "^",
    603: "ư",
    611: "FP", 667: "BELTZ", 722: "ACDNRUVXYwĐ", 743: "Ư", 778: "GHKOQƠ", 833: "&m", 930: "@", 944: "M",
    1000: "%W—…",
}  # fmt: skip
_OTHER: Final = 500


def _spread(table: dict[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in table.items() for letter in letters}


_WIDTHS: Final = {False: _spread(_UPRIGHT), True: _spread(_BOLD)}


@cache
def _letter(letter: str, *, bold: bool) -> int:
    """Marks are taken off one by one: ờ is ơ, and ơ stays."""
    widths = _WIDTHS[bold]
    while letter not in widths:
        parts = unicodedata.normalize("NFD", letter)
        if len(parts) == 1:
            return 0 if unicodedata.combining(letter) else _OTHER
        letter = unicodedata.normalize("NFC", parts[:-1])
        if len(letter) > 1:
            letter = letter[0]
    return widths[letter]


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line in millimetres at ``size`` points."""
    return sum(_letter(letter, bold=bold) for letter in text) * size / 1000 * MM_PER_POINT


def even_room(text: str, room: float, *, size: float, bold: bool = False) -> float:
    """The least room in which ``text`` takes as many lines as in ``room``: they are about even then."""
    count = len(lines(text, room, size=size, bold=bold))
    low, high = room / (count + 1), room
    while count > 1 and high - low > 0.5:
        middle = (low + high) / 2
        fits = len(lines(text, middle, size=size, bold=bold)) == count
        low, high = (low, middle) if fits else (middle, high)
    return min(room, high + 0.5)


def lines(text: str, room: float, *, size: float, bold: bool = False) -> list[str]:
    """The lines that ``text`` takes where ``room`` millimetres are free; a longer word has a line alone."""
    done: list[str] = []
    for written in text.split("\n"):
        line = ""
        for word in written.split(" "):
            longer = f"{line} {word}" if line else word
            if line and width(longer, size, bold=bold) > room:
                done.append(line)
                longer = word
            line = longer
        done.append(line)
    return done
