"""Every kind of work that any room writes has words, somebody to do it, and a page."""

import ast

import pytest
from django.urls import resolve

from tests.architecture.test_house_rules import SOURCE
from vinhdanh.domain.obligations.states import ObligationKind
from vinhdanh.domain.papers.states import RECEIVE, SIGN
from vinhdanh.domain.planning.actions.owing import SETTLE
from vinhdanh.domain.planning.states import ASSIGN, END, RETRY, REVIEW
from vinhdanh.foundation.kernel.ids import uuid7
from vinhdanh.interfaces.office.addresses import PAGES, Asked, followed_at, page_of, worked_at
from vinhdanh.interfaces.office.work import KINDS, OWED

SUBJECTS = {
    "task": "planning.task",
    "report": "planning.reportingduty",
    "unit_plan": "planning.plan",
    "milestone": "planning.milestone",
    ASSIGN: "planning.task",
    END: "planning.task",
    SETTLE: "planning.reportingduty",
    REVIEW: "planning.plandraft",
    RETRY: "planning.plandraft",
    RECEIVE: "papers.paper",
    SIGN: "papers.paper",
}
PERIODS = {"report": "2026-05-15", "unit_plan": "2026"}
DONE_AT = {
    "task": "task",
    "report": "report_send",
    "unit_plan": "filing_start",
    "milestone": "milestone",
    ASSIGN: "task",
    END: "task",
    SETTLE: "duty_settle",
    REVIEW: "draft",
    RETRY: "draft",
    RECEIVE: "paper",
    SIGN: "paper",
}
# The modules that open work items; the kinds they write are those of SUBJECTS.
WRITERS = {
    "domain/obligations/actions/owing.py": set(ObligationKind.values),
    "domain/planning/actions/owed.py": {ASSIGN, END, REVIEW, RETRY},
    "domain/planning/actions/owing.py": {SETTLE},
    "domain/papers/actions/common.py": {RECEIVE, SIGN},
}


def _opens_work(text: str) -> bool:
    calls = (node.func for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    return any(isinstance(called, ast.Name) and called.id == "Wait" for called in calls)


def test_every_room_that_opens_work_is_known() -> None:
    found = {
        str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py") if _opens_work(path.read_text("utf-8"))
    }
    assert found == set(WRITERS)


def test_every_kind_has_words_and_only_those() -> None:
    written = set().union(*WRITERS.values())
    assert written == set(KINDS) == set(SUBJECTS)
    assert set(OWED) == set(ObligationKind.values)
    assert all(kind.label and kind.go and kind.several and kind.by for kind in KINDS.values())


@pytest.mark.parametrize("kind", SUBJECTS)
def test_every_kind_leads_to_a_page(kind: str) -> None:
    asked = Asked(kind, PERIODS.get(kind, ""), SUBJECTS[kind], uuid7(), uuid7())
    assert resolve(worked_at(asked).partition("?")[0]).url_name == DONE_AT[kind]
    assert resolve(followed_at(asked).partition("?")[0]).url_name


@pytest.mark.parametrize("kind", PAGES)
def test_every_row_with_a_page_is_found_there(kind: str) -> None:
    assert resolve(page_of(kind, uuid7())).url_name == PAGES[kind]
