"""The place of a body in the tree as text: fixed-length codes joined by dots.

All codes have the same length and use letters without meaning in ``LIKE``, so a path
that starts with another one plus a dot lies below it, and one index answers "the whole tree".
"""

from uuid import UUID

CODE_LENGTH = 8
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def code_of(body_id: UUID) -> str:
    """Eight base-32 letters out of the random end of a UUIDv7 (40 bits).

    >>> code_of(UUID("01890a5d-ac96-774b-bcce-b302099a8057"))
    '084sn02q'
    """
    bits = body_id.int & ((1 << 40) - 1)
    return "".join(_LETTERS[(bits >> shift) & 31] for shift in range(35, -1, -5))


def path_below(parent: str, body_id: UUID) -> str:
    """The path of a body under the one at ``parent``; an empty parent makes a root."""
    code = code_of(body_id)
    return f"{parent}.{code}" if parent else code


def is_below(path: str, top: str) -> bool:
    """True when ``path`` is ``top`` or stands anywhere below it."""
    return path == top or path.startswith(top + ".")


def moved(path: str, *, old_top: str, new_top: str) -> str:
    """``path`` after its subtree moved from ``old_top`` to ``new_top``; raises ValueError outside it."""
    if not is_below(path, old_top):
        raise ValueError(f"{path} is not below {old_top}")
    return new_top + path[len(old_top) :]


def ancestors(path: str) -> list[str]:
    """Paths from the root down to the parent of ``path``.

    >>> ancestors("aaaaaaaa.bbbbbbbb.cccccccc")
    ['aaaaaaaa', 'aaaaaaaa.bbbbbbbb']
    """
    parts = path.split(".")
    return [".".join(parts[:depth]) for depth in range(1, len(parts))]
