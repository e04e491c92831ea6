"""Council sessions: the list, one with its steps, the proof sheet of a change."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from vinhdanh.domain.organisations.queries.labels import called
from vinhdanh.domain.organisations.queries.relations import councils_within
from vinhdanh.domain.planning.access import may_reach, session_owner, visible_milestones
from vinhdanh.domain.planning.actions.sessions import (
    assign_milestone,
    cancel_session,
    checked_sheet,
    move_session,
    plan_session,
    reach_milestone,
    reopen_milestone,
)
from vinhdanh.domain.planning.models import CouncilSession
from vinhdanh.domain.planning.parties import parse_target
from vinhdanh.domain.planning.queries.plans import plan_choices
from vinhdanh.domain.planning.queries.sessions import (
    Change,
    Sheet,
    find_session,
    may_change,
    session_page,
    sheet_of,
)
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.interfaces.office.forms import not_one, read_date
from vinhdanh.interfaces.office.helpers import (
    attempt,
    choices,
    fetch,
    let_go,
    page,
    refused,
    scope_of,
    settle,
    user_of,
    uuid_or_none,
    whole_number,
)
from vinhdanh.interfaces.office.history import history_panel

ADD, MOVE, ASSIGN, CANCEL, DONE = "phien", "doi", "giao", "huy", "xong"


def session_list(request: HttpRequest) -> HttpResponse:
    scope = scope_of(request)
    number = whole_number(request.GET.get("page")) or 1
    rows, has_next = session_page(scope, number)
    context = {"rows": rows, "number": number, "has_next": has_next, "may_plan": session_owner(scope)}
    return page(request, "office/sessions/list.html", context)


def session_add(request: HttpRequest) -> HttpResponse:
    """Fix a session; what was typed comes back after a refusal."""
    if request.method == "GET":
        return _add_page(request, {})
    try:
        made = _added(request)
    except RefusedError as stopped:
        return _add_page(request, refused(stopped.refusal, ADD, request.POST))
    messages.success(request, "Đã xếp lịch phiên họp và các bước chuẩn bị.")
    return let_go(request, redirect("session", made.pk))


def _add_page(request: HttpRequest, fault: Mapping[str, Any]) -> HttpResponse:
    scope = scope_of(request)
    owner = session_owner(scope)
    councils = councils_within(owner.scope_path, scope.on) if owner else []
    typed: Mapping[str, Any] = fault.get("typed", {})
    context = {
        "councils": choices(councils, typed.get("council", councils[0][0] if len(councils) == 1 else "")),
        "plans": choices(plan_choices(scope, None).plans, typed.get("plan", request.GET.get("plan", ""))),
        **fault,
    }
    return page(request, "office/sessions/add.html", context, status=422 if fault else 200)


def _added(request: HttpRequest) -> CouncilSession:
    post, scope = request.POST, scope_of(request)
    owner = session_owner(scope)
    listed = {pk for pk, _ in councils_within(owner.scope_path, scope.on)} if owner else set()
    council = uuid_or_none(post.get("council"))
    if council is None or council not in listed:
        raise RefusedError(Refusal("council_missing", "Chọn Hội đồng họp phiên này.", field="council"))
    return plan_session(
        actor=user_of(request),
        scope=scope,
        council_id=council,
        name=post.get("name", ""),
        held_on=_day(post, "held_on"),
        plan_id=uuid_or_none(post.get("plan")),
    )


def _day(post: QueryDict, name: str) -> date:
    day = read_date(post, name)
    if day is None:
        raise RefusedError(Refusal("date_missing", "Ghi ngày theo dạng ngày/tháng/năm.", field=name))
    return day


def session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One session; ``?mo=`` opens one of its dialogs in the page, for those without scripts."""
    return _session_page(request, pk, dialog=request.GET.get("mo", ""))


def _session_page(
    request: HttpRequest, pk: UUID, *, dialog: str = "", fault: Mapping[str, Any] | None = None
) -> HttpResponse:
    scope, row = scope_of(request), _found(request, pk)
    sheet = sheet_of(row, scope.on)
    context = {
        "row": row,
        "sheet": sheet,
        "may_change": may_change(scope, row),
        "reachable": _reachable(request, row),
        **history_panel(request, row),
        "dialog": dialog,
        **(fault or {}),
    }
    return page(request, "office/sessions/session.html", context, status=422 if fault else 200)


def _found(request: HttpRequest, pk: UUID) -> CouncilSession:
    row = find_session(scope_of(request), pk)
    if row is None:
        raise Http404
    return row


def _reachable(request: HttpRequest, row: CouncilSession) -> set[UUID]:
    """The steps that this person may mark."""
    if row.cancelled_at is not None:
        return set()
    scope = scope_of(request)
    rows = visible_milestones(scope).filter(session=row).select_related("session")
    return {one.pk for one in rows if may_reach(scope, one)}


def session_move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The proof sheet of another day for the session (``held_on``) or for one step (``step``, ``due_on``);
    POST applies what was seen."""
    row, typed = _found(request, pk), request.POST if request.method == "POST" else request.GET
    if request.method == "GET" and not {"held_on", "due_on"} & typed.keys():
        return _move_page(request, row, None)
    try:
        change = _change(typed)
        sheet = checked_sheet(row, change)
    except RefusedError as stopped:
        return _move_page(request, row, None, fault=refused(stopped.refusal, MOVE, typed))
    if request.method == "GET":
        return _move_page(request, row, sheet)
    refusal = settle(
        request,
        lambda: move_session(
            actor=user_of(request),
            scope=scope_of(request),
            session_id=pk,
            revision=whole_number(typed.get("revision")) or 0,
            change=change,
            reason=typed.get("reason", ""),
            accept_breaks=typed.get("accept") == "1",
        ),
        done="Đã đổi lịch; các bước theo ngày mới.",
    )
    if refusal is not None:
        return _move_page(request, _found(request, pk), sheet, fault=refused(refusal, MOVE, typed))
    return let_go(request, redirect("session", pk))


def _change(typed: QueryDict) -> Change:
    """An empty day of a step puts it back to the worked-out one."""
    step = typed.get("step", "")
    pins = {step: read_date(typed, "due_on")} if step and "due_on" in typed else {}
    return Change(held_on=read_date(typed, "held_on"), pins=pins)


def _move_page(
    request: HttpRequest,
    row: CouncilSession,
    sheet: Sheet | None,
    *,
    fault: Mapping[str, Any] | None = None,
    step: str = "",
) -> HttpResponse:
    typed = request.POST if request.method == "POST" else request.GET
    steps = sheet_of(row, scope_of(request).on).rows
    wanted = step or typed.get("step")
    shown = next((one for one in steps if one.code == wanted), None)
    context = {
        "row": row,
        "step": shown,
        "sheet": sheet,
        "held_on": typed.get("held_on", f"{row.held_on:%d/%m/%Y}"),
        "due_on": typed.get("due_on", f"{shown.before:%d/%m/%Y}" if shown else ""),
        "may_change": may_change(scope_of(request), row),
        **(fault or {}),
    }
    return page(request, "office/sessions/move.html", context, status=422 if fault else 200)


def session_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    _found(request, pk)
    refusal = settle(
        request,
        lambda: cancel_session(
            actor=user_of(request),
            scope=scope_of(request),
            session_id=pk,
            reason=request.POST.get("reason", ""),
        ),
        done="Đã hủy phiên họp; các bước chưa xong không còn ai phải làm.",
    )
    if refusal is not None:
        return _session_page(request, pk, dialog=CANCEL, fault=refused(refusal, CANCEL, request.POST))
    return let_go(request, redirect("session", pk))


def milestone(request: HttpRequest, pk: UUID) -> HttpResponse:
    """From a step, as work items and calendars know it, to its line on the session's page."""
    row = fetch(visible_milestones(scope_of(request)), pk)
    return redirect(f"{reverse('session', args=[row.session_id])}#b-{row.code}")


def milestone_done(request: HttpRequest, pk: UUID, milestone_id: UUID) -> HttpResponse:
    row = fetch(visible_milestones(scope_of(request)).filter(session=pk), milestone_id)
    key = f"{DONE}-{row.code}"
    refusal = settle(
        request,
        lambda: reach_milestone(
            actor=user_of(request),
            scope=scope_of(request),
            milestone_id=row.pk,
            paper=request.POST.get("paper", ""),
            on=read_date(request.POST, "done_on"),
        ),
        done=f"Đã ghi xong: {row.name}.",
    )
    if refusal is not None:
        return _session_page(request, pk, dialog=key, fault=refused(refusal, key, request.POST))
    return let_go(request, redirect("session", pk))


def milestone_assign(request: HttpRequest, pk: UUID, milestone_id: UUID) -> HttpResponse:
    row = fetch(visible_milestones(scope_of(request)).filter(session=pk), milestone_id)
    refusal = settle(request, lambda: _assign(request, row.pk), done=f"Đã giao bước: {row.name}.")
    if refusal is not None:
        fault = refused(refusal, ASSIGN, request.POST)
        return _move_page(request, _found(request, pk), None, fault=fault, step=row.code)
    return let_go(request, redirect("session", pk))


def _assign(request: HttpRequest, milestone_id: UUID) -> None:
    find = request.POST.get("lead_find", "")
    found = [one for one in called(find, today()) if one.target.startswith("body:")]
    body_id = parse_target(found[0].target).body_id if len(found) == 1 else None
    if body_id is None:
        raise RefusedError(Refusal("body_unknown", not_one(find, found), field="body"))
    assign_milestone(
        actor=user_of(request), scope=scope_of(request), milestone_id=milestone_id, body_id=body_id
    )


def milestone_reopen(request: HttpRequest, pk: UUID, milestone_id: UUID) -> HttpResponse:
    row = fetch(visible_milestones(scope_of(request)).filter(session=pk), milestone_id)
    attempt(
        request,
        lambda: reopen_milestone(actor=user_of(request), scope=scope_of(request), milestone_id=row.pk),
        done=f"Đã mở lại: {row.name}.",
    )
    return redirect("session", pk)
