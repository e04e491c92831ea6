"""The small parts that lists repeat hundreds of times, as plain functions.

A composed component costs a template render; these cost a string. Every text a caller
hands in is escaped here, so a template passes values as they are.
"""

from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final
from zipfile import ZipFile

from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from vinhdanh.foundation.files.quotas import in_words
from vinhdanh.foundation.kernel.money import format_dong
from vinhdanh.interfaces.office.templatetags.shapes import drawing, kind_of

register = template.Library()

THEMES: Final = ("light", "dark", "auto")
THEME_COOKIE: Final = "vd_theme"
_WEEKDAYS: Final = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_CHIPS: Final = frozenset({"", "lead", "with", "missing", "group"})


class IconError(LookupError):
    """The icon set holds no drawing of that name."""


@lru_cache(maxsize=512)
def _strokes(name: str) -> str:
    """The inner drawing of a lucide icon (24 × 24 grid, strokes only)."""
    with files("lucide").joinpath("lucide.zip").open("rb") as packed, ZipFile(packed) as archive:
        try:
            svg = archive.read(f"{name}.svg").decode()
        except KeyError as missing:
            raise IconError(f"lucide has no icon named {name!r}") from missing
    inner = svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]
    return " ".join(inner.split())


@lru_cache(maxsize=1024)
def _icon(name: str, size: str, label: str) -> SafeString:
    role = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    css = f"icon {escape(size)}" if size else "icon"
    box = f'<svg class="{css}" width="16" height="16" viewBox="0 0 24 24" {role}>'
    return mark_safe(f"{box}{_strokes(name)}</svg>")  # noqa: S308 -- parts above are ours or escaped


@register.simple_tag
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """A lucide icon. ``size``: "" (16), "md" (20) or "lg" (32); ``label`` only when it stands alone."""
    return _icon(name, size, label)


@lru_cache(maxsize=128)
def _shape(kind: str, label: str) -> SafeString:
    look = kind_of(kind)
    svg = drawing(look.shape, escape(label)).replace('class="shape"', f'class="shape is-{look.tone}"', 1)
    return mark_safe(svg)  # noqa: S308


@register.simple_tag
def shape(kind: str, label: str = "") -> SafeString:
    """The shape of a status without its word; give ``label`` when no word stands beside it."""
    return _shape(str(kind), label)


@lru_cache(maxsize=64)
def _status_parts(kind: str, boxed: bool) -> tuple[str, str]:
    look = kind_of(kind)
    css = f"status is-{look.tone} boxed" if boxed else f"status is-{look.tone}"
    return f'<span class="{css}">{drawing(look.shape)}', look.word


@register.simple_tag
def status(kind: str, word: Any = "", boxed: bool = False) -> SafeString:
    """Shape + word + colour. ``kind``: a key of ``shapes.KINDS`` or a state with an alias."""
    start, usual = _status_parts(str(kind), boxed)
    return mark_safe(f"{start}{escape(word or usual)}</span>")  # noqa: S308


@register.simple_tag
def chip(
    text: Any, kind: str = "", *, count: int | None = None, href: str = "", hint: str = ""
) -> SafeString:
    """A body or group. ``kind``: "lead", "with", "missing" or "group"; ValueError on any other."""
    if kind not in _CHIPS:
        raise ValueError(f"chip kind {kind!r}: expected one of {sorted(_CHIPS)}")
    tag = "a" if href else "span"
    link = f' href="{escape(href)}"' if href else ""
    title = f' title="{escape(hint)}"' if hint else ""
    role = '<span class="sr">Chủ trì: </span>' if kind == "lead" else ""
    number = "" if count is None else f" <b>{_dotted(count)}</b>"
    css = f"chip {kind}".rstrip()
    return mark_safe(f'<{tag} class="{css}"{link}{title}>{role}{escape(text)}{number}</{tag}>')  # noqa: S308


@register.simple_tag
def day(value: date | None, weekday: bool = False, empty: str = "Chưa có") -> SafeString:
    """A date as dd/mm/yyyy, with the weekday before it when asked."""
    if value is None:
        return mark_safe(f'<span class="faint">{escape(empty)}</span>')  # noqa: S308
    local = localtime(value).date() if isinstance(value, datetime) else value
    words = f"{local.day:02d}/{local.month:02d}/{local.year:04d}"
    if weekday:
        words = f"{_WEEKDAYS[local.weekday()]}, {words}"
    return mark_safe(f'<time datetime="{local.isoformat()}">{words}</time>')  # noqa: S308


@register.simple_tag
def moment(value: datetime | None, empty: str = "Chưa có") -> SafeString:
    """A point in time as "10:42, 16/03/2026", in the office's own time zone."""
    if value is None:
        return mark_safe(f'<span class="faint">{escape(empty)}</span>')  # noqa: S308
    local = localtime(value) if value.tzinfo else value
    stamp = local.isoformat(timespec="minutes")
    words = f"{local:%H:%M}, {local.day:02d}/{local.month:02d}/{local.year:04d}"
    return mark_safe(f'<time datetime="{stamp}">{words}</time>')  # noqa: S308


@register.simple_tag
def period(value: Any, empty: str = "Chưa ghi thời gian") -> SafeString:
    """A period as officials write it: a kernel ``Period`` or words that stand as they are."""
    if not value:
        return mark_safe(f'<span class="faint">{escape(empty)}</span>')  # noqa: S308
    words = value.label_vi() if hasattr(value, "label_vi") else value
    return mark_safe(f'<span class="period">{escape(words)}</span>')  # noqa: S308


@register.simple_tag(takes_context=True)
def theme(context: Context) -> str:
    """The reader's theme: "light", "dark" or "auto" (follows the system; also the default)."""
    request = context.get("request")
    chosen = request.COOKIES.get(THEME_COOKIE, "") if request is not None else ""
    return chosen if chosen in THEMES else "auto"


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


@register.filter
def dotted(number: int | None) -> str:
    """1490000 → 1.490.000; nothing for nothing."""
    return "" if number is None else _dotted(number)


@register.filter
def octets(number: int | None) -> str:
    """A size as people say it: 812 byte, 13 KB, 1,5 MB."""
    return "" if number is None else in_words(number)


@register.simple_tag
def file_limit() -> str:
    """The largest file that may be sent."""
    return in_words(settings.FILES.limit_bytes)


@register.filter
def upto(number: int, most: int = 1000) -> str:
    """A count that stops: 1,000 and below exactly, above it "1.000+"."""
    return f"{_dotted(most)}+" if number > most else _dotted(number)


@register.filter
def dong(amount: int | None) -> str:
    """An amount of money with its unit: 1.490.000 đồng."""
    return "" if amount is None else format_dong(amount)


@register.filter
def initials(name: str) -> str:
    """Two letters for an avatar: family name and given name."""
    words = str(name).split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


@register.filter
def tone(kind: str) -> str:
    """The tone class of a status: ``<li class="{{ kind|tone }}">`` gives ``is-fault``."""
    return f"is-{kind_of(str(kind)).tone}"
