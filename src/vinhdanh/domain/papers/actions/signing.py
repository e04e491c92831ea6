"""Signing: a PDF with empty fields goes out, and what comes back counts only when every check is good."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.papers.actions.common import (
    PDF,
    Actor,
    add_version,
    latest_word,
    number_words,
    ours_to_issue,
    refuse,
    waits_of,
)
from vinhdanh.domain.papers.models import Paper, PaperVersion, Signatory, SignatureRecord
from vinhdanh.domain.papers.queries.roster import signatories_on
from vinhdanh.domain.papers.states import PaperState, SigningWay, VersionSource
from vinhdanh.domain.papers.workflow import PAPER
from vinhdanh.engines.documents.compare.limited import mend_limited
from vinhdanh.engines.documents.signatures.checking import Checked, Signature
from vinhdanh.engines.documents.signatures.limited import check_limited
from vinhdanh.engines.documents.signatures.roots import roots_in
from vinhdanh.engines.previews.office import as_pdf
from vinhdanh.engines.reading import ReadingFault
from vinhdanh.engines.workflow.transitions import perform
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.files.intake import Incoming
from vinhdanh.foundation.files.store import keep, read
from vinhdanh.foundation.kernel.clock import VIETNAM, machine_now, today
from vinhdanh.foundation.kernel.results import ALLOWED, Refusal, RefusedError
from vinhdanh.foundation.kernel.text import fold, squash

_AHEAD: Final = timedelta(minutes=10)
_NO_PDF: Final = (
    "Máy chủ không có LibreOffice và chưa tự dựng được PDF của văn bản này. "
    "Mở bản Word, in ra PDF, ký rồi ghi chữ ký tay kèm bản quét; hoặc nhờ người quản trị cài LibreOffice."
)


def export_pdf(*, actor: Actor, scope: Scope | None, paper_id: UUID) -> PaperVersion:
    """The PDF to be signed, with empty fields for the person and the seal; one more version.

    Made from the newest DOCX by LibreOffice; where there is none, from the data, and marked so
    (``past_word`` false). Raises RefusedError when neither can be done or the paper is not submitted.
    """
    from vinhdanh.engines.documents.signatures.fields import with_fields

    with transaction.atomic():
        paper = _submitted(actor, scope, paper_id)
        word = latest_word(paper)
    printed = as_pdf(_final(word), ".docx")
    made = with_fields(printed if printed is not None else _from_data(word), paper.signer_name)
    with transaction.atomic():
        paper = _submitted(actor, scope, paper_id)
        if latest_word(paper).pk != word.pk:
            refuse("moved_on", "Văn bản vừa có bản Word mới; bấm lại để lấy PDF của bản đó.")
        version = add_version(
            paper, made, actor=actor, source=VersionSource.EXPORT, media_type=PDF, based_on=word,
            past_word=printed is not None,
        )  # fmt: skip
        after = {"version": version.n}
        record(actor=actor, action="export_paper", subject=paper, body=paper.body_id, after=after)
    return version


def _final(word: PaperVersion) -> bytes:
    """The DOCX without the watermark of a draft."""
    try:
        return mend_limited(read(word.file), [{"do": "final"}])[1]
    except ReadingFault as fault:
        raise RefusedError(Refusal(fault.code, fault.sentence)) from fault


def _from_data(word: PaperVersion) -> bytes:
    """The paper as the system wrote it: what was changed in Word since is not in it, and the page says so."""
    from vinhdanh.domain.papers.queries.versions import printed_from_data
    from vinhdanh.engines.documents.typesetting import TypesettingFault

    try:
        made = printed_from_data(word)
    except TypesettingFault as fault:
        refuse("not_printed", str(fault))
    if made is None:
        refuse("no_pdf", _NO_PDF)
    return made


def _submitted(actor: Actor, scope: Scope | None, paper_id: UUID) -> Paper:
    paper = ours_to_issue(actor, scope, paper_id)
    if paper.state != PaperState.SUBMITTED:
        refuse("not_submitted", "Chỉ ký văn bản đang trình ký.")
    return paper


def take_signed(*, actor: Actor, scope: Scope | None, paper_id: UUID, data: bytes) -> PaperVersion:
    """Keep the PDF that was signed elsewhere, if it is this paper, whole, and signed by whom it names.

    Raises RefusedError, one sentence for each thing that is wrong; then nothing is kept.
    """
    return _take(actor, scope, paper_id, data=data, way=SigningWay.TOKEN)


def sign_by_service(*, actor: Actor, scope: Scope | None, paper_id: UUID) -> PaperVersion:
    """Sign with the key that the settings name; the result is checked as any other."""
    from vinhdanh.engines.documents.signatures import signing

    keys = settings.SIGNING
    if not keys.has_service:
        refuse("no_service", "Hệ thống chưa được cấu hình chứng thư để ký; ký bằng USB rồi nộp lại PDF.")
    with transaction.atomic():
        exported = read(_exported(_submitted(actor, scope, paper_id)).file)
    try:
        if keys.pkcs12 is not None:
            made = signing.sign_with_pkcs12(exported, keys.pkcs12, keys.secret)
        else:
            made = signing.sign_with_pkcs11(
                exported, keys.module, token=keys.token, pin=keys.secret, label=keys.label
            )
    except signing.SigningFault as fault:
        refuse("key_fault", f"Chưa ký được: {fault}. Nhờ người quản trị kiểm tra chứng thư của hệ thống.")
    return _take(actor, scope, paper_id, data=made, way=SigningWay.SERVICE)


def _exported(paper: Paper) -> PaperVersion:
    """The PDF that was made for signing from the newest DOCX."""
    rows = paper.versions.select_related("file").filter(source=VersionSource.EXPORT)
    found = rows.filter(based_on=latest_word(paper)).last()
    if found is None:
        refuse("not_exported", "Tải PDF để ký từ trang này trước, ký đúng tệp đó rồi nộp lại.", field="file")
    return found


def _take(actor: Actor, scope: Scope | None, paper_id: UUID, *, data: bytes, way: SigningWay) -> PaperVersion:
    with transaction.atomic():
        exported = _exported(_submitted(actor, scope, paper_id))
    roots = roots_in(settings.SIGNING.roots)
    if not roots:
        refuse(
            "no_roots",
            "Chưa cấu hình chứng thư của tổ chức cấp chữ ký số tin cậy nên chưa kiểm tra được chữ ký; "
            "báo người quản trị, hoặc ghi chữ ký tay kèm bản quét.",
            field="file",
        )
    checked = check_limited(data, read(exported.file), roots=roots, at=machine_now())
    with transaction.atomic():
        paper = _submitted(actor, scope, paper_id)
        if _exported(paper).pk != exported.pk:
            refuse("moved_on", "Văn bản vừa có bản mới để ký; tải bản đó về ký.", field="file")
        found = _good(paper, checked)
        version = add_version(
            paper, data, actor=actor, source=VersionSource.SIGNED, media_type=PDF, based_on=exported
        )
        exact = bool(checked and checked.exact)
        for each, signatory in found:
            _record(paper, version, actor, each=each, signatory=signatory, way=way, exact=exact)
        _signed(paper, actor)
    return version


def _good(paper: Paper, checked: Checked | None) -> Sequence[tuple[Signature, Signatory]]:
    """The signatures with who made them, once nothing speaks against any."""
    if checked is None:
        refuse(
            "unreadable",
            "Tệp này không phải PDF đọc được. Chọn đúng tệp PDF đã ký rồi nộp lại.",
            field="file",
        )
    if not checked.signatures:
        refuse(
            "unsigned", "PDF này chưa có chữ ký số nào. Ký bằng phần mềm của USB rồi nộp lại.", field="file"
        )
    for each in checked.signatures:
        _whole(each)
    if not checked.same_words:
        refuse(
            "other_paper",
            f"PDF này là văn bản khác: chữ trong tệp không khớp {number_words(paper)}. Chọn đúng tệp rồi "
            "nộp lại.",
            field="file",
        )
    if not checked.same_look:
        refuse(
            "other_look",
            "Trang trong tệp không giống bản hệ thống xuất để ký: có chỗ bị che hoặc vẽ thêm. Không nhận tệp "
            "này; ký lại đúng tệp tải từ đây.",
            field="file",
        )
    if checked.strangers:
        refuse(
            "strangers",
            f"Tệp có {checked.strangers}, không có trong bản hệ thống xuất để ký. Không nhận tệp này; ký lại "
            "đúng tệp tải từ đây.",
            field="file",
        )
    found = [(each, _on_roster(paper, each)) for each in checked.signatures]
    _by_the_signer(paper, checked.signatures)
    return found


def _whole(each: Signature) -> None:
    if not each.intact or not each.whole:
        why = each.trouble or "có phần được thêm vào sau khi ký"
        refuse(
            "altered",
            f"Chữ ký của {each.signer or 'người ký'} không còn giá trị: {why}. Không nhận tệp này.",
            field="file",
        )
    if not each.trusted:
        refuse(
            "untrusted",
            f"Chữ ký của {each.signer or 'người ký'} không được tin cậy: {each.trouble}. Kiểm tra chứng "
            "thư, hoặc "
            "nhờ người quản trị thêm tổ chức cấp vào danh sách tin cậy.",
            field="file",
        )
    if each.signed_at is None or each.signed_at > machine_now() + _AHEAD:
        refuse(
            "time_wrong",
            f"Giờ ký của {each.signer} không hợp lý; kiểm tra đồng hồ máy ký rồi ký lại.",
            field="file",
        )


def _on_roster(paper: Paper, each: Signature) -> Signatory:
    rows = signatories_on(paper.body_id, today())
    fits = (row for row in rows if _named(row.name, each.signer) and row.serial in {"", each.serial})
    found = next(fits, None)
    if found is None:
        refuse(
            "foreign_signer",
            f"“{each.signer}” (chứng thư {each.serial}) không có trong danh sách người ký của "
            f"{paper.issuer_name}. Không nhận chữ ký này; nếu đúng thẩm quyền, thêm vào danh sách người ký "
            "trước.",
            field="file",
        )
    return found


def _named(name: str, certified: str) -> bool:
    """Is this the name in a certificate? Hưng is not Hùng; some certificates are written without marks."""
    words = squash(certified)
    return squash(name).casefold() == words.casefold() or (words.isascii() and fold(name) == fold(words))


def _by_the_signer(paper: Paper, found: Sequence[Signature]) -> None:
    if paper.signer_name and not any(_named(paper.signer_name, each.signer) for each in found):
        others = ", ".join(each.signer for each in found)
        refuse(
            "other_signer",
            f"Văn bản ghi người ký {paper.signer_name}, tệp có chữ ký của {others}. Chưa đủ để ghi là đã ký.",
            field="file",
        )


def _record(
    paper: Paper,
    version: PaperVersion,
    actor: Actor,
    *,
    each: Signature,
    signatory: Signatory,
    way: str,
    exact: bool,
) -> None:
    assert each.signed_at is not None  # noqa: S101 - asked before
    SignatureRecord.objects.create(
        paper=paper,
        version=version,
        signatory=signatory,
        way=way,
        signer=each.signer,
        signed_at=each.signed_at,
        serial=each.serial,
        issuer=each.issuer[:300],
        sha256=version.sha256,
        verdict=_verdict(each, exact=exact),
        recorded_by_id=actor.pk if actor else None,
    )


def _verdict(each: Signature, *, exact: bool) -> str:
    same = (
        "Tệp đúng là bản hệ thống xuất để ký, không đổi một byte trước chữ ký."
        if exact
        else "Phần mềm ký đã lưu lại tệp; chữ từng trang khớp bản hệ thống xuất để ký."
    )
    return (
        f"Chữ ký phủ toàn bộ tệp, nội dung nguyên vẹn. {same} Chứng thư do {each.issuer} cấp, còn hiệu lực "
        "và nối "
        "đến tổ chức tin cậy đã cấu hình. Việc thu hồi chứng thư không hỏi qua mạng."
    )


@dataclass(frozen=True, slots=True)
class WetSignature:
    """Signed by hand: who, in which office, on which day."""

    signer: str
    signed_on: date | None


@transaction.atomic
def record_wet(
    *, actor: Actor, scope: Scope | None, paper_id: UUID, signature: WetSignature, scan: Incoming | None
) -> SignatureRecord:
    """Record that the paper was signed by hand, with its scan (PDF or picture)."""
    paper = _submitted(actor, scope, paper_id)
    signer = squash(signature.signer) or paper.signer_name
    if not signer:
        refuse("signer_missing", "Ghi họ tên người đã ký.", field="signer")
    if signature.signed_on is None or signature.signed_on > today():
        refuse("day_wrong", "Ghi ngày ký, không sau hôm nay.", field="signed_on")
    if scan is None or scan.media_type not in {PDF, "image/png", "image/jpeg"}:
        refuse("scan_missing", "Kèm bản quét PDF hoặc ảnh của văn bản đã ký.", field="file")
    version = _scanned(paper, scan, actor)
    row = SignatureRecord.objects.create(
        paper=paper,
        version=version,
        way=SigningWay.WET,
        signer=signer[:200],
        signed_at=datetime.combine(signature.signed_on, time(), VIETNAM),
        sha256=version.sha256,
        verdict="Ký tay trên giấy; hệ thống giữ bản quét, không kiểm tra được nét chữ.",
        recorded_by_id=actor.pk if actor else None,
    )
    _signed(paper, actor)
    return row


def _scanned(paper: Paper, scan: Incoming, actor: Actor) -> PaperVersion:
    last = paper.versions.order_by("-n").values_list("n", flat=True).first() or 0
    file = keep(scan, by=actor, body=paper.body_id)
    return PaperVersion.objects.create(
        paper=paper,
        n=last + 1,
        source=VersionSource.SCAN,
        file=file,
        sha256=file.sha256,
        based_on=latest_word(paper),
        made_by_id=actor.pk if actor else None,
    )


def _signed(paper: Paper, actor: Actor) -> None:
    perform(
        subject=paper,
        transition=PAPER["sign_paper"],
        actor=actor,
        check=lambda _: ALLOWED,
        body=paper.body_id,
        changes={"revision": paper.revision + 1},
        waits=waits_of,
    )
