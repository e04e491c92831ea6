"""A paper goes out, its receivers confirm, and what happens to it afterwards; papers that come in."""

from datetime import date

import pytest

from tests.domain.papers.desk import numbered, submitted
from tests.world import World, scope
from vinhdanh.domain.papers import actions
from vinhdanh.domain.papers.access import visible_papers
from vinhdanh.domain.papers.models import Paper
from vinhdanh.engines.workflow.models import WorkItem
from vinhdanh.foundation.files.intake import received
from vinhdanh.foundation.kernel.results import RefusedError


def signed_by_hand(world: World, paper: Paper) -> None:
    wet = actions.WetSignature("", date(2026, 3, 16))
    with received(b"%PDF-1.7 scan", name="quet.pdf", by=world.officer) as scan:
        actions.record_wet(
            actor=world.officer, scope=scope(world.officer), paper_id=paper.pk, signature=wet, scan=scan
        )


def issued(world: World, number: int = 12, **more: str) -> Paper:
    paper = numbered(world, number, **more)
    signed_by_hand(world, paper)
    return actions.issue_paper(actor=world.officer, scope=scope(world.officer), paper_id=paper.pk)


def waiting(paper: Paper) -> set[str]:
    rows = WorkItem.objects.filter(subject_id=paper.pk, closed_at__isnull=True)
    return {f"{row.kind} {row.holder}" for row in rows}


def test_receivers_see_it_only_once_it_is_issued_and_confirm_it(world: World) -> None:
    paper = numbered(world)
    assert not visible_papers(scope(world.clerk)).exists()
    signed_by_hand(world, paper)
    actions.issue_paper(actor=world.officer, scope=scope(world.officer), paper_id=paper.pk)
    assert visible_papers(scope(world.clerk)).get() == paper
    assert waiting(paper) == {f"receive_paper {world.commune.pk}", f"receive_paper {world.health.pk}"}
    row = paper.recipients.get(body=world.commune)
    came = actions.receive_paper(
        actor=world.clerk, scope=scope(world.clerk), paper_id=paper.pk, recipient_id=row.pk
    )
    assert (came.arrival_number, came.full_number, came.origin_id) == (1, "12/QĐ-UBND", paper.pk)
    assert waiting(paper) == {f"receive_paper {world.health.pk}"}
    with pytest.raises(RefusedError) as stopped:
        actions.receive_paper(
            actor=world.clerk, scope=scope(world.clerk), paper_id=paper.pk, recipient_id=row.pk
        )
    assert stopped.value.refusal.code == "received"


def test_nobody_confirms_for_another_body(world: World) -> None:
    paper = issued(world)
    row = paper.recipients.get(body=world.health)
    with pytest.raises(RefusedError) as stopped:
        actions.receive_paper(
            actor=world.clerk, scope=scope(world.clerk), paper_id=paper.pk, recipient_id=row.pk
        )
    assert stopped.value.refusal.code == "not_receiver"


def test_without_number_or_signature_nothing_goes_out(world: World) -> None:
    paper = submitted(world)
    signed_by_hand(world, paper)
    with pytest.raises(RefusedError) as stopped:
        actions.issue_paper(actor=world.officer, scope=scope(world.officer), paper_id=paper.pk)
    assert stopped.value.refusal.code == "no_number"
    other = numbered(world)
    with pytest.raises(RefusedError) as stopped:
        actions.issue_paper(actor=world.officer, scope=scope(world.officer), paper_id=other.pk)
    assert stopped.value.refusal.code == "state_moved_on"


def test_an_issued_paper_is_replaced_or_called_back_with_a_reason(world: World) -> None:
    first, second = issued(world, 12), issued(world, 13, subject="Thay thế")
    with pytest.raises(RefusedError):
        actions.withdraw_paper(actor=world.officer, scope=scope(world.officer), paper_id=first.pk, reason="")
    actions.supersede_paper(
        actor=world.officer, scope=scope(world.officer), paper_id=first.pk, by_id=second.pk, reason="Sai tên."
    )
    actions.withdraw_paper(
        actor=world.officer, scope=scope(world.officer), paper_id=second.pk, reason="Ban hành nhầm."
    )
    assert [Paper.objects.get(pk=each.pk).state for each in (first, second)] == ["superseded", "withdrawn"]
    assert not waiting(second)


def arrival(**more: object) -> actions.Arrival:
    values: dict[str, object] = {
        "author": "Bộ Nội vụ", "number": 7, "symbol": "BNV-TĐKT", "issued_on": date(2026, 3, 2), "kind": "CV",
        "subject": "Hướng dẫn báo cáo", **more,
    }  # fmt: skip
    return actions.Arrival(**values)  # type: ignore[arg-type]


def register(world: World, row: actions.Arrival, **more: bool) -> Paper:
    return actions.register_arrival(
        actor=world.clerk, scope=scope(world.clerk), body_id=world.commune.pk, arrival=row, **more
    )


def test_what_comes_in_has_its_own_numbers_and_twins_are_named(world: World) -> None:
    assert register(world, arrival()).arrival_number == 1
    with pytest.raises(RefusedError) as stopped:
        register(world, arrival(subject="Một bản nữa"))
    assert "Hướng dẫn báo cáo" in stopped.value.refusal.reason
    assert register(world, arrival(subject="Một bản nữa"), allow_twin=True).arrival_number == 2


def test_secret_papers_are_numbered_without_their_content(world: World) -> None:
    with (
        received(b"%PDF-1.7", name="mat.pdf", by=world.clerk) as file,
        pytest.raises(RefusedError) as stopped,
    ):
        actions.register_arrival(
            actor=world.clerk, scope=scope(world.clerk), body_id=world.commune.pk,
            arrival=arrival(secrecy="mat"), file=file,
        )  # fmt: skip
    assert stopped.value.refusal.code == "secret"
    secret = register(world, arrival(secrecy="mat"))
    assert visible_papers(scope(world.clerk)).filter(pk=secret.pk).exists()
    assert not visible_papers(scope(world.leader)).filter(pk=secret.pk).exists()


def test_a_line_that_means_a_group_goes_to_each_member_of_the_day(world: World) -> None:
    paper = numbered(
        world, recipients=("Các sở, ban, ngành", "Sở Y tế tỉnh Thử Nghiệm", "Báo Thử", "Như trên")
    )
    lines = {row.text: (row.body_id, row.group_id) for row in paper.recipients.all()}
    assert lines == {
        world.everyone.name: (None, world.everyone.pk),
        world.health.name: (world.health.pk, None),
        "Báo Thử": (None, None),
    }
    signed_by_hand(world, paper)
    actions.issue_paper(actor=world.officer, scope=scope(world.officer), paper_id=paper.pk)
    members = {row.text for row in paper.recipients.filter(within__group=world.everyone)}
    assert members == {world.office.name}
    assert waiting(paper) == {f"receive_paper {world.office.pk}", f"receive_paper {world.health.pk}"}


def test_an_officer_above_does_not_confirm_for_a_body_below(world: World) -> None:
    paper = issued(world)
    row = paper.recipients.get(body=world.commune)
    with pytest.raises(RefusedError) as stopped:
        actions.receive_paper(
            actor=world.officer, scope=scope(world.officer), paper_id=paper.pk, recipient_id=row.pk
        )
    assert stopped.value.refusal.code == "not_receiver"
