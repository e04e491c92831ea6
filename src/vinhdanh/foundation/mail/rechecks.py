"""Does a letter that waited still hold? The room that wrote it knows."""

from collections.abc import Callable

from vinhdanh.foundation.mail.models import Letter

Recheck = Callable[[Letter], str | None]
"""The text as it has to be now, or None when there is nothing left to say."""

_RECHECKS: dict[str, Recheck] = {}


def recheck(kind: str) -> Callable[[Recheck], Recheck]:
    """Declare who is asked before a letter of ``kind`` leaves."""

    def declare(function: Recheck) -> Recheck:
        _RECHECKS[kind] = function
        return function

    return declare


def text_now(letter: Letter) -> str | None:
    """What to send: the letter's own text where no room has a say."""
    asked = _RECHECKS.get(letter.kind)
    return asked(letter) if asked else letter.text
