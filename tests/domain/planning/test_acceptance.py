"""A draft becomes a plan: once, whole, and only when it is complete."""

import threading
from datetime import date

import pytest
from django.db import connection

from tests.world import World, draft, make_world, row, scope
from vinhdanh.domain.planning.actions.acceptance import accept_draft, discard_draft
from vinhdanh.domain.planning.actions.mending import link_name, mend_head
from vinhdanh.domain.planning.models import Plan, PlanDraft
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db


def test_rows_become_tasks_with_parties_places_and_keys(world: World) -> None:
    tasks = world.tasks
    own = tasks["Việc của xã"]
    assert (own.year, own.lane, own.due_on) == (2026, 1, date(2026, 3, 10))
    assert set(own.party_keys) == {world.commune.pk, world.office.pk}
    assert tasks["Việc của các sở"].party_keys == [world.everyone.pk]
    assert not tasks["Việc chưa có chủ trì"].has_lead
    assert tasks["Việc chưa có chủ trì"].due_on == date(2026, 6, 30)


def test_nothing_is_half_made_when_the_number_is_taken(world: World) -> None:
    again = draft(world.officer, world.province, [row("Việc khác")])
    with pytest.raises(RefusedError) as refused:
        accept_draft(actor=world.officer, scope=scope(world.officer), draft_id=again.pk)
    assert "đã có kế hoạch số 1/KH-UBND" in refused.value.refusal.reason
    again.refresh_from_db()
    assert again.state == "ready"
    assert Plan.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"issuer": None}, "Chọn cơ quan ban hành"),
        ({"year": None}, "Ghi năm"),
        ({"state": "discarded"}, "đã bỏ"),
    ],
)
def test_an_incomplete_draft_says_what_is_wanting(
    world: World, change: dict[str, object], words: str
) -> None:
    waiting = draft(world.officer, world.province, [row("Việc")], number="2/KH-UBND")
    PlanDraft.objects.filter(pk=waiting.pk).update(**change)
    with pytest.raises(RefusedError) as refused:
        accept_draft(actor=world.officer, scope=scope(world.officer), draft_id=waiting.pk)
    assert words in refused.value.refusal.reason


def test_doubtful_rows_must_be_seen_first(world: World) -> None:
    rows = [row("Chắc"), row("Ngờ", doubts={"lead": "Chưa rõ ai chủ trì."})]
    waiting = draft(world.officer, world.province, rows, number="3/KH-UBND")
    mine = scope(world.officer)
    with pytest.raises(RefusedError) as refused:
        accept_draft(actor=world.officer, scope=mine, draft_id=waiting.pk)
    assert "Còn 1 dòng ngờ" in refused.value.refusal.reason
    made = accept_draft(actor=world.officer, scope=mine, draft_id=waiting.pk, allow_doubtful=True)
    assert made.tasks.count() == 2


def test_a_clerk_may_not_accept_for_another_body(world: World) -> None:
    waiting = draft(world.officer, world.province, [row("Việc")], number="4/KH-UBND")
    with pytest.raises(RefusedError) as refused:
        accept_draft(actor=world.clerk, scope=scope(world.clerk), draft_id=waiting.pk)
    assert refused.value.refusal.code == "not_yours"


def test_a_discarded_draft_is_not_accepted_and_its_file_stays(world: World) -> None:
    waiting = draft(world.officer, world.province, [row("Việc")], number="5/KH-UBND")
    discard_draft(actor=world.officer, scope=scope(world.officer), draft_id=waiting.pk)
    with pytest.raises(RefusedError):
        accept_draft(actor=world.officer, scope=scope(world.officer), draft_id=waiting.pk)
    assert waiting.file.size > 0


def test_the_plan_that_a_basis_cites_becomes_the_parent(world: World) -> None:
    waiting = draft(world.clerk, world.commune, [row("Việc")], number="7/KH-UBND")
    waiting.head["legal_bases"] = {"value": ["Kế hoạch số 1/KH-UBND ngày 09/01/2026"]}
    waiting.save()
    made = accept_draft(actor=world.clerk, scope=scope(world.clerk), draft_id=waiting.pk)
    assert made.parent_id == world.plan.pk


@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_at_once_one_gets_it_and_one_is_told() -> None:
    world = make_world()
    waiting = draft(world.officer, world.province, [row("Việc")], number="6/KH-UBND")
    mine = scope(world.officer)
    start, outcomes = threading.Barrier(2), []

    def accept() -> None:
        start.wait()
        try:
            accept_draft(actor=world.officer, scope=mine, draft_id=waiting.pk)
            outcomes.append("made")
        except RefusedError as refused:
            outcomes.append(refused.refusal.code)
        finally:
            connection.close()

    both = [threading.Thread(target=accept) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert sorted(outcomes) == ["already_accepted", "made"]
    assert Plan.objects.filter(number="6/KH-UBND").count() == 1
    assert AuditRow.objects.filter(action="accept_draft", subject_id=waiting.pk).count() == 1


def test_nobody_issues_in_the_name_of_another_body(world: World) -> None:
    waiting = draft(world.clerk, world.commune, [row("Việc")], number="9/KH-UBND")
    PlanDraft.objects.filter(pk=waiting.pk).update(issuer=world.province)
    with pytest.raises(RefusedError, match="cơ quan khác ban hành"):
        accept_draft(actor=world.clerk, scope=scope(world.clerk), draft_id=waiting.pk)
    with pytest.raises(RefusedError, match="cơ quan khác ban hành"):
        mend_head(
            actor=world.clerk,
            scope=scope(world.clerk),
            draft_id=waiting.pk,
            values={},
            year=2026,
            issuer_id=world.province.pk,
        )


def test_the_year_that_the_officer_sets_is_the_year_of_the_plan(world: World) -> None:
    waiting = draft(
        world.officer, world.province, [row("Việc", period_kind="", period_value="")], number="9/KH"
    )
    waiting.head["years"] = {"value": [2025]}
    waiting.save()
    mine = scope(world.officer)
    mend_head(
        actor=world.officer,
        scope=mine,
        draft_id=waiting.pk,
        values={},
        year=2026,
        issuer_id=world.province.pk,
    )
    made = accept_draft(actor=world.officer, scope=mine, draft_id=waiting.pk)
    assert (made.first_year, made.last_year, made.tasks.get().year) == (2026, 2026, 2026)


@pytest.mark.parametrize(("name", "length"), [("title", 501), ("number", 61), ("signer", 121)])
def test_what_the_plan_could_not_hold_is_refused_by_name(world: World, name: str, length: int) -> None:
    waiting = draft(world.officer, world.province, [row("Việc")], number="9/KH")
    with pytest.raises(RefusedError, match="dài quá"):
        mend_head(
            actor=world.officer,
            scope=scope(world.officer),
            draft_id=waiting.pk,
            values={name: "x" * length},
            year=2026,
            issuer_id=None,
        )


def test_a_name_linked_by_a_person_is_remembered_and_one_of_the_machine_is_not(world: World) -> None:
    from vinhdanh.domain.organisations.models import NameChoice

    rows = [row("Một", "Ban TĐKT", "–"), row("Hai", world.health, checked=True)]
    waiting = draft(world.officer, world.province, rows, number="9/KH")
    mine, target = scope(world.officer), f"body:{world.office.pk}"
    for text in ("Ban TĐKT", "–"):
        link_name(actor=world.officer, scope=mine, draft_id=waiting.pk, text=text, target=target)
    accept_draft(actor=world.officer, scope=mine, draft_id=waiting.pk)
    assert list(NameChoice.objects.values_list("example", "body")) == [("Ban TĐKT", world.office.pk)]


def test_a_lead_that_is_nobody_we_know_counts_as_wanting(world: World) -> None:
    waiting = draft(world.officer, world.province, [row("Một", "Sở Không Có")], number="9/KH")
    made = accept_draft(actor=world.officer, scope=scope(world.officer), draft_id=waiting.pk)
    assert not made.tasks.get().has_lead
