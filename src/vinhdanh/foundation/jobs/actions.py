"""What people do to jobs: stop one, have one tried again, forget one. Who may is the caller's affair."""

from uuid import UUID

from django.db import IntegrityError, transaction
from procrastinate.contrib.django import app

from vinhdanh.foundation.audit.log import Actor, record
from vinhdanh.foundation.jobs.models import Run
from vinhdanh.foundation.jobs.states import ACTIVE, RunState
from vinhdanh.foundation.kernel.clock import machine_now
from vinhdanh.foundation.kernel.results import Refusal, RefusedError


@transaction.atomic
def cancel_run(*, actor: Actor, run_id: UUID) -> Run:
    """A waiting job is taken off the queue; one that runs is asked to stop and does so at its next report.

    Raises RefusedError when it has ended, Run.DoesNotExist when there is none.
    """
    run = _locked(run_id)
    if run.state not in ACTIVE:
        raise RefusedError(
            Refusal(
                "ended", f"Việc “{run}” đã kết thúc ({run.get_state_display()}) nên không còn gì để dừng."
            )
        )
    changes: dict[str, object] = {"cancel_asked": True}
    if run.state == RunState.WAITING and _taken_off(run):
        changes |= {"state": RunState.CANCELLED, "finished_at": machine_now()}
    return _changed(actor, "cancel_job", run, changes=changes)


@transaction.atomic
def retry_run(*, actor: Actor, run_id: UUID) -> Run:
    """Queue a failed job again from the start. Raises RefusedError when it did not fail."""
    run = _must_have_failed(run_id)
    if run.number is None:
        raise RefusedError(Refusal("lost", f"Việc “{run}” không còn trong hàng đợi; hãy quên nó và làm lại."))
    changes: dict[str, object] = {
        "state": RunState.WAITING,
        "finished_at": None,
        "fault": "",
        "cancel_asked": False,
    }
    try:
        with transaction.atomic():
            changed = _changed(actor, "retry_job", run, changes=changes)
    except IntegrityError:
        text = f"Một việc “{run}” khác đang chờ hoặc đang chạy; chờ việc đó xong rồi hãy thử lại."
        raise RefusedError(Refusal("same_key", text)) from None
    app.job_manager.retry_job_by_id(run.number, retry_at=machine_now())
    return changed


@transaction.atomic
def forget_run(*, actor: Actor, run_id: UUID) -> None:
    """Take a failed job off the list for good. Raises RefusedError when it did not fail."""
    run = _must_have_failed(run_id)
    record(
        actor=actor, action="forget_job", subject=run, before={"name": run.name, "fault": run.fault}, after={}
    )
    run.delete()


def _locked(run_id: UUID) -> Run:
    return Run.objects.select_for_update().get(pk=run_id)


def _must_have_failed(run_id: UUID) -> Run:
    run = _locked(run_id)
    if run.state != RunState.FAILED:
        raise RefusedError(
            Refusal(
                "not_failed", f"Việc “{run}” nay ở trạng thái “{run.get_state_display()}”, không phải hỏng."
            )
        )
    return run


def _taken_off(run: Run) -> bool:
    return bool(run.number and app.job_manager.cancel_job_by_id(run.number, delete_job=True))


def _changed(actor: Actor, action: str, run: Run, *, changes: dict[str, object]) -> Run:
    Run.objects.filter(pk=run.pk).update(**changes)
    before = {"state": str(run.state)}
    run.refresh_from_db()
    record(actor=actor, action=action, subject=run, before=before, after={"state": str(run.state)})
    return run
