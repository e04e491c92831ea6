"""The queue: rolled back means never run; one key, one job; trouble ends with a sentence."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from tests.world import World, make_world
from vinhdanh.foundation.audit.log import history
from vinhdanh.foundation.jobs import carrying, upkeep
from vinhdanh.foundation.jobs.actions import cancel_run, forget_run, retry_run
from vinhdanh.foundation.jobs.models import Run
from vinhdanh.foundation.jobs.queries import depth, newest_run, runs, workers
from vinhdanh.foundation.jobs.queue import LONG, enqueue, job
from vinhdanh.foundation.kernel.clock import machine_now
from vinhdanh.foundation.kernel.results import Refusal, RefusedError

pytestmark = pytest.mark.django_db
_work: dict[str, Callable[..., Any]] = {}


@job("tests.any", title="Việc thử")
def _any(**arguments: Any) -> Any:
    return _work["do"](**arguments)


@job("tests.long", long=True)
def _long() -> None:
    return None


@pytest.fixture(autouse=True)
def _nothing_left(db: None) -> Iterator[None]:
    """Tests with real transactions leave the library's tables behind: they are not Django's to empty."""
    _empty_the_queue()
    yield
    _empty_the_queue()
    _work.clear()
    carrying.STOPPING.clear()


def _empty_the_queue() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def _run_next() -> Run:
    """Fetch as a worker does and carry out; the state that the library would give is given too."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        worker = cursor.fetchone()[0]
        cursor.execute("SELECT id, args, attempts FROM procrastinate_fetch_job_v2(NULL, %s)", [worker])
        number, arguments, attempts = cursor.fetchone()
    queued = Job(
        id=number,
        queue="default",
        lock=None,
        queueing_lock=None,
        task_name="tests.any",
        task_kwargs=json.loads(arguments) if isinstance(arguments, str) else arguments,
        attempts=attempts,
    )
    try:
        carrying.carry_out(_any, queued, queued.task_kwargs)
    except Exception as error:
        decision = carrying.RETRY.get_retry_decision(exception=error, job=queued)
        if decision:
            app.job_manager.retry_job_by_id(number, retry_at=decision.retry_at)
            _make_due(number)
        else:
            _finish(number, "failed", delete=False)
    else:
        _finish(number, "succeeded", delete=True)
    return Run.objects.get(number=number)


def _finish(number: int, status: str, *, delete: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT procrastinate_finish_job_v1(%s, %s, %s)", [number, status, delete])


def _make_due(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE id = %s", [number])


def test_rolled_back_means_that_nothing_runs() -> None:
    with transaction.atomic():
        enqueue("tests.any", key="k")
        transaction.set_rollback(True)
    assert not ProcrastinateJob.objects.exists()
    assert not Run.objects.exists()


def test_the_answer_is_kept_for_who_asked(world: World) -> None:
    _work["do"] = lambda number: {"rows": number}
    key = enqueue("tests.any", asked_by=world.officer, title="Nhập danh bạ", number=3)
    run = _run_next()
    assert (run.pk, run.state, run.result, run.progress) == (key, "done", {"rows": 3}, 100)
    assert (str(run), run.asked_by_id) == ("Nhập danh bạ", world.officer.pk)


def test_one_key_is_one_job_while_it_waits_or_runs() -> None:
    first = enqueue("tests.any", key="so-1")
    assert enqueue("tests.any", key="so-1") == first
    assert ProcrastinateJob.objects.count() == 1
    seen: list[UUID] = []
    _work["do"] = lambda: seen.append(enqueue("tests.any", key="so-1"))
    _run_next()
    assert seen == [first]
    assert enqueue("tests.any", key="so-1") != first
    assert newest_run("so-1")


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_with_one_key_one_is_queued() -> None:
    found: list[UUID] = []
    ready = threading.Barrier(4)

    def ask() -> None:
        ready.wait()
        found.append(enqueue("tests.any", key="cung-luc"))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert ProcrastinateJob.objects.count() == Run.objects.count() == 1


def test_a_refusal_is_an_answer_and_is_not_tried_again() -> None:
    def refuse() -> None:
        raise RefusedError(Refusal("closed", "Đơn vị đã giải thể hôm qua."))

    _work["do"] = refuse
    enqueue("tests.any")
    run = _run_next()
    assert (run.state, run.fault, run.attempts) == ("failed", "Đơn vị đã giải thể hôm qua.", 1)
    assert depth().failed == 1


def test_a_poison_job_is_tried_five_times_and_then_given_up_with_a_sentence() -> None:
    def break_down() -> None:
        raise ZeroDivisionError

    _work["do"] = break_down
    enqueue("tests.any")
    states = [_run_next().state for _ in range(5)]
    run = Run.objects.get()
    assert states == ["waiting"] * 4 + ["failed"]
    assert "Đã thử 5 lần" in run.fault
    assert ProcrastinateJob.objects.get().status == "failed"


def test_the_waits_grow() -> None:
    waits = []
    for attempts in range(4):
        queued = Job(
            id=1, queue="q", lock=None, queueing_lock=None, task_name="t", task_kwargs={}, attempts=attempts
        )
        decision = carrying.RETRY.get_retry_decision(exception=ValueError(), job=queued)
        assert decision
        assert decision.retry_at
        waits.append(round((decision.retry_at - machine_now()).total_seconds()))
    assert waits == [5, 11, 29, 83]


def test_a_waiting_job_is_taken_off_the_queue(world: World) -> None:
    key = enqueue("tests.any", asked_by=world.officer)
    run = cancel_run(actor=world.officer, run_id=key)
    assert run.state == "cancelled"
    assert not ProcrastinateJob.objects.exists()
    assert history(run)[0].action == "cancel_job"
    with pytest.raises(RefusedError, match="đã kết thúc"):
        cancel_run(actor=world.officer, run_id=key)


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_at_once_and_a_running_job_stops_when_asked() -> None:
    world = make_world()
    seen: list[tuple[int | None, str]] = []

    def import_rows(rows: int) -> None:
        with transaction.atomic():
            for number in range(1, rows + 1):
                world.plan.title = f"Đã đổi {number}"
                world.plan.save()
                carrying.report(number, of=rows, message=f"Dòng {number}")
                in_thread = threading.Thread(target=lambda: seen.append(_seen()))
                in_thread.start()
                in_thread.join()
                if number == 1:
                    other = threading.Thread(target=_stop)
                    other.start()
                    other.join()
                time.sleep(carrying._REPORT_SECONDS)

    def _seen() -> tuple[int | None, str]:
        row = Run.objects.get()
        connection.close()
        return row.progress, row.message

    def _stop() -> None:
        cancel_run(actor=world.officer, run_id=Run.objects.get().pk)
        connection.close()

    _work["do"] = import_rows
    enqueue("tests.any", rows=4)
    run = _run_next()
    assert seen == [(25, "Dòng 1")]
    assert run.state == "cancelled"
    world.plan.refresh_from_db()
    assert "Đã đổi" not in world.plan.title


def test_a_stopping_worker_gives_its_job_back() -> None:
    def go_on() -> None:
        carrying.STOPPING.set()
        carrying.report(1)

    _work["do"] = go_on
    enqueue("tests.any")
    assert _run_next().state == "waiting"
    carrying.STOPPING.clear()
    _work["do"] = lambda: None
    assert _run_next().state == "done"


def test_a_job_that_is_done_is_not_done_again_when_the_library_missed_the_news() -> None:
    done: list[int] = []
    _work["do"] = lambda: done.append(1)
    run = Run.objects.get(pk=enqueue("tests.any"))
    Run.objects.filter(pk=run.pk).update(state="done", finished_at=machine_now())
    carrying.rescued(run.number or 0)
    assert _run_next().state == "done"
    assert not done


def test_a_rescued_job_waits_again_and_one_given_up_has_its_sentence() -> None:
    run = Run.objects.get(pk=enqueue("tests.any"))
    Run.objects.filter(pk=run.pk).update(state="running", started_at=machine_now())
    carrying.rescued(run.number or 0)
    run.refresh_from_db()
    assert run.state == "waiting"
    carrying.given_up(run.number or 0)
    run.refresh_from_db()
    assert (run.state, run.fault) == ("failed", carrying.GIVEN_UP)
    carrying.rescued(run.number or 0)
    assert Run.objects.get(pk=run.pk).state == "failed"


def test_outside_a_job_reporting_does_nothing() -> None:
    carrying.report(1, of=2, message="không ai nghe")
    assert not Run.objects.exists()


def test_a_failed_job_is_tried_again_or_forgotten(world: World) -> None:
    def refuse() -> None:
        raise RefusedError(Refusal("x", "Không được."))

    _work["do"] = refuse
    key = enqueue("tests.any", key="mot")
    _run_next()
    other = enqueue("tests.any", key="mot")
    with pytest.raises(RefusedError, match="khác đang chờ"):
        retry_run(actor=world.officer, run_id=key)
    cancel_run(actor=world.officer, run_id=other)
    _make_due(retry_run(actor=world.officer, run_id=key).number or 0)
    _work["do"] = lambda: None
    assert _run_next().state == "done"
    with pytest.raises(RefusedError, match="không phải hỏng"):
        forget_run(actor=world.officer, run_id=key)


def test_what_is_forgotten_is_gone_from_the_library_too(world: World) -> None:
    def refuse() -> None:
        raise RefusedError(Refusal("x", "Không được."))

    _work["do"] = refuse
    key = enqueue("tests.any")
    _run_next()
    forget_run(actor=world.officer, run_id=key)
    upkeep.tidy()
    assert not ProcrastinateJob.objects.exists()


def test_long_jobs_have_a_queue_of_their_own() -> None:
    run = Run.objects.get(pk=enqueue("tests.long"))
    assert run.queue == LONG == ProcrastinateJob.objects.get().queue_name


def test_rows_that_missed_the_end_of_their_job_are_settled() -> None:
    run = Run.objects.get(pk=enqueue("tests.any"))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    upkeep.tidy()
    assert Run.objects.get().state == "waiting"  # may be of a transaction that is about to end
    Run.objects.filter(pk=run.pk).update(created_at=machine_now() - timedelta(minutes=2))
    upkeep.tidy()
    assert Run.objects.get().state == "done"


def test_ended_rows_are_forgotten_failed_ones_stay(world: World) -> None:
    hour, month = machine_now() - timedelta(hours=2), machine_now() - timedelta(days=31)
    made = [
        Run.objects.create(name="a", queue="q", state=state, finished_at=at, asked_by=by)
        for state, at, by in [
            ("done", hour, None),
            ("done", hour, world.officer),
            ("done", month, world.officer),
            ("failed", month, None),
        ]
    ]
    assert upkeep.forget_old() == 2
    assert set(Run.objects.values_list("pk", flat=True)) == {made[1].pk, made[3].pk}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_and_the_figures_cost_the_same_for_one_and_for_three(
    count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        enqueue("tests.any")
    with django_assert_num_queries(3):
        rows, more = runs()
        assert (len(rows), more) == (count, False)
        assert depth().waiting == count
        workers()
        assert rows[0].asked_by is None
