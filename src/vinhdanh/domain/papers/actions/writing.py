"""A paper is written from data; what it says of itself is mended."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.actions.common import locked
from vinhdanh.domain.papers.access import may_write
from vinhdanh.domain.papers.actions.common import (
    DOCX,
    Actor,
    add_version,
    by_program,
    drafted,
    refuse,
    reworded,
    seen,
    short,
    touch,
)
from vinhdanh.domain.papers.actions.recipients import name_recipients
from vinhdanh.domain.papers.models import Paper, PaperVersion
from vinhdanh.domain.papers.queries.wording import Serving
from vinhdanh.domain.papers.states import KINDS, VersionSource
from vinhdanh.engines.documents.model import Paper as Written
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.results import require
from vinhdanh.foundation.kernel.text import fold, squash

_NOT_HERE = (
    "Văn bản có độ mật không được soạn, gửi hay lưu nội dung trên hệ thống nối mạng; "
    "soạn trên máy riêng theo quy định về bảo vệ bí mật nhà nước, ở đây chỉ ghi sổ số."
)


@dataclass(frozen=True, slots=True)
class About:
    """The row of another room that the paper is about."""

    kind: str
    id: UUID


@transaction.atomic
def write_paper(
    *,
    actor: Actor,
    scope: Scope | None,
    body_id: UUID,
    kind: str,
    written: Written,
    template: str = "",
    about: About | None = None,
    wording: Serving | None = None,
    ready: bytes = b"",
) -> Paper:
    """Write version 1 of a paper of ``body_id``; its head, signer and recipients are those of ``written``.

    ``kind`` is an abbreviation of ``states.KINDS``, ``wording`` what it was written with, ``ready`` the
    DOCX where an office's own Word file was filled instead. Raises RefusedError when the person may not
    write for the body, the kind is unknown or the paper is secret.
    """
    body = locked(body_id)
    if not by_program(actor, scope) and scope is not None:
        require(may_write(scope, body.path))
    if kind not in KINDS:
        refuse("kind_unknown", f"Không có loại văn bản “{kind}”.", field="kind")
    if written.marks.secrecy:
        refuse("secret", _NOT_HERE)
    paper = Paper(
        body=body,
        path=body.path,
        party_keys=[body.pk],
        kind=kind,
        template=template,
        wording=wording.version if wording else None,
        wording_sha256=wording.sha256 if wording else "",
        subject_kind=about.kind if about else "",
        subject_id=about.id if about else None,
        created_by_id=actor.pk if actor else None,
        **_head(written, body.name),
    )
    paper.words = reworded(paper)
    paper.save()
    name_recipients(paper, (*written.addressees, *written.recipients))
    version = _write(paper, written, actor=actor, ready=ready)
    after = {"paper": paper.subject[:160], "kind": KINDS[kind], "version": version.n, **_worded(wording)}
    record(actor=actor, action="write_paper", subject=paper, body=body.pk, after=after)
    return paper


def _head(written: Written, issuer: str) -> dict[str, Any]:
    signer = written.signers[-1] if written.signers else None
    lines = signer.authority if signer else ()
    return {
        "subject": squash(written.head.subject)[:500],
        "issuer_name": issuer,
        "symbol": written.head.symbol[:30],
        "symbol_key": fold(written.head.symbol)[:30],
        "place": written.head.place[:80],
        "authority": " / ".join(lines[:-1])[:120],
        "signer_office": (lines[-1] if lines else "")[:120],
        "signer_name": (signer.name if signer else "")[:120],
        "urgency": written.marks.urgency,
        "on_paper": written.medium == "paper",
    }


def _worded(wording: Serving | None) -> dict[str, Any]:
    if wording is None:
        return {}
    return {"wording": wording.code, "wording_sha256": wording.sha256}


def _write(paper: Paper, written: Written, *, actor: Actor, ready: bytes = b"") -> PaperVersion:
    """One more version; a DOCX that is ready has no model, for its words are not those of ``written``."""
    from vinhdanh.engines.documents.codec import paper_to_data
    from vinhdanh.engines.documents.compare.content import content_to_data, read_content
    from vinhdanh.engines.documents.compare.limited import read_limited
    from vinhdanh.engines.documents.docx import write_docx

    written = replace(written, draft=True)
    data = ready or write_docx(written)
    return add_version(
        paper,
        data,
        actor=actor,
        source=VersionSource.SYSTEM,
        media_type=DOCX,
        content={"read": content_to_data(read_limited(data) if ready else read_content(data))},
        model={} if ready else paper_to_data(written),
    )


@transaction.atomic
def rewrite_paper(
    *, actor: Actor, scope: Scope | None, paper_id: UUID, written: Written, revision: int | None = None
) -> PaperVersion:
    """Write the draft anew from the data as they are now: one more version, the earlier ones stay."""
    paper = drafted(actor, scope, paper_id, revision=revision)
    version = _write(paper, written, actor=actor)
    touch(paper, **_head(written, paper.issuer_name))
    after = {"version": version.n}
    record(actor=actor, action="rewrite_paper", subject=paper, body=paper.body_id, after=after)
    return version


@dataclass(frozen=True, slots=True)
class ArchiveFields:
    """What the archive asks for (Phụ lục VI Nghị định 30/2020/NĐ-CP), all of it: an empty one is empty."""

    file_code: str = ""
    ordinal: int | None = None
    pages: int | None = None
    copies: int | None = None
    kept_by: str = ""
    note: str = ""


@transaction.atomic
def describe_paper(*, actor: Actor, scope: Scope | None, paper_id: UUID, fields: ArchiveFields) -> Paper:
    """Keep the fields of the archive; they are not part of the paper and may be mended after signing."""
    paper = seen(actor, scope, paper_id)
    if scope is not None:
        require(may_write(scope, paper.path))
    values: Mapping[str, Any] = {
        "file_code": short(fields.file_code, "file_code", most=40),
        "ordinal": fields.ordinal,
        "pages": fields.pages,
        "copies": fields.copies,
        "kept_by": short(fields.kept_by, "kept_by", most=120),
        "note": short(fields.note, "note", most=500),
    }
    touch(paper, **values)
    after = {"file_code": values["file_code"], "note": values["note"]}
    record(actor=actor, action="describe_paper", subject=paper, body=paper.body_id, after=after)
    return paper
