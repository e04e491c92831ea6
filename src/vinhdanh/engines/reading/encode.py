"""A document as plain JSON-able data and back: the border between processes, and the review screen."""

import json
from collections.abc import Mapping
from typing import Any

from vinhdanh.engines.reading.model import Block, Cell, Document, Paragraph, Row, Table

_PARAGRAPH_DEFAULTS = {
    "page": None,
    "line": None,
    "bold": False,
    "centred": False,
    "heading": 0,
    "marker": "",
}


def document_to_data(document: Document) -> dict[str, Any]:
    """``{kind, wrapped, pages, notes, blocks}``; fields of a block that hold their default are left out."""
    return {
        "kind": document.kind,
        "wrapped": document.wrapped,
        "pages": document.pages,
        "notes": list(document.notes),
        "blocks": [_block_data(block) for block in document.blocks],
    }


def document_from_data(data: Mapping[str, Any]) -> Document:
    """The document that :func:`document_to_data` wrote; ``ValueError`` for anything else."""
    try:
        blocks = tuple(_block(index, block) for index, block in enumerate(data["blocks"]))
        return Document(data["kind"], blocks, data["wrapped"], data["pages"], tuple(data["notes"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a document") from error


def document_to_json(document: Document) -> str:
    """:func:`document_to_data` as UTF-8 friendly JSON text."""
    return json.dumps(document_to_data(document), ensure_ascii=False, separators=(",", ":"))


def document_from_json(text: str | bytes) -> Document:
    """The document that :func:`document_to_json` wrote; ``ValueError`` for anything else."""
    return document_from_data(json.loads(text))


def _block_data(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        changed = {k: v for k, d in _PARAGRAPH_DEFAULTS.items() if (v := getattr(block, k)) != d}
        return {"text": block.text, **changed}
    rows = [_row_data(row) for row in block.rows]
    return (
        {"rows": rows}
        | ({"page": block.page} if block.page else {})
        | ({"sheet": block.sheet} if block.sheet else {})
    )


def _row_data(row: Row) -> dict[str, Any]:
    cells: list[Any] = [_cell_data(cell) for cell in row.cells]
    return (
        {"cells": cells} | ({"page": row.page} if row.page else {}) | ({"line": row.line} if row.line else {})
    )


def _cell_data(cell: Cell) -> str | dict[str, Any]:
    if cell.colspan == 1 and not cell.bold:
        return cell.text
    return {"text": cell.text, "colspan": cell.colspan, "bold": cell.bold}


def _block(index: int, data: Mapping[str, Any]) -> Block:
    if "rows" in data:
        rows = tuple(_row(row) for row in data["rows"])
        return Table(index, rows, data.get("page"), data.get("sheet", ""))
    return Paragraph(index, **data)


def _row(data: Mapping[str, Any]) -> Row:
    return Row(tuple(_cell(cell) for cell in data["cells"]), data.get("page"), data.get("line"))


def _cell(data: str | Mapping[str, Any]) -> Cell:
    return Cell(data) if isinstance(data, str) else Cell(data["text"], data["colspan"], data["bold"])
