"""Pages: size, margins, page number in the top margin and not on page one, watermark, address line."""

from dataclasses import dataclass
from typing import Final

from vinhdanh.engines.documents import layout
from vinhdanh.engines.documents.docx.rules import full_rule
from vinhdanh.engines.documents.docx.xml import HEADING, NAMES, P, run, twips
from vinhdanh.engines.documents.model import Marks
from vinhdanh.engines.documents.words import clean

_NUMBER: Final = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
_WATERMARK: Final = (
    '<w:r><w:rPr><w:noProof/></w:rPr><w:pict>'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="{name}" type="#_x0000_t136" alt="{words}" style="position:absolute;'
    'margin-left:0;margin-top:0;width:420pt;height:120pt;rotation:315;z-index:-251658752;'
    'mso-position-horizontal:center;mso-position-horizontal-relative:margin;'
    'mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#d9d9d9" stroked="f">'
    '<v:textpath style="font-family:&quot;Times New Roman&quot;;font-size:1pt" string="{words}"/></v:shape>'
    '</w:pict></w:r>'
)  # fmt: skip
NEXT_PAGES, FIRST_PAGE, ADDRESS_FOOT, EMPTY_FOOT = "rId3", "rId4", "rId5", "rId6"


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one kind. ``address``: the first page carries the line of ô 13."""

    landscape: bool = False
    address: bool = False

    @property
    def room(self) -> float:
        """The width of the text in millimetres."""
        return layout.LYING_WIDTH if self.landscape else layout.TEXT_WIDTH

    def xml(self) -> str:
        """``w:sectPr``; every section counts its own pages from 1 and hides the first number."""
        wide, high = twips(layout.PAGE_WIDTH), twips(layout.PAGE_HEIGHT)
        size = f'w:w="{wide}" w:h="{high}"'
        if self.landscape:
            size = f'w:w="{high}" w:h="{wide}" w:orient="landscape"'
        foot = ADDRESS_FOOT if self.address else EMPTY_FOOT
        return (
            f'<w:sectPr><w:headerReference w:type="default" r:id="{NEXT_PAGES}"/>'
            f'<w:headerReference w:type="first" r:id="{FIRST_PAGE}"/>'
            f'<w:footerReference w:type="first" r:id="{foot}"/>'
            f'<w:type w:val="nextPage"/><w:pgSz {size}/>'
            f'<w:pgMar w:top="{twips(layout.TOP)}" w:right="{twips(layout.RIGHT)}" '
            f'w:bottom="{twips(layout.BOTTOM)}" w:left="{twips(layout.LEFT)}" '
            f'w:header="{twips(layout.HEADER_FROM_EDGE)}" w:footer="{twips(layout.HEADER_FROM_EDGE)}" '
            'w:gutter="0"/><w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
        )


def header_xml(*, numbered: bool, draft: bool) -> str:
    """A header: the page number in the middle, the watermark of a draft behind the text."""
    mark = _WATERMARK.format(name=f"ban-thao-{int(numbered)}", words=layout.DRAFT_WORD) if draft else ""
    number = P(layout.PAGE_NUMBER, (_NUMBER if numbered else "") + mark)
    return f"{HEADING}<w:hdr {NAMES}>{number.xml()}</w:hdr>"


def footer_xml(marks: Marks, *, address: bool) -> str:
    """The foot of a first page: ô 13 under a rule over the whole width, or nothing."""
    lines = [P(layout.ADDRESS)]
    if address and marks.address:
        lines = [full_rule(layout.ADDRESS), P(layout.ADDRESS, run(clean(marks.address)))]
    return f"{HEADING}<w:ftr {NAMES}>{''.join(line.xml() for line in lines)}</w:ftr>"
