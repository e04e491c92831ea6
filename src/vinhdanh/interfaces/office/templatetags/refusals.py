"""Forms after a refusal: typed words stand in their fields, and the sentence belongs to one of them.

A view that refuses gives ``fault`` (the sentence), ``fault_key`` (which form of the page), ``fault_field``
(which field of it, may be empty) and ``typed`` (the posted values); see ``helpers.refused``.
"""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def typed(context: Context, key: str, name: str, *, stored: Any = "") -> Any:
    """The value that was typed into the field ``name`` of the refused form ``key``, else ``stored``."""
    if not key or context.get("fault_key") != key:
        return stored
    return context["typed"].get(name, "")


@register.simple_tag(takes_context=True)
def amiss(context: Context, key: str, name: str, *, hint: str = "") -> SafeString:
    """Attributes of a field: its hint (an id), and when the refusal is about it, that and the sentence."""
    here = bool(key) and context.get("fault_key") == key and context.get("fault_field") == name
    ids = " ".join(filter(None, (hint, f"{key}-loi" if here else "")))
    words = f' aria-describedby="{escape(ids)}"' if ids else ""
    return mark_safe(words + (' aria-invalid="true"' if here else ""))  # noqa: S308
