"""What the confined process does with an office's own Word file: look for faults, or fill it.

Standard input: one line of JSON ``{"text": wording that declares the blanks, "given": null or {…}}``, then
the file's bytes. Standard output: one line of JSON ``{"faults": [sentence …]}``, then the filled
file's bytes.
"""

import json
import sys
from collections.abc import Mapping
from typing import Any


def request(data: bytes, text: str, given: Mapping[str, Any] | None = None) -> bytes:
    """The bytes that :func:`main` expects; days and decimals travel as the texts that blanks take too."""
    return json.dumps({"text": text, "given": given}, default=str).encode("ascii") + b"\n" + data


def main() -> None:
    """Look or fill, answer, end."""
    about, _, data = sys.stdin.buffer.read().partition(b"\n")
    faults, made = _answer(data, json.loads(about))
    sys.stdout.buffer.write(json.dumps({"faults": faults}).encode("ascii") + b"\n" + made)


def _answer(data: bytes, asked: Mapping[str, Any]) -> tuple[list[str], bytes]:
    from vinhdanh.engines.documents.templates import common
    from vinhdanh.engines.documents.templates.compiling import parse
    from vinhdanh.engines.documents.templates.faults import TemplateError
    from vinhdanh.engines.documents.templates.office_docx import check_office_docx, fill_office_docx

    fields = common.known(parse(asked["text"]))
    if asked["given"] is None:
        return [fault.sentence for fault in check_office_docx(data, fields)], b""
    try:
        return [], fill_office_docx(data, fields, asked["given"])
    except TemplateError as error:
        return [fault.sentence for fault in error.faults], b""
