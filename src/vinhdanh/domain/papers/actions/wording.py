"""An office's own words for its papers: drafted, checked at each saving, put into use, given up again."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.organisations.actions.common import locked
from vinhdanh.domain.papers.access import may_write, visible_wordings
from vinhdanh.domain.papers.actions.common import DOCX, Actor, by_program, refuse
from vinhdanh.domain.papers.models import TemplateVersion
from vinhdanh.domain.papers.states import WordingState
from vinhdanh.domain.papers.workflow import WORDING
from vinhdanh.engines.documents.templates import Fault, text_of, titles
from vinhdanh.engines.documents.templates.fitting import faults_of
from vinhdanh.engines.documents.templates.frame import MOST_LETTERS
from vinhdanh.engines.documents.templates.office_limited import check_limited
from vinhdanh.engines.reading import LABELS, ReadingFault, detect
from vinhdanh.engines.workflow.transitions import perform
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.files.store import digest, put, read
from vinhdanh.foundation.kernel.clock import moment_words, now, today
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, RefusedError, require
from vinhdanh.foundation.kernel.text import nfc

if TYPE_CHECKING:
    from vinhdanh.domain.organisations.models import Body


@transaction.atomic
def draft_wording(
    *, actor: Actor, scope: Scope | None, body_id: UUID, code: str, based_on: UUID | None = None
) -> TemplateVersion:
    """A draft of the body's words for the papers ``code``: from an earlier version, else as delivered.

    Raises RefusedError when the person may not write for the body, the code is unknown, or a draft is open.
    """
    body = _ours(actor, scope, body_id, code=code)
    source = _earlier(scope, based_on, code) if based_on else None
    text = source.text if source else text_of(code)
    return _drafted(actor, body, code, text=text, based_on=source)


def save_wording(
    *, actor: Actor, scope: Scope | None, version_id: UUID, text: str, seen: str = ""
) -> Sequence[Fault]:
    """Keep the draft's text as typed, faulty or not, and say line by line what has to be mended before use.

    ``seen`` is the hash of the text that the person began from: when somebody else has saved meanwhile,
    nothing is written over and the refusal says who it was.
    """
    with transaction.atomic():
        row = _open_draft(actor, scope, version_id)
        typed = nfc(text.replace("\r\n", "\n"))
        _savable(row, typed, seen)
        before = {"sha256": row.sha256}
        row.text, row.sha256 = typed, digest(typed.encode())
        row.changed_at, row.made_by_id = now(), actor.pk if actor else None
        row.save(update_fields=["text", "sha256", "changed_at", "made_by"])
        faults = faults_of(typed, row.code)
        after = {**_named(row), "sha256": row.sha256, "faults": len(faults)}
        record(actor=actor, action="save_wording", subject=row, body=row.body_id, before=before, after=after)
    return faults


def upload_wording(
    *, actor: Actor, scope: Scope | None, body_id: UUID, code: str, data: bytes, name: str
) -> TemplateVersion:
    """The office's own Word file with the blanks of ``code``, kept as a draft.

    Looked at in a process of its own. Raises RefusedError naming ``file``, with one sentence, for another
    kind of file, macros, links to the outside, or a blank that these papers do not have.
    """
    if code not in titles():
        _unknown(code)
    _sound(data, name, code)
    with transaction.atomic():
        body = _ours(actor, scope, body_id, code=code)
        return _drafted(actor, body, code, data=data, name=name)


@transaction.atomic
def use_wording(*, actor: Actor, scope: Scope | None, version_id: UUID) -> TemplateVersion:
    """Put the draft into use from today on; the version that served until now stands, with its last day.

    Raises RefusedError with the first fault, when there is one.
    """
    row = _open_draft(actor, scope, version_id)
    faults = faults_of(row.text, row.code) if not row.is_word else _faults_of_file(row)
    if faults:
        more = f" Còn {len(faults) - 1} chỗ nữa." if len(faults) > 1 else ""
        refuse("faulty", f"Chưa dùng được vì mẫu còn lỗi. {faults[0]}{more}", field="text")
    served = _in_use(row.body_id, row.code)
    if served is not None:
        _moved(actor, served, "replace_wording", ends_on=today())
    return _moved(actor, row, "use_wording", starts_on=today())


@transaction.atomic
def end_wording(*, actor: Actor, scope: Scope | None, body_id: UUID, code: str) -> TemplateVersion:
    """From today on the body's own version serves no more: its superior's does, else the delivered one."""
    _ours(actor, scope, body_id, code=code)
    row = _in_use(body_id, code)
    if row is None:
        refuse("not_own", "Đơn vị đang không dùng lời riêng cho mẫu này.")
    return _moved(actor, row, "end_wording", ends_on=today())


@transaction.atomic
def drop_wording(*, actor: Actor, scope: Scope | None, version_id: UUID) -> None:
    """Throw a draft away; what was once in use stays."""
    row = _open_draft(actor, scope, version_id)
    record(actor=actor, action="drop_wording", subject=row, body=row.body_id, before=_named(row))
    row.delete()


def _ours(actor: Actor, scope: Scope | None, body_id: UUID, *, code: str) -> "Body":
    """The body, locked, for which the person writes; the code is known."""
    if code not in titles():
        _unknown(code)
    body = locked(body_id)
    if not by_program(actor, scope) and scope is not None:
        require(may_write(scope, body.path))
    return body


def _unknown(code: str) -> None:
    refuse("code_unknown", f"Không có mẫu “{code[:20]}”; chọn một mẫu trong danh sách T01–T40.", field="code")


def _earlier(scope: Scope | None, version_id: UUID, code: str) -> TemplateVersion:
    rows = visible_wordings(scope) if scope is not None else TemplateVersion.objects.all()
    row = rows.get(pk=version_id, code=code)
    if row.is_word:
        refuse("word_file", "Bản này là tệp Word; tải về sửa rồi nộp lại thành bản mới.")
    return row


def _drafted(
    actor: Actor,
    body: "Body",
    code: str,
    *,
    text: str = "",
    data: bytes = b"",
    name: str = "",
    based_on: TemplateVersion | None = None,
) -> TemplateVersion:
    rows = TemplateVersion.objects.filter(body=body, code=code)
    if open_now := rows.filter(state=WordingState.DRAFT).select_related("made_by").first():
        by = f" của {open_now.made_by}" if open_now.made_by else ""
        refuse(
            "draft_open",
            f"Mẫu này đang có bản nháp {open_now.n}{by}. Sửa tiếp bản đó, hoặc bỏ nó rồi lập bản mới.",
        )
    row = TemplateVersion.objects.create(
        body=body,
        path=body.path,
        code=code,
        n=1 + (rows.aggregate(last=Max("n"))["last"] or 0),
        text=text,
        file=put(data, name=name, media_type=DOCX, by=actor, body=body.pk) if data else None,
        sha256=digest(data or text.encode()),
        based_on=based_on,
        made_by_id=actor.pk if actor else None,
    )
    record(actor=actor, action="draft_wording", subject=row, body=body.pk, after=_named(row))
    return row


def _open_draft(actor: Actor, scope: Scope | None, version_id: UUID) -> TemplateVersion:
    rows = visible_wordings(scope) if scope is not None else TemplateVersion.objects.all()
    rows.only("pk").get(pk=version_id)
    row = TemplateVersion.objects.select_for_update(of=("self",)).select_related("file").get(pk=version_id)
    if not by_program(actor, scope) and scope is not None:
        require(may_write(scope, row.path))
    if row.state != WordingState.DRAFT:
        refuse("in_use", f"Bản {row.n} đã đưa vào dùng nên không sửa được nữa; lập bản nháp mới từ bản này.")
    return row


def _savable(row: TemplateVersion, typed: str, seen: str) -> None:
    if row.is_word:
        refuse("word_file", "Bản này là tệp Word; tải về sửa rồi nộp lại thành bản mới.")
    if seen and seen != row.sha256:
        by = f" ({row.made_by})" if row.made_by else ""
        text = (
            f"Bản nháp vừa có người khác lưu{by} lúc {moment_words(row.changed_at)}, nên chưa ghi đè. "
            "Chữ anh/chị đã gõ vẫn còn dưới đây; chép phần sửa sang bản mới rồi lưu."
        )
        refuse("moved_on", text, field="text")
    if not typed.strip():
        refuse("text_missing", "Mẫu đang trống; giữ lại khung và lời, hoặc bỏ bản nháp.", field="text")
    if len(typed) > MOST_LETTERS:
        most = f"{MOST_LETTERS:,}".replace(",", ".")
        refuse("text_long", f"Mẫu dài quá {most} chữ nên chưa lưu được; rút gọn rồi lưu lại.", field="text")


def _sound(data: bytes, name: str, code: str) -> None:
    try:
        kind = detect(data, name)
        if kind != "docx":
            text = f"Mẫu riêng phải là tệp Word .docx; tệp này là {LABELS[kind]}."
            raise RefusedError(Refusal("not_docx", text, field="file"))
        faults = check_limited(data, text_of(code))
    except ReadingFault as trouble:
        raise RefusedError(Refusal(trouble.code, trouble.sentence, field="file")) from trouble
    if faults:
        more = f" Còn {len(faults) - 1} chỗ nữa." if len(faults) > 1 else ""
        refuse("office_file", f"{faults[0].sentence}{more}", field="file")


def _faults_of_file(row: TemplateVersion) -> Sequence[Fault]:
    """The delivered wording may have changed since the file was handed in."""
    if row.file is None:
        return ()
    try:
        return check_limited(read(row.file), text_of(row.code))
    except ReadingFault as trouble:
        raise RefusedError(Refusal(trouble.code, trouble.sentence, field="file")) from trouble


def _in_use(body_id: UUID, code: str) -> TemplateVersion | None:
    return TemplateVersion.objects.filter(body=body_id, code=code, state=WordingState.IN_USE).first()


def _moved(actor: Actor, row: TemplateVersion, step: str, **dates: date) -> TemplateVersion:
    """One step of a version; who may take it was asked before, of the locked body or draft."""
    return perform(
        subject=row,
        transition=WORDING[step],
        actor=actor,
        check=lambda _: ALLOWED,
        body=row.body_id,
        changes=dates,
    )


def _named(row: TemplateVersion) -> dict[str, object]:
    return {"wording": row.code, "version": row.n}
