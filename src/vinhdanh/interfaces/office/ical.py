"""A feed as iCalendar (RFC 5545): whole days, stable identifiers, nothing about persons."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from vinhdanh.domain.planning.queries.feeds import FeedContent, FeedEntry
from vinhdanh.foundation.kernel.ids import uuid7_time

if TYPE_CHECKING:
    from icalendar import Event

_TITLE = 200
_REFRESH = timedelta(hours=6)


def calendar_bytes(content: FeedContent, address_of: Callable[[FeedEntry], str]) -> bytes:
    """The calendar; the same entries give the same bytes, so that an unchanged feed is answered with 304."""
    from icalendar import Calendar, vDuration, vText

    calendar = Calendar()
    calendar.add("prodid", "-//Vinh Danh//Lich viec TDKT//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(content.name))
    calendar.add("x-wr-timezone", vText("Asia/Ho_Chi_Minh"))
    calendar.add("refresh-interval", vDuration(_REFRESH), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_REFRESH))
    for entry in content.entries:
        calendar.add_component(_event(entry, address_of(entry)))
    return bytes(calendar.to_ical())


def _event(entry: FeedEntry, address: str) -> "Event":
    """A day without hours: due that day in Viet Nam, wherever the calendar is read."""
    from icalendar import Event

    event = Event()
    event.add("uid", f"{entry.kind}-{entry.id}@vinh-danh")
    event.add("dtstamp", uuid7_time(entry.id))
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + timedelta(days=1))
    event.add("summary", _short(entry.title))
    if len(entry.title) > _TITLE:
        event.add("description", entry.title)
    event.add("transp", "TRANSPARENT")
    event.add("url", address)
    return event


def _short(title: str) -> str:
    return title if len(title) <= _TITLE else title[: _TITLE - 1].rstrip() + "…"
