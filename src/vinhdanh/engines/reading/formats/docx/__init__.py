"""``.docx``: WordprocessingML read directly, because the input is hostile and python-docx trusts it.

Source: ECMA-376 part 1, sections 17.3 (paragraphs), 17.4 (tables), 17.9
(numbering). Headers, footers, comments and notes are left out.
"""

import zipfile
from posixpath import join, normpath
from xml.etree.ElementTree import Element

from vinhdanh.engines.reading.archive import open_archive
from vinhdanh.engines.reading.faults import FaultCode, fault
from vinhdanh.engines.reading.formats.collect import Collector
from vinhdanh.engines.reading.formats.docx.body import BodyReader
from vinhdanh.engines.reading.formats.docx.numbering import Numbering
from vinhdanh.engines.reading.formats.docx.styles import Styles
from vinhdanh.engines.reading.model import Document
from vinhdanh.engines.reading.office_xml import attribute, child, local, part

LABEL = "DOCX"
_CHANGES = "Văn bản còn dấu theo dõi sửa đổi: đã lấy phần thêm vào, bỏ phần đã xoá."
_EMBEDDED = "Văn bản có phần nhúng từ tệp khác, phần đó chưa được đọc."


def read(data: bytes) -> Document:
    """Blocks in reading order; pages where Word has noted its page ends."""
    archive = open_archive(data, LABEL)
    _refuse_macros(archive)
    main = _main_part(archive)
    root = part(archive, main, LABEL)
    body = child(root, "body")
    if body is None:
        raise fault(FaultCode.DAMAGED, found=LABEL)
    out = Collector()
    reader = BodyReader(
        out, Styles(_beside(archive, main, "styles")), Numbering(_beside(archive, main, "numbering"))
    )
    reader.read(body)
    if not out.blocks:
        raise fault(FaultCode.NO_CONTENT, found=LABEL)
    notes = [_CHANGES] * reader.saw_changes + [_EMBEDDED] * reader.saw_embedded
    return Document("docx", tuple(out.blocks), pages=reader.pages, notes=tuple(notes))


def _refuse_macros(archive: zipfile.ZipFile) -> None:
    types = part(archive, "[Content_Types].xml", LABEL)
    if any("macroenabled" in attribute(entry, "ContentType").lower() for entry in types):
        raise fault(FaultCode.MACROS, found="Word", new=".docx")


def _main_part(archive: zipfile.ZipFile) -> str:
    """The main part is named by the package's relations; some writers call it ``document2.xml``."""
    return _target(archive, "_rels/.rels", "officeDocument") or "word/document.xml"


def _beside(archive: zipfile.ZipFile, main: str, kind: str) -> Element | None:
    """A part that the main part refers to, or ``None``."""
    folder, _, file = main.rpartition("/")
    target = _target(archive, f"{folder}/_rels/{file}.rels", kind, folder=folder)
    return part(archive, target, LABEL) if target in archive.namelist() else None


def _target(archive: zipfile.ZipFile, relations: str, kind: str, *, folder: str = "") -> str:
    if relations not in archive.namelist():
        return ""
    for relation in part(archive, relations, LABEL):
        outside = attribute(relation, "TargetMode") == "External"
        if (
            local(relation) == "Relationship"
            and attribute(relation, "Type").endswith("/" + kind)
            and not outside
        ):
            target = attribute(relation, "Target")
            return target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
    return ""
