"""Reminders, the Monday digest, nudges and words for a chat."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.smtp import post_office
from tests.world import World, account, body, scope
from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.states import Role
from vinhdanh.domain.notices.actions import mark_read, save_preferences
from vinhdanh.domain.notices.models import Notice, ShortLink
from vinhdanh.domain.notices.queries import inbox, sent_page, target_of
from vinhdanh.domain.obligations.actions import (
    Owed,
    Paper,
    Source,
    fulfil,
    hold_digest,
    nudge,
    release_digest,
    remind,
    save_digest_setting,
    send_digests,
    set_obligations,
    set_rule,
    zalo_words,
)
from vinhdanh.domain.obligations.jobs import nudge_now, reminder_now
from vinhdanh.domain.obligations.models import DigestSetting, NudgedObligation, Obligation
from vinhdanh.domain.obligations.queries.chase import ChaseFilter, chase_page, proof_of
from vinhdanh.domain.obligations.queries.digest import letters_for, readers_of
from vinhdanh.engines.workflow.items import Wait, set_waits
from vinhdanh.engines.workflow.models import WorkItem
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.kernel.clock import FrozenClock, today
from vinhdanh.foundation.kernel.ids import uuid7
from vinhdanh.foundation.kernel.results import RefusedError
from vinhdanh.foundation.mail.delivery import deliver
from vinhdanh.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db
CHOSEN = {"reminder": "at_once", "overdue": "at_once", "nudge": "at_once", "digest": "at_once"}


@pytest.fixture(autouse=True)
def addresses(world: World) -> None:
    # The tasks of the world's own plan are not what is chased here.
    WorkItem.objects.all().delete()
    Obligation.objects.all().delete()
    for user in User.objects.all():
        user.email = f"{user.username}@songmay.example"
        user.save(update_fields=["email"])


def owe(world: World, due: date | None, *bodies: Any, title: str = "Kế hoạch năm 2026") -> list[Obligation]:
    source = Source.of(world.plan)
    owed = [
        Owed("unit_plan", each.pk, world.province.pk, title, period="2026", due_on=due)
        for each in (bodies or (world.commune,))
    ]
    set_obligations(actor=None, source_kind=source.kind, owed={source.id: owed}, kinds=["unit_plan"])
    return list(Obligation.objects.filter(kind="unit_plan").order_by("id"))


def done(world: World, at: Any) -> None:
    fulfil(actor=None, kind="unit_plan", party_id=at.pk, period="2026", paper=Paper("Kế hoạch 5/KH-UBND"))


def titles(user: User) -> list[str]:
    return [row.title for row in reversed(inbox(scope(user)).rows)]


# Reminders. 16/03/2026 is a Monday.


def test_a_reminder_comes_on_its_days_once_each(world: World, clock: FrozenClock) -> None:
    owe(world, date(2026, 4, 2))
    said = {}
    for _ in range(40):
        remind()
        if remind() != 0:
            pytest.fail("said twice")
        said[today()] = Notice.objects.count()
        clock.advance(timedelta(days=1))
    days = [day for day, number in said.items() if number > said.get(day - timedelta(days=1), 0)]
    # 14 days before: 19/03; 3 before: 30/03; 1 after: 03/04; 7 after: 09/04.
    assert days == [date(2026, 3, 19), date(2026, 3, 30), date(2026, 4, 3), date(2026, 4, 9)]
    assert titles(world.clerk) == [
        "Còn 14 ngày: Kế hoạch năm 2026",
        "Còn 3 ngày: Kế hoạch năm 2026",
        "Quá hạn 1 ngày: Kế hoạch năm 2026",
        "Quá hạn 7 ngày: Kế hoạch năm 2026",
    ]
    assert titles(world.other_clerk) == []


def test_days_off_are_quiet_and_what_fell_on_them_comes_after(world: World, clock: FrozenClock) -> None:
    # Three days before Tuesday 31/03 is Saturday.
    owe(world, date(2026, 3, 31))
    clock.move_to("2026-03-28T07:00")
    assert remind() == 0
    clock.move_to("2026-03-30T07:00")
    remind()
    assert titles(world.clerk) == ["Còn 1 ngày: Kế hoạch năm 2026"]


def test_a_due_day_that_is_off_counts_on_the_next_working_day(world: World, clock: FrozenClock) -> None:
    owe(world, date(2026, 3, 21))
    clock.move_to("2026-03-23T07:00")
    remind()
    assert titles(world.clerk) == ["Hạn hôm nay: Kế hoạch năm 2026"]
    clock.move_to("2026-03-24T07:00")
    remind()
    assert titles(world.clerk)[-1] == "Quá hạn 1 ngày: Kế hoạch năm 2026"


def test_a_stopped_machine_makes_up_for_the_last_reminder_only(world: World, clock: FrozenClock) -> None:
    owe(world, date(2026, 3, 18))
    # Fourteen and three days before have passed; three before was Sunday, so Monday.
    assert remind() == 1
    clock.move_to("2026-03-30T07:00")
    assert remind() == 0


def test_what_is_done_is_not_reminded_of(world: World) -> None:
    owe(world, date(2026, 3, 19))
    done(world, world.commune)
    assert remind() == 0


def test_people_without_a_post_that_day_are_left_alone(world: World) -> None:
    account("cu", Role.CLERK, world.commune, ends_on=date(2026, 3, 15))
    account("xem", Role.MEMBER, world.commune)
    owe(world, date(2026, 3, 19))
    assert remind() == 1


def test_one_letter_a_person_and_only_what_is_still_to_do_in_it(world: World, settings: Any) -> None:
    owe(world, date(2026, 3, 19), world.commune)
    source = Source.of(world.tasks["Việc của xã"])
    more = [Owed("report", world.commune.pk, world.province.pk, "Báo cáo quý I", due_on=date(2026, 3, 13))]
    set_obligations(actor=None, source_kind=source.kind, owed={source.id: more}, kinds=["report"])
    assert remind() == 2
    letter = Letter.objects.get()
    assert letter.subject == "Nhắc việc thi đua, khen thưởng: 1 việc quá hạn, 1 việc sắp đến hạn"
    done(world, world.commune)
    text = reminder_now(letter)
    assert text is not None
    assert "Báo cáo quý I" in text
    assert "Kế hoạch năm 2026" not in text
    fulfil(actor=None, kind="report", party_id=world.commune.pk, period=None, paper=Paper("BC"))
    with post_office() as office:
        settings.MAIL_SERVER = office.setting()
        assert deliver().dropped == 1
        assert office.letters == []


def test_a_reminder_is_not_sent_the_day_after(world: World, settings: Any, clock: FrozenClock) -> None:
    owe(world, date(2026, 3, 19))
    remind()
    clock.advance(timedelta(days=1))
    with post_office() as office:
        settings.MAIL_SERVER = office.setting()
        deliver()
        assert office.letters == []
    assert Letter.objects.get().state == "dropped"


def test_a_work_item_of_one_person_reminds_that_person(world: World) -> None:
    wait = Wait(
        "review", world.office.pk, "Soát bản đọc", due_on=date(2026, 3, 19), holder_user=world.officer.pk
    )
    set_waits(subject=world.plan, waits=[wait])
    assert remind() == 1
    assert titles(world.officer) == ["Còn 3 ngày: Soát bản đọc"]
    assert titles(world.leader) == []


def test_officers_set_the_days_from_a_day_on(world: World, clock: FrozenClock) -> None:
    owe(world, date(2026, 4, 29))
    rule: dict[str, Any] = {"kind": "unit_plan", "after": [2], "quiet": False, "from_on": date(2026, 3, 20)}
    set_rule(
        actor=world.officer, scope=scope(world.officer), body_id=world.province.pk, before=[40, 38], **rule
    )
    clock.move_to("2026-03-19T07:00")
    assert remind() == 0
    clock.move_to("2026-03-21T07:00")
    assert remind() == 1
    assert AuditRow.objects.filter(action="set_reminders").count() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"after": []}, "never_after"),
        ({"before": [91]}, "days_out_of_range"),
        ({"before": [1, 2, 3, 4, 5, 6]}, "days_out_of_range"),
        ({"after": [0]}, "days_out_of_range"),
        ({"from_on": date(2026, 3, 15)}, "from_past"),
        ({"kind": "khac"}, "kind_unknown"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(world: World, change: dict[str, Any], code: str) -> None:
    fine: dict[str, Any] = {
        "kind": "report", "before": [3], "after": [1], "quiet": True, "from_on": date(2026, 3, 16)
    }  # fmt: skip
    with pytest.raises(RefusedError) as stopped:
        set_rule(
            actor=world.officer, scope=scope(world.officer), body_id=world.province.pk, **{**fine, **change}
        )
    assert stopped.value.refusal.code == code


def test_a_clerk_sets_no_rules(world: World) -> None:
    with pytest.raises(RefusedError) as stopped:
        set_rule(
            actor=world.clerk, scope=scope(world.clerk), body_id=world.commune.pk, kind="report",
            before=[3], after=[1], quiet=True, from_on=today(),
        )  # fmt: skip
    assert stopped.value.refusal.code == "not_yours_to_chase"


# Nudges.


def send(world: World, rows: list[Obligation], **more: Any) -> Any:
    fields = {"words": "Đề nghị gửi kế hoạch.", "nudge_id": uuid7(), **more}
    return nudge(
        actor=world.officer, scope=scope(world.officer), obligation_ids=[row.pk for row in rows], **fields
    )


def test_the_proof_says_who_gets_it_and_the_nudge_reaches_them(world: World) -> None:
    rows = owe(world, date(2026, 3, 10), world.commune, world.health, world.office)
    proof = proof_of(scope(world.officer), [row.pk for row in rows])
    assert {(row.party, len(row.people)) for row in proof.rows} == {
        (world.commune.name, 1), (world.health.name, 1), (world.office.name, 2)
    }  # fmt: skip
    made = send(world, rows)
    assert titles(world.clerk) == [f"{world.office.name} nhắc: Kế hoạch năm 2026"]
    assert Letter.objects.filter(kind="nudge").count() == 4
    text = Letter.objects.get(recipient=world.clerk).text
    assert "Đề nghị gửi kế hoạch." in text
    assert "quá hạn 6 ngày (hạn 10/03/2026)" in text
    assert str(Notice.objects.get(user=world.clerk).pk) in text
    assert made.bodies.count() == 3
    assert NudgedObligation.objects.filter(nudge=made).count() == 3


def test_sent_twice_it_is_one_nudge(world: World) -> None:
    rows, key = owe(world, date(2026, 3, 10)), uuid7()
    assert send(world, rows, nudge_id=key) == send(world, rows, nudge_id=key)
    assert Notice.objects.count() == 1


def test_a_body_is_nudged_once_a_day_unless_there_is_a_reason(world: World) -> None:
    rows = owe(world, date(2026, 3, 10), world.commune, world.health)
    send(world, rows[:1])
    with pytest.raises(RefusedError) as stopped:
        send(world, rows)
    assert stopped.value.refusal.code == "nudged_today"
    made = send(world, rows, leave_out=True)
    assert made.bodies.count() == 1
    again = send(world, rows, again_reason="Hạn dời lên chiều nay")
    assert again.again_reason == "Hạn dời lên chiều nay"
    assert again.bodies.filter(again=True).count() == 2
    assert Notice.objects.count() == 4


def test_what_is_done_meanwhile_is_not_nudged_about(world: World) -> None:
    rows = owe(world, date(2026, 3, 10), world.commune, world.health)
    done(world, world.commune)
    made = send(world, rows)
    assert [each.party for each in made.bodies.all()] == [world.health]
    letter = Letter.objects.get()
    done(world, world.health)
    assert nudge_now(letter) is None


def test_only_who_may_chase_there_nudges(world: World) -> None:
    rows = owe(world, date(2026, 3, 10))
    for user in (world.clerk, world.admin, world.member):
        with pytest.raises(RefusedError):
            nudge(actor=user, scope=scope(user), obligation_ids=[rows[0].pk], words="Nhắc", nudge_id=uuid7())
    assert Notice.objects.count() == 0


def test_a_body_without_people_is_named_not_forgotten(world: World) -> None:
    lonely = body("Báo Thử Nghiệm", parent=world.province)
    rows = owe(world, date(2026, 3, 10), lonely)
    proof = proof_of(scope(world.officer), [row.pk for row in rows])
    assert [row.party for row in proof.nobody] == ["Báo Thử Nghiệm"]
    assert send(world, rows).bodies.get().people == 0


def test_a_thousand_bodies_cost_no_more_queries_than_one(world: World) -> None:
    def queries(number: int) -> int:
        units = [
            body(f"Ủy ban nhân dân xã Thử {number} {n}", parent=world.province, level="commune")
            for n in range(number)
        ]
        for n, unit in enumerate(units):
            account(f"can-bo-{number}-{n}", Role.CLERK, unit)
        rows = [row for row in owe(world, date(2026, 3, 10), *units) if row.party in units]
        with CaptureQueriesContext(connection) as seen:
            send(world, rows)
        return len(seen)

    assert queries(2) == queries(12) <= 30


def test_the_list_to_chase_is_late_first_and_says_when_it_was_nudged(world: World) -> None:
    rows = owe(world, date(2026, 3, 10), world.commune, world.health)
    send(world, rows[:1])
    page = chase_page(scope(world.officer), ChaseFilter())
    assert {(row.party_id, row.nudged_on) for row in page.rows} == {
        (rows[0].party_id, date(2026, 3, 16)), (rows[1].party_id, None)
    }  # fmt: skip
    assert chase_page(scope(world.clerk), ChaseFilter()).rows == []
    # Due last Saturday counts today: not late yet.
    Obligation.objects.update(due_on=date(2026, 3, 14))
    assert chase_page(scope(world.officer), ChaseFilter()).count == 0
    assert chase_page(scope(world.officer), ChaseFilter(when="soon")).count == 2


def test_who_chases_sees_what_was_opened_and_no_address(world: World) -> None:
    send(world, owe(world, date(2026, 3, 10)))
    (row,) = sent_page(scope(world.officer)).rows
    assert (row.to, row.read_at, row.letter) == ("Clerk", None, "waiting")
    mark_read(actor=world.clerk, notice_id=row.id)
    assert sent_page(scope(world.officer), opened="yes").rows[0].read_at is not None
    assert sent_page(scope(world.clerk)).rows == []


# Preferences.


def test_a_person_chooses_but_never_silence_about_what_is_late(world: World) -> None:
    save_preferences(actor=world.clerk, channels={**CHOSEN, "reminder": "off", "overdue": "digest"})
    owe(world, date(2026, 3, 19))
    remind()
    assert titles(world.clerk) == ["Còn 3 ngày: Kế hoạch năm 2026"]
    assert Letter.objects.count() == 0
    for wrong in (
        {"overdue": "off"},
        {"nudge": "off"},
        {"digest": "off", "overdue": "digest"},
        {"digest": ""},
    ):
        with pytest.raises(RefusedError):
            save_preferences(actor=world.clerk, channels={**CHOSEN, **wrong})


# The digest.


def digest(world: World, **more: Any) -> DigestSetting:
    fields: dict[str, Any] = {"phone": "0200 000 000", "at": time(7, 30), "enabled": True, **more}
    return save_digest_setting(
        actor=world.officer, scope=scope(world.officer), body_id=world.province.pk,
        officer_id=world.officer.pk, **fields,
    )  # fmt: skip


def test_the_digest_goes_once_on_monday_in_the_officers_name(world: World) -> None:
    digest(world)
    owe(world, date(2026, 3, 10), world.commune)
    assert send_digests() == 3
    assert send_digests() == 0
    letter = Letter.objects.get(recipient=world.clerk)
    assert letter.from_name == "Officer"
    assert letter.reply_to == "officer@songmay.example"
    assert "QUÁ HẠN (1)" in letter.text
    assert letter.text.endswith(f"Officer\n{world.office.name}\nĐiện thoại: 0200 000 000")
    officers = Letter.objects.get(recipient=world.officer).text
    assert "ANH/CHỊ ĐANG CHỜ NGƯỜI KHÁC (1)" in officers
    assert world.commune.name in officers
    assert not Letter.objects.filter(recipient=world.other_clerk).exists()


def test_the_preview_is_what_goes(world: World) -> None:
    setting = digest(world)
    owe(world, date(2026, 3, 10), world.commune, world.health)
    previews = letters_for(setting, readers_of(setting, today()), today(), address="ĐÂY")
    send_digests()
    sent = {
        each.recipient_id: each.text.replace(
            f"http://localhost:8000/tin/{Notice.objects.get(letter=each).pk}/", "ĐÂY"
        )
        for each in Letter.objects.all()
    }
    assert {letter.user_id: letter.text for letter in previews} == sent


@pytest.mark.parametrize(
    ("at", "goes"),
    [
        ("2026-03-16T07:29", False),
        ("2026-03-16T07:30", True),
        # A stopped machine makes up for it until Wednesday.
        ("2026-03-18T12:00", True),
        ("2026-03-19T12:00", False),
        ("2026-03-15T12:00", False),
    ],
)
def test_the_hour_and_the_days_of_the_digest(world: World, clock: FrozenClock, at: str, goes: bool) -> None:
    digest(world)
    owe(world, date(2026, 3, 10))
    clock.move_to(at)
    assert bool(send_digests()) is goes


def test_a_monday_off_moves_the_digest(world: World, clock: FrozenClock) -> None:
    digest(world)
    owe(world, date(2026, 4, 20))
    # 27/04/2026 is the day in lieu of Hùng Kings' day, a Sunday.
    clock.move_to("2026-04-27T12:00")
    assert send_digests() == 0
    clock.move_to("2026-04-28T12:00")
    assert send_digests() == 3


def test_a_held_digest_waits_until_it_is_let_go(world: World) -> None:
    digest(world)
    owe(world, date(2026, 3, 10))
    monday = date(2026, 3, 16)
    hold_digest(actor=world.officer, scope=scope(world.officer), body_id=world.province.pk, monday=monday)
    assert send_digests() == 0
    release_digest(actor=world.officer, scope=scope(world.officer), body_id=world.province.pk, monday=monday)
    assert send_digests() == 3
    with pytest.raises(RefusedError, match="đã gửi rồi"):
        hold_digest(actor=world.officer, scope=scope(world.officer), body_id=world.province.pk, monday=monday)


def test_nobody_gets_an_empty_digest(world: World) -> None:
    digest(world)
    assert send_digests() == 0
    assert Letter.objects.count() == 0


def test_an_officer_who_left_no_longer_signs(world: World) -> None:
    digest(world)
    owe(world, date(2026, 3, 10))
    world.officer.appointments.update(ends_on=date(2026, 3, 15))
    send_digests()
    letter = Letter.objects.get(recipient=world.clerk)
    assert letter.from_name == world.office.name
    assert letter.reply_to == ""
    assert "Officer" not in letter.text


def test_a_nudge_kept_for_the_digest_stands_in_it(world: World) -> None:
    save_preferences(actor=world.clerk, channels={**CHOSEN, "nudge": "digest"})
    digest(world)
    send(world, owe(world, date(2026, 3, 10)))
    assert Letter.objects.count() == 0
    send_digests()
    assert "LỜI NHẮC CHƯA XEM" in Letter.objects.get(recipient=world.clerk).text


# Words for a chat.


def test_three_lines_and_a_link_that_says_nothing(world: World) -> None:
    rows = owe(world, date(2026, 3, 10), world.commune, world.health)
    one = zalo_words(actor=world.officer, scope=scope(world.officer), obligation_ids=[rows[0].pk])
    first, second, third = one.split("\n")
    assert first == f"Kính gửi {rows[0].party.name}: Kế hoạch năm 2026"
    assert second == "Hạn 10/03/2026 (quá hạn 6 ngày)."
    code = third.rpartition("/")[2]
    assert len(code) == 8
    target = target_of(code.upper())
    assert target is not None
    assert target.subject_ids == [rows[0].pk]
    many = zalo_words(actor=world.officer, scope=scope(world.officer), obligation_ids=[r.pk for r in rows])
    assert many.startswith("Còn 2 đơn vị chưa hoàn thành: Kế hoạch năm 2026\nGồm: ")
    assert len(many.split("\n")) == 3
    zalo_words(actor=world.officer, scope=scope(world.officer), obligation_ids=[r.pk for r in rows])
    assert ShortLink.objects.count() == 2


def test_a_title_of_another_room_does_not_leave_the_application(world: World) -> None:
    (row,) = owe(world, date(2026, 3, 10), title="Khen thưởng ông Nguyễn Văn A")
    Obligation.objects.update(kind="result")
    words = zalo_words(actor=world.officer, scope=scope(world.officer), obligation_ids=[row.pk])
    assert "Nguyễn Văn A" not in words
