"""What the actions of this room share: the locked paper, its versions, who waits for it."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from vinhdanh.domain.access.actions.common import Actor, by_program, needed, refuse, short
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.papers.access import editable, may_issue, may_write, visible_papers
from vinhdanh.domain.papers.models import Paper, PaperVersion
from vinhdanh.domain.papers.states import RECEIVE, SIGN, WORD_SOURCES, PaperState
from vinhdanh.engines.search.words import index_words
from vinhdanh.engines.workflow.items import Wait, set_waits
from vinhdanh.foundation.files.models import StoredFile
from vinhdanh.foundation.files.store import put
from vinhdanh.foundation.kernel.clock import moment_words
from vinhdanh.foundation.kernel.results import require

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF: Final = "application/pdf"

__all__ = [
    "DOCX", "PDF", "Actor", "add_version", "by_program", "drafted", "keep_waits", "latest_word",
    "locked_paper", "needed", "number_words", "ours_to_issue", "refuse", "reworded", "seen", "short", "touch",
]  # fmt: skip


def locked_paper(paper_id: UUID) -> Paper:
    """The paper, locked until the action ends."""
    return Paper.objects.select_for_update(of=("self",)).select_related("body").get(pk=paper_id)


def seen(actor: Actor, scope: Scope | None, paper_id: UUID) -> Paper:
    """The locked paper, which the person may see; DoesNotExist otherwise."""
    if not by_program(actor, scope) and scope is not None:
        visible_papers(scope).only("pk").get(pk=paper_id)
    return locked_paper(paper_id)


def drafted(actor: Actor, scope: Scope | None, paper_id: UUID, *, revision: int | None = None) -> Paper:
    """The locked draft of a body for which the person writes; with ``revision`` as they have seen it."""
    paper = seen(actor, scope, paper_id)
    if scope is not None:
        require(may_write(scope, paper.path))
    require(editable(paper))
    unchanged(paper, revision)
    return paper


def ours_to_issue(actor: Actor, scope: Scope | None, paper_id: UUID) -> Paper:
    """The locked paper of a body for whose registry the person acts."""
    paper = seen(actor, scope, paper_id)
    if scope is not None:
        require(may_issue(scope, paper.path))
    return paper


def unchanged(paper: Paper, revision: int | None) -> None:
    """Nobody has changed the paper since the person opened the page."""
    if revision is not None and revision != paper.revision:
        last = paper.versions.select_related("made_by").last()
        who = f" ({last.made_by}, {last} lúc {moment_words(last.made_at)})" if last and last.made_by else ""
        refuse(
            "moved_on",
            f"Văn bản này vừa có người khác sửa{who}. Chưa ghi gì của anh/chị; "
            "tải lại trang, xem bản mới rồi làm lại.",
        )


def touch(paper: Paper, **changes: Any) -> None:
    """Write fields of the locked paper; every change counts."""
    paper.revision += 1
    for name, value in changes.items():
        setattr(paper, name, value)
    paper.words = reworded(paper)
    paper.save(update_fields=["revision", "words", *changes])


def reworded(paper: Paper) -> str:
    """The words by which the paper is found."""
    number = paper.full_number.replace("/", " ").replace("-", " ")
    return index_words(paper.subject, number, paper.full_number, paper.issuer_name, paper.signer_name)


def latest_word(paper: Paper) -> PaperVersion:
    """The newest DOCX of the paper: its master."""
    return paper.versions.select_related("file", "made_by").filter(source__in=WORD_SOURCES).latest("n")


def add_version(
    paper: Paper, data: bytes, *, actor: Actor, source: str, media_type: str, name: str = "", **more: Any
) -> PaperVersion:
    """Keep one more version of the locked paper."""
    n = 1 + (paper.versions.order_by("-n").values_list("n", flat=True).first() or 0)
    ending = {DOCX: ".docx", PDF: ".pdf"}.get(media_type, "")
    title = name or f"{file_stem(paper)}-ban-{n}{ending}"
    file: StoredFile = put(data, name=title, media_type=media_type, by=actor, body=paper.body_id)
    return PaperVersion.objects.create(
        paper=paper,
        n=n,
        source=source,
        file=file,
        sha256=file.sha256,
        made_by_id=actor.pk if actor else None,
        **more,
    )


def file_stem(paper: Paper) -> str:
    """What files of the paper are called: "KH-du-thao", "12-KH-UBND"."""
    return (paper.full_number or f"{paper.kind}-du-thao").replace("/", "-")


def number_words(paper: Paper) -> str:
    """How the paper is cited: "Kế hoạch số 05/KH-UBND", or by its words while it has no number."""
    from vinhdanh.domain.papers.states import KINDS

    kind = KINDS.get(paper.kind, "Văn bản")
    return f"{kind} số {paper.full_number}" if paper.full_number else f"{kind} “{paper.subject[:160]}”"


def keep_waits(paper: Paper) -> None:
    """The work items of the paper become what its state asks for; in the transaction of the change."""
    set_waits(subject=paper, waits=waits_of(paper))


def waits_of(paper: Paper) -> Sequence[Wait]:
    """Submitted, it waits for its body's registry; issued, for every receiver that has not confirmed."""
    title = number_words(paper)
    if paper.state in {PaperState.SUBMITTED, PaperState.SIGNED}:
        note = "Đang trình ký" if paper.state == PaperState.SUBMITTED else "Đã ký, chờ phát hành"
        return [Wait(SIGN, paper.body_id, title, note=note)]
    if paper.state != PaperState.ISSUED:
        return []
    rows = paper.recipients.filter(dispatched_at__isnull=False, received_at__isnull=True)
    bodies = [row.body_id for row in rows if row.body_id is not None]
    return [Wait(RECEIVE, body, title, awaited_by=paper.body_id, note=paper.issuer_name) for body in bodies]
