"""Files for the tests, made when asked for: nothing binary lies in the repository."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

import typst

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
)
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATION = '<Relationship Id="r{}" Type="' + _KINDS + '{}" Target="{}"/>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive with these entries."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx(body: str, *, styles: str = "", numbering: str = "", macro: bool = False, head: str = "") -> bytes:
    """A Word file whose body is this WordprocessingML (prefix ``w``)."""
    beside = [_RELATION.format(n, kind, f"{kind}.xml") for n, kind in enumerate(("styles", "numbering"))]
    return zipped(
        {
            "[Content_Types].xml": _TYPES.format(main=_MACRO if macro else _MAIN),
            "_rels/.rels": _RELATIONS.format(_RELATION.format(1, "officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": _RELATIONS.format("".join(beside)),
            "word/document.xml": f"{head}<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
            "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
        }
    )


def p(text: str, *, paragraph: str = "", run: str = "") -> str:
    """A paragraph of one run, with properties as inner XML."""
    return (
        f"<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def tc(inner: str, properties: str = "") -> str:
    """A table cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner if inner.startswith('<') else p(inner)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A table row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def pdf(markup: str) -> bytes:
    """A PDF set by Typst from its own fonts."""
    made = typst.compile(markup.encode(), ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def picture_pdf() -> bytes:
    """A page with one grey picture and no letters, as a scanner leaves it."""
    pixels = b"".join(b"\0" + b"\x80" * 8 for _ in range(8))
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (
            (b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)),
            (b"IDAT", zlib.compress(pixels)),
            (b"IEND", b""),
        )
    )
    listed = ", ".join(map(str, png))
    return pdf(f"#image(bytes(({listed})), width: 10cm)")
