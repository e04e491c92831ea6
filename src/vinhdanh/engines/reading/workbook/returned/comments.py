"""Notes on cells, as Excel and LibreOffice both show them: a list of texts and a drawing of boxes."""

from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree

from vinhdanh.engines.reading.workbook.places import column_of
from vinhdanh.engines.reading.workbook.returned.package import Element, Package, child, children, local, made
from vinhdanh.engines.reading.workbook.returned.sheet import place_legacy

AUTHOR: Final = "Vinh Danh"
_TAG: Final = "\n[Vinh Danh] "
_COMMENTS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_V, _O, _X = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office", (
    "urn:schemas-microsoft-com:office:excel"
)  # fmt: skip
_DRAWING: Final = (
    f'<xml xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)


class SheetNotes:
    """The notes of one sheet: those of the office stay, ours of an earlier return go."""

    def __init__(self, package: Package, part: str, root: Element) -> None:
        self.package, self.part, self.root = package, part, root
        self.comments = package.related(part, "comments")

    def write(self, notes: Mapping[str, str]) -> None:
        """Put these notes (text by cell) beside those that stand."""
        if self.comments is not None:
            self._forget_ours()
        if not notes:
            return
        listing = self._listing()
        author = self._author(listing)
        texts = child(listing, "commentList")
        standing = {each.get("ref"): each for each in children(texts, "comment")}
        fresh = []
        for cell, said in notes.items():
            if cell in standing:
                _append(standing[cell], said)
            else:
                _comment(texts, cell, author=author, said=said)
                fresh.append(cell)
        _in_order(texts)
        self._draw(fresh)

    def _forget_ours(self) -> None:
        listing = self.package.tree(str(self.comments))
        names = [each.text for each in children(child(listing, "authors"), "author")]
        gone = set()
        for each in children(child(listing, "commentList"), "comment"):
            if names[int(each.get("authorId") or 0)] == AUTHOR:
                gone.add(each.get("ref"))
                each.getparent().remove(each)
            else:
                _strip(each)
        self._undraw(gone)

    def _listing(self) -> Element:
        if self.comments is None:
            self.comments = self.package.free("xl/comments{}.xml")
            namespace = etree.QName(self.root).namespace
            empty = etree.Element(f"{{{namespace}}}comments", nsmap={None: namespace})
            made(empty, "authors")
            made(empty, "commentList")
            self.package.put(self.comments, etree.tostring(empty), _COMMENTS)
            self.package.relate(self.part, "comments", self.comments)
        return self.package.tree(self.comments)

    def _author(self, listing: Element) -> int:
        authors = child(listing, "authors")
        names = [each.text for each in children(authors, "author")]
        if AUTHOR not in names:
            made(authors, "author").text = AUTHOR
            names.append(AUTHOR)
        return names.index(AUTHOR)

    def _drawing(self) -> str:
        """The drawing that the sheet refers to for its notes, made when there is none."""
        legacy = child(self.root, "legacyDrawing")
        if legacy is not None:
            found = self.package.target_of(self.part, legacy.get(f"{{{self.package.namespace()}}}id", ""))
            if found and self.package.has(found):
                return found
            self.root.remove(legacy)
        drawing = self.package.free("xl/drawings/vmlDrawing{}.vml")
        self.package.put(drawing, _DRAWING.encode(), _VML_TYPE)
        place_legacy(
            self.root, self.package.relate(self.part, "vmlDrawing", drawing), self.package.namespace()
        )
        return drawing

    def _draw(self, cells: Iterable[str]) -> None:
        tree = self.package.tree(self._drawing(), lenient=True)
        taken = [each.get("id", "") for each in tree if local(each) == "shape"]
        number = 1025 + len(taken)
        while f"_x0000_s{number}" in taken:
            number += len(taken) + 1
        for at, cell in enumerate(cells):
            tree.append(_box(cell, number + at))

    def _undraw(self, cells: set[str | None]) -> None:
        legacy = child(self.root, "legacyDrawing")
        if not cells or legacy is None:
            return
        places = {_place(str(cell)) for cell in cells}
        tree = self.package.tree(self._drawing(), lenient=True)
        for shape in [each for each in tree if local(each) == "shape"]:
            data = child(shape, "ClientData")
            row, column = child(data, "Row"), child(data, "Column")
            if row is not None and column is not None and (int(row.text), int(column.text)) in places:
                tree.remove(shape)


def _place(cell: str) -> tuple[int, int]:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1, column_of(cell)


def _comment(texts: Element, cell: str, *, author: int, said: str) -> None:
    comment = made(texts, "comment", ref=cell, authorId=str(author))
    words = made(made(made(comment, "text"), "r"), "t")
    words.text = said
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _append(comment: Element, said: str) -> None:
    """A note of the office keeps its words; ours come behind them."""
    words = made(made(child(comment, "text"), "r"), "t")
    words.text = _TAG + said
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _strip(comment: Element) -> None:
    for run in children(child(comment, "text"), "r"):
        words = child(run, "t")
        if words is not None and (words.text or "").startswith(_TAG):
            run.getparent().remove(run)


def _in_order(texts: Element) -> None:
    texts[:] = sorted(texts, key=lambda each: _place(each.get("ref")))


def _box(cell: str, number: int) -> Element:
    row, column = _place(cell)
    anchor = f"{column + 1}, 12, {max(row - 1, 0)}, 6, {column + 4}, 12, {max(row - 1, 0) + 5}, 6"
    return etree.fromstring(
        f'<v:shape xmlns:v="{_V}" xmlns:o="{_O}" xmlns:x="{_X}" id="_x0000_s{number}" type="#_x0000_t202"'
        ' style="position:absolute;width:210pt;height:80pt;z-index:1;visibility:hidden" fillcolor="#ffffe1"'
        ' o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div/>'
        f'</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}'
        f"</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
        "</x:ClientData></v:shape>"
    )
