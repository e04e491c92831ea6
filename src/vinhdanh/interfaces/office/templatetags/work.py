"""How what is owed looks in tables; plain functions, since lists repeat them."""

from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from vinhdanh.interfaces.office.addresses import Asked, followed_at
from vinhdanh.interfaces.office.templatetags.ui import status
from vinhdanh.interfaces.office.work import ledger_status

register = template.Library()


@register.simple_tag
def owed_status(row: Any, boxed: bool = False) -> SafeString:
    """Shape, word and colour of a row of the ledger, or of one body's part of a task."""
    kind, word = ledger_status(row)
    return status(kind, word, boxed)


@register.simple_tag
def owed_link(row: Any) -> SafeString:
    """The words of a row of the ledger, with the page of what asks for it where there is one."""
    words = escape(Truncator(row.title).chars(220))
    url = escape(followed_at(Asked(row.kind, row.period, row.source_kind, row.source_id)))
    return mark_safe(f'<a href="{url}">{words}</a>' if url else words)  # noqa: S308
