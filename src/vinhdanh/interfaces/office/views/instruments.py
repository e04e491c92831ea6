"""What provinces and units lay down: list, one instrument, its draft, its versions."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from vinhdanh.domain.access.states import Permission
from vinhdanh.domain.catalogue.access import may_edit, may_write, visible_instruments
from vinhdanh.domain.catalogue.actions import editing, publishing
from vinhdanh.domain.catalogue.checks import faults
from vinhdanh.domain.catalogue.models import LocalInstrument, LocalRule
from vinhdanh.domain.catalogue.queries.book import award_choices
from vinhdanh.domain.catalogue.queries.instruments import (
    InstrumentFilter,
    compared,
    instrument_page,
    rules_of,
    versions_of,
)
from vinhdanh.domain.catalogue.states import InstrumentKind, InstrumentState, What
from vinhdanh.domain.eligibility.queries.affected import effect_of
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.interfaces.office.filters import body_named
from vinhdanh.interfaces.office.forms import read_date
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
from vinhdanh.interfaces.office.lacking import OUTCOMES
from vinhdanh.interfaces.office.rule_forms import head_choices, read_head, read_rule, rule_form
from vinhdanh.interfaces.office.rulings import award_words, value_words

HEAD, ADDING, WITHDRAWING = "dau", "them", "bo"


def instruments(request: HttpRequest) -> HttpResponse:
    """Every instrument that the person sees, the last changed first."""
    get, scope = request.GET.get, scope_of(request)
    wanted = InstrumentFilter(state=get("state", ""), kind=get("kind", ""), award=get("award", ""))
    context = {
        "found": instrument_page(scope, wanted, whole_number(get("page")) or 1),
        "states": choices((("", "Mọi tình trạng"), *InstrumentState.choices), wanted.state),
        "kinds": choices((("", "Mọi loại"), *InstrumentKind.choices), wanted.kind),
        "awards": choices((("", "Mọi danh hiệu, hình thức"), *award_choices(scope.on)), wanted.award),
        "keep": "&".join(f"{k}={v}" for k, v in request.GET.items() if k in {"state", "kind", "award"} and v),
        "may_add": scope.may(Permission.MANAGE_RULES),
    }
    return page(request, "office/instruments/list.html", context, part="office/instruments/_list.html")


def instrument_add(request: HttpRequest) -> HttpResponse:
    """Begin an instrument of one's own body or of one below it."""
    if request.method == "GET":
        return _add_page(request, {})
    try:
        made = editing.draft_instrument(
            actor=user_of(request),
            scope=scope_of(request),
            body_id=_issuer(request),
            head=read_head(request.POST),
        )
    except RefusedError as stopped:
        return _add_page(request, refused(stopped.refusal, HEAD, request.POST))
    messages.success(request, "Đã lập dự thảo. Thêm từng quy định; mỗi dòng được lưu ngay.")
    return let_go(request, redirect("instrument", made.pk))


def _issuer(request: HttpRequest) -> UUID:
    typed = request.POST.get("body_name", "").strip()
    found = body_named(typed) if typed else uuid_or_none(request.POST.get("body"))
    if found is None:
        text = "Chọn cơ quan ban hành trong danh sách, hoặc gõ tên rồi chọn một tên được gợi ý."
        raise RefusedError(Refusal("issuer_missing", text, field="body"))
    return found


def _add_page(request: HttpRequest, fault: dict[str, Any]) -> HttpResponse:
    scope = scope_of(request)
    bodies = {
        post.scope_id: post.scope_name for post in scope.posts if Permission.MANAGE_RULES in post.permissions
    }
    context = {
        "bodies": choices(bodies.items(), request.POST.get("body", "")),
        "kinds": head_choices(request.POST.get("kind", InstrumentKind.REGULATION)),
        **fault,
    }
    return page(request, "office/instruments/add.html", context, status=422 if fault else 200)


def instrument(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One version: its head, its rules, its faults while it is a draft, its versions and history."""
    return _show(request, _fetch(request, pk))


def _fetch(request: HttpRequest, pk: UUID) -> LocalInstrument:
    return fetch(visible_instruments(scope_of(request)).select_related("body", "replaces"), pk)


def _show(request: HttpRequest, found: LocalInstrument, fault: dict[str, Any] | None = None) -> HttpResponse:
    scope, fault = scope_of(request), fault or {}
    rules, editable = rules_of(found.pk), bool(may_edit(scope, found))
    open_key = str(fault.get("fault_key") or request.GET.get("sua", ""))
    context = {
        "found": found,
        "rows": [_row(found, rule, fault, open_key=open_key if editable else "") for rule in rules],
        "editable": editable,
        "may_write": bool(may_write(scope, found.path)),
        "kinds": head_choices(found.kind),
        "adding": rule_form(found, None, fault["typed"] if open_key == ADDING and fault else None)
        if editable
        else None,
        "faults": faults(found, rules) if editable and rules else [],
        "versions": versions_of(scope, found.line),
        "open_key": open_key,
        "on": today(),
        **fault,
        **history_panel(request, found),
    }
    return page(request, "office/instruments/instrument.html", context, status=422 if fault else 200)


def _row(found: LocalInstrument, rule: LocalRule, fault: dict[str, Any], *, open_key: str) -> dict[str, Any]:
    on, key = found.since or today(), f"d-{rule.pk}"
    typed = fault["typed"] if fault and open_key == key else None
    return {
        "rule": rule,
        "key": key,
        "what": What(rule.what).label,
        "award": award_words(rule.award, on),
        "value": value_words(rule, on),
        "form": rule_form(found, rule, typed) if open_key == key else None,
    }


def _kept(
    request: HttpRequest, pk: UUID, key: str, *, act: Callable[[], object], done: str, back: str = ""
) -> HttpResponse:
    """Run an act on a draft; a refusal shows the page again with every word that was typed."""
    found = _fetch(request, pk)
    refusal = settle(request, act, done=done)
    if refusal is not None:
        return _show(request, _fetch(request, found.pk), refused(refusal, key, request.POST))
    answer = redirect("instrument", pk)
    answer["Location"] += back
    return let_go(request, answer)


def instrument_head(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep the head of a draft."""

    def act() -> object:
        return editing.mend_instrument(
            actor=user_of(request),
            scope=scope_of(request),
            instrument_id=pk,
            revision=whole_number(request.POST.get("revision")) or 0,
            head=read_head(request.POST),
        )

    return _kept(request, pk, HEAD, act=act, done="Đã lưu phần đầu văn bản.")


def rule_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a rule at the end of a draft."""

    def act() -> object:
        return editing.add_rule(
            actor=user_of(request),
            scope=scope_of(request),
            instrument_id=pk,
            change=read_rule(request.POST),
        )

    return _kept(request, pk, ADDING, act=act, done="Đã thêm dòng.", back="#them")


def rule_mend(request: HttpRequest, pk: UUID, rule_id: UUID) -> HttpResponse:
    """Keep one rule as typed."""

    def act() -> object:
        return editing.mend_rule(
            actor=user_of(request),
            scope=scope_of(request),
            instrument_id=pk,
            rule_id=rule_id,
            revision=whole_number(request.POST.get("revision")) or 0,
            change=read_rule(request.POST),
        )

    key = f"d-{rule_id}"
    return _kept(request, pk, key, act=act, done="Đã lưu dòng.", back=f"#{key}")


def rule_drop(request: HttpRequest, pk: UUID, rule_id: UUID) -> HttpResponse:
    """Take one rule out of a draft."""
    _fetch(request, pk)
    attempt(
        request,
        lambda: editing.drop_rule(
            actor=user_of(request), scope=scope_of(request), instrument_id=pk, rule_id=rule_id
        ),
        done="Đã bỏ dòng.",
    )
    return redirect("instrument", pk)


def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a draft into force; a faulty one is shown again with every fault."""
    found = _fetch(request, pk)
    refusal = settle(
        request,
        lambda: publishing.publish_instrument(
            actor=user_of(request), scope=scope_of(request), instrument_id=pk
        ),
        done="Đã ban hành. Hồ sơ nhận từ ngày áp dụng được xét theo văn bản này.",
    )
    if refusal is not None:
        return _show(request, found, refused(refusal, "ban-hanh", request.POST))
    return redirect("instrument", pk)


def discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Throw a draft away."""
    _fetch(request, pk)
    gone = settle(
        request,
        lambda: editing.discard_draft(actor=user_of(request), scope=scope_of(request), instrument_id=pk),
        done="Đã bỏ dự thảo.",
    )
    if gone is not None:
        messages.error(request, str(gone))
        return redirect("instrument", pk)
    return redirect("instruments")


def version_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin the next version with all that this one says."""
    _fetch(request, pk)
    made = attempt(
        request,
        lambda: publishing.new_version(actor=user_of(request), scope=scope_of(request), instrument_id=pk),
        done="Đã lập dự thảo phiên bản mới, chép đủ các dòng. Sửa rồi ban hành.",
    )
    return redirect("instrument", made.pk if made else pk)


def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End an instrument without a successor."""

    def act() -> object:
        return publishing.withdraw_instrument(
            actor=user_of(request),
            scope=scope_of(request),
            instrument_id=pk,
            last_day=read_date(request.POST, "last_day") or today(),
            reason=request.POST.get("reason", ""),
        )

    return _kept(request, pk, WITHDRAWING, act=act, done="Đã bãi bỏ văn bản.")


def hit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Whose verdict a draft would change; for files received on its first day, or today if that has begun."""
    found = _fetch(request, pk)
    if not may_edit(scope_of(request), found):
        raise Http404
    on = max(found.since or today(), today())
    effect = effect_of(found, on=on)
    rows = [
        {
            "hit": each,
            "award": award_words(each.award, on),
            "before": OUTCOMES[each.before],
            "after": OUTCOMES[each.after],
        }
        for each in effect.hits
    ]
    figures = [_row(found, rule, {}, open_key="") for rule in effect.figures]
    context = {"found": found, "effect": effect, "rows": rows, "figures": figures}
    return page(request, "office/instruments/hit.html", context)


def versions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """This version beside another (``?voi=``, else the one it replaces)."""
    found, scope = _fetch(request, pk), scope_of(request)
    every = [each for each in versions_of(scope, found.line) if each.pk != found.pk]
    asked = uuid_or_none(request.GET.get("voi")) or found.replaces_id
    other = next((each for each in every if each.pk == asked), every[0] if every else None)
    pairs = compared(rules_of(other.pk), rules_of(found.pk)) if other else []
    rows = [_pair(each, found) for each in pairs]
    context = {
        "found": found,
        "other": other,
        "others": every,
        "changed": [row for row in rows if row["kind"]],
        "same": [row for row in rows if not row["kind"]],
    }
    return page(request, "office/instruments/versions.html", context)


_MARKS = {
    "added": ("sure", "Thêm mới"),
    "dropped": ("dropped", "Bỏ"),
    "changed": ("moved", "Sửa"),
    "same": ("", "Như cũ"),
}


def _pair(pair: Any, found: LocalInstrument) -> dict[str, Any]:
    on, rule = found.since or today(), pair.new or pair.old
    kind, word = _MARKS[pair.mark]
    sides = [{"rule": side, "value": value_words(side, on) if side else ""} for side in (pair.old, pair.new)]
    return {
        "what": What(rule.what).label,
        "award": award_words(rule.award, on),
        "kind": kind,
        "word": word,
        "old": sides[0],
        "new": sides[1],
    }
