"""Two people press the same button: one is done, the other is told; nothing happens twice."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection

from tests.domain.certificates.shop import BASE, listed
from tests.domain.papers.desk import edited, hand_in, listing, master, set_words, submitted, write
from tests.domain.papers.test_issuing import issued, signed_by_hand
from tests.world import World, make_world, scope
from vinhdanh.domain.certificates import actions as certificates
from vinhdanh.domain.certificates.models import PrintRun
from vinhdanh.domain.papers import actions
from vinhdanh.domain.papers.models import Paper, WordDifference
from vinhdanh.foundation.files.intake import received
from vinhdanh.foundation.kernel.results import RefusedError


def at_once(act: Callable[[], object], times: int = 3) -> list[str]:
    """What each of several who begin together was told; empty for who was done."""
    gate, told = threading.Barrier(times), []

    def one() -> None:
        gate.wait()
        try:
            act()
            told.append("")
        except RefusedError as stopped:
            told.append(stopped.refusal.reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


def who(world: World, paper: Paper | None = None) -> dict[str, Any]:
    found = {"actor": world.officer, "scope": scope(world.officer)}
    return {**found, "paper_id": paper.pk} if paper else found


def once(told: list[str]) -> bool:
    return [bool(words) for words in told] == [False, True, True]


@pytest.mark.django_db(transaction=True)
def test_submitting_numbering_signing_issuing_and_receiving_happen_once() -> None:
    world = make_world()
    actions.open_series(**who(world), body_id=world.province.pk)
    paper = write(world)
    assert once(at_once(lambda: actions.submit_paper(**who(world, paper))))
    assert once(at_once(lambda: actions.give_number(**who(world, paper))))
    assert once(at_once(lambda: signed_by_hand(world, paper)))
    assert once(at_once(lambda: actions.issue_paper(**who(world, paper))))
    row = paper.recipients.get(body=world.commune)
    mine = {"actor": world.clerk, "scope": scope(world.clerk), "paper_id": paper.pk}
    assert once(at_once(lambda: actions.receive_paper(**mine, recipient_id=row.pk)))
    paper.refresh_from_db()
    assert (paper.state, paper.number, paper.signatures.count(), paper.arrivals.count()) == (
        "issued", 1, 1, 1,
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_a_difference_is_decided_once_and_an_edit_taken_back_once() -> None:
    world = make_world()
    paper = write(world)
    data = edited(paper, lambda document: set_words(listing(document).rows[1].cells[1], "Trần Thị Khác"))
    base = master(paper).n
    assert once(at_once(lambda: hand_in(world, paper, data, base=base)))
    row = WordDifference.objects.get()
    choose = {**who(world), "difference_id": row.pk}
    assert once(at_once(lambda: actions.resolve_difference(**choose, choice="data")))
    assert [each.source for each in paper.versions.all()] == ["system", "word", "settled"]


@pytest.mark.django_db(transaction=True)
def test_a_sheet_is_printed_once_without_a_reason() -> None:
    world = make_world()
    printing = listed(world)
    wanted = certificates.Wanted(BASE)
    told = at_once(lambda: certificates.start_print(**who(world), printing_id=printing.pk, wanted=wanted))
    assert once(told)
    assert all("đã in rồi" in words for words in told[1:])
    assert PrintRun.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_withdrawn_and_replaced_at_once_is_one_of_both() -> None:
    world = make_world()
    paper, other = issued(world, 1), issued(world, 2, subject="Văn bản thay thế")
    ways = iter([
        lambda: actions.withdraw_paper(**who(world, paper), reason="Sai"),
        lambda: actions.supersede_paper(**who(world, paper), by_id=other.pk, reason="Thay"),
    ])  # fmt: skip
    told = at_once(lambda: next(ways)(), times=2)  # noqa: PLW0108
    assert [bool(words) for words in told] == [False, True]


@pytest.mark.django_db(transaction=True)
def test_a_signature_falling_beside_a_return_leaves_one_state() -> None:
    world = make_world()
    paper = submitted(world)
    wet = actions.WetSignature("", date(2026, 3, 16))

    def sign() -> None:
        with received(b"%PDF-1.7 scan", name="quet.pdf", by=world.officer) as scan:
            actions.record_wet(**who(world, paper), signature=wet, scan=scan)

    ways = iter([sign, lambda: actions.return_paper(**who(world, paper), reason="Sửa")])
    told = at_once(lambda: next(ways)(), times=2)  # noqa: PLW0108
    assert [bool(words) for words in told] == [False, True]
    paper.refresh_from_db()
    assert (paper.state == "signed") == paper.signatures.exists()
