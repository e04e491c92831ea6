"""Letters: written with the change, sent once, kept while the server is away, dropped when too old."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from tests.smtp import PostOffice, post_office
from vinhdanh.foundation.kernel.clock import FrozenClock, now
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.foundation.mail import delivery
from vinhdanh.foundation.mail.delivery import Tally, deliver
from vinhdanh.foundation.mail.masking import mask_all, masked
from vinhdanh.foundation.mail.models import Letter
from vinhdanh.foundation.mail.outbox import NewLetter, outbox, post, try_again

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(settings: Any) -> Iterator[PostOffice]:
    with post_office() as running:
        settings.MAIL_SERVER = running.setting()
        yield running


def letter(key: str = "a", to: str = "lan@songmay.example", **more: Any) -> NewLetter:
    fields = {"subject": "Nhắc việc", "text": "Còn 3 ngày.", "expires_at": now() + timedelta(days=2), **more}
    return NewLetter(key=key, kind="test", to_address=to, **fields)


def states() -> list[str]:
    return list(Letter.objects.order_by("key").values_list("state", flat=True))


def test_a_letter_leaves_whole_and_once(office: PostOffice) -> None:
    post([letter(to_name="Tòng Văn Lả", from_name='Hạnh "SNV"', reply_to="hanh@songmay.example")])
    assert deliver() == Tally(sent=1)
    assert deliver() == Tally()
    (got,) = office.letters
    assert got["To"] == "Tòng Văn Lả <lan@songmay.example>"
    assert got["From"] == "Hạnh SNV <tdkt@songmay.example>"
    assert got["Reply-To"] == "hanh@songmay.example"
    assert got["Subject"] == "Nhắc việc"
    assert got["Auto-Submitted"] == "auto-generated"
    assert got.get_content().strip() == "Còn 3 ngày."
    assert states() == ["sent"]


def test_the_same_occasion_is_written_once(office: PostOffice) -> None:
    first = post([letter()])
    assert post([letter(text="khác")]) == first
    assert Letter.objects.get().text == "Còn 3 ngày."


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_taken_back_sends_nothing(office: PostOffice) -> None:
    before = queued()
    with transaction.atomic():
        post([letter()])
        assert queued() == before + 1
        transaction.set_rollback(True)
    assert deliver() == Tally()
    assert queued() == before


def queued() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'mail_deliver'")
        return int(cursor.fetchone()[0])


def test_without_a_server_letters_wait(settings: Any) -> None:
    settings.MAIL_SERVER = None
    post([letter()])
    assert deliver() == Tally()
    assert states() == ["waiting"]
    assert not outbox().on


def test_a_server_that_is_away_for_a_day_loses_nothing_and_gets_nothing_twice(
    settings: Any, clock: FrozenClock
) -> None:
    with post_office() as gone:
        settings.MAIL_SERVER = gone.setting()
    post([letter(str(n), expires_at=now() + timedelta(hours=20 if n else 40)) for n in range(3)])
    for _ in range(24):
        assert deliver().sent == 0
        clock.advance(timedelta(hours=1))
    with post_office() as back:
        settings.MAIL_SERVER = back.setting()
        assert deliver().sent == 1
        assert deliver().sent == 0
        assert len(back.letters) == 1
    # The two that would have come too late are dropped, and say why.
    assert states() == ["sent", "dropped", "dropped"]
    assert "Quá ngày" in Letter.objects.get(key="1").last_error
    # Nobody's attempts were used up by a server that did not answer.
    assert Letter.objects.get(key="0").attempts == 1


def test_one_unknown_address_stops_nobody_else(office: PostOffice) -> None:
    office.refuse["nobody@songmay.example"] = "550 no such user nobody@songmay.example"
    post([letter("a", "nobody@songmay.example"), letter("b")])
    assert deliver() == Tally(sent=1, failed=1)
    assert states() == ["failed", "sent"]
    assert "nobody@" not in Letter.objects.get(key="a").last_error


def test_what_the_server_cannot_take_now_waits_longer_each_time(
    office: PostOffice, clock: FrozenClock
) -> None:
    office.refuse["lan@"] = "451 try later"
    post([letter(expires_at=now() + timedelta(days=9))])
    waits = []
    for _ in range(len(delivery.BACK_OFF)):
        assert deliver().put_off == 1
        row = Letter.objects.get()
        waits.append(row.next_try_at - now())
        clock.move_to(row.next_try_at)
    assert waits == list(delivery.BACK_OFF)
    assert deliver().failed == 1
    office.refuse.clear()
    actor_letter = Letter.objects.get()
    assert actor_letter.state == "failed"


def test_a_connection_that_breaks_after_the_letter_sends_it_again_under_its_old_name(
    office: PostOffice, clock: FrozenClock
) -> None:
    office.hang_up_after = 1
    post([letter()])
    assert deliver().sent == 0
    clock.advance(timedelta(minutes=15))
    assert deliver().sent == 1
    first, second = office.letters
    assert first["Message-ID"] == second["Message-ID"]


def test_a_worker_killed_in_the_middle_gives_its_letter_back_after_the_lease(
    office: PostOffice, clock: FrozenClock
) -> None:
    post([letter()])
    assert delivery._claimed(Letter.objects.get().pk) is not None
    assert deliver() == Tally()
    clock.advance(delivery.LEASE)
    assert deliver().sent == 1


def test_a_failed_letter_can_be_tried_again_but_not_a_sent_one(office: PostOffice, world: Any) -> None:
    office.refuse["lan@"] = "550 no"
    post([letter()])
    deliver()
    row = Letter.objects.get()
    office.refuse.clear()
    try_again(actor=world.admin, letter_id=row.pk)
    assert deliver().sent == 1
    with pytest.raises(RefusedError, match="Đã gửi"):
        try_again(actor=world.admin, letter_id=row.pk)


def test_nobody_reads_a_whole_address() -> None:
    assert masked("lan.nguyen@songmay.example") == "l•••@songmay.example"
    assert mask_all("550 <lan@a.vn> unknown") == "550 <l•••@a.vn> unknown"
    post([letter()])
    (row,) = outbox().rows
    assert row.to == "l•••@songmay.example"
    assert not hasattr(row, "text")


def test_a_line_break_in_a_subject_becomes_a_blank(office: PostOffice) -> None:
    post([letter(subject="Nhắc\r\nBcc: x@y.vn")])
    assert deliver().sent == 1
    assert office.letters[0]["Bcc"] is None
    assert office.letters[0]["Subject"] == "Nhắc Bcc: x@y.vn"
