"""Rows of people's work are read through ``visible_…``; whoever starts elsewhere says here why."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "vinhdanh"
GUARDED = {
    "Plan",
    "Task",
    "PlanDraft",
    "Obligation",
    "User",
    "Appointment",
    "Delegation",
    "Representation",
    "LocalInstrument",
    "Evaluation",
    "Screening",
    "ListImport",
}
GUARDED |= {"Subject", "Person", "Award", "Rating", "Recognition", "Discipline", "Hold", "Claim"}
GUARDED |= {
    "Paper",
    "PaperPackage",
    "TemplateVersion",
    "CertificateDesign",
    "Printing",
    "Certificate",
    "PrintRun",
}
# Module and function, and why a query there needs no ``visible_…`` of its own.
EXCUSED = {
    "access.queries.accounts.accounts_matching": "whom a provider or the operator names, before signing in",
    "access.queries.acting._reporters": "whom the program writes to",
    "access.queries.acting.addresses_of": "whom the program writes to",
    "access.queries.acting.people_of": "whom the program writes to",
    "access.queries.accounts.demo_account": "the demo's chooser, before anybody is signed in",
    "access.queries.accounts.account_of": "whom a job acts for",
    "access.queries.accounts.accounts_on": "a command of the operator",
    "access.queries.answering.unanswered": "a condition inside a list that starts from the person's trees",
    "access.queries.hand_overs.posts_to_pass": "an account that the page fetched through visible_accounts",
    "access.queries.history.account_subjects": "an account that the page fetched through visible_accounts",
    "access.queries.journal._people": "narrows visible_entries, and shows no account",
    "access.queries.journal._posts": "actors of acts that the page showed through visible_entries",
    "access.queries.people._lines": "ids that account_page took from visible_accounts",
    "access.queries.people._lent_lines": "an account that the page fetched through visible_accounts",
    "access.queries.people.posts_of": "an account that the page fetched through visible_accounts",
    "access.queries.reasons._latest": "the person's own posts",
    "access.queries.scopes._answered": "what makes up the scope itself",
    "access.queries.scopes._lent": "what makes up the scope itself",
    "access.queries.scopes._own": "what makes up the scope itself",
    "access.queries.scopes.posts_on": "what makes up the scope itself",
    "certificates.queries.printings.printing_rows": "ids that the list took from visible_printings",
    "certificates.queries.printings.verified": "whoever holds the token of a sheet may check it",
    "catalogue.queries.layers.deeper_issuers": "rules in force are public",
    "catalogue.queries.layers.top_issuers": "rules in force are public",
    "people.queries.finding.key_after": "a place in the order, which shows nobody",
    "people.queries.finding.more_than": "a number, which shows nobody",
    "people.queries.populations.members": "ids that a screening took from a tree its asker may read",
    "people.queries.populations.population": "a job or a command, which asks for the right itself",
    "obligations.queries.chase._rows": "ids that the list took from visible_obligations",
    "obligations.queries.chase.nudged_dues": "ids out of the rows that the page brings",
    "obligations.queries.digest._owed": "a letter that the program writes to each body about itself",
    "obligations.queries.dues.still_open": "asked again before a letter goes to those it was written for",
    "obligations.queries.ledger._rows": "ids that the list took from ledger_rows",
    "obligations.queries.parts.locked_part": "part of an action, which asks for the right itself",
    "obligations.queries.parts.parts_of": "a task that the page fetched through visible_tasks",
    "obligations.queries.parts.reported_parties": "part of an action, which asks for the right itself",
    "obligations.queries.parts.sources_of": "part of the nightly following of reorganised bodies",
    "obligations.queries.parts.states_of": "part of an action, which asks for the right itself",
    "obligations.queries.sources.any_closed": "part of an action, which asks for the right itself",
    "obligations.queries.sources.open_of": "part of an action, which asks for the right itself",
    "obligations.queries.sources.owed_between": "a calendar feed of the owner's own bodies",
    "obligations.queries.sources.owed_from": "narrowed by visible_obligations, or part of an action",
    "obligations.queries.sources.standing_of": "steps of a session that the page fetched as visible",
    "papers.queries.wording._served": "which words serve a body, for papers written in its name",
    "people.queries.candidates.profiles_of": "candidates narrowed before, or the nightly search",
    "people.queries.facts.subject_facts": "the law's questions about keys that the caller may see",
    "people.queries.facts.subjects_of_bodies": "which record a body of the directory has",
    "people.queries.lists.listed_subjects": "ids that the lists took from visible_subjects or waiting_claims",
    "people.queries.profile.shown_names": "names of forebears, which stand on public decisions",
    "people.queries.standing.lock_subjects": "part of an action, which asks for the right itself",
    "people.queries.twins._sides": "pairs that were narrowed to what the person may write about",
    "planning.queries.copies.next_plan": "part of an action, which asks for the right itself",
    "planning.queries.copies.open_copy": "part of an action, which asks for the right itself",
    "planning.queries.plans.with_last_work": "a condition on plans that were asked for before",
    "planning.queries.public.public_plan": "what the issuer has published",
    "planning.queries.public.public_plans": "what the issuer has published",
    "planning.queries.rows.task_rows": "ids that the lists took from visible_tasks",
    "papers.queries.lists.paper_page": "ids that the list took from visible_papers",
    "papers.queries.papers.arrivals_of": "the twin of a visible paper in books of one's own bodies",
    "registry.queries.rows._awards": "ids that the lists took from visible_subjects",
    "registry.queries.search._awards": "narrows visible_subjects, and shows no award",
    "registry.queries.timeline._awards": "a subject that the page fetched through visible_subjects",
    "registry.queries.timeline._claims": "a subject that the page fetched through visible_subjects",
    "registry.queries.timeline._conduct": "a subject of the page, after may_see_conduct",
    "registry.queries.timeline._ratings": "a subject that the page fetched through visible_subjects",
    "registry.queries.timeline._recognitions": "a subject that the page fetched through visible_subjects",
    "registry.queries.facts._awards": "the law's questions about keys that the caller may see",
    "registry.queries.facts._discipline": "the law's questions about keys that the caller may see",
    "registry.queries.facts._holds": "the law's questions about keys that the caller may see",
    "registry.queries.facts._ratings": "the law's questions about keys that the caller may see",
    "registry.queries.facts._recognitions": "the law's questions about keys that the caller may see",
    "registry.queries.weight.weights_of": "keys of records that the page has narrowed",
}


def _starts(path: Path) -> Iterator[tuple[str, str]]:
    """Each function of a module that begins a query on a guarded model, with the model."""
    module = ".".join(path.relative_to(SOURCE / "domain").with_suffix("").parts)
    for function in ast.walk(ast.parse(path.read_text())):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
                model = ast.unparse(node.value)
                if model in GUARDED:
                    yield f"{module}.{function.name}", model


def _queries() -> list[Path]:
    return sorted((SOURCE / "domain").glob("*/queries/**/*.py"))


def test_queries_start_from_what_may_be_seen() -> None:
    found = {place for path in _queries() for place, _ in _starts(path)}
    assert found - EXCUSED.keys() == set()
    assert EXCUSED.keys() - found == set(), "excuses that nobody needs any more"


def test_pages_ask_rooms_and_no_table() -> None:
    wrong = [
        f"{path.relative_to(SOURCE)}: {ast.unparse(node)}"
        for path in sorted((SOURCE / "interfaces" / "office").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]
    assert not wrong


@pytest.mark.parametrize("model", sorted(GUARDED))
def test_a_planted_shortcut_is_found(tmp_path: Path, model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    planted = tmp_path / "domain" / "planning" / "queries" / "short.py"
    planted.parent.mkdir(parents=True)
    planted.write_text(f"def everything():\n    return {model}.objects.all()\n")
    monkeypatch.setattr(f"{__name__}.SOURCE", tmp_path)
    assert list(_starts(planted)) == [("planning.queries.short.everything", model)]
