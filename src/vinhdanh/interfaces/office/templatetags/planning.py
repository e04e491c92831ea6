"""How tasks look: their status in words, their chips; plain functions, since lists repeat them."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from vinhdanh.domain.planning.models import DraftDuty
from vinhdanh.domain.planning.queries.rows import Chip, TaskRow
from vinhdanh.interfaces.office.sheet import Sheet
from vinhdanh.interfaces.office.statuses import Conditioned, kind_of, word_of
from vinhdanh.interfaces.office.templatetags.ui import chip, status

register = template.Library()

SHOWN = 3


@register.filter
def status_kind(row: Conditioned) -> str:
    """The status kind of the design system for a task."""
    return kind_of(row)


@register.filter
def status_word(row: Conditioned) -> str:
    """Its word, with the days counted."""
    return word_of(row)


@register.simple_tag
def task_status(row: Conditioned, boxed: bool = False) -> SafeString:
    """Shape, word and colour of a task's condition on the day."""
    return status(status_kind(row), status_word(row), boxed)


@register.simple_tag
def task_chips(row: TaskRow) -> SafeString:
    """Leads, then coordinators; what is wanting says so; more than three coordinators are counted."""
    leads = [_chip(item, "lead") for item in row.leads] or [chip("Chưa có chủ trì", "missing")]
    others = [_chip(item, "group" if item.group else "with") for item in row.coordinators[:SHOWN]]
    if len(row.coordinators) > SHOWN:
        rest = row.coordinators[SHOWN:]
        others.append(chip(f"và {len(rest)} đơn vị", "group", hint="; ".join(item.title for item in rest)))
    return mark_safe("".join([*leads, *others]))  # noqa: S308 -- chip() escapes


def _chip(item: Chip, kind: str) -> SafeString:
    return chip(item.label, kind, hint=item.title if item.title != item.label else "")


@register.simple_tag
def lights(sheet: Sheet, key: str, name: str = "") -> SafeString:
    """The attribute that ties a field to its places in the paper; nothing where it has none.

    Only the words of a row stop the Tab key: three stops a row would be a hundred a page.
    """
    ids = sheet.lights.get(f"{key}-{name}" if name else key, "")
    stop = ' tabindex="0"' if name in {"", "text"} else ""
    return mark_safe(f' data-lights="{ids}"{stop}') if ids else SafeString("")  # noqa: S308


@register.simple_tag
def duty_lights(sheet: Sheet, duty: DraftDuty) -> SafeString:
    """The same for a reporting duty."""
    return lights(sheet, f"d{duty.position}")
