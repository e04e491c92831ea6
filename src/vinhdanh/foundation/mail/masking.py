"""Addresses as others may see them."""

import re

_ADDRESS = re.compile(r"[^\s<>@,;]+@[^\s<>@,;]+")


def masked(address: str) -> str:
    """Enough to recognise, too little to write to.

    >>> masked("lan.nguyen@songmay.example")
    'l•••@songmay.example'
    """
    name, at, place = address.partition("@")
    return f"{name[:1]}•••{at}{place}" if at else "•••"


def mask_all(text: str) -> str:
    """``text`` with every address in it masked; for what servers say of them."""
    return _ADDRESS.sub(lambda found: masked(found.group()), text)
