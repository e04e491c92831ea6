"""The styles of a paper: one for each cell of the decree, named in Vietnamese as people see them in Word."""

from functools import cache
from typing import Final

from vinhdanh.engines.documents.docx.xml import HEADING, JUSTIFY, NAMES, attribute, half_points, twips
from vinhdanh.engines.documents.layout import FONT, LOOKS, Look

_FONTS: Final = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
_DEFAULTS: Final = (
    f'<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}<w:color w:val="000000"/>'
    '<w:sz w:val="28"/><w:szCs w:val="28"/>'
    '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:widowControl/>'
    '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    '</w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/><w:qFormat/>'
    f"<w:rPr>{_FONTS}</w:rPr></w:style>"
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)  # fmt: skip


@cache
def styles_xml() -> str:
    """The part ``word/styles.xml``."""
    return f"{HEADING}<w:styles {NAMES}>{_DEFAULTS}{''.join(map(_style, LOOKS))}</w:styles>"


def _style(look: Look) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{look.key}">'
        f'<w:name w:val={attribute(look.name)}/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{_paragraph(look)}</w:pPr><w:rPr>{_letters(look)}</w:rPr></w:style>"
    )


def _paragraph(look: Look) -> str:
    gaps = f'<w:spacing w:before="{round(look.before * 20)}" w:after="{round(look.after * 20)}"/>'
    indents = f'<w:ind w:left="{twips(look.left)}" w:firstLine="{twips(look.first)}"/>'
    return (
        ("<w:keepNext/>" if look.keep else "")
        + (gaps if look.before or look.after else "")
        + (indents if look.left or look.first else "")
        + f'<w:jc w:val="{JUSTIFY[look.align]}"/>'
        + ("" if look.outline is None else f'<w:outlineLvl w:val="{look.outline}"/>')
    )


def _letters(look: Look) -> str:
    size = half_points(look.size)
    return (
        ("<w:b/><w:bCs/>" if look.bold else "")
        + ("<w:i/><w:iCs/>" if look.italic else "")
        + f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )
