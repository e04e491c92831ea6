"""What in a Word file departs from Nghị định 30/2020/NĐ-CP: told, never forbidden.

Reads files of any writer. The input may be hostile: outside tests and the command line call :func:`lint_docx`
in a confined process.
"""

from xml.etree.ElementTree import Element

from vinhdanh.engines.documents.lint.cells import Cells, recognised
from vinhdanh.engines.documents.lint.package import UnreadablePaper, child, open_parts
from vinhdanh.engines.documents.lint.report import Deviation
from vinhdanh.engines.documents.lint.seen import Reader, Seen


def lint_docx(data: bytes) -> tuple[Deviation, ...]:
    """The deviations in the order of the paper: page, head, body, foot.

    Raises :class:`UnreadablePaper`, and nothing else, for a file that cannot be read.
    """
    from vinhdanh.engines.documents.lint import (
        body_checks,
        foot_checks,
        head_checks,
        page_checks,
        rule_checks,
    )

    parts = open_parts(data)
    cells = recognised(list(Reader(parts).lines(_body(parts.document))))
    return (
        *page_checks.checks(parts, cells),
        *head_checks.checks(cells),
        *rule_checks.checks(cells),
        *body_checks.checks(cells),
        *foot_checks.checks(cells),
    )


def seen_lines(data: bytes) -> list[Seen]:
    """Every paragraph with its size, weight, side and place, empty ones too."""
    parts = open_parts(data)
    return list(Reader(parts).lines(_body(parts.document)))


def seen_cells(data: bytes) -> Cells:
    """Which line is which cell of the decree."""
    return recognised(seen_lines(data))


def _body(document: Element) -> Element:
    body = child(document, "body")
    if body is None:
        raise UnreadablePaper("Tệp Word không có nội dung.")
    return body


__all__ = ["Deviation", "Seen", "UnreadablePaper", "lint_docx", "seen_cells", "seen_lines"]
