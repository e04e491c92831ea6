"""Where a request comes from, in words that a person recognises."""

import ipaddress
import re

from django.conf import settings
from django.http import HttpRequest

from vinhdanh.domain.access.actions.signing import Visit

# The first that fits; a browser names its ancestors too, so descendants stand first.
_BROWSERS = (
    ("coc_coc_browser", "Cốc Cốc"),
    ("Zalo", "Zalo"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "điện thoại Android"),
    ("Windows", "Windows"),
    ("Macintosh", "máy Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)
# Not Python's "is_private", which holds far more than offices use.
_OFFICE_NETWORKS = tuple(
    ipaddress.ip_network(each)
    for each in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "fc00::/7", "fe80::/10")
)
_UNPRINTABLE = re.compile(r"[^\x20-\x7e]")


def client_address(request: HttpRequest) -> str | None:
    """The address of the other end, ``None`` when there is none (a request made by a test).

    ``X-Forwarded-For`` counts only as far as ``VINHDANH_PROXIES`` says that our own proxies wrote it:
    with 1 the last entry, with 2 the one before it. Whatever else stands there was written by anybody.
    """
    near: str | None = request.META.get("REMOTE_ADDR")
    count = settings.TRUSTED_PROXIES
    if count:
        entries = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(entries) >= count:
            return _valid(entries[-count]) or _valid(near)
    return _valid(near)


def _valid(text: str | None) -> str | None:
    try:
        return str(ipaddress.ip_address((text or "").strip()))
    except ValueError:
        return None


def visit_of(request: HttpRequest) -> Visit:
    return Visit(device=device_words(request.META.get("HTTP_USER_AGENT", "")), network=network_words(request))


def device_words(agent: str) -> str:
    """ "Chrome trên Windows" out of what the browser says of itself; never longer than 60 characters."""
    agent = _UNPRINTABLE.sub("", agent)
    browser = next((name for mark, name in _BROWSERS if mark in agent), "Trình duyệt lạ")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "thiết bị không rõ")
    return f"{browser} trên {system}"


def network_words(request: HttpRequest) -> str:
    """The network, with the last part of the address left out: enough to recognise one's office."""
    known = client_address(request)
    if known is None:
        return "mạng không rõ"
    address = ipaddress.ip_address(known)
    if address.is_loopback:
        return "chính máy chủ này"
    short = _shortened(address)
    inside = any(address in network for network in _OFFICE_NETWORKS)
    return f"mạng nội bộ {short}" if inside else f"mạng {short}"


def _shortened(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    if isinstance(address, ipaddress.IPv4Address):
        return ".".join(str(address).split(".")[:3]) + ".x"
    return ":".join(address.exploded.split(":")[:3]) + "::x"
