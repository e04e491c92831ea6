"""A paper that a person writes by filling a form: letter, notice, invitation, report, campaign, directive."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.domain.papers.actions import About, fill_paper
from vinhdanh.domain.papers.queries.heads import Opening, opening
from vinhdanh.domain.papers.queries.previews import filled
from vinhdanh.domain.papers.queries.wording import serving
from vinhdanh.domain.papers.states import COMPOSED
from vinhdanh.domain.planning.access import visible_plans
from vinhdanh.engines.documents.templates import parse, titles
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.interfaces.office.helpers import (
    choices,
    fetch,
    let_go,
    page,
    refused,
    scope_of,
    settle,
    user_of,
    uuid_or_none,
)
from vinhdanh.interfaces.office.paper_bodies import body_of, written_for
from vinhdanh.interfaces.office.paper_form import PaperForm

WRITE = "soan"
_ABOUT = "planning.plan"


def kinds(request: HttpRequest) -> HttpResponse:
    """What can be written, for which body."""
    bodies = written_for(scope_of(request))
    chosen = uuid_or_none(request.GET.get("don-vi"))
    body = chosen if chosen in bodies else next(iter(bodies), None)
    plan = _plan(request)
    context = {
        "kinds": [(code, titles()[code]) for code in COMPOSED],
        "body": body,
        "bodies": choices(((key, name) for key, (name, _) in bodies.items()), body),
        "plan": plan,
        "keep": _query(body, plan),
    }
    return page(request, "office/papers/kinds.html", context)


def _plan(request: HttpRequest) -> Any:
    key = uuid_or_none(request.GET.get("ke-hoach"))
    return fetch(visible_plans(scope_of(request)).select_related("issuer"), key) if key else None


def _query(body: UUID | None, plan: Any) -> str:
    return urlencode({name: key for name, key in (("don-vi", body), ("ke-hoach", plan and plan.pk)) if key})


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is written, for whom, with what to begin."""

    code: str
    body: UUID
    name: str
    path: str
    plan: Any
    start: Opening
    form: PaperForm


def _desk(request: HttpRequest, code: str) -> _Desk:
    body = uuid_or_none(request.GET.get("don-vi"))
    if code not in COMPOSED or body is None:
        raise Http404
    name, path = body_of(request, body)
    start = opening(scope_of(request), body, code=code, day=today())
    template = parse(serving(path, code, today()).text)
    form = PaperForm(template, start, data=request.POST if request.method == "POST" else None)
    return _Desk(code, body, name, path, _plan(request), start, form)


def write(request: HttpRequest, code: str) -> HttpResponse:
    """The form of a paper; POST writes its first version."""
    desk = _desk(request, code)
    if request.method != "POST":
        return _form_page(request, desk)
    if not desk.form.is_valid():
        return _form_page(request, desk, status=422)
    made: dict[str, Any] = {}
    refusal = settle(
        request,
        lambda: made.update(
            paper=fill_paper(
                actor=user_of(request),
                scope=scope_of(request),
                body_id=desk.body,
                code=code,
                data=desk.form.filled(desk.start),
                about=About(_ABOUT, desk.plan.pk) if desk.plan else None,
                **desk.form.manner,
            )
        ),
        done="Đã viết văn bản. Tải về sửa trong Word, rồi nộp lại ở đây.",
    )
    if refusal is not None:
        return _form_page(request, desk, **refused(refusal, WRITE, request.POST), status=422)
    return let_go(request, redirect("paper", made["paper"].pk))


def look(request: HttpRequest, code: str) -> HttpResponse:
    """The paper as it would be written now, in a window of its own; nothing is kept."""
    desk = _desk(request, code)
    if not desk.form.is_valid():
        return _form_page(request, desk, status=422)
    try:
        made = filled(desk.path, code, desk.form.filled(desk.start), **desk.form.manner)
    except RefusedError as stopped:
        return _form_page(request, desk, **refused(stopped.refusal, WRITE, request.POST), status=422)
    headers = {"Content-Disposition": f'inline; filename="{made.name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(made.data, content_type=made.media_type, headers=headers)


def _form_page(request: HttpRequest, desk: _Desk, *, status: int = 200, **fault: Any) -> HttpResponse:
    context = {
        "desk": desk,
        "title": titles()[desk.code],
        "signers": desk.start.signers,
        "query": _query(desk.body, desk.plan),
        **fault,
    }
    return page(request, "office/papers/write.html", context, status=status)
