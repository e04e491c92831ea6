"""The chain holds whatever happens in good faith, and breaks where somebody tampers."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, connections, transaction

from tests.conftest import TODAY
from tests.world import body
from vinhdanh.config.papers import AnchorSettings
from vinhdanh.domain.organisations.models import Body
from vinhdanh.foundation.audit.anchors import drop_anchor
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.audit.models import AuditRow, Seal, Waiting
from vinhdanh.foundation.audit.sealer import seal_all, seal_waiting
from vinhdanh.foundation.audit.verify import FaultKind, verify
from vinhdanh.foundation.kernel.clock import FrozenClock
from vinhdanh.foundation.kernel.tracing import traced

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def anchors(settings: Any, tmp_path: Path) -> Path:
    settings.ANCHORS = AnchorSettings(tmp_path)
    return tmp_path


@pytest.fixture
def place(db: None) -> Body:
    return body("Ủy ban nhân dân tỉnh Thử Nghiệm", kind="people_committee")


def _act(place: Body, number: int, **more: Any) -> None:
    record(actor=None, action="try", subject=place, body=place.pk, after={"number": number}, **more)


@pytest.fixture
def sealed(place: Body) -> list[UUID]:
    """Five acts and more in a sealed and anchored chain; the ids in the order of the chain."""
    for number in range(5):
        _act(place, number)
    seal_all()
    drop_anchor()
    return list(Seal.objects.order_by("number").values_list("row_id", flat=True))


def _without_triggers(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("audit_auditrow", "audit_seal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(sql, list(values))
        for table in ("audit_auditrow", "audit_seal"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_a_chain_nobody_touched_is_whole(sealed: list[UUID]) -> None:
    report = verify()
    assert report.fault is None
    assert (report.rows, report.waiting, report.anchors) == (len(sealed), 0, 1)
    assert "nguyên vẹn" in report.sentence
    assert list(Seal.objects.order_by("number").values_list("number", flat=True)) == list(
        range(1, len(sealed) + 1)
    )


def test_fresh_rows_wait_and_are_no_fault(sealed: list[UUID], place: Body) -> None:
    _act(place, 9)
    report = verify()
    assert (report.fault, report.waiting) == (None, 1)
    assert "1 dòng mới đang chờ niêm" in report.sentence


TAMPERING: dict[str, tuple[FaultKind, Callable[[list[UUID]], None], int | None]] = {
    "a reason is changed": (
        FaultKind.CHANGED,
        lambda ids: _without_triggers("UPDATE audit_auditrow SET reason = 'x' WHERE id = %s", ids[2]),
        3,
    ),
    "who did it is forgotten": (
        FaultKind.CHANGED,
        lambda ids: _without_triggers("UPDATE audit_auditrow SET body = NULL WHERE id = %s", ids[-1]),
        -1,
    ),
    "the time is changed": (
        FaultKind.CHANGED,
        lambda ids: _without_triggers(
            "UPDATE audit_auditrow SET at = at - interval '1 day' WHERE id = %s", ids[0]
        ),
        1,
    ),
    "a row is taken away": (
        FaultKind.MISSING,
        lambda ids: _without_triggers("DELETE FROM audit_auditrow WHERE id = %s", ids[1]),
        2,
    ),
    "a row and its seal are taken away": (
        FaultKind.GAP,
        lambda ids: _without_triggers(
            "WITH gone AS (DELETE FROM audit_auditrow WHERE id = %s RETURNING id) "
            "DELETE FROM audit_seal USING gone WHERE row_id = gone.id",
            ids[1],
        ),
        2,
    ),
    "the tail is taken away, seals and all": (
        FaultKind.CUT,
        lambda ids: _without_triggers(
            "WITH gone AS (DELETE FROM audit_auditrow WHERE id = ANY(%s) RETURNING id) "
            "DELETE FROM audit_seal USING gone WHERE row_id = gone.id",
            ids[-2:],
        ),
        -2,
    ),
    "everything is taken away": (
        FaultKind.CUT,
        lambda ids: _without_triggers(
            "WITH gone AS (DELETE FROM audit_auditrow RETURNING id) DELETE FROM audit_seal USING gone "
            "WHERE row_id = gone.id"
        ),
        1,
    ),
    "two rows change places": (
        FaultKind.CHANGED,
        lambda ids: _without_triggers(
            "UPDATE audit_seal SET row_id = CASE row_id WHEN %s THEN '00000000-0000-0000-0000-000000000001'"
            " ELSE '00000000-0000-0000-0000-000000000002' END::uuid WHERE row_id IN (%s, %s);"
            "UPDATE audit_seal SET row_id = %s WHERE row_id = '00000000-0000-0000-0000-000000000001';"
            "UPDATE audit_seal SET row_id = %s WHERE row_id = '00000000-0000-0000-0000-000000000002'",
            ids[1], ids[1], ids[2], ids[2], ids[1],
        ),
        2,
    ),
    "a row is slipped in beside the trigger": (
        FaultKind.INSERTED,
        lambda ids: _without_triggers(
            "INSERT INTO audit_auditrow SELECT '018f0000-0000-7000-8000-000000000000', at, body, action,"
            " subject_kind, subject_id, before, after, reason, actor_id, request_id FROM audit_auditrow"
            " WHERE id = %s",
            ids[0],
        ),
        None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("deed", TAMPERING)
def test_tampering_is_found_at_its_place(sealed: list[UUID], deed: str) -> None:
    kind, tamper, number = TAMPERING[deed]
    tamper(sealed)
    fault = verify().fault
    assert fault is not None
    assert fault.kind is kind
    wanted = number if number is None or number > 0 else len(sealed) + 1 + number
    assert fault.number == wanted
    assert fault.sentence.endswith(".")


def test_a_chain_written_anew_betrays_itself_by_its_anchor(sealed: list[UUID]) -> None:
    _without_triggers("UPDATE audit_auditrow SET reason = 'x' WHERE id = %s", sealed[0])
    _without_triggers("DELETE FROM audit_seal")
    Waiting.objects.bulk_create(Waiting(row_id=each) for each in sealed)
    seal_all()
    fault = verify().fault
    assert fault is not None
    assert fault.kind is FaultKind.REWRITTEN


def test_a_row_taken_away_while_it_waits_is_missed(place: Body) -> None:
    _act(place, 1)
    newest = AuditRow.objects.latest("id").pk
    _without_triggers("DELETE FROM audit_auditrow WHERE id = %s", newest)
    seal_all()
    fault = verify().fault
    assert fault is not None
    assert (fault.kind, fault.row_id) == (FaultKind.MISSING, newest)


def test_an_anchor_that_cannot_be_read_is_said(sealed: list[UUID], anchors: Path) -> None:
    (anchors / "000000000001-hong.json").write_text("{}")
    fault = verify().fault
    assert fault is not None
    assert fault.kind is FaultKind.ANCHOR
    assert "000000000001-hong.json" in fault.sentence


def test_an_anchor_is_set_down_once_and_cannot_be_written_to(sealed: list[UUID], anchors: Path) -> None:
    assert drop_anchor() is None
    (only,) = anchors.iterdir()
    assert only.stat().st_mode & 0o777 == 0o400


def test_the_seals_are_append_only_too(sealed: list[UUID]) -> None:
    from django.db import ProgrammingError

    for attempt in (Seal.objects.all().delete, lambda: Seal.objects.update(number=0)):
        with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
            attempt()


def test_a_clock_moved_back_does_not_break_the_chain(
    sealed: list[UUID], place: Body, clock: FrozenClock
) -> None:
    clock.advance(timedelta(days=-400))
    _act(place, 6)
    seal_all()
    drop_anchor()
    clock.move_to(TODAY)
    _act(place, 7)
    seal_all()
    assert verify().fault is None


def test_a_row_that_shows_late_is_sealed_after_younger_ones(sealed: list[UUID], place: Body) -> None:
    """As after a long transaction: its ids are older than those already sealed."""
    early = UUID("018f0000-0000-7000-8000-000000000000")
    AuditRow.objects.create(pk=early, action="try", subject_kind="x", subject_id=place.pk)
    seal_all()
    assert Seal.objects.get(row_id=early).number == len(sealed) + 1
    assert verify().fault is None


def test_what_one_request_did_carries_its_word(place: Body) -> None:
    with traced() as word:
        _act(place, 1)
        _act(place, 2)
    assert AuditRow.objects.filter(request_id=word).count() == 2
    assert len(word) == 32


@pytest.fixture
def committed(transactional_db: None) -> Body:
    return body("Ủy ban nhân dân tỉnh Thử Nghiệm", kind="people_committee")


def _in_thread(work: Callable[[], Any]) -> Any:
    try:
        return work()
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_several_sealers_at_once_make_one_chain(committed: Body) -> None:
    for number in range(200):
        _act(committed, number)
    with ThreadPoolExecutor(4) as pool:
        turns = [pool.submit(_in_thread, lambda: seal_waiting(most=20)) for _ in range(24)]
        assert sum(turn.result() for turn in turns) <= 201
    seal_all()
    report = verify()
    assert (report.fault, report.rows) == (None, AuditRow.objects.count())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_an_import_of_ten_thousand_rows_holds_nobody_up(committed: Body) -> None:
    """While one transaction writes 10,000 rows, short acts and the sealer go on."""
    started, done = threading.Event(), threading.Event()

    def import_rows() -> None:
        with transaction.atomic():
            for number in range(10_000):
                _act(committed, number)
                if number == 100:
                    started.set()
        done.set()

    waits: list[float] = []

    def act_now() -> None:
        begun = time.monotonic()
        with transaction.atomic():
            _act(committed, -1)
        seal_waiting()
        waits.append(time.monotonic() - begun)

    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(_in_thread, import_rows)
        assert started.wait(30)
        while not done.is_set():
            act_now()
        job.result()
    assert len(waits) > 20
    assert max(waits) < 2
    seal_all()
    report = verify()
    assert (report.fault, report.rows) == (None, AuditRow.objects.count())
