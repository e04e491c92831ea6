"""Names of files as senders write them, made safe to keep."""

from vinhdanh.foundation.kernel.text import squash

_NAME_LIMIT = 120


def clean_name(name: str) -> str:
    """A file name without folders or control characters, at most 120 characters, its ending kept."""
    last = squash(name.replace("\\", "/").rsplit("/", 1)[-1])
    kept = "".join(c for c in last if c.isprintable()) or "tep"
    stem, dot, ending = kept.rpartition(".")
    if dot and len(kept) > _NAME_LIMIT:
        return stem[: _NAME_LIMIT - len(ending) - 1] + dot + ending[:20]
    return kept[:_NAME_LIMIT]
