"""The parts of a DOCX file and the archive that holds them: the same paper gives the same bytes.

Source: ECMA-376 part 2 (packages). No part of anyone's template is in it.
"""

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import Final
from xml.sax.saxutils import escape

from vinhdanh.engines.documents.docx.sections import ADDRESS_FOOT, EMPTY_FOOT, FIRST_PAGE, NEXT_PAGES
from vinhdanh.engines.documents.docx.styles import styles_xml
from vinhdanh.engines.documents.docx.xml import HEADING, NAMES

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
_PARTS: Final = (
    ("styles", "styles", "rId1"),
    ("settings", "settings", "rId2"),
    ("header1", "header", NEXT_PAGES),
    ("header2", "header", FIRST_PAGE),
    ("footer1", "footer", ADDRESS_FOOT),
    ("footer2", "footer", EMPTY_FOOT),
    ("fontTable", "fontTable", "rId7"),
)
_FONTS: Final = (
    f'{HEADING}<w:fonts {NAMES}><w:font w:name="Times New Roman"><w:altName w:val="Liberation Serif"/>'
    '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="A3"/><w:family w:val="roman"/>'
    '<w:pitch w:val="variable"/></w:font></w:fonts>'
)
_SETTINGS: Final = (
    f'{HEADING}<w:settings {NAMES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)


def pack(parts: Mapping[str, str], *, title: str, issuer: str, day: date | None) -> bytes:
    """The file; ``parts`` are the XML of ``document``, ``header1``, ``header2``, ``footer1``, ``footer2``."""
    files = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId3", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/core.xml": _core(title, issuer, day),
        "docProps/app.xml": (
            f'{HEADING}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
            'extended-properties"><Application>Vinh Danh</Application></Properties>'
        ),
        "word/_rels/document.xml.rels": _relations(
            *((name, f"{_OFFICE}/{kind}", f"{part}.xml") for part, kind, name in _PARTS)
        ),
        **{f"word/{name}.xml": xml for name, xml in parts.items()},
        "word/styles.xml": styles_xml(),
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": _FONTS,
    }
    return _zipped(files)


def _zipped(files: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # The system that wrote it would else be part of the bytes.
            entry.create_system = 0
            archive.writestr(entry, text.encode())
    return out.getvalue()


def _types() -> str:
    kinds = [("document", "document.main"), *((part, kind) for part, kind, _ in _PARTS)]
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>' for part, kind in kinds
    )
    return (
        f'{HEADING}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
        f"{overrides}</Types>"
    )


def _relations(*rows: tuple[str, str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in rows
    )
    return f'{HEADING}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _core(title: str, issuer: str, day: date | None) -> str:
    made = f"{day.isoformat()}T00:00:00Z" if day else ""
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{made}</dcterms:{name}>'
        for name in ("created", "modified")
        if made
    )
    return (
        f'{HEADING}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(issuer)}</dc:creator>"
        f"<dc:language>vi-VN</dc:language>{times}</cp:coreProperties>"
    )
