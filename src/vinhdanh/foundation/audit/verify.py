"""Works the whole chain out again and compares: rows with seals, seals with anchors, and nothing beside them.

Streams in slices, so that memory does not grow with the log.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils.timezone import localtime

from vinhdanh.foundation.audit.anchors import Anchor, AnchorError, anchors
from vinhdanh.foundation.audit.chain import BEGINNING, COLUMNS, Content, canonical, digest_of
from vinhdanh.foundation.audit.models import AuditRow, Seal, Waiting
from vinhdanh.foundation.kernel.ids import uuid7_time

SLICE: Final = 5_000
_PAIRS: Final = f"""
SELECT number, row_id, digest, {COLUMNS}
FROM (SELECT * FROM audit_seal WHERE number > %s ORDER BY number LIMIT %s) seal
LEFT JOIN audit_auditrow ON id = row_id
ORDER BY number
"""  # noqa: S608


class _Seal(NamedTuple):
    number: int
    row_id: UUID
    digest: bytes


class FaultKind(StrEnum):
    """What is wrong with the log."""

    CHANGED = "changed"
    MISSING = "missing"
    GAP = "gap"
    REWRITTEN = "rewritten"
    CUT = "cut"
    INSERTED = "inserted"
    ANCHOR = "anchor"


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that is wrong: its place in the chain (None: it has none), the row, one sentence."""

    kind: FaultKind
    number: int | None
    row_id: UUID | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Report:
    """``rows`` sealed rows were found good (up to ``fault``, if any); ``waiting`` rows have no seal yet."""

    rows: int
    waiting: int
    anchors: int
    digest: str
    fault: Fault | None

    @property
    def sentence(self) -> str:
        if self.fault:
            return self.fault.sentence
        more = f" {_dots(self.waiting)} dòng mới đang chờ niêm." if self.waiting else ""
        outside = f"khớp {_dots(self.anchors)} mốc neo" if self.anchors else "chưa có mốc neo nào để so"
        return f"Nhật ký nguyên vẹn: {_dots(self.rows)} dòng đã niêm, {outside}.{more}"


class _Found(Exception):  # noqa: N818 - carries a finding out of nested loops, and is no error of the program
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.sentence)
        self.fault = fault


def verify() -> Report:
    """Check everything; raises OSError when a place of anchors cannot be reached."""
    waiting = Waiting.objects.count()
    walked = _Walk()
    try:
        held = _anchors()
        walked.run(held)
        _nothing_cut(held, walked.number)
        _nothing_beside()
        fault = None
    except _Found as found:
        fault = found.fault
        held = {}
    return Report(walked.number, waiting, sum(map(len, held.values())), walked.digest.hex(), fault)


def _anchors() -> Mapping[int, Sequence[Anchor]]:
    try:
        return anchors()
    except AnchorError as error:
        raise _Found(Fault(FaultKind.ANCHOR, None, None, str(error))) from error


class _Walk:
    """Goes along the chain; ``number`` and ``digest`` are the last that were found good."""

    def __init__(self) -> None:
        self.number = 0
        self.digest = BEGINNING

    def run(self, held: Mapping[int, Sequence[Anchor]]) -> None:
        """Walk to the end; raises _Found at the first fault."""
        for seal, row in _pairs():
            if seal.number != self.number + 1:
                raise _Found(_gap(self.number + 1, seal.number))
            if row is None:
                raise _Found(_missing(seal))
            digest = digest_of(seal.number, canonical(row), self.digest)
            if digest != seal.digest:
                raise _Found(_changed(seal, row))
            for anchor in held.get(seal.number, ()):
                if anchor.digest != digest.hex():
                    raise _Found(_rewritten(anchor))
            self.number, self.digest = seal.number, digest


def _pairs() -> Iterator[tuple[_Seal, Content | None]]:
    """Seals in order with their rows; one query a slice, and no row of the ORM: there may be millions."""
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_PAIRS, [last, SLICE])
            found = cursor.fetchall()
        if not found:
            return
        for number, row_id, digest, *content in found:
            yield _Seal(number, row_id, bytes(digest)), Content(*content) if content[0] else None
        last = found[-1][0]


def _nothing_cut(held: Mapping[int, Sequence[Anchor]], number: int) -> None:
    """The newest anchor may not know more rows than the chain has."""
    newest = max(held, default=0)
    if newest > number:
        at = f"{localtime(held[newest][0].at):%H:%M %d/%m/%Y}"
        text = (
            f"Đuôi nhật ký đã mất: mốc neo lúc {at} ghi {_dots(newest)} dòng, cơ sở dữ liệu chỉ còn "
            f"{_dots(number)}; mất từ dòng số {_dots(number + 1)}."
        )
        raise _Found(Fault(FaultKind.CUT, number + 1, None, text))


def _nothing_beside() -> None:
    """No row without a seal, but for those that wait for one."""
    sealed, waits = Seal.objects.filter(row_id=OuterRef("pk")), Waiting.objects.filter(row_id=OuterRef("pk"))
    row = AuditRow.objects.filter(~Exists(sealed), ~Exists(waits)).order_by("pk").first()
    if row is not None:
        text = f"Dòng {_told(row)} đã được chèn thẳng vào cơ sở dữ liệu: không có niêm và không chờ niêm."
        raise _Found(Fault(FaultKind.INSERTED, None, row.pk, text))


def _gap(wanted: int, found: int) -> Fault:
    text = f"Niêm số {_dots(wanted)} không còn: sau niêm số {_dots(wanted - 1)} là niêm số {_dots(found)}."
    return Fault(FaultKind.GAP, wanted, None, text)


def _missing(seal: _Seal) -> Fault:
    made = ""
    if seal.row_id.version == 7:
        made = f" tạo lúc {localtime(uuid7_time(seal.row_id)):%H:%M %d/%m/%Y},"
    text = f"Dòng số {_dots(seal.number)} ({seal.row_id},{made} đã niêm) không còn trong nhật ký."
    return Fault(FaultKind.MISSING, seal.number, seal.row_id, text)


def _changed(seal: _Seal, row: Content) -> Fault:
    text = f"Dòng số {_dots(seal.number)} khác với lúc niêm: {_told(row)}."
    return Fault(FaultKind.CHANGED, seal.number, row.id, text)


def _rewritten(anchor: Anchor) -> Fault:
    text = (
        f"Chuỗi niêm đã bị viết lại: đến dòng số {_dots(anchor.number)} nó khác mốc neo "
        f"đặt lúc {localtime(anchor.at):%H:%M %d/%m/%Y}."
    )
    return Fault(FaultKind.REWRITTEN, anchor.number, None, text)


def _told(row: AuditRow | Content) -> str:
    at = f"{localtime(row.at):%H:%M %d/%m/%Y}"
    return f"{row.id} ({row.action}, {row.subject_kind} {row.subject_id}, {at})"


def _dots(number: int) -> str:
    return f"{number:,}".replace(",", ".")
