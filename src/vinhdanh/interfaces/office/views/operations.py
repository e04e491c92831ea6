"""Jobs as people follow them, and the operator's page over all of them."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.foundation.jobs.actions import cancel_run, forget_run, retry_run
from vinhdanh.foundation.jobs.models import Run
from vinhdanh.foundation.jobs.queries import depth, periodic_rows, run_asked_by, runs, workers
from vinhdanh.foundation.jobs.schedule import Schedule
from vinhdanh.foundation.jobs.states import ACTIVE, RunState
from vinhdanh.interfaces.office.helpers import attempt, page, user_of, uuid_or_none

_SHOWN = (
    ("", "Đang có và không thành"),
    (RunState.WAITING, "Đang chờ"),
    (RunState.RUNNING, "Đang chạy"),
    (RunState.FAILED, "Không thành"),
    (RunState.DONE, "Đã xong"),
    (RunState.CANCELLED, "Đã dừng"),
)
_KINDS = {
    RunState.WAITING: "waiting",
    RunState.RUNNING: "doing",
    RunState.DONE: "done",
    RunState.FAILED: "error",
    RunState.CANCELLED: "dropped",
}
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def job(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One's own job: how far it is, how it ended."""
    run = _own(request, pk)
    return page(request, "office/operations/job.html", _shown(run), part="office/operations/_job.html")


def job_stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    run = _own(request, pk)
    attempt(request, lambda: cancel_run(actor=user_of(request), run_id=run.pk), done="Đã yêu cầu dừng.")
    return redirect("job", run.pk)


def _own(request: HttpRequest, pk: UUID) -> Run:
    run = run_asked_by(user_of(request).pk, pk)
    if run is None:
        raise Http404
    return run


def overview(request: HttpRequest) -> HttpResponse:
    """The queue, its workers, the jobs that come by themselves; the list turns by ``?truoc=``."""
    state = request.GET.get("trang-thai", "")
    rows, more = runs(state=state, after=uuid_or_none(request.GET.get("truoc")))
    living, figures = workers(), depth()
    context: dict[str, Any] = {
        "depth": figures,
        "oldest": _wait_words(figures.oldest_wait.total_seconds()) if figures.oldest_wait else "",
        "workers": living,
        "alive": sum(1 for worker in living if worker.alive),
        "rows": [_shown(run) for run in rows],
        "states": [
            {
                "label": label,
                "url": f"?trang-thai={key}" if key else "?",
                "current": key == state,
                "count": None,
            }
            for key, label in _SHOWN
        ],
        "next": f"?trang-thai={state}&truoc={rows[-1].pk}" if more else "",
        "periodic": [{"row": row, "when": _when(row.schedule)} for row in periodic_rows()],
    }
    return page(request, "office/operations/overview.html", context)


def _shown(run: Run) -> dict[str, Any]:
    active = run.state in ACTIVE
    return {"run": run, "kind": _KINDS[RunState(run.state)], "active": active, "ended": not active}


def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, lambda: cancel_run(actor=user_of(request), run_id=pk), "Đã yêu cầu dừng.")


def retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, lambda: retry_run(actor=user_of(request), run_id=pk), "Đã đưa lại vào hàng đợi.")


def forget(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, lambda: forget_run(actor=user_of(request), run_id=pk), "Đã bỏ khỏi danh sách.")


def _act(request: HttpRequest, act: Any, done: str) -> HttpResponse:
    attempt(request, act, done=done)
    return redirect("operations")


def _when(schedule: Schedule) -> str:
    """A schedule in words: "mỗi 10 giây", "07:30 hằng ngày", "07:30 thứ Hai"."""
    if schedule.every:
        return f"mỗi {_wait_words(schedule.every.total_seconds())}"
    day = "hằng ngày" if schedule.weekday is None else _WEEKDAYS[schedule.weekday]
    return f"{schedule.at:%H:%M} {day}"


def _wait_words(seconds: float) -> str:
    for size, word in ((86_400, "ngày"), (3_600, "giờ"), (60, "phút")):
        if seconds >= size:
            return f"{round(seconds / size)} {word}"
    return f"{round(seconds)} giây"
