"""Wording of papers: templates that an office can edit, checked on save, filled with data as a paper.

``check(text)`` says what is wrong, ``compile_paper(text, data)`` gives the paper, ``sample(code)`` one of the
delivered kinds filled with fictional data. Layout is not here: see ``docx`` and ``pdf``.
"""

from vinhdanh.engines.documents.templates.check import check
from vinhdanh.engines.documents.templates.compiling import compile_paper, parse
from vinhdanh.engines.documents.templates.faults import Fault, TemplateError
from vinhdanh.engines.documents.templates.registry import (
    codes,
    papers_of,
    sample,
    sample_data,
    template,
    text_of,
    titles,
)

__all__ = [
    "Fault",
    "TemplateError",
    "check",
    "codes",
    "compile_paper",
    "papers_of",
    "parse",
    "sample",
    "sample_data",
    "template",
    "text_of",
    "titles",
]
