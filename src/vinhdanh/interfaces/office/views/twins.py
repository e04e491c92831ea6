"""Records that may be of one subject, side by side; merges, and merges undone."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.domain.people.access import kept_subjects
from vinhdanh.domain.people.actions import merge_subjects, tell_apart, undo_merge
from vinhdanh.domain.people.queries.twins import PAGE, one_pair, open_pairs, recent_merges
from vinhdanh.domain.registry.queries.weight import weights_of
from vinhdanh.foundation.jobs.queries import newest_run
from vinhdanh.foundation.jobs.queue import enqueue
from vinhdanh.foundation.jobs.states import ACTIVE
from vinhdanh.interfaces.office.helpers import (
    attempt,
    let_go,
    page,
    refused,
    scope_of,
    settle,
    user_of,
    uuid_or_none,
    whole_number,
)
from vinhdanh.interfaces.office.people import KEY

FIND_JOB = "people.find_twins"


def twins(request: HttpRequest) -> HttpResponse:
    """Open pairs, the most alike first, and merges that can still be undone."""
    among = kept_subjects(scope_of(request))
    first = whole_number(request.GET.get("tu")) or 0
    pairs, more = open_pairs(among, first=first)
    run = newest_run(FIND_JOB)
    context = {
        "pairs": pairs,
        "weights": weights_of({side.id for pair in pairs for side in pair.sides}),
        "next": f"?tu={first + PAGE}" if more else "",
        "merges": [] if first else recent_merges(among),
        "run": run if run and run.state in ACTIVE else None,
    }
    return page(request, "office/twins/index.html", context)


def look(request: HttpRequest) -> HttpResponse:
    """Look for pairs now instead of tonight."""
    enqueue(FIND_JOB, key=FIND_JOB, asked_by=user_of(request))
    return redirect("twins")


def twin(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One pair with everything that is known of both; POST says what they are."""
    among = kept_subjects(scope_of(request))
    pair = one_pair(among, pk)
    if pair is None:
        raise Http404
    context: dict[str, Any] = {"pair": pair, "weights": weights_of({side.id for side in pair.sides})}
    if request.method == "POST":
        refusal = settle(request, lambda: _answer(request, pk), done="Đã ghi; hồ sơ và sổ đã theo.")
        if refusal is None:
            return let_go(request, redirect("twins"))
        context |= refused(refusal, KEY, request.POST)
    return page(request, "office/twins/pair.html", context, status=422 if "fault" in context else 200)


def _answer(request: HttpRequest, pk: UUID) -> None:
    """``keep`` is the record that stays; without one the two are told apart."""
    among = kept_subjects(scope_of(request))
    pair = one_pair(among, pk)
    reason = request.POST.get("reason", "")
    who: dict[str, Any] = {"actor": user_of(request), "scope": scope_of(request), "reason": reason}
    kept = uuid_or_none(request.POST.get("stays"))
    sides = [side.id for side in pair.sides] if pair else []
    if kept in sides:
        gone = next(side for side in sides if side != kept)
        merge_subjects(kept_id=kept, gone_id=gone, **who)
    else:
        tell_apart(twin_id=pk, **who)


def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Two records again."""
    if not any(line.id == pk for line in recent_merges(kept_subjects(scope_of(request)))):
        raise Http404
    attempt(
        request,
        lambda: undo_merge(
            actor=user_of(request),
            scope=scope_of(request),
            merge_id=pk,
            reason=request.POST.get("reason", ""),
        ),
        done="Đã tách lại thành hai hồ sơ; các dòng đã về chỗ cũ.",
    )
    return redirect("twins")
