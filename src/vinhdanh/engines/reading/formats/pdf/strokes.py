"""Straight strokes of a PDF page: lines drawn, and rectangles so thin that they are lines."""

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2.raw as c

from vinhdanh.engines.reading.formats.pdf.shapes import Place, Rule, Rules
from vinhdanh.engines.reading.limits import PDF_PAGE_MARKS

_THIN = 3.0
_SHORTEST = 2.0
_SKEW = 1.0
_FORM_DEPTH = 4
_SEGMENTS = 400

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def page_rules(page: Any, place: Place) -> Rules:
    """The level and upright strokes of a page; none at all on a page with absurdly many marks."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for count, (start, end) in enumerate(_strokes(page)):
        if count > PDF_PAGE_MARKS:
            return Rules()
        (x0, y0), (x1, y1) = place(*start), place(*end)
        if abs(y0 - y1) <= _SKEW and abs(x0 - x1) >= _SHORTEST:
            level.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) <= _SKEW and abs(y0 - y1) >= _SHORTEST:
            upright.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return Rules(tuple(level), tuple(upright))


def _strokes(page: Any) -> Iterator[tuple[Point, Point]]:
    count = min(c.FPDFPage_CountObjects(page), PDF_PAGE_MARKS * 5)
    for at in range(count):
        yield from _object_strokes(c.FPDFPage_GetObject(page, at), _IDENTITY, 0)


def _object_strokes(mark: Any, outer: Matrix, depth: int) -> Iterator[tuple[Point, Point]]:
    kind = c.FPDFPageObj_GetType(mark)
    if kind == c.FPDF_PAGEOBJ_PATH:
        yield from _path_strokes(mark, _times(_matrix(mark), outer))
    elif kind == c.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
        inner = _times(_matrix(mark), outer)
        for at in range(min(c.FPDFFormObj_CountObjects(mark), PDF_PAGE_MARKS)):
            yield from _object_strokes(c.FPDFFormObj_GetObject(mark, at), inner, depth + 1)


def _path_strokes(path: Any, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(path, fill, stroke)
    if not (fill.value or stroke.value) or c.FPDFPath_CountSegments(path) > _SEGMENTS:
        return
    for outline in _outlines(path, matrix):
        thin = _thin(outline) if fill.value else None
        if thin:
            yield thin
        elif stroke.value:
            yield from pairwise(outline)


def _outlines(path: Any, matrix: Matrix) -> Iterator[list[Point]]:
    """The sub-paths as chains of points; curves end a chain, closed ones return to their first point."""
    chain: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(c.FPDFPath_CountSegments(path)):
        segment = c.FPDFPath_GetPathSegment(path, at)
        c.FPDFPathSegment_GetPoint(segment, x, y)
        kind, point = c.FPDFPathSegment_GetType(segment), _apply(matrix, x.value, y.value)
        if kind != c.FPDF_SEGMENT_LINETO:
            if len(chain) > 1:
                yield chain
            chain = []
        chain.append(point)
        if c.FPDFPathSegment_GetClose(segment) and chain[0] != point:
            chain.append(chain[0])
    if len(chain) > 1:
        yield chain


def _thin(outline: list[Point]) -> tuple[Point, Point] | None:
    """The middle line of a filled outline that is no wider than a border, else ``None``."""
    xs, ys = [p[0] for p in outline], [p[1] for p in outline]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    if y1 - y0 <= _THIN and x1 - x0 > y1 - y0:
        return (x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2)
    if x1 - x0 <= _THIN and y1 - y0 > x1 - x0:
        return ((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1)
    return None


def _matrix(mark: Any) -> Matrix:
    found = c.FS_MATRIX()
    if not c.FPDFPageObj_GetMatrix(mark, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """First ``inner``, then ``outer``."""
    a, b, cc, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s, cc * p + d * r, cc * q + d * s, e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _apply(matrix: Matrix, x: float, y: float) -> Point:
    a, b, cc, d, e, f = matrix
    return a * x + cc * y + e, b * x + d * y + f
