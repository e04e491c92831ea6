"""A paper is written with the words in force: the office's own, its superior's, or those delivered."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.actions.common import locked
from vinhdanh.domain.papers.actions.common import Actor, refuse
from vinhdanh.domain.papers.actions.writing import About, write_paper
from vinhdanh.domain.papers.models import Paper
from vinhdanh.domain.papers.queries.wording import Serving, serving
from vinhdanh.engines.documents.model import Marks, Medium, Urgency
from vinhdanh.engines.documents.templates import TemplateError, compile_paper, parse
from vinhdanh.engines.documents.templates.office_limited import fill_limited
from vinhdanh.engines.reading import ReadingFault
from vinhdanh.foundation.files.store import read
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import Refusal, RefusedError


@transaction.atomic
def fill_paper(
    *,
    actor: Actor,
    scope: Scope | None,
    body_id: UUID,
    code: str,
    data: Mapping[str, Any],
    about: About | None = None,
    medium: Medium = "paper",
    urgency: Urgency = "",
) -> Paper:
    """Write the paper ``code`` of ``body_id`` with ``data`` for its blanks (see ``compile_paper``).

    ``medium``: on which copy it is signed, which decides the lines of reference of its annexes.

    Which version of which words was used is kept with the paper. Raises RefusedError where data are missing
    or an office's Word file cannot be filled, and as ``write_paper`` does.
    """
    words = serving(locked(body_id).path, code, today())
    try:
        template = parse(words.text)
        return write_paper(
            actor=actor,
            scope=scope,
            body_id=body_id,
            kind=template.kind or ("CV" if template.form == "letter" else "MAU"),
            template=code,
            written=replace(compile_paper(template, data, medium), marks=Marks(urgency=urgency)),
            about=about,
            wording=words,
            ready=_filled(words, data),
        )
    except TemplateError as error:
        refuse("wording", f"Chưa viết được văn bản theo mẫu {code}. {error}")
    except ReadingFault as trouble:
        raise RefusedError(Refusal(trouble.code, trouble.sentence)) from trouble


def _filled(words: Serving, data: Mapping[str, Any]) -> bytes:
    """The office's own Word file with the data in it, where that is what serves."""
    if words.version is None or words.version.file is None:
        return b""
    return fill_limited(read(words.version.file), words.text, data)
