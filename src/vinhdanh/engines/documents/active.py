"""What a Word file would do by itself when it is opened: run macros, fetch from elsewhere. Such files are
refused, in whichever way they come in."""

import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from vinhdanh.engines.reading.faults import FaultCode, fault
from vinhdanh.engines.reading.office_xml import attribute, local, part
from vinhdanh.foundation.kernel.text import squash

_TYPES: Final = "[Content_Types].xml"
_WRITTEN: Final = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes")
_FETCHING: Final = frozenset(
    {"DATABASE", "DDE", "DDEAUTO", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK"}
)
"""Fields that bring something in from another file or program; they need no relation that says “external”."""


def refuse_active(archive: zipfile.ZipFile, label: str) -> None:
    """Raises :class:`ReadingFault`: macros, links or fields out of the file, a part of another format in it.

    Parts are read as XML, never searched as bytes: a name can be written in many ways.
    """
    names = archive.namelist()
    _refuse_macros(part(archive, _TYPES, label), names, label)
    for name in sorted(names):
        if name.endswith(".rels"):
            _refuse_links(part(archive, name, label), label)
        elif name.startswith(_WRITTEN) and name.endswith(".xml"):
            _refuse_fetching(part(archive, name, label), label)


def _refuse_macros(types: Element, names: list[str], label: str) -> None:
    active = any("macroenabled" in attribute(each, "ContentType").lower() for each in types)
    if active or any("vbaproject" in name.lower() or "activex" in name.lower() for name in names):
        raise fault(FaultCode.MACROS, found=label, new=".docx")


def _refuse_links(relations: Element, label: str) -> None:
    for each in relations:
        target = attribute(each, "Target")
        outside = attribute(each, "TargetMode") == "External" and not target.lower().startswith("mailto:")
        # A chunk of HTML is inside the file, and what it shows need not be.
        if outside or attribute(each, "Type").lower().endswith("/afchunk"):
            raise fault(FaultCode.EXTERNAL_LINKS, found=label, link=squash(target)[:120])


def _refuse_fetching(root: Element, label: str) -> None:
    for words in _fields(root):
        first = words.split(maxsplit=1)[0].upper() if words.strip() else ""
        if first in _FETCHING:
            raise fault(FaultCode.EXTERNAL_LINKS, found=label, link=squash(words)[:120])


def _fields(root: Element) -> Iterator[str]:
    """The instruction of every field; Word may part one into many runs."""
    words = ""
    for element in root.iter():
        name = local(element)
        if name == "fldSimple":
            yield attribute(element, "instr")
        elif name == "instrText":
            words += element.text or ""
        elif name == "fldChar":
            yield words
            words = ""
    yield words
