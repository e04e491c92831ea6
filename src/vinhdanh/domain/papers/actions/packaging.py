"""The papers about a row packed for somebody who sees them: as ZIP with an index, or bound as one PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.actions.common import locked
from vinhdanh.domain.papers.access import visible_papers
from vinhdanh.domain.papers.actions.common import PDF, number_words, refuse
from vinhdanh.domain.papers.models import Paper, PaperPackage
from vinhdanh.domain.papers.queries.packages import Packed, packed_file
from vinhdanh.domain.papers.states import PackageManner, Secrecy
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.files.store import put
from vinhdanh.foundation.jobs.carrying import report
from vinhdanh.foundation.jobs.queue import enqueue
from vinhdanh.foundation.kernel.clock import today

if TYPE_CHECKING:
    from vinhdanh.domain.access.models import User

PACK_JOB: Final = "papers.pack"
MOST_PAPERS: Final = 300
_ZIP: Final = "application/zip"


@dataclass(frozen=True, slots=True)
class PackageOf:
    """The row that the papers are about, and what stands on the first page."""

    kind: str
    id: UUID
    title: str
    body_id: UUID


def package_key(package_id: UUID) -> str:
    """The key of the job that makes a package."""
    return f"{PACK_JOB}:{package_id}"


@transaction.atomic
def start_package(*, actor: "User", scope: Scope, of: PackageOf, manner: str, base: str) -> PaperPackage:
    """Have the papers about a row packed that the person sees; secret ones are never packed.

    ``base`` is the address before the id of a paper. Raises RefusedError when there is none, or too many.
    """
    if manner not in PackageManner.values:
        refuse("manner_unknown", "Chọn gói ZIP hoặc tập PDF.")
    about = visible_papers(scope).filter(subject_kind=of.kind, subject_id=of.id, secrecy=Secrecy.NONE)
    ids = list(about.order_by("id").values_list("pk", flat=True)[: MOST_PAPERS + 1])
    if not ids:
        refuse("nothing_to_pack", "Chưa có văn bản nào để đóng gói. Viết hoặc vào sổ văn bản trước.")
    if len(ids) > MOST_PAPERS:
        refuse("too_many", f"Có hơn {MOST_PAPERS} văn bản; một gói nhận nhiều nhất {MOST_PAPERS}.")
    made = PaperPackage.objects.create(
        subject_kind=of.kind,
        subject_id=of.id,
        title=of.title[:300],
        issuer=locked(of.body_id).name,
        body_id=of.body_id,
        manner=manner,
        papers=ids,
        base=base,
        asked_by=actor,
    )
    after = {"package": made.get_manner_display(), "count": len(ids)}
    record(actor=actor, action="pack_papers", subject=made, body=of.body_id, after=after)
    title = f"Đóng gói văn bản: {made.title}"
    enqueue(PACK_JOB, key=package_key(made.pk), asked_by=actor, title=title, package_id=str(made.pk))
    return made


def make_package(package_id: UUID) -> dict[str, str]:
    """The job: safe to run again. Packs what the asker still sees."""
    with transaction.atomic():
        rows = PaperPackage.objects.select_for_update(of=("self",)).select_related("asked_by")
        package = rows.get(pk=package_id)
        if package.file_id is None:
            _make(package)
    return {"package": str(package.pk)}


def _make(package: PaperPackage) -> None:
    scope = scope_for(package.asked_by_id, today())
    found = visible_papers(scope).filter(pk__in=package.papers, secrecy=Secrecy.NONE).in_bulk()
    papers = [found[pk] for pk in package.papers if pk in found]
    bound = package.manner == PackageManner.BINDER
    taken, missing = _taken(scope, papers, as_pdf=bound)
    if not taken:
        refuse(
            "nothing_to_pack", "Không còn văn bản nào đóng gói được; xem lại quyền và các tệp của văn bản."
        )
    data = _bound(package, taken) if bound else _zipped(package, taken)
    name = "tap-van-ban.pdf" if bound else "van-ban.zip"
    kind = PDF if bound else _ZIP
    package.file = put(data, name=name, media_type=kind, by=package.asked_by, body=package.body_id)
    package.left_out = "; ".join(missing)
    package.save(update_fields=["file", "left_out"])


def _taken(scope: Scope, papers: Sequence[Paper], *, as_pdf: bool) -> tuple[list[Packed], list[str]]:
    taken, missing = [], []
    for place, paper in enumerate(papers):
        report(place, of=len(papers) + 1, message=f"Đang lấy văn bản {place + 1}/{len(papers)}")
        found = packed_file(scope, paper, as_pdf=as_pdf)
        if found:
            taken.append(found)
        else:
            missing.append(number_words(paper))
    return taken, missing


def _bound(package: PaperPackage, taken: Sequence[Packed]) -> bytes:
    from vinhdanh.engines.documents.binder import Binder, BinderFault, Section, bind

    sections = tuple(
        Section(
            one.title, one.content, number=one.number, day=one.day,
            address=f"{package.base}{one.paper_id}/", note=one.note,
        )
        for one in taken
    )  # fmt: skip
    try:
        return bind(Binder(package.title, package.issuer, today(), sections))
    except BinderFault as fault:
        refuse("not_bound", str(fault))


def _zipped(package: PaperPackage, taken: Sequence[Packed]) -> bytes:
    from vinhdanh.engines.documents.binder import Entry, pack

    entries = [
        Entry(one.title, one.content, one.ending, number=one.number, day=one.day, note=one.note)
        for one in taken
    ]
    return pack(package.title, entries)
