"""Chasing with several at it, and with one that falls over in the middle."""

import threading
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from tests.smtp import post_office
from tests.world import World, make_world, scope
from vinhdanh.domain.notices.models import Notice
from vinhdanh.domain.obligations.actions import Owed, Source, nudge, remind, set_obligations
from vinhdanh.domain.obligations.models import NudgedBody, Obligation
from vinhdanh.foundation.kernel.ids import uuid7
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.foundation.mail.delivery import deliver
from vinhdanh.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def owing(transactional_db: None) -> Iterator[World]:
    world = make_world()
    for user in (world.clerk, world.other_clerk):
        user.email = f"{user.username}@songmay.example"
        user.save(update_fields=["email"])
    source = Source.of(world.plan)
    owed = [
        Owed("unit_plan", each.pk, world.province.pk, "Kế hoạch năm 2026", "2026", date(2026, 3, 19))
        for each in (world.commune, world.health)
    ]
    set_obligations(actor=None, source_kind=source.kind, owed={source.id: owed}, kinds=["unit_plan"])
    yield world
    with connection.cursor() as cursor:
        # The queue's tables are not ours, so nothing empties them after a test that committed.
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Run all at once, each on a connection of its own; what they return or raise."""
    start, found = threading.Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        start.wait()
        try:
            found.append(act())
        except RefusedError as refused:
            found.append(refused.refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_two_workers_remind_once(owing: World) -> None:
    assert sorted(together(remind, remind, remind)) == [0, 0, 2]
    assert Notice.objects.count() == Letter.objects.count() == 2


def test_a_run_that_falls_over_has_said_nothing_and_the_next_says_all(owing: World) -> None:
    with transaction.atomic():
        assert remind() == 2
        transaction.set_rollback(True)
    assert Notice.objects.count() == Letter.objects.count() == 0
    assert remind() == 2
    assert remind() == 0


def test_of_two_officers_who_nudge_at_once_one_is_told_of_the_other(owing: World) -> None:
    ids = list(Obligation.objects.filter(kind="unit_plan").values_list("pk", flat=True))

    def act(user: Any) -> Callable[[], Any]:
        at = scope(user)
        return lambda: nudge(actor=user, scope=at, obligation_ids=ids, words="Nhắc", nudge_id=uuid7()).pk

    found = together(act(owing.officer), act(owing.leader))
    assert found.count("nudged_today") == 1
    assert NudgedBody.objects.count() == 2
    assert Notice.objects.count() == 2


def test_two_workers_send_each_letter_once(owing: World, settings: Any) -> None:
    remind()
    with post_office() as office:
        settings.MAIL_SERVER = office.setting()
        tallies = together(deliver, deliver, deliver)
        assert sum(tally.sent for tally in tallies) == 2
        assert len({letter["Message-ID"] for letter in office.letters}) == len(office.letters) == 2
