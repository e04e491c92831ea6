"""How a paper would look: an office's words with invented data, or with those typed for a new paper."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from vinhdanh.domain.papers.models import TemplateVersion
from vinhdanh.domain.papers.queries.wording import serving
from vinhdanh.engines.documents.model import Marks, Medium, Urgency
from vinhdanh.engines.documents.model import Paper as Written
from vinhdanh.engines.documents.templates import TemplateError, compile_paper, parse, template, text_of
from vinhdanh.engines.documents.templates.common import sample
from vinhdanh.engines.documents.templates.office_limited import fill_limited
from vinhdanh.engines.reading import ReadingFault
from vinhdanh.foundation.files.store import read
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import Refusal, RefusedError

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Preview:
    """The sample as a file: PDF of a text, Word of an office's own file."""

    data: bytes
    media_type: str
    name: str

    def picture(self, number: int) -> bytes:
        """PNG of a page; nothing for a Word file and beyond the last page."""
        from vinhdanh.engines.documents.picture import page_picture

        if self.media_type != "application/pdf":
            return b""
        made, pages = page_picture(self.data, number)
        return made if number <= pages else b""


def preview(version: TemplateVersion) -> Preview:
    """The sample of a version; raises RefusedError while it has faults."""
    try:
        return _word(version) if version.is_word else _text(version)
    except TemplateError as error:
        raise RefusedError(Refusal("faulty", str(error))) from error
    except ReadingFault as trouble:
        raise RefusedError(Refusal(trouble.code, trouble.sentence)) from trouble


def _text(version: TemplateVersion) -> Preview:
    mine = parse(version.text)
    # An office may have dropped an example that its words still ask for.
    data = {**sample(template(version.code)), **sample(mine)}
    return _printed(compile_paper(mine, data), f"{version.code}-mau.pdf")


def _printed(written: Written, name: str) -> Preview:
    from vinhdanh.engines.documents.pdf import write_pdf
    from vinhdanh.engines.documents.typesetting import TypesettingFault

    try:
        return Preview(write_pdf(written), "application/pdf", name)
    except TypesettingFault as fault:
        raise RefusedError(Refusal("not_printed", str(fault))) from fault


def filled(
    path: str, code: str, data: Mapping[str, Any], *, medium: Medium = "paper", urgency: Urgency = ""
) -> Preview:
    """A paper ``code`` of the body at ``path`` with ``data``, as it would be written now; nothing is kept.

    Raises RefusedError where data are missing or the office's Word file cannot be filled.
    """
    words = serving(path, code, today())
    try:
        if words.version is not None and words.version.file is not None:
            made = fill_limited(read(words.version.file), words.text, data)
            return Preview(made, _DOCX, f"{code}-xem-truoc.docx")
        written = compile_paper(parse(words.text), data, medium)
        written = replace(written, marks=Marks(urgency=urgency), draft=True)
    except TemplateError as error:
        raise RefusedError(Refusal("faulty", str(error))) from error
    except ReadingFault as trouble:
        raise RefusedError(Refusal(trouble.code, trouble.sentence)) from trouble
    return _printed(written, f"{code}-xem-truoc.pdf")


def _word(version: TemplateVersion) -> Preview:
    text = text_of(version.code)
    data = read(version.file) if version.file else b""
    return Preview(
        fill_limited(data, text, sample(template(version.code))), _DOCX, f"{version.code}-mau.docx"
    )
