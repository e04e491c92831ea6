"""The form of a reporting duty: what is known, what is guessed, and what was typed."""

from typing import Any

from django.http import QueryDict

from vinhdanh.domain.organisations.queries.matching import Match, match_names
from vinhdanh.domain.planning.models import Plan, ReportingDuty
from vinhdanh.domain.planning.parties import party_target
from vinhdanh.domain.planning.queries.duties import due_words
from vinhdanh.domain.planning.recurrence import read_days
from vinhdanh.domain.planning.states import DutyKind
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.interfaces.office.helpers import choices
from vinhdanh.interfaces.office.parties import BLANK, Party, typed_parties, with_blanks


def duty_form(duty: ReportingDuty) -> dict[str, Any]:
    """The duty as it is; names not linked yet with what matching offers, a cadence with its usual days."""
    rows = list(duty.parties.select_related("body", "group"))
    texts = [row.text for row in rows] + [duty.to, duty.through]
    found = dict(zip(texts, match_names(texts, within=duty.plan.issuer, on=today()), strict=True))
    parties = [
        _party(row.text, party_target(row), found[row.text], label=str(row.body or row.group or ""))
        for row in rows
    ]
    read = read_days(f"{duty.due_text} {duty.what}")
    guess = ", ".join(f"{int(day[3:])}/{int(day[:2])}" for day in read.days)
    return {
        "kinds": choices(DutyKind.choices, duty.kind),
        "kind": duty.kind,
        "what": duty.what,
        "due": due_words(duty) if duty.days else guess,
        "due_guess": guess if not duty.days and not read.sure else "",
        "due_text": duty.due_text,
        "first_year": duty.first_year or duty.plan.first_year,
        "last_year": duty.last_year or duty.plan.last_year,
        "forward_days": duty.forward_days,
        "who": with_blanks(parties or [BLANK], 1),
        "to": [_one(duty.to, duty.to_body, found.get(duty.to))],
        "through": [_one(duty.through, duty.through_body, found.get(duty.through))],
    }


def _one(text: str, body: Any, match: Match | None) -> Party:
    return _party(text, f"body:{body.pk}" if body else "", match, label=body.name if body else "")


def _party(text: str, target: str, match: Match | None, *, label: str) -> Party:
    offered = [] if match is None else list(match.candidates[:5])
    options = [{"value": _target(each), "label": each.name} for each in offered]
    if target and target not in {option["value"] for option in options}:
        options.insert(0, {"value": target, "label": label})
    return Party(text, target, label, "" if target or match is None else match.reason, options)


def _target(candidate: Any) -> str:
    return f"body:{candidate.body_id}" if candidate.body_id else f"group:{candidate.group_id}"


def blank_form(plan: Plan, kind: str) -> dict[str, Any]:
    """An empty form; for the units' plans most of it can be said beforehand."""
    chosen = kind if kind in DutyKind.values else DutyKind.REPORT.value
    is_plan = chosen == DutyKind.UNIT_PLAN
    issuer = Party(plan.issuer.name, f"body:{plan.issuer_id}", plan.issuer.name, "", [])
    issuer_option = [{"value": issuer.target, "label": issuer.label}]
    return {
        "kinds": choices(DutyKind.choices, chosen),
        "kind": chosen,
        "what": f"kế hoạch năm {plan.first_year} của đơn vị" if is_plan else "",
        "due": "",
        "first_year": plan.first_year,
        "last_year": plan.last_year,
        "forward_days": 5,
        "who": with_blanks((), 3),
        "to": [Party(issuer.text, issuer.target, issuer.label, "", issuer_option)],
        "through": [BLANK],
    }


def typed_form(post: QueryDict, duty: ReportingDuty | None) -> dict[str, Any]:
    """The form as it was typed."""
    stored = duty_form(duty) if duty else {"who": (), "to": (), "through": ()}
    kept = {name: post.get(name, "") for name in ("what", "due", "first_year", "last_year", "forward_days")}
    return {
        **kept,
        "kinds": choices(DutyKind.choices, post.get("kind", "")),
        "kind": post.get("kind", ""),
        "due_text": duty.due_text if duty else "",
        "who": typed_parties(post, "who", stored["who"]),
        "to": typed_parties(post, "to", stored["to"])[:1],
        "through": typed_parties(post, "through", stored["through"])[:1],
    }
