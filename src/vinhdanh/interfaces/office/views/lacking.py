""" "Còn thiếu gì?": one subject against one award or all, "xem nếu…", and answers kept for good."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from vinhdanh.domain.catalogue.queries.book import award_choices, award_name
from vinhdanh.domain.catalogue.queries.layers import Layer, layer_for
from vinhdanh.domain.eligibility.access import visible_evaluations
from vinhdanh.domain.eligibility.actions.evaluating import keep_evaluation
from vinhdanh.domain.eligibility.queries.cautions import cautions
from vinhdanh.domain.eligibility.queries.evaluations import evaluations_of
from vinhdanh.domain.eligibility.queries.judging import judged, nearness, subject_file
from vinhdanh.domain.eligibility.queries.supposing import nurture_path, supposing
from vinhdanh.domain.people.access import may_see_conduct, visible_subjects
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.interfaces.office.helpers import attempt, choices, fetch, page, scope_of, user_of
from vinhdanh.interfaces.office.lacking import (
    OUTCOMES,
    Asked,
    laid_out,
    read_asked,
    read_supposed,
    shelves,
    suppose_form,
    years_ahead,
)

_CONDUCT = ("discipline", "holds")


def lacking(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every award at once, or with ``?award=`` one in full."""
    scope, asked = scope_of(request), read_asked(request)
    subject = fetch(visible_subjects(scope).select_related("body"), pk)
    sees_conduct = may_see_conduct(scope, subject.path)
    facts = subject_file(subject.pk, asked.year, asked.received_on)
    if not sees_conduct:
        facts = {name: value for name, value in facts.items() if name not in _CONDUCT}
    layer = layer_for(subject.path, asked.received_on)
    context = {
        "subject": subject,
        "asked": asked,
        "sees_conduct": sees_conduct,
        "awards": choices((("", "Mọi danh hiệu, hình thức"), *award_choices(asked.received_on)), asked.award),
        "cautions": cautions(facts, asked.received_on),
        "unit": "" if subject.body.name in subject.name else subject.body.name,
        "kept": evaluations_of(scope, subject.pk),
        "keep": urlencode({"nam": asked.year, "ngay": f"{asked.received_on:%d/%m/%Y}"}),
    }
    try:
        context |= _one(request, asked, facts, layer=layer) if asked.award else _all(facts, layer)
    except RefusedError as stopped:
        context["facts_fault"] = stopped.refusal.reason
    return page(request, "office/eligibility/lacking.html", context)


def _one(request: HttpRequest, asked: Asked, facts: dict[str, Any], *, layer: Layer) -> dict[str, Any]:
    changes = read_supposed(request.GET, asked.year)
    found = judged(facts, asked.award, layer)
    context: dict[str, Any] = {
        "name": award_name(asked.award, asked.received_on),
        "found": laid_out(found.answer),
        "form": suppose_form(request.GET, asked, facts),
        "supposed": bool(changes),
    }
    if changes:
        context["then"] = laid_out(judged(supposing(facts, changes), asked.award, layer).answer)
    return context


def _all(facts: dict[str, Any], layer: Layer) -> dict[str, Any]:
    path = nurture_path(facts, layer)
    return {
        "shelves": shelves(nearness(facts, layer)),
        "ahead": years_ahead(path),
        "assumed": path.assumed,
    }


def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep the answer about one award for good."""
    scope, asked = scope_of(request), read_asked(request)
    subject = fetch(visible_subjects(scope), pk)
    kept = attempt(
        request,
        lambda: keep_evaluation(
            actor=user_of(request),
            scope=scope,
            subject_id=subject.pk,
            path=subject.path,
            award=asked.award,
            year=asked.year,
            received_on=asked.received_on,
        ),
        done="Đã lưu kết quả xét; kết quả này giữ nguyên dù quy định về sau có đổi.",
    )
    if kept is not None:
        return redirect("evaluation", kept.pk)
    return redirect(f"{reverse('lacking', args=[pk])}?{request.GET.urlencode()}")


def evaluation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A kept answer, as it was given."""
    scope = scope_of(request)
    kept = fetch(visible_evaluations(scope).select_related("made_by"), pk)
    subject = fetch(visible_subjects(scope).select_related("body"), kept.subject_id)
    kind, word = OUTCOMES[kept.verdict]  # type: ignore[index]
    context = {
        "kept": kept,
        "subject": subject,
        "name": award_name(kept.award, kept.received_on),
        "found": laid_out(kept.tree) if may_see_conduct(scope, subject.path) else None,
        "kind": kind,
        "word": word,
    }
    return page(request, "office/eligibility/evaluation.html", context)
