"""The parts of an Office file, read without trust and written back, most of them byte for byte."""

import posixpath
import re
import zipfile
from io import BytesIO
from typing import Any, Final

from lxml import etree

from vinhdanh.engines.reading import limits
from vinhdanh.engines.reading.archive import open_archive, unpack
from vinhdanh.engines.reading.faults import FaultCode, fault

LABEL: Final = "XLSX"
TYPES: Final = "[Content_Types].xml"
_TYPES_NS: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS_NS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_DECLARED: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_STRICT: Final = "purl.oclc.org"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"

Element = Any
"""An lxml element; the library carries no types."""


def local(element: Element) -> str:
    """The element's name without its namespace; "" for comments and instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def children(element: Element | None, name: str) -> list[Element]:
    return [each for each in element if local(each) == name] if element is not None else []


def child(element: Element | None, name: str) -> Element | None:
    return next(iter(children(element, name)), None)


def made(parent: Element, tag: str, /, *, at: int | None = None, **attributes: str) -> Element:
    """A new child in the parent's own namespace, last or at a place."""
    element = parent.makeelement(_beside(parent, tag), attributes)
    parent.insert(len(parent) if at is None else at, element)
    return element


def _beside(element: Element, name: str) -> str:
    namespace = etree.QName(element).namespace
    return f"{{{namespace}}}{name}" if namespace else name


class Package:
    """Parts by name. What was asked for as XML is written again, all else goes back as it came."""

    def __init__(self, data: bytes) -> None:
        self._archive = open_archive(data, LABEL)
        self._names = [info.filename for info in self._archive.infolist() if not info.is_dir()]
        self._trees: dict[str, Element] = {}
        self._new: dict[str, bytes] = {}
        self._dropped: set[str] = set()

    def has(self, name: str) -> bool:
        return (name in self._names or name in self._new) and name not in self._dropped

    def tree(self, name: str, *, lenient: bool = False) -> Element:
        """The root of a part; changes to it are written. Raises ``damaged`` and ``external_entities``."""
        if name not in self._trees:
            data = self._new.pop(name, None) or unpack(
                self._archive, name, label=LABEL, limit=limits.XML_BYTES
            )
            self._trees[name] = _parsed(data, lenient=lenient)
        return self._trees[name]

    def put(self, name: str, data: bytes, content_type: str) -> None:
        """A new part, or other bytes for one that is there."""
        self._trees.pop(name, None)
        self._new[name] = data
        self._dropped.discard(name)
        self.declare(name, content_type)

    def drop(self, name: str) -> None:
        """Leave a part out."""
        self._dropped.add(name)
        for entry in children(self.tree(TYPES), "Override"):
            if entry.get("PartName") == f"/{name}":
                entry.getparent().remove(entry)

    def declare(self, name: str, content_type: str) -> None:
        """Say what a part is; an extension's own default is enough where it says the same."""
        types = self.tree(TYPES)
        if any(each.get("PartName") == f"/{name}" for each in children(types, "Override")):
            return
        made(types, "Override", PartName=f"/{name}", ContentType=content_type)

    def free(self, pattern: str) -> str:
        """The first name of this pattern ("xl/comments{}.xml") that no part has."""
        number = 1
        while self.has(pattern.format(number)) or pattern.format(number) in self._dropped:
            number += 1
        return pattern.format(number)

    def related(self, part: str, kind: str) -> str | None:
        """The part of a kind ("comments", "styles") that ``part`` refers to."""
        for relation in self._relations(part):
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                return self._target(part, relation.get("Target", ""))
        return None

    def target_of(self, part: str, identity: str) -> str | None:
        """The part behind a relation's id."""
        for relation in self._relations(part):
            if relation.get("Id") == identity:
                return self._target(part, relation.get("Target", ""))
        return None

    def relate(self, part: str, kind: str, target: str) -> str:
        """A new relation of ``part``; its id."""
        name = _relations_of(part)
        if not self.has(name):
            self._new[name] = etree.tostring(etree.Element(f"{{{_RELS_NS}}}Relationships"))
        root = self.tree(name)
        taken = {each.get("Id") for each in root}
        number = 1
        while f"rId{number}" in taken:
            number += 1
        base = _OFFICE_STRICT if self._strict() else _OFFICE
        relative = posixpath.relpath(target, posixpath.dirname(part))
        made(root, "Relationship", Id=f"rId{number}", Type=f"{base}/{kind}", Target=relative)
        return f"rId{number}"

    def unrelate(self, part: str, kind: str) -> None:
        """Take away the relations of a kind."""
        for relation in self._relations(part):
            if relation.get("Type", "").endswith(f"/{kind}"):
                relation.getparent().remove(relation)

    def namespace(self) -> str:
        """Where ``r:id`` lives in this file."""
        return _OFFICE_STRICT if self._strict() else _OFFICE

    def written(self) -> bytes:
        """The whole file."""
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive:
            for name in dict.fromkeys([*self._names, *self._new, *self._trees]):
                if name not in self._dropped:
                    archive.writestr(name, self._bytes(name))
        return out.getvalue()

    def _bytes(self, name: str) -> bytes:
        if name in self._trees:
            told: bytes = etree.tostring(
                self._trees[name], xml_declaration=True, encoding="UTF-8", standalone=True
            )
            return told
        if name in self._new:
            return self._new[name]
        return unpack(self._archive, name, label=LABEL, limit=limits.ZIP_TOTAL_BYTES)

    def _relations(self, part: str) -> list[Element]:
        name = _relations_of(part)
        return children(self.tree(name), "Relationship") if self.has(name) else []

    def _target(self, part: str, target: str) -> str:
        if target.startswith("/"):
            return target[1:]
        return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))

    def _strict(self) -> bool:
        return _STRICT in (etree.QName(self.tree(self.workbook())).namespace or "")

    def workbook(self) -> str:
        """The name of the workbook's own part. Raises ``damaged`` where there is none."""
        for relation in children(self.tree("_rels/.rels"), "Relationship"):
            if relation.get("Type", "").endswith("/officeDocument"):
                return self._target("", relation.get("Target", ""))
        raise fault(FaultCode.DAMAGED, found=LABEL)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _parsed(data: bytes, *, lenient: bool) -> Element:
    if _DECLARED.search(data):
        raise fault(FaultCode.EXTERNAL_ENTITIES, found=LABEL)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=lenient, remove_pis=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise fault(FaultCode.DAMAGED, found=LABEL) from None
    if root is None:
        raise fault(FaultCode.DAMAGED, found=LABEL)
    return root
