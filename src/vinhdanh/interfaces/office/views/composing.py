"""A unit writes its plan from the superior's tasks, looks it over once, and sends it."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.organisations.queries.labels import body_label
from vinhdanh.domain.planning.access import visible_filings, visible_plans
from vinhdanh.domain.planning.actions.filing import (
    HEAD,
    TypedRow,
    add_filing_row,
    drop_filing_row,
    save_filing,
    start_filing,
)
from vinhdanh.domain.planning.actions.sending import return_filing, send_filing, withdraw_filing
from vinhdanh.domain.planning.models import Filing, Plan
from vinhdanh.domain.planning.queries.filings import (
    Composing,
    choices_for,
    composing,
    find_filing,
    my_parts,
    sent_filing,
)
from vinhdanh.domain.planning.states import FilingState
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.interfaces.office.forms import period_options
from vinhdanh.interfaces.office.helpers import (
    attempt,
    choices,
    fetch,
    page,
    refused,
    scope_of,
    settle,
    user_of,
    uuid_or_none,
    whole_number,
)
from vinhdanh.interfaces.office.views.plans import plan_page


def start(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose among the superior's tasks that name the unit; POST begins the plan, or adds to it."""
    scope = scope_of(request)
    parent = fetch(visible_plans(scope).select_related("issuer"), pk)
    fault: Refusal | None = None
    if request.method == "POST":
        try:
            return redirect("filing", _started(request, scope, parent).pk)
        except RefusedError as stopped:
            fault = stopped.refusal
    return _start_page(request, scope, parent, fault=fault)


def _started(request: HttpRequest, scope: Scope, parent: Plan) -> Filing:
    post = request.POST
    body = uuid_or_none(post.get("body"))
    if body is None:
        raise RefusedError(Refusal("body_missing", "Chọn đơn vị lập kế hoạch.", field="body"))
    ids = [key for raw in post.getlist("task") if (key := uuid_or_none(raw))]
    return start_filing(
        actor=user_of(request),
        scope=scope,
        parent_id=parent.pk,
        body_id=body,
        year=whole_number(post.get("year")) or parent.first_year,
        task_ids=ids,
    )


def _start_page(request: HttpRequest, scope: Scope, parent: Plan, *, fault: Refusal | None) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    body = uuid_or_none(asked.get("body")) or _own_body(scope, parent)
    parts = {(part.body_id, part.year): part for part in my_parts(scope, parent)}
    year = whole_number(asked.get("year")) or _first_year(parent, scope)
    filing = visible_filings(scope).filter(parent=parent, body=body, year=year).first() if body else None
    if filing is not None and filing.state == FilingState.SENT:
        messages.info(request, "Kế hoạch này đã gửi; đây là bản đã gửi.")
        return redirect("plan", filing.plan_id)
    part = parts.get((body, year)) if body else None
    context = {
        "plan": parent,
        "year": year,
        "body": body,
        "body_name": part.body if part else (body_label(body) if body else ""),
        "part": part,
        "filing": filing,
        "choices": choices_for(scope, parent, body, filing=filing) if body else [],
        "fault": fault.reason if fault is not None else "",
        "fault_key": "chon" if fault is not None else "",
        "ticked": set(request.POST.getlist("task")) if fault is not None else None,
    }
    return page(request, "office/cascade/start.html", context, status=422 if fault is not None else 200)


def _own_body(scope: Scope, parent: Plan) -> UUID | None:
    bodies = [post.body_id for post in scope.posts if Permission.READ_PLANS in post.permissions]
    return next((body for body in bodies if body != parent.issuer_id), None)


def _first_year(parent: Plan, scope: Scope) -> int:
    return min(max(scope.on.year, parent.first_year), parent.last_year)


def filing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The plan being written. POST keeps everything, then does what the button says."""
    row = _found(request, pk)
    if row.state == FilingState.SENT:
        return redirect("plan", row.plan_id)
    if request.method == "GET":
        return _writing_page(request, row)
    try:
        saved = _save(request, row)
    except RefusedError as stopped:
        return _not_saved(request, row, stopped.refusal)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"X-Version": str(saved.revision)})
    return _then(request, saved)


def _found(request: HttpRequest, pk: UUID) -> Filing:
    row = find_filing(scope_of(request), pk)
    if row is None:
        raise Http404
    return row


def _save(request: HttpRequest, row: Filing) -> Filing:
    return save_filing(
        actor=user_of(request),
        scope=scope_of(request),
        filing_id=row.pk,
        revision=whole_number(request.POST.get("revision")) or 0,
        head={name: request.POST[name] for name in HEAD if name in request.POST},
        rows=_typed_rows(request.POST),
        page=request.POST.get("page", ""),
        quiet=bool(request.htmx),  # type: ignore[attr-defined]
    )


def _typed_rows(post: QueryDict) -> dict[UUID, TypedRow]:
    """Fields ``text-ID``, ``period-ID``, ``deadline-ID`` and ``lead-ID``."""
    ids = [key for name in post if name.startswith("text-") and (key := uuid_or_none(name[5:]))]
    return {
        key: TypedRow(
            text=post.get(f"text-{key}", ""),
            period=post.get(f"period-{key}", ""),
            deadline=post.get(f"deadline-{key}", ""),
            lead=uuid_or_none(post.get(f"lead-{key}")),
        )
        for key in ids
    }


def _then(request: HttpRequest, row: Filing) -> HttpResponse:
    """After keeping: add an empty row, drop one, choose more, or look it over."""
    actor, scope, act = user_of(request), scope_of(request), request.POST.get("act", "")
    if act == "add":
        made = attempt(request, lambda: add_filing_row(actor=actor, scope=scope, filing_id=row.pk))
        return redirect(f"/ke-hoach/soan/{row.pk}/#viec-{made.pk}" if made else f"/ke-hoach/soan/{row.pk}/")
    if act == "choose":
        return redirect(f"/ke-hoach/{row.parent_id}/lap/?year={row.year}&body={row.body_id}")
    if act == "check":
        return redirect("filing_check", row.pk)
    dropped = uuid_or_none(request.POST.get("drop"))
    if dropped:
        attempt(
            request,
            lambda: drop_filing_row(actor=actor, scope=scope, filing_id=row.pk, row_id=dropped),
            done="Đã bỏ việc khỏi bản soạn.",
        )
    else:
        messages.success(request, "Đã lưu bản soạn.")
    return redirect("filing", row.pk)


def _not_saved(request: HttpRequest, row: Filing, refusal: Refusal) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(refusal.reason, status=409, content_type="text/plain; charset=utf-8")
    return _writing_page(request, row, refusal=refusal)


def _writing_page(request: HttpRequest, row: Filing, *, refusal: Refusal | None = None) -> HttpResponse:
    found = composing(row)
    typed = request.POST if refusal is not None else None
    context = {
        "found": found,
        "filing": row,
        "page_key": uuid4().hex,
        "head": {name: typed.get(name, "") if typed else row.head.get(name, "") for name in HEAD},
        "rows": [_row(found, place, typed) for place in range(len(found.rows))],
        "fault": refusal.reason if refusal is not None else "",
        "fault_key": "soan" if refusal is not None else "",
    }
    return page(request, "office/cascade/write.html", context, status=422 if refusal is not None else 200)


def _row(found: Composing, place: int, typed: QueryDict | None) -> dict[str, Any]:
    row = found.rows[place]
    code = typed.get(f"period-{row.pk}", row.period) if typed else row.period
    lead = typed.get(f"lead-{row.pk}") if typed else row.lead_id
    return {
        "row": row,
        "number": place + 1,
        "text": typed.get(f"text-{row.pk}", row.text) if typed else row.text,
        "deadline": typed.get(f"deadline-{row.pk}", row.deadline) if typed else row.deadline,
        "period_groups": period_options(found.filing.year, code, code.partition(":")[2]),
        "leads": choices(found.leads.items(), lead or found.filing.body_id),
        "later": row.pk in found.later,
    }


def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One sheet to read before it goes; POST sends it."""
    row = _found(request, pk)
    if row.state == FilingState.SENT:
        return redirect("plan", row.plan_id)
    fault = ""
    if request.method == "POST":
        try:
            plan = send_filing(actor=user_of(request), scope=scope_of(request), filing_id=row.pk)
        except RefusedError as stopped:
            fault = stopped.refusal.reason
        else:
            messages.success(request, f"Đã gửi kế hoạch đến {row.parent.issuer.name}.")
            return redirect("plan", plan.pk)
    context = {
        "found": composing(row),
        "filing": row,
        "fault": fault,
        "fault_key": "gui" if fault else "",
    }
    return page(request, "office/cascade/check.html", context, status=422 if fault else 200)


def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _found(request, pk)
    done = attempt(
        request,
        lambda: withdraw_filing(actor=user_of(request), scope=scope_of(request), filing_id=pk),
        done="Đã rút lại kế hoạch. Bản soạn còn nguyên để sửa và gửi lại.",
    )
    return redirect("filing", pk) if done else redirect("plan", row.plan_id or row.parent_id)


def give_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Return it with remarks; after a refusal the remarks stand in the form again."""
    scope = scope_of(request)
    found = sent_filing(scope, pk)
    if found is None or found.plan_id is None:
        raise Http404
    refusal = settle(
        request,
        lambda: return_filing(
            actor=user_of(request), scope=scope, filing_id=pk, reason=request.POST.get("reason", "")
        ),
        done="Đã trả lại kế hoạch kèm ý kiến; đơn vị thấy ngay ở việc của mình.",
    )
    if refusal is not None:
        return plan_page(request, found.plan_id, fault=refused(refusal, "tra", request.POST))
    return redirect("plan", found.plan_id)
