"""What of a paper goes into a package, and the packages that somebody asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from uuid import UUID

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.papers.access import visible_packages, visible_papers
from vinhdanh.domain.papers.models import Paper, PaperPackage, PaperVersion
from vinhdanh.domain.papers.queries.papers import may_read_version, sent_version
from vinhdanh.domain.papers.queries.versions import printed_from_data
from vinhdanh.domain.papers.states import WORD_SOURCES
from vinhdanh.foundation.files.states import ScanState
from vinhdanh.foundation.files.store import OwnedFile, owned, read

_PDF = "application/pdf"
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Packed:
    """One file of a paper; ``note`` says what it is."""

    paper_id: UUID
    title: str
    content: bytes
    ending: str
    number: str
    day: date | None
    note: str


def packed_file(scope: Scope, paper: Paper, *, as_pdf: bool) -> Packed | None:
    """What was sent of the paper, else its newest Word file, for a binder printed from its data.

    None where there is no such file that the person may read, or it is infected.
    """
    version = sent_version(paper) or _newest_word(scope, paper)
    if version is None or version.file.scan == ScanState.INFECTED:
        return None
    note = version.get_source_display()
    if not as_pdf or version.file.media_type == _PDF:
        return _packed(paper, read(version.file), PurePath(version.file.name).suffix or ".pdf", note=note)
    printed = _printed(version) if version.is_word else None
    return _packed(paper, printed, ".pdf", note="Bản in từ số liệu, chưa ký") if printed else None


def _printed(version: PaperVersion) -> bytes | None:
    """One paper with a sign that no font draws is left out by name; the others are bound."""
    from vinhdanh.engines.documents.typesetting import TypesettingFault

    try:
        return printed_from_data(version)
    except TypesettingFault:
        return None


def _newest_word(scope: Scope, paper: Paper) -> PaperVersion | None:
    rows = paper.versions.select_related("file", "paper").filter(source__in=WORD_SOURCES)
    last = rows.order_by("-n").first()
    return last if last and may_read_version(scope, paper, last.n) else None


def _packed(paper: Paper, content: bytes, ending: str, *, note: str) -> Packed:
    return Packed(paper.pk, paper.subject, content, ending, paper.full_number, paper.issued_on, note)


def packages_about(scope: Scope, kind: str, pk: UUID) -> Sequence[PaperPackage]:
    """One's own packages of the papers about a row, the newest first; one query."""
    rows = visible_packages(scope).filter(subject_kind=kind, subject_id=pk)
    return list(rows.select_related("file").order_by("-id")[:_SHOWN])


def package_file(scope: Scope, package: PaperPackage) -> OwnedFile | None:
    """The file of one's own package, while every paper that went into it may still be seen."""
    if package.file is None:
        return None
    seen = visible_papers(scope).filter(pk__in=package.papers).count()
    return owned(package.file) if seen == len(set(package.papers)) else None
