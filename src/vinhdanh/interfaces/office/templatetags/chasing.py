"""One thing that is owed, as a line of a list of work."""

from typing import Any

from django import template

from vinhdanh.domain.obligations.words import Due, how_long
from vinhdanh.interfaces.office.chasing import kind_of
from vinhdanh.interfaces.office.templatetags.ui import status

register = template.Library()


@register.simple_tag
def due_status(due: Due, boxed: bool = False) -> str:
    """How it stands: shape, then "Quá hạn 3 ngày"."""
    words = how_long(due.days)
    return status(kind_of(due), words[:1].upper() + words[1:], boxed)


@register.inclusion_tag("office/chasing/_due.html")
def due_row(due: Due, url: str = "") -> dict[str, Any]:
    """A line for ``<ul class="worklist">``."""
    return {"due": due, "url": url}
