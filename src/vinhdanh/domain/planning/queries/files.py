"""Files that a page hands out, each found through the row that owns it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from vinhdanh.domain.planning.models import Evidence, Plan, PlanDraft, Task
from vinhdanh.foundation.files.models import StoredFile
from vinhdanh.foundation.files.states import RenditionKind
from vinhdanh.foundation.files.store import OwnedFile, owned, rendered
from vinhdanh.foundation.files.types import kind_word


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as a page names it: ``id`` is that of the row that owns it, ``made`` what can be shown of it."""

    id: UUID
    name: str
    size: int
    kind: str
    scan: str
    made: frozenset[str]


def file_row(owner_id: UUID, file: StoredFile, made: Mapping[str, frozenset[str]]) -> FileRow:
    """``made`` as from ``renditions_of``."""
    shown = made.get(file.sha256, frozenset())
    return FileRow(owner_id, file.name, file.size, kind_word(file.media_type), file.scan, shown)


def evidence_file(task: Task, evidence_id: UUID, made: RenditionKind | None = None) -> OwnedFile | None:
    """A file of evidence of this task, or what was ``made`` of it; None where there is none."""
    row = Evidence.objects.filter(note__task=task, pk=evidence_id).select_related("file").first()
    if row is None:
        return None
    return rendered(row.file, made) if made else owned(row.file)


def product_file(task: Task, product_id: UUID) -> OwnedFile | None:
    """The file that shows a product of this task, or None."""
    row = task.product_rows.filter(pk=product_id).select_related("file").first()
    return owned(row.file) if row and row.file else None


def source_file(owner: Plan | PlanDraft, made: RenditionKind | None = None) -> OwnedFile | None:
    """The paper from which a plan or a draft was read, or what was ``made`` of it."""
    if owner.file is None:
        return None
    return rendered(owner.file, made) if made else owned(owner.file)
