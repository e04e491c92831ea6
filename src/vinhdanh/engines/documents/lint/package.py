"""A DOCX opened without trust: sizes looked at first, no DTD, no entities, names without their namespaces."""

import io
import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

_ENTRIES: Final = 5_000
_PART_BYTES: Final = 60_000_000
_TOTAL_BYTES: Final = 400_000_000
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, ValueError, OSError, EOFError, NotImplementedError,
    KeyError, RuntimeError,
)  # fmt: skip


class UnreadablePaper(Exception):  # noqa: N818 - an end that a person is told about
    """The file is no DOCX that can be checked; the text is one Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that the checks look at. ``related`` are headers and footers by their relation's id."""

    document: Element
    styles: Element | None
    theme: Element | None
    related: dict[str, Element]


def open_parts(data: bytes) -> Parts:
    """Raises :class:`UnreadablePaper` for anything but a sound DOCX of a bearable size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive)
            return _parts(archive)
    except _BROKEN:
        raise UnreadablePaper("Tệp không phải văn bản Word (.docx) hoặc đã hỏng.") from None
    except RecursionError:
        raise UnreadablePaper("Tệp Word lồng quá nhiều lớp, không kiểm tra được.") from None


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child(element: Element | None, *names: str) -> Element | None:
    """The first child of this local name, then its child of the next name."""
    for name in names:
        if element is None:
            return None
        element = next((e for e in element if local(e) == name), None)
    return element


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute by its local name."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def whole(text: str | None) -> int | None:
    """A whole number out of an attribute; ``None`` when it is none (Strict files write “12pt”)."""
    try:
        return round(float(text)) if text is not None and len(text) < 12 else None
    except (ValueError, OverflowError):
        return None


def _check(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    sizes = [entry.file_size for entry in entries]
    if len(entries) > _ENTRIES or sum(sizes) > _TOTAL_BYTES or max(sizes, default=0) > _PART_BYTES:
        raise UnreadablePaper("Tệp Word phình quá lớn khi mở, không kiểm tra.")


def _parts(archive: zipfile.ZipFile) -> Parts:
    names = set(archive.namelist())
    main = next(iter(_targets(archive, "_rels/.rels", "", "officeDocument").values()), "word/document.xml")
    folder, _, file = main.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels"
    related = {
        name: _xml(archive, target)
        for kind in ("header", "footer")
        for name, target in _targets(archive, relations, folder, kind).items()
        if target in names
    }

    def beside(kind: str) -> Element | None:
        target = next(iter(_targets(archive, relations, folder, kind).values()), "")
        return _xml(archive, target) if target in names else None

    return Parts(_xml(archive, main), beside("styles"), beside("theme"), related)


def _targets(archive: zipfile.ZipFile, relations: str, folder: str, kind: str) -> dict[str, str]:  # noqa: PLR0917
    """Inner targets of a kind by the ids of their relations."""
    if relations not in archive.namelist():
        return {}
    return {
        attribute(relation, "Id") or "": posixpath.normpath(
            posixpath.join(folder, attribute(relation, "Target") or "")
        ).lstrip("/")
        for relation in _xml(archive, relations)
        if (attribute(relation, "Type") or "").endswith("/" + kind)
        and attribute(relation, "TargetMode") != "External"
    }


def _xml(archive: zipfile.ZipFile, name: str) -> Element:
    try:
        root: Element = fromstring(archive.read(name), forbid_dtd=True)
    except DefusedXmlException:
        raise UnreadablePaper("Tệp Word gọi nội dung từ bên ngoài, không mở để kiểm tra.") from None
    except (ParseError, LookupError):
        raise UnreadablePaper("Tệp không phải văn bản Word (.docx) hoặc đã hỏng.") from None
    return root
