"""Makes the previews of one content and keeps them in the store beside it."""

import logging
import os
from pathlib import Path
from tempfile import mkstemp

from vinhdanh.engines.previews import picture_job
from vinhdanh.engines.previews.office import as_pdf
from vinhdanh.engines.reading import process
from vinhdanh.engines.reading.faults import ReadingFault
from vinhdanh.engines.reading.limits import ProcessLimits
from vinhdanh.foundation.files.models import Rendition, StoredFile
from vinhdanh.foundation.files.places import incoming_folder, place
from vinhdanh.foundation.files.states import RenditionKind, ScanState
from vinhdanh.foundation.files.store import path_of, rendition_key
from vinhdanh.foundation.files.types import OFFICE, PDF

_LOG = logging.getLogger(__name__)
_BOUNDS = ProcessLimits(seconds=20, memory_mb=768, answer_mb=2)


def render(sha256: str) -> None:
    """Make the small picture, and for office documents the PDF, unless they are made; safe to run again.

    What cannot be made is remembered as such, so that nobody tries again at each visit.
    """
    row = StoredFile.objects.filter(sha256=sha256).exclude(scan=ScanState.INFECTED).first()
    if row is None or Rendition.objects.filter(sha256=sha256, kind=RenditionKind.THUMB).exists():
        return
    source, kind = path_of(row).read_bytes(), row.media_type
    if kind in OFFICE:
        source, kind = as_pdf(source, Path(row.name).suffix) or b"", PDF
        _keep(sha256, RenditionKind.PDF, source)
    _keep(sha256, RenditionKind.THUMB, _picture(source, kind) if source else b"")


def _picture(source: bytes, media_type: str) -> bytes:
    """The small picture, or nothing when the file gives none."""
    try:
        return process.run(picture_job.__name__, picture_job.request(source, media_type), _BOUNDS)
    except ReadingFault as fault:
        _LOG.info("no preview: %s", fault.code)
        return b""


def _keep(sha256: str, kind: RenditionKind, made: bytes) -> None:
    if made:
        handle, beside = mkstemp(dir=incoming_folder())
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(made)
                out.flush()
                os.fsync(out.fileno())
            place().put(rendition_key(sha256, kind), Path(beside))
        finally:
            Path(beside).unlink(missing_ok=True)
    Rendition.objects.update_or_create(sha256=sha256, kind=kind, defaults={"size": len(made)})
