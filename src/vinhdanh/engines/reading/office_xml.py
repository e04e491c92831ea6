"""Office XML read without trust: no DTD, no entities, names without their namespaces.

Transitional and Strict OOXML differ only in namespace addresses, so elements
and attributes are compared by local name.
"""

import zipfile
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from vinhdanh.engines.reading import limits
from vinhdanh.engines.reading.archive import unpack
from vinhdanh.engines.reading.faults import FaultCode, fault


def parse(data: bytes, label: str) -> Element:
    """The root element. Raises the faults ``external_entities`` and ``damaged``."""
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise fault(FaultCode.EXTERNAL_ENTITIES, found=label) from None
    except (ParseError, ValueError, LookupError):
        raise fault(FaultCode.DAMAGED, found=label) from None
    return root


def part(archive: zipfile.ZipFile, name: str, label: str) -> Element:
    """A part of an Office file as XML; :class:`ReadingFault` when it is missing, too large or unsafe."""
    return parse(unpack(archive, name, label=label, limit=limits.XML_BYTES), label)


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def attribute(element: Element | None, name: str, default: str = "") -> str:
    """An attribute by local name."""
    if element is None:
        return default
    for key, value in element.attrib.items():
        if key == name or key.endswith("}" + name):
            return value
    return default


def child(element: Element | None, name: str) -> Element | None:
    """The first child of this local name."""
    return next((e for e in element if local(e) == name), None) if element is not None else None


def children(element: Element | None, name: str) -> list[Element]:
    """All children of this local name."""
    return [e for e in element if local(e) == name] if element is not None else []


def value(element: Element | None, name: str) -> str | None:
    """``w:val`` of a child; ``None`` without the child."""
    found = child(element, name)
    return None if found is None else attribute(found, "val")


def switch(element: Element | None, name: str) -> bool | None:
    """An on/off property of WordprocessingML: absent is ``None``, present without value is on."""
    found = value(element, name)
    return None if found is None else found.lower() not in ("0", "false", "off", "none")


def number(text: str | None, default: int = 0) -> int:
    """A whole number out of an attribute, ``default`` when it is none or absurdly long."""
    try:
        return int(text) if text and len(text) < 10 else default
    except ValueError:
        return default
