"""Pages of chasing: proof before sending, nothing typed lost, links that ask for a login, few queries."""

import re
from collections.abc import Callable
from datetime import date, time

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from tests.world import World, body, scope
from vinhdanh.domain.notices.models import Notice
from vinhdanh.domain.obligations.actions import (
    Owed,
    Source,
    nudge,
    remind,
    save_digest_setting,
    set_obligations,
)
from vinhdanh.domain.obligations.models import Nudge, Obligation, ReminderRule
from vinhdanh.foundation.kernel.ids import uuid7
from vinhdanh.foundation.mail.models import Letter

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15
WORDS = "Đề nghị đơn vị gửi kế hoạch trước thứ Sáu."


def owe(world: World, number: int = 0) -> list[Obligation]:
    """The commune and the health department are late, and so many further bodies."""
    more = [body(f"Đơn vị {n} của {number}", parent=world.province) for n in range(number)]
    source = Source.of(world.plan)
    owed = [
        Owed("unit_plan", each.pk, world.province.pk, "Kế hoạch năm 2026", "2026", date(2026, 3, 10))
        for each in (world.commune, world.health, *more)
    ]
    set_obligations(actor=None, source_kind=source.kind, owed={source.id: owed}, kinds=["unit_plan"])
    return list(Obligation.objects.filter(kind="unit_plan").order_by("id"))


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


@pytest.fixture
def officer(world: World) -> Client:
    return signed_in(world.officer)


@pytest.fixture
def clerk(world: World) -> Client:
    return signed_in(world.clerk)


def send(world: World, rows: list[Obligation]) -> Nudge:
    return nudge(
        actor=world.officer,
        scope=scope(world.officer),
        obligation_ids=[row.pk for row in rows],
        words=WORDS,
        nudge_id=uuid7(),
        again_reason="Hạn gấp",
    )


def give_addresses(world: World) -> None:
    for user in (world.clerk, world.other_clerk, world.officer):
        user.email = f"{user.username}@songmay.example"
        user.save(update_fields=["email"])


def test_choose_proof_send(world: World, officer: Client) -> None:
    rows = owe(world)
    assert "Kế hoạch năm 2026" in officer.get("/nhac-viec/").content.decode()
    sheet = officer.post("/nhac-viec/soat/", {"obligation": [str(row.pk) for row in rows]}).content.decode()
    assert Nudge.objects.count() == 0
    assert "2</b> đơn vị, 2 người" in sheet
    form = dict(re.findall(r'<input type="hidden" name="(nudge|obligation)" value="([^"]+)"', sheet))
    sent = officer.post("/nhac-viec/gui/", {**form, "words": WORDS})
    made = Nudge.objects.get()
    assert sent.headers["Location"] == f"/nhac-viec/loi-nhac/{made.pk}/"
    # Pressed twice, or sent again by the back button.
    assert officer.post("/nhac-viec/gui/", {**form, "words": WORDS}).status_code == 302
    assert Nudge.objects.count() == 1
    page = officer.get(sent.headers["Location"]).content.decode()
    assert "Chưa mở" in page
    assert WORDS in page


def test_a_refused_nudge_keeps_its_words(world: World, officer: Client) -> None:
    rows = owe(world)
    send(world, rows[:1])
    form = {"obligation": ",".join(str(row.pk) for row in rows), "words": WORDS, "nudge": str(uuid7())}
    answer = officer.post("/nhac-viec/gui/", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "1 đơn vị đã được nhắc hôm nay" in page
    assert WORDS in page
    assert form["nudge"] in page
    assert officer.post("/nhac-viec/gui/", {**form, "leave_out": "1"}).status_code == 302
    assert Nudge.objects.count() == 2


def test_the_whole_list_can_be_chosen(world: World, officer: Client) -> None:
    owe(world, 60)
    sheet = officer.post("/nhac-viec/soat/", {"ca_loc": "1", "khi": "late"}).content.decode()
    assert "<b>62</b> đơn vị" in sheet
    assert "60 đơn vị chưa có ai dùng hệ thống" in sheet


def test_what_nobody_may_choose_is_not_there(world: World, officer: Client) -> None:
    owe(world)
    for chosen in ({}, {"obligation": "x"}, {"obligation": str(uuid7())}):
        answer = officer.post("/nhac-viec/soat/", chosen, follow=True)
        assert answer.redirect_chain[-1][0] == "/nhac-viec/"
    assert officer.post("/nhac-viec/zalo/", {"obligation": str(uuid7())}).status_code == 302


def test_a_notice_is_opened_once_and_leads_to_the_work(world: World, clerk: Client) -> None:
    rows = owe(world)
    send(world, rows)
    (row,) = Notice.objects.filter(user=world.clerk)
    page = clerk.get("/thong-bao/").content.decode()
    assert "1 tin chưa đọc" in page
    assert row.title in page
    support = signed_in(world.admin)
    support.post(f"/quan-tri/tai-khoan/{world.clerk.pk}/xem-thay/", {"reason": "Phiếu 18"})
    assert support.get(f"/tin/{row.pk}/").status_code == 302
    row.refresh_from_db()
    assert row.read_at is None
    answer = clerk.get(f"/tin/{row.pk}/")
    assert answer.headers["Location"] == f"/nhac-viec/loi-nhac/{row.subject_id}/"
    row.refresh_from_db()
    assert row.read_at is not None
    theirs = clerk.get(answer.headers["Location"]).content.decode()
    assert world.commune.name in theirs
    # Of the others who were nudged a clerk learns nothing.
    assert world.health.name not in theirs
    assert "Ai đã nhận" not in theirs
    assert signed_in(world.other_clerk).get(f"/tin/{row.pk}/").status_code == 404


def test_a_notice_about_what_is_no_longer_owed_says_so(world: World, clerk: Client) -> None:
    owe(world)
    Obligation.objects.filter(kind="unit_plan").update(due_on=date(2026, 3, 19))
    remind()
    row = Notice.objects.get(user=world.clerk)
    source = Source.of(world.plan)
    set_obligations(actor=None, source_kind=source.kind, owed={source.id: []}, kinds=["unit_plan"])
    answer = clerk.get(f"/tin/{row.pk}/", follow=True)
    assert "không còn phải làm" in answer.content.decode()


def test_all_can_be_put_behind_one(world: World, clerk: Client) -> None:
    send(world, owe(world))
    clerk.post("/thong-bao/doc-het/")
    assert "đã đọc hết" in clerk.get("/thong-bao/").content.decode()
    assert Notice.objects.filter(user=world.other_clerk, read_at__isnull=True).exists()


def test_a_short_link_asks_for_a_login_and_shows_each_their_part(world: World, officer: Client) -> None:
    rows = owe(world)
    page = officer.post("/nhac-viec/zalo/", {"obligation": [str(row.pk) for row in rows]}).content.decode()
    found = re.search(r"http://localhost:8000(/v/[a-z0-9]{8})", page)
    assert found
    link = found.group(1)
    nobody, unknown = Client().get(link), Client().get("/v/zzzzzzzz")
    # Without a login a true code and an invented one look the same.
    assert nobody.headers["Location"] == f"/dang-nhap/?next={link}"
    assert unknown.headers["Location"] == "/dang-nhap/?next=/v/zzzzzzzz"
    (mine,) = [row for row in rows if row.party == world.commune]
    where = f"/ke-hoach/{world.plan.pk}/lap/?year=2026&body={mine.party_id}"
    assert signed_in(world.clerk).get(link).headers["Location"] == where
    both = officer.get(link).content.decode()
    assert world.health.name in both
    assert world.commune.name in both
    assert signed_in(world.admin).get(link).status_code == 404
    assert signed_in(world.clerk).get("/v/zzzzzzzz").status_code == 404


def test_addresses_in_letters_lead_to_pages(world: World) -> None:
    some = uuid7()
    for pattern, name in ((settings.NOTICE_ADDRESS, "notice_open"), (settings.SHORT_ADDRESS, "short_link")):
        path = pattern.format(some).removeprefix(settings.SITE_ADDRESS)
        assert resolve(path).url_name == name


def test_preferences_are_kept_and_a_silent_choice_is_explained(world: World, clerk: Client) -> None:
    fine = {"reminder": "off", "overdue": "digest", "nudge": "at_once", "digest": "at_once"}
    assert clerk.post("/thong-bao/cach-nhan/", fine).status_code == 302
    answer = clerk.post("/thong-bao/cach-nhan/", {**fine, "digest": "off"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "gộp vào thư điểm việc đầu tuần, mà thư ấy lại tắt" in page
    assert re.search(r'name="digest" value="off" checked', page)


def test_rules_are_read_from_words_and_a_slip_keeps_them(world: World, officer: Client) -> None:
    form = {"kind": "report", "before": "10; 5", "after": "2", "from_on": "20/3/2026", "quiet": "1"}
    assert officer.post("/nhac-viec/cai-dat/", form).status_code == 302
    row = ReminderRule.objects.get()
    assert (row.before, row.after, row.quiet, row.from_on) == ([10, 5], [2], True, date(2026, 3, 20))
    for slip in ({"before": "mười"}, {"after": ""}, {"from_on": "32/1/2026"}, {"from_on": "1/1/2026"}):
        answer = officer.post("/nhac-viec/cai-dat/", {**form, **slip})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in page
        assert all(f'value="{value}"' in page for value in slip.values())
    assert ReminderRule.objects.count() == 1


def test_the_digest_is_shown_before_it_goes_and_can_be_held(world: World, officer: Client) -> None:
    owe(world)
    assert "Chưa bật" in officer.get("/nhac-viec/diem-viec/").content.decode()
    form = {"officer": str(world.officer.pk), "phone": "0200 000 000", "at": "7h30", "enabled": "1"}
    assert officer.post("/nhac-viec/diem-viec/luu/", {**form, "at": "sáng"}).status_code == 422
    assert officer.post("/nhac-viec/diem-viec/luu/", form).status_code == 302
    page = officer.get("/nhac-viec/diem-viec/").content.decode()
    assert "QUÁ HẠN (1)" in page
    assert "Điện thoại: 0200 000 000" in page
    officer.post("/nhac-viec/diem-viec/giu/", {"monday": "2026-03-16", "hold": "1"})
    assert "đang giữ lại" in officer.get("/nhac-viec/diem-viec/").content.decode()
    officer.post("/nhac-viec/diem-viec/giu/", {"monday": "2026-03-16", "hold": "0"})
    assert "đang giữ lại" not in officer.get("/nhac-viec/diem-viec/").content.decode()
    assert officer.post("/nhac-viec/diem-viec/giu/", {"monday": "mai"}).status_code == 302


def test_the_history_stands_with_the_obligation(world: World, officer: Client, clerk: Client) -> None:
    rows = owe(world)
    send(world, rows)
    (mine,) = [row for row in rows if row.party == world.commune]
    assert WORDS in officer.get(f"/nhac-viec/viec/{mine.pk}/").content.decode()
    theirs = clerk.get(f"/nhac-viec/viec/{mine.pk}/").content.decode()
    assert WORDS in theirs
    assert "Soát lời nhắc" not in theirs
    assert signed_in(world.other_clerk).get(f"/nhac-viec/viec/{mine.pk}/").status_code == 404


def test_no_page_shows_an_address_of_another(world: World, officer: Client) -> None:
    give_addresses(world)
    rows = owe(world)
    send(world, rows)
    save_digest_setting(
        actor=world.officer, scope=scope(world.officer), body_id=world.province.pk,
        officer_id=world.officer.pk, phone="", at=time(7), enabled=True,
    )  # fmt: skip
    sheet = officer.post("/nhac-viec/soat/", {"obligation": str(rows[0].pk)})
    pages = [sheet, *(officer.get(url) for url in ("/nhac-viec/da-gui/", "/nhac-viec/diem-viec/"))]
    pages.append(signed_in(world.admin).get("/thu-di/"))
    for answer in pages:
        assert answer.status_code == 200
        assert "clerk@songmay.example" not in answer.content.decode()
    assert "c•••@songmay.example" in pages[-1].content.decode()


def test_the_operator_tries_a_failed_letter_again(world: World) -> None:
    give_addresses(world)
    send(world, owe(world))
    Letter.objects.update(state="failed", attempts=9)
    admin = signed_in(world.admin)
    assert "Gửi lại" in admin.get("/thu-di/?tinh-trang=failed").content.decode()
    row = Letter.objects.first()
    assert row is not None
    admin.post(f"/thu-di/{row.pk}/gui-lai/")
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("waiting", 0)
    assert admin.post(f"/thu-di/{uuid7()}/gui-lai/").status_code == 404


LISTS: dict[str, Callable[[World], str]] = {
    "chase": lambda w: "/nhac-viec/?khi=all",
    "nudges": lambda w: "/nhac-viec/loi-nhac/",
    "nudge": lambda w: f"/nhac-viec/loi-nhac/{Nudge.objects.latest('id').pk}/",
    "sent": lambda w: "/nhac-viec/da-gui/",
    "digest": lambda w: "/nhac-viec/diem-viec/",
    "rules": lambda w: "/nhac-viec/cai-dat/",
    "item": lambda w: f"/nhac-viec/viec/{Obligation.objects.filter(kind='unit_plan').latest('id').pk}/",
    "inbox": lambda w: "/thong-bao/",
    "preferences": lambda w: "/thong-bao/cach-nhan/",
}


@pytest.mark.parametrize("name", LISTS)
def test_queries_stay_few_and_do_not_grow_with_rows(world: World, officer: Client, name: str) -> None:
    save_digest_setting(
        actor=world.officer, scope=scope(world.officer), body_id=world.province.pk,
        officer_id=world.officer.pk, phone="", at=time(7), enabled=True,
    )  # fmt: skip
    counts = []
    for number in (1, 3):
        rows = owe(world, number)
        send(world, rows)
        officer.get(LISTS[name](world))
        with CaptureQueriesContext(connection) as seen:
            assert officer.get(LISTS[name](world)).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]
    # The preview is made of what the letters are made of.
    assert counts[0] <= (30 if name == "digest" else MOST_QUERIES)


def test_the_proof_sheet_costs_the_same_for_one_body_and_for_many(world: World, officer: Client) -> None:
    counts = []
    for number in (0, 30):
        rows = owe(world, number)
        chosen = {"obligation": ",".join(str(row.pk) for row in rows)}
        officer.post("/nhac-viec/soat/", chosen)
        with CaptureQueriesContext(connection) as seen:
            officer.post("/nhac-viec/soat/", chosen)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= MOST_QUERIES
