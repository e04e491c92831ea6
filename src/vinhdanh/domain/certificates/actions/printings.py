"""A list put on a design; a certificate that no longer holds."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.certificates.access import visible_designs, visible_printings
from vinhdanh.domain.certificates.actions.common import Actor, asked_for, needed, refuse
from vinhdanh.domain.certificates.models import Certificate, CertificateDesign, Printing
from vinhdanh.domain.certificates.queries.designs import design_of
from vinhdanh.domain.certificates.states import AWARD, DECISION, MOST_ROWS, NAME
from vinhdanh.domain.papers.access import visible_papers
from vinhdanh.engines.documents.certificates import Design, ListFault, overflows, pasted, rows_for
from vinhdanh.engines.reading.faults import ReadingFault
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.kernel.clock import as_vietnamese, now
from vinhdanh.foundation.kernel.text import squash

_TOKEN_BYTES: Final = 16
_FAULTS: Final = 100
_LONG: Final = 1_000
"""Letters of any other field: more is a whole page that slipped into a cell."""
_LONGEST: Final = {NAME: 300, AWARD: 200, DECISION: 200}


@dataclass(frozen=True, slots=True)
class ListSource:
    """Where the rows come from, the first that is there: a paper's annex, an Excel file, pasted words."""

    words: str = ""
    workbook: bytes = b""
    paper_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PrintingWords:
    """``award`` and ``decision`` stand for every row that does not say its own."""

    title: str
    award: str
    decision: str


def prepare_printing(
    *, actor: Actor, scope: Scope | None, design_id: UUID, words: PrintingWords, source: ListSource
) -> Printing:
    """A list on the newest version of a design. Raises RefusedError: no right, no list, too long a list.

    What does not fit its box is no refusal here: it is listed on the page, before anything is printed.
    """
    table = _table(scope, source)
    with transaction.atomic():
        design = _design(actor, scope, design_id)
        return _prepared(actor, design, words=words, table=table, paper_id=source.paper_id)


def _design(actor: Actor, scope: Scope | None, design_id: UUID) -> CertificateDesign:
    rows = visible_designs(scope) if scope is not None else CertificateDesign.objects.all()
    design = rows.get(pk=design_id)
    asked_for(actor, scope, design.path)
    return design


def _prepared(
    actor: Actor,
    design: CertificateDesign,
    *,
    words: PrintingWords,
    table: Sequence[Sequence[str]],
    paper_id: UUID | None,
) -> Printing:
    version = design.versions.select_related("background").latest("n")
    title = needed(words.title, "title", "Đặt tên cho đợt in, ví dụ “Giấy khen năm 2026”.", most=200)
    award = needed(words.award, "award", "Ghi danh hiệu hoặc hình thức được tặng.", most=200)
    decision = needed(words.decision, "decision", "Ghi số và ngày quyết định khen thưởng.", most=200)
    design_data = design_of(version)
    rows = _rows(design_data, table)
    found = overflows(design_data, ({**row, **_common(words, row)} for row in rows))
    made = Printing.objects.create(
        body_id=design.body_id,
        path=design.path,
        version=version,
        title=title,
        award=award,
        decision=decision,
        paper_id=paper_id,
        count=len(rows),
        faults=[str(each) for each in found[:_FAULTS]],
        fault_count=len(found),
        created_by_id=actor.pk if actor else None,
    )
    Certificate.objects.bulk_create(
        [_certificate(made, place, row) for place, row in enumerate(rows, 1)], batch_size=500
    )
    after = {"printing": title, "count": len(rows)}
    record(actor=actor, action="prepare_printing", subject=made, body=design.body_id, after=after)
    return made


def _rows(design: Design, table: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    try:
        rows = rows_for(design, table, name_key=NAME)
    except ListFault as fault:
        refuse("list_unreadable", str(fault), field="words")
    if len(rows) > MOST_ROWS:
        text = f"Danh sách có {len(rows)} dòng; một đợt in nhiều nhất {MOST_ROWS}. Hãy chia nhỏ."
        refuse("list_too_long", text, field="words")
    for place, row in enumerate(rows, 1):
        for key, words in row.items():
            if len(words) > (most := _LONGEST.get(key, _LONG)):
                refuse("words_too_long", f"Dòng {place} có ô dài quá {most} chữ; ghi gọn lại.", field="words")
    return rows


def _common(words: PrintingWords | Printing, row: dict[str, str]) -> dict[str, str]:
    """What the row says of award and decision, else what holds for all."""
    return {AWARD: row.get(AWARD) or words.award, DECISION: row.get(DECISION) or words.decision}


def _certificate(printing: Printing, place: int, row: dict[str, str]) -> Certificate:
    common = _common(printing, row)
    return Certificate(
        printing=printing,
        position=place,
        token=secrets.token_urlsafe(_TOKEN_BYTES),
        name=squash(row[NAME]),
        award=squash(common[AWARD]),
        decision=squash(common[DECISION]),
        data={**row, **common},
    )


def _table(scope: Scope | None, source: ListSource) -> Sequence[Sequence[str]]:
    if source.paper_id is not None:
        return _annex(scope, source.paper_id)
    if source.workbook:
        from vinhdanh.engines.reading.workbook.plain import cells_limited

        try:
            return cells_limited(source.workbook)
        except ReadingFault as fault:
            refuse("file_unreadable", fault.sentence, field="file")
    if not source.words.strip():
        refuse("list_missing", "Dán danh sách, gửi tệp Excel hoặc chọn văn bản có phụ lục.", field="words")
    return pasted(source.words)


def _annex(scope: Scope | None, paper_id: UUID) -> Sequence[Sequence[str]]:
    """The longest table of the paper's newest Word file, which is the master."""
    from vinhdanh.domain.papers.queries.papers import reads_whole
    from vinhdanh.domain.papers.queries.versions import tables_of

    if scope is None:
        refuse("no_scope", "Chỉ người xem được văn bản mới lấy danh sách của văn bản.", field="paper")
    paper = visible_papers(scope).filter(pk=paper_id).first()
    tables = tables_of(paper) if paper and reads_whole(scope, paper) else []
    if not tables:
        text = "Văn bản này không có phụ lục dạng bảng trong bản Word; hãy dán danh sách."
        refuse("no_annex", text, field="paper")
    return max(tables, key=len)


@transaction.atomic
def void_certificate(
    *, actor: Actor, scope: Scope | None, printing_id: UUID, position: int, reason: str
) -> Certificate:
    """From now on whoever checks this certificate is told that it does not hold. Asks for a reason."""
    rows = visible_printings(scope) if scope is not None else Printing.objects.all()
    printing = rows.get(pk=printing_id)
    asked_for(actor, scope, printing.path)
    words = needed(reason, "reason", "Ghi lý do, ví dụ số quyết định hủy bỏ.", most=500)
    row = Certificate.objects.select_for_update().get(printing=printing, position=position)
    if row.voided_at:
        refuse(
            "voided",
            f"Bằng số {position} đã được ghi hết giá trị ngày {as_vietnamese(row.voided_at):%d/%m/%Y}.",
        )
    row.voided_at, row.void_reason = now(), words
    row.voided_by_id = actor.pk if actor else None
    row.save(update_fields=["voided_at", "voided_by", "void_reason"])
    after = {"certificate": position, "name": row.name}
    record(
        actor=actor, action="void_certificate", subject=printing, body=printing.body_id, after=after,
        reason=words,
    )  # fmt: skip
    return row
