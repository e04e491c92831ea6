"""What is secret, and what a receiver has no business with, stays with who keeps the books."""

from datetime import date
from typing import Any

import pytest

from tests.domain.papers.test_issuing import issued
from tests.world import World, account, scope
from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.states import Role
from vinhdanh.domain.certificates import actions as certificates
from vinhdanh.domain.papers import actions
from vinhdanh.domain.papers.access import visible_papers, visible_series, visible_signatories
from vinhdanh.domain.papers.models import Paper
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.kernel.results import RefusedError

SUBJECT = "Danh sách cán bộ làm nhiệm vụ đặc biệt"


def registered(world: World, **more: Any) -> Paper:
    """A secret paper in the book of the commune."""
    arrival = {
        "author": "Công an tỉnh", "number": 7, "symbol": "CAT-PA03", "issued_on": date(2026, 3, 2),
        "kind": "CV", "subject": SUBJECT, "secrecy": "mat",
    }  # fmt: skip
    who = {"actor": world.clerk, "scope": scope(world.clerk), "body_id": world.commune.pk}
    return actions.register_arrival(**who, arrival=actions.Arrival(**{**arrival, **more}))


def test_a_secret_paper_and_its_book_are_for_who_keeps_the_book(world: World) -> None:
    paper = registered(world)
    member = account("uy-vien-xa", Role.MEMBER, world.commune)
    series = paper.numbers.get().series
    for other in (world.officer, world.leader, member, world.other_clerk):
        assert not visible_papers(scope(other)).filter(pk=paper.pk).exists()
        assert not visible_series(scope(other)).filter(pk=series.pk).exists()
    assert visible_papers(scope(world.clerk)).filter(pk=paper.pk).exists()
    assert visible_series(scope(world.clerk)).filter(pk=series.pk).exists()


def test_what_a_secret_paper_is_about_is_not_told_by_its_number_or_the_log(world: World) -> None:
    registered(world)
    with pytest.raises(RefusedError) as stopped:
        actions.register_arrival(
            actor=world.officer, scope=scope(world.officer), body_id=world.commune.pk,
            arrival=actions.Arrival("Công an tỉnh", 7, "CAT-PA03", date(2026, 3, 2), "CV", "Khác"),
        )  # fmt: skip
    assert stopped.value.refusal.code == "twin"
    assert SUBJECT not in stopped.value.refusal.reason
    assert not [row for row in AuditRow.objects.all() if SUBJECT in f"{row.before}{row.after}"]


def seated(world: World) -> User:
    """A clerk of the commune who has a seat without rights in the province."""
    from vinhdanh.domain.access.actions import appoint

    appoint(
        actor=None, user=world.clerk, role=Role.MEMBER, body_id=world.province.pk,
        starts_on=date(2026, 1, 1),
    )  # fmt: skip
    return world.clerk


def test_a_right_in_one_body_opens_nothing_in_another(world: World) -> None:
    from tests.domain.certificates.shop import listed, printed
    from vinhdanh.domain.certificates.access import visible_designs, visible_printings, visible_runs

    run = printed(world, listed(world))
    actions.add_signatory(
        actor=world.officer, scope=scope(world.officer), body_id=world.province.pk, name="Nguyễn Văn Mẫu"
    )
    theirs = scope(seated(world))
    assert not visible_designs(theirs).exists()
    assert not visible_printings(theirs).exists()
    assert not visible_runs(theirs).exists()
    assert not visible_signatories(theirs).exists()
    assert visible_runs(scope(world.officer)).get() == run


def test_a_receiver_does_not_print_the_annex_of_a_word_file_it_never_got(world: World) -> None:
    from tests.domain.certificates.shop import WORDS
    from vinhdanh.domain.certificates.queries.designs import starter

    paper = issued(world)
    mine = {"actor": world.clerk, "scope": scope(world.clerk)}
    assert visible_papers(mine["scope"]).filter(pk=paper.pk).exists()
    design = certificates.add_design(**mine, body_id=world.commune.pk, name="Giấy khen", data=starter())
    with pytest.raises(RefusedError) as stopped:
        certificates.prepare_printing(
            **mine, design_id=design.pk, words=WORDS, source=certificates.ListSource(paper_id=paper.pk)
        )
    assert stopped.value.refusal.code == "no_annex"
