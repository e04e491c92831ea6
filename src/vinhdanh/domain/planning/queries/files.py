"""Files that a page hands out, each found through the row that owns it."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from vinhdanh.domain.planning.models import Evidence, Plan, PlanDraft, Task
from vinhdanh.foundation.files.models import StoredFile
from vinhdanh.foundation.files.store import path_of


@dataclass(frozen=True, slots=True)
class OwnedFile:
    """What a download needs; ``path`` is read by the page that checked who asks."""

    name: str
    media_type: str
    path: Path


def evidence_file(task: Task, evidence_id: UUID) -> OwnedFile | None:
    """A file of evidence of this task, or None."""
    row = Evidence.objects.filter(note__task=task, pk=evidence_id).select_related("file").first()
    return owned(row.file) if row else None


def source_file(owner: Plan | PlanDraft) -> OwnedFile | None:
    """The paper from which a plan or a draft was read."""
    return owned(owner.file) if owner.file else None


def owned(file: StoredFile) -> OwnedFile:
    """What a download of a stored file needs; whoever calls has found the row that owns it."""
    return OwnedFile(file.name, file.media_type, path_of(file))
