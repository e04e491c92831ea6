"""The form of a certificate's design: each field a group of inputs, lengths in millimetres as typed here."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import QueryDict

from vinhdanh.engines.documents.typesetting.fonts import FAMILIES
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.foundation.kernel.text import squash
from vinhdanh.interfaces.office.helpers import choices, whole_number

MOST_FIELDS: Final = 40
BLANK: Final = 1
"""Empty groups after the last field, for one more."""
_NUMBER: Final = re.compile(r"[-−]?\d{1,4}(?:[.,]\d{1,2})?")
_ALIGNS: Final = (("left", "Trái"), ("centre", "Giữa"), ("right", "Phải"))
_STOCKS: Final = (("A4", "A4"), ("A3", "A3"))
_WORDS: Final = ("label", "key", "fixed", "font", "colour", "align")
_NUMBERS: Final = {"x": "cách mép trái", "y": "cách mép trên", "width": "rộng", "size": "cỡ chữ"}
_EMPTY: Final = {"x": "", "y": "", "width": "", "size": 16, "least": "", "lines": 1, "colour": "#000000"}
_SLIP: Final = {"x": 20, "y": 20, "side": 30}
_FLAGS: Final = ("bold", "italic", "upper")


def read_number(raw: str, *, name: str, what: str, default: float | None = None) -> float:
    """Millimetres or points: "12,5" or "12.5". Raises RefusedError about the input ``name``."""
    words = raw.strip()
    if not words and default is not None:
        return default
    if not _NUMBER.fullmatch(words):
        text = f"{what}: “{words}” không phải số. Ghi bằng milimét, ví dụ 12,5."
        raise RefusedError(Refusal("number_unreadable", text, field=name))
    return float(words.replace(",", ".").replace("−", "-"))


def read_design(post: QueryDict) -> dict[str, Any]:
    """The design as data for ``change_design``; groups without words are no fields."""
    count = min(whole_number(post.get("count")) or 0, MOST_FIELDS)
    groups = [place for place in range(count) if post.get(f"key-{place}", "").strip()]
    return {
        "stock": {
            "size": post.get("stock", "A4"),
            "landscape": post.get("landscape") == "1",
            "printed": post.get("printed") == "1",
        },
        "frame": post.get("frame") == "1",
        "fields": [_field(post, place) for place in groups],
        "slip": _slip(post) if post.get("slip") == "1" else None,
    }


def _field(post: QueryDict, place: int) -> dict[str, Any]:
    label = squash(post.get(f"label-{place}", "")) or post.get(f"key-{place}", "")
    found: dict[str, Any] = {name: post.get(f"{name}-{place}", "").strip() for name in _WORDS}
    for name, words in _NUMBERS.items():
        where = f"{name}-{place}"
        found[name] = read_number(post.get(where, ""), name=where, what=f"Ô “{label}”, {words}")
    least = f"least-{place}"
    words = f"Ô “{label}”, cỡ nhỏ nhất"
    found["least"] = read_number(post.get(least, ""), name=least, what=words, default=0.0)
    found["lines"] = whole_number(post.get(f"lines-{place}")) or 1
    found |= {name: post.get(f"{name}-{place}") == "1" for name in _FLAGS}
    return found


def _slip(post: QueryDict) -> dict[str, Any]:
    wanted = (("x", "cách mép trái", 20), ("y", "cách mép trên", 20), ("side", "cạnh", 30))
    return {
        name: read_number(
            post.get(f"slip-{name}", ""), name=f"slip-{name}", what=f"Mã QR, {words}", default=usual
        )
        for name, words, usual in wanted
    } | {"words": "Quét mã để kiểm tra bằng"}


def shown_design(data: Mapping[str, Any]) -> dict[str, Any]:
    """What the page shows of a design, with empty groups for one more field."""
    fields: Sequence[Mapping[str, Any]] = data.get("fields", ())
    stock = data.get("stock", {})
    return {
        "stocks": choices(_STOCKS, stock.get("size", "A4")),
        "landscape": stock.get("landscape", True),
        "printed": stock.get("printed", False),
        "frame": data.get("frame", True),
        "slip": bool(data.get("slip")),
        "slip_at": data.get("slip") or _SLIP,
        "fields": [*(_group(one) for one in fields), *(_group({}) for _ in range(BLANK))],
        "count": len(fields) + BLANK,
    }


def _group(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **_EMPTY,
        **one,
        "fonts": choices(((name, name) for name in FAMILIES), one.get("font", "")),
        "aligns": choices(_ALIGNS, one.get("align", "centre")),
    }
