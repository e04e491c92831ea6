"""The steps before a session, as an office keeps them: rows that one edits whole."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from vinhdanh.domain.organisations.queries.labels import called, labels_of
from vinhdanh.domain.planning.access import session_owner
from vinhdanh.domain.planning.actions.steps import save_steps
from vinhdanh.domain.planning.backplan import Rule
from vinhdanh.domain.planning.parties import parse_target
from vinhdanh.domain.planning.queries.steps import steps_on, versions_of
from vinhdanh.domain.planning.seeds import StepSeed
from vinhdanh.domain.planning.states import DayUnit, StepHolder
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.ids import uuid7
from vinhdanh.foundation.kernel.results import Refusal, RefusedError
from vinhdanh.interfaces.office.forms import not_one, read_date
from vinhdanh.interfaces.office.helpers import choices, let_go, page, refused, scope_of, user_of

KEY = "cac-buoc"
BLANKS = 1
Row = dict[str, Any]
_CODE = re.compile(r"[a-z0-9_]{1,40}")


def step_list(request: HttpRequest) -> HttpResponse:
    """The list in force as a form; saving makes a new version."""
    if request.method == "GET":
        return _page(request, {})
    try:
        _save(request)
    except RefusedError as stopped:
        return _page(request, refused(stopped.refusal, KEY, request.POST))
    messages.success(request, "Đã lưu các bước; phiên họp xếp lịch từ nay tính theo danh sách mới.")
    return let_go(request, redirect("steps"))


def _page(request: HttpRequest, fault: Mapping[str, Any]) -> HttpResponse:
    scope = scope_of(request)
    owner = session_owner(scope)
    if owner is None:
        return redirect("sessions")
    rows = _posted(fault["typed"]) if fault else _stored(steps_on(owner.scope_id, scope.on))
    named = [(row["code"], row["name"]) for row in rows if row["name"]]
    context = {
        "owner": owner,
        "rows": [_shown(row, named) for row in rows],
        "versions": versions_of(owner.scope_id),
        "today": scope.on,
        **fault,
    }
    return page(request, "office/sessions/steps.html", context, status=422 if fault else 200)


def _stored(steps: Sequence[StepSeed]) -> list[Row]:
    labels = labels_of({f"body:{step.body_id}" for step in steps if step.body_id})
    rows = [_row(step, labels) for step in steps]
    return [*rows, *[_blank() for _ in range(BLANKS)]]


def _row(step: StepSeed, labels: Mapping[str, str]) -> Row:
    rule = step.rule
    return {
        "code": rule.code,
        "name": rule.name,
        "days": str(abs(rule.days)),
        "side": "sau" if rule.days > 0 else "truoc",
        "unit": rule.unit,
        "anchor": rule.anchor,
        "minimum": str(rule.minimum or ""),
        "minimum_unit": rule.minimum_unit,
        "until": rule.until,
        "source": rule.source,
        "verified": "1" if rule.verified else "",
        "hard": "1" if rule.hard else "",
        "holder": step.holder,
        "body": labels.get(f"body:{step.body_id}", "") if step.body_id else "",
    }


def _blank() -> Row:
    return _row(StepSeed(Rule(f"b{uuid7().hex[-12:]}", "")), {})


_COLUMNS = tuple(_row(StepSeed(Rule("", "")), {}))


def _posted(post: QueryDict) -> list[Row]:
    """The rows as typed: each field carries the code of its row."""
    codes = [code for code in post.getlist("code") if _CODE.fullmatch(code)]
    return [
        {
            **{name: post.get(f"{name}:{code}", "") for name in _COLUMNS},
            "code": code,
            "body": post.get(f"{code}_find", ""),
        }
        for code in codes
    ]


def _shown(row: Row, named: Sequence[tuple[str, str]]) -> Row:
    others = [("", "ngày họp"), *[pair for pair in named if pair[0] != row["code"]]]
    return {
        **row,
        "units": choices(DayUnit.choices, row["unit"]),
        "minimum_units": choices(DayUnit.choices, row["minimum_unit"]),
        "sides": choices((("truoc", "trước"), ("sau", "sau")), row["side"]),
        "anchors": choices(others, row["anchor"]),
        "untils": choices(others, row["until"]),
        "holders": choices(StepHolder.choices, row["holder"]),
    }


def _save(request: HttpRequest) -> None:
    post = request.POST
    kept = [row for row in _posted(post) if row["name"].strip()]
    valid_from = read_date(post, "valid_from") or today()
    save_steps(
        actor=user_of(request),
        scope=scope_of(request),
        steps=[_step(place, row) for place, row in enumerate(kept, 1)],
        valid_from=valid_from,
        note=post.get("note", ""),
    )


def _step(place: int, row: Row) -> StepSeed:
    days = _number(row["days"], f"days-{place}", place)
    holder, body = row["holder"] or StepHolder.OFFICE, None
    if holder == StepHolder.BODY:
        found = [one for one in called(row["body"], today()) if one.target.startswith("body:")]
        if len(found) != 1:
            reason = f"Bước {place}: {not_one(row['body'], found)}"
            raise RefusedError(Refusal("body_unknown", reason, field=f"body-{place}"))
        body = parse_target(found[0].target).body_id
    rule = Rule(
        code=row["code"],
        name=row["name"].strip(),
        anchor=row["anchor"],
        days=days if row["side"] == "sau" else -days,
        unit=row["unit"] or DayUnit.WORKING,
        minimum=_number(row["minimum"], f"minimum-{place}", place),
        minimum_unit=row["minimum_unit"] or DayUnit.WORKING,
        until=row["until"],
        source=row["source"].strip(),
        verified=row["verified"] == "1",
        hard=row["hard"] == "1",
    )
    return StepSeed(rule, holder, body)


def _number(raw: str, field: str, place: int) -> int:
    text = raw.strip()
    if not text:
        return 0
    if not text.isdecimal() or len(text) > 4:
        reason = f"Bước {place}: ghi số ngày bằng chữ số, ví dụ 10."
        raise RefusedError(Refusal("number_unreadable", reason, field=field))
    return int(text)
