"""Versions of a paper: files to hand out, and the paper printed from its data."""

from collections.abc import Sequence
from dataclasses import replace

from vinhdanh.domain.papers.models import Paper, PaperVersion
from vinhdanh.domain.papers.states import WORD_SOURCES
from vinhdanh.foundation.files.store import OwnedFile, owned


def version_file(paper: Paper, n: int) -> OwnedFile | None:
    """The file of version ``n`` of a paper that the person may see."""
    row = PaperVersion.objects.filter(paper=paper, n=n).select_related("file").first()
    return owned(row.file) if row else None


def versions_of(paper: Paper) -> Sequence[PaperVersion]:
    """Every version, the newest first; one query."""
    return list(paper.versions.select_related("file", "made_by", "based_on").order_by("-n"))


def printed_from_data(word: PaperVersion) -> bytes | None:
    """A PDF made of the paper as data: of the version itself, else of the last one that the system wrote.

    None where no version has its data. Words that were changed in Word only are not in it. Raises
    ``TypesettingFault`` where they hold a sign that no font draws.
    """
    from vinhdanh.engines.documents.codec import paper_from_data
    from vinhdanh.engines.documents.pdf import write_pdf

    rows = PaperVersion.objects.filter(paper=word.paper_id, source__in=WORD_SOURCES, n__lte=word.n)
    last = rows.exclude(model={}).order_by("-n").first()
    if last is None:
        return None
    written = paper_from_data(last.model)
    paper = word.paper
    head = replace(written.head, number=paper.number, day=paper.issued_on or written.head.day)
    return write_pdf(replace(written, head=head, draft=False))


def tables_of(paper: Paper) -> list[list[list[str]]]:
    """The tables of the paper's newest Word file as they are read back: rows of cells; one query.

    For who ``reads_whole``; the caller asks.
    """
    last = PaperVersion.objects.filter(paper=paper, source__in=WORD_SOURCES).order_by("-n").first()
    tables = last.content.get("read", {}).get("tables", []) if last else []
    return [table["rows"] for table in tables if table.get("rows")]
