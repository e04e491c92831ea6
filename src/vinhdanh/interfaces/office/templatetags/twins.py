"""Small words for pages of twins."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def of(found: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping says of a key; nothing where it says nothing."""
    return found.get(key)


@register.filter
def record_word(number: int) -> str:
    """The name of a column for phones."""
    return "Hồ sơ thứ nhất" if number == 1 else "Hồ sơ thứ hai"
