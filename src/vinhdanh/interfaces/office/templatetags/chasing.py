"""One thing that is owed, as a line of a list of work."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from vinhdanh.domain.obligations.states import ObligationState
from vinhdanh.domain.obligations.words import Due, how_long
from vinhdanh.interfaces.office.templatetags.ui import status

register = template.Library()

_CLOSED = {ObligationState.FULFILLED: "done", ObligationState.WAIVED: "dropped"}


@register.simple_tag
def due_status(due: Due, boxed: bool = False) -> SafeString:
    """How it stands: a shape, then "Quá hạn 3 ngày", or "Đã xong" for what is."""
    if due.state in _CLOSED:
        state = ObligationState(due.state)
        return status(_CLOSED[state], state.label, boxed)
    words = how_long(due.days)
    return status(_kind_of(due), words[:1].upper() + words[1:], boxed)


def _kind_of(due: Due) -> str:
    if due.days is None:
        return "ahead"
    return "overdue" if due.late else "due"


@register.inclusion_tag("office/chasing/_due.html")
def due_row(due: Due, url: str = "") -> dict[str, Any]:
    """A line for ``<ul class="worklist">``."""
    return {"due": due, "url": url}
