"""The administrator's pages: a happy path, a refusal in its own form, few queries, nothing typed lost."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.domain.access.people import also, waits_for
from tests.pages.signing.door import come_in
from tests.world import World, account, body, plan, row, scope
from vinhdanh.domain.access.actions import end_appointment, name_answerer
from vinhdanh.domain.access.models import Delegation, RoleBundle, User, Viewing
from vinhdanh.domain.access.states import Role
from vinhdanh.domain.organisations.actions import merge_bodies
from vinhdanh.engines.workflow.items import Wait, set_waits
from vinhdanh.foundation.kernel.clock import FrozenClock

pytestmark = pytest.mark.django_db
ALL = "/quan-tri/tai-khoan/"


@pytest.fixture
def admin(world: World) -> Client:
    client = Client()
    client.force_login(world.admin)
    return client


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def _grow(world: World, number: int) -> None:
    """More of everything that these lists show."""
    for n in range(number):
        user = account(f"them{number}{n}", Role.CLERK, world.health)
        also(world.clerk, Role.CLERK, body(f"Sở Thêm {number}{n}", parent=world.province))
        paper = body(f"Báo {number}{n}", kind="press", parent=world.province)
        set_waits(subject=paper, waits=[Wait("do_task", paper.pk, "Đưa tin", world.province.pk)])
        answered = body(f"Hội {number}{n}", kind="union", parent=world.province)
        name_answerer(actor=None, scope=None, body_id=answered.pk, by_user=user, starts_on=date(2026, 1, 1))


LISTS: dict[str, Callable[[World], str]] = {
    "accounts": lambda w: ALL,
    "one account": lambda w: f"{ALL}{w.clerk.pk}/",
    "roles": lambda w: "/quan-tri/vai-tro/",
    "one role": lambda w: f"/quan-tri/vai-tro/{RoleBundle.objects.get(code='clerk').pk}/",
    "who answers": lambda w: "/tra-loi-thay/",
}


@pytest.mark.parametrize("name", LISTS)
def test_queries_stay_few_and_do_not_grow_with_rows(world: World, admin: Client, name: str) -> None:
    address = LISTS[name](world)
    _grow(world, 1)
    admin.get(address)
    few = _queries(admin, address)
    _grow(world, 3)
    assert _queries(admin, address) == few
    assert few <= 15


def test_an_account_is_found_by_how_its_words_begin(world: World, admin: Client) -> None:
    account("thanh.binh", Role.CLERK, world.health)
    page = admin.get(ALL + "?q=binh").content.decode()
    assert "Thanh.Binh" in page
    assert "Thanh.Binh" not in admin.get(ALL + "?q=inh").content.decode()
    assert "Không có tài khoản nào khớp" in admin.get(ALL + "?q=khong co ai").content.decode()
    assert "Clerk" not in admin.get(ALL + "?role=leader").content.decode()


NEW = {
    "name": "Phan Văn Thử",
    "username": "thu.syt",
    "role": "clerk",
    "capacity": "acting",
    "title": "Chánh Văn phòng",
    "body_find": "Sở Y tế tỉnh Thử Nghiệm",
    "scope_find": "",
    "starts_on": "16/03/2026",
    "ends_on": "",
}


def test_an_account_is_made_and_its_owner_sets_the_password_once(world: World, admin: Client) -> None:
    made = admin.post(ALL + "them/", NEW, follow=True)
    page = made.content.decode()
    user = User.objects.get(username="thu.syt")
    assert made.redirect_chain[-1][0] == f"{ALL}{user.pk}/"
    assert "Chánh Văn phòng (quyền)" in page
    link = page.split('id="lien-ket-chu"')[1].split(">")[1].split("<")[0]
    assert "dat-mat-khau" in link
    assert "dat-mat-khau" not in admin.get(f"{ALL}{user.pk}/").content.decode()
    owner = Client()
    choose = owner.get(link).headers["Location"]
    weak = owner.post(choose, {"new": "123", "again": "123"})
    assert weak.status_code == 422
    words = {"new": "hoa-sim-tim-22", "again": "hoa-sim-tim-22"}
    assert owner.post(choose, words).status_code == 302
    assert owner.get(link).status_code == 410
    signed = come_in("thu.syt", "hoa-sim-tim-22", client=owner)
    assert (signed.status_code, owner.get("/trang-chu/").status_code) == (302, 200)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("username", "clerk", "đã có người dùng"),
        ("body_find", "Sở Không Đâu", "Không có đơn vị nào tên"),
        ("starts_on", "31/02/2026", "không phải ngày có trong lịch"),
        ("role", "", "Chọn một vai trò"),
        ("capacity", "vua", "Chọn cách giữ vai trò"),
    ],
)
def test_a_refused_account_comes_back_as_it_was_typed(
    world: World, admin: Client, field: str, value: str, words: str
) -> None:
    before = User.objects.count()
    answer = admin.post(ALL + "them/", {**NEW, field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'value="Phan Văn Thử"' in page
    assert 'value="Chánh Văn phòng"' in page
    assert User.objects.count() == before


def test_a_post_is_given_ended_and_lent(world: World, admin: Client) -> None:
    one = f"{ALL}{world.member.pk}/"
    admin.post(one + "bo-nhiem/", {**NEW, "body_find": "Ủy ban nhân dân xã Thử"})
    post = world.member.appointments.get(body=world.commune)
    lent = {
        "person": "Leader (leader)",
        "permissions": ["report_tasks"],
        "starts_on": "16/03/2026",
        "ends_on": "30/4/2026",
    }
    assert admin.post(f"{one}vai-tro/{post.pk}/uy-quyen/", lent).status_code == 302
    page = admin.get(one).content.decode()
    assert "ủy quyền cho" in page
    row_ = Delegation.objects.get()
    admin.post(f"{one}uy-quyen/{row_.pk}/thoi/")
    assert "ủy quyền cho <b>" not in admin.get(one).content.decode()
    no_reason = admin.post(f"{one}vai-tro/{post.pk}/thoi/", {"ends_on": "20/03/2026"})
    assert no_reason.status_code == 422
    assert 'value="20/03/2026"' in no_reason.content.decode()
    admin.post(f"{one}vai-tro/{post.pk}/thoi/", {"ends_on": "20/03/2026", "reason": "QĐ 12"})
    assert "ngày cuối 20/03/2026" in admin.get(one).content.decode()


def test_locking_signs_the_person_out_at_the_next_click(world: World, admin: Client) -> None:
    clerk = Client()
    clerk.force_login(world.clerk)
    address = f"{ALL}{world.clerk.pk}/trang-thai/"
    assert admin.post(address, {"reason": ""}).status_code == 422
    admin.post(address, {"reason": "Nghỉ dài ngày"})
    assert clerk.get("/nhiem-vu/").headers["Location"].startswith("/dang-nhap/")
    admin.post(address, {"reason": "Đi làm lại"})
    assert User.objects.get(pk=world.clerk.pk).is_active


def test_a_role_is_looked_at_before_it_is_changed(world: World, admin: Client) -> None:
    role = RoleBundle.objects.get(code="clerk")
    address = f"/quan-tri/vai-tro/{role.pk}/"
    sent = {"name": role.name, "permissions": ["report_tasks"], "revision": "0", "reason": "Theo TB 4"}
    seen = admin.post(address, sent).content.decode()
    assert "Xem trước thay đổi" in seen
    assert "Other" in seen
    not_seen = admin.post(address, {**sent, "confirm": "1", "seen": "read_plans,report_tasks"})
    assert "Xem trước thay đổi" in not_seen.content.decode()
    role.refresh_from_db()
    assert role.revision == 0
    admin.post(address, {**sent, "confirm": "1", "seen": "report_tasks"})
    role.refresh_from_db()
    assert role.permissions == ["report_tasks"]
    again = admin.post(address, {**sent, "confirm": "1", "seen": "report_tasks"})
    assert again.status_code == 422
    assert "Người khác vừa sửa" in again.content.decode()


def test_a_hand_over_is_read_before_it_is_done(world: World, admin: Client) -> None:
    waits_for(world.officer, world.office, "Soát kế hoạch của xã")
    address = f"{ALL}{world.officer.pk}/ban-giao/"
    sent = {"person": "member", "on": "16/03/2026", "reason": "QĐ điều động"}
    sheet = admin.post(address, sent).content.decode()
    assert "Tờ bàn giao" in sheet
    assert "Soát kế hoạch của xã" in sheet
    assert scope(world.officer).posts
    unknown = admin.post(address, {**sent, "person": "không ai"})
    assert unknown.status_code == 422
    assert "không có ai tên" in unknown.content.decode()
    admin.post(address, {**sent, "confirm": "1", "seen": f"{world.member.pk} 2026-03-16"})
    assert not scope(world.officer).posts


def test_a_list_is_read_row_by_row_then_kept(world: World, admin: Client) -> None:
    text = "Lê Nam\tnam.syt\tSở Y tế\tclerk\nLê Hai\thai\tSở Không Đâu\tclerk"
    page = admin.post(ALL + "nhap/", {"text": text}).content.decode()
    assert "Ghi 1 tài khoản" in page
    assert "Chưa rõ đơn vị" in page
    assert not User.objects.filter(username="nam.syt").exists()
    page = admin.post(ALL + "nhap/", {"text": text, "confirm": "1", "expected": "1"}).content.decode()
    assert "dat-mat-khau" in page
    assert User.objects.filter(username="nam.syt").exists()
    again = admin.post(ALL + "nhap/", {"text": text, "confirm": "1", "expected": "1"})
    assert again.status_code == 422
    assert "nam.syt" in again.content.decode()


def test_who_answers_is_named_on_the_page_and_shown_on_the_task(world: World, admin: Client) -> None:
    press = body("Báo Thử Nghiệm", kind="press", parent=world.province)
    made = plan(world.officer, world.province, [row("Mở chuyên mục", press)], number="3/KH-UBND")
    task = made.tasks.get()
    set_waits(subject=task, waits=[Wait("do_task", press.pk, task.text, world.province.pk)])
    assert "Báo Thử Nghiệm" in admin.get("/tra-loi-thay/").content.decode()
    address = f"/tra-loi-thay/don-vi/{press.pk}/"
    refused = admin.post(address, {"body_find": "", "starts_on": "16/03/2026", "reason": "CV 15"})
    assert refused.status_code == 422
    assert 'value="CV 15"' in refused.content.decode()
    admin.post(address, {"body_find": "Sở Y tế tỉnh Thử Nghiệm", "starts_on": "16/03/2026"})
    clerk = Client()
    clerk.force_login(world.other_clerk)
    page = clerk.get(f"/nhiem-vu/{task.pk}/").content.decode()
    assert "Ghi thay cho <b>Báo Thử Nghiệm</b>" in page
    clerk.post(f"/nhiem-vu/{task.pk}/tien-do/", {"text": "Đã mở chuyên mục"})
    assert task.notes.get().body == press


class TestSeeingAsAnother:
    @pytest.fixture
    def looking(self, world: World, admin: Client) -> Client:
        admin.post(f"{ALL}{world.clerk.pk}/xem-thay/", {"reason": "Phiếu 18"})
        return admin

    def test_a_reason_is_asked(self, world: World, admin: Client) -> None:
        answer = admin.post(f"{ALL}{world.clerk.pk}/xem-thay/", {"reason": " "})
        assert answer.status_code == 422
        assert not Viewing.objects.exists()

    def test_the_banner_stands_on_every_page_and_the_pages_are_theirs(
        self, world: World, looking: Client
    ) -> None:
        for address in ("/trang-chu/", "/nhiem-vu/", "/cong-khai/", "/khong-co/"):
            page = looking.get(address).content.decode()
            assert "Thôi xem thay" in page, address
            assert "Việc của Sở Nội vụ" not in page
        assert looking.get(ALL).status_code == 403

    def test_nothing_is_written_and_the_words_come_back(self, world: World, looking: Client) -> None:
        task = world.tasks["Việc của xã"]
        answer = looking.post(f"/nhiem-vu/{task.pk}/tien-do/", {"text": "Xong được một nửa"})
        assert answer.status_code == 403
        page = answer.content.decode()
        assert "chỉ xem được, không ghi được" in page
        assert "Xong được một nửa" in page
        assert not task.notes.exists()

    def test_the_button_ends_it(self, world: World, looking: Client) -> None:
        back = looking.post("/xem-thay/thoi/")
        assert back.headers["Location"] == f"{ALL}{world.clerk.pk}/"
        assert "Thôi xem thay" not in looking.get(ALL).content.decode()
        assert Viewing.objects.get().ended_at is not None

    def test_half_an_hour_ends_it_and_a_form_of_then_writes_nothing(
        self, world: World, looking: Client, clock: FrozenClock
    ) -> None:
        clock.move_to("2026-03-16T08:30")
        task = world.tasks["Việc của xã"]
        answer = looking.post(f"/nhiem-vu/{task.pk}/tien-do/", {"text": "Muộn rồi"})
        assert answer.status_code == 403
        assert "hết 30 phút" in answer.content.decode()
        assert not task.notes.exists()
        assert looking.get(ALL).status_code == 200

    def test_it_ends_when_the_right_goes(self, world: World, looking: Client) -> None:
        role = RoleBundle.objects.get(code="administrator")
        role.permissions = [one for one in role.permissions if one != "view_as"]
        role.save()
        assert "quyền xem thay không còn" in looking.get("/trang-chu/").content.decode()
        assert Viewing.objects.get().ended_at is not None

    def test_signing_out_ends_it(self, looking: Client) -> None:
        assert looking.post("/dang-xuat/").status_code == 302
        assert Viewing.objects.get().ended_at is not None


def test_a_post_that_ends_during_a_session_says_so_and_gives_the_words_back(world: World) -> None:
    clerk = Client()
    clerk.force_login(world.clerk)
    task = world.tasks["Việc của xã"]
    assert clerk.get(f"/nhiem-vu/{task.pk}/").status_code == 200
    post = world.clerk.appointments.get()
    end_appointment(actor=None, appointment_id=post.pk, ends_on=date(2026, 3, 15), reason="Chuyển công tác")
    answer = clerk.post(f"/nhiem-vu/{task.pk}/tien-do/", {"text": "Gõ từ sáng"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "đã hết hiệu lực sau ngày 15/03/2026" in page
    assert "Gõ từ sáng" in page
    assert not task.notes.exists()


def test_one_of_two_posts_that_ended_is_named_too(world: World) -> None:
    also(world.officer, Role.MEMBER, world.health)
    officer = Client()
    officer.force_login(world.officer)
    post = world.officer.appointments.get(role="officer")
    end_appointment(actor=None, appointment_id=post.pk, ends_on=date(2026, 3, 15), reason="Thôi")
    page = officer.post(f"/ke-hoach/{world.plan.pk}/them-viec/", {"text": "Việc mới gõ"}).content.decode()
    assert "chưa có quyền đọc kế hoạch" in page
    assert "đã hết hiệu lực sau ngày 15/03/2026" in page
    assert "Việc mới gõ" in page


def test_a_clerk_of_a_body_closed_yesterday_learns_who_carries_on(world: World) -> None:
    heir = body("Ủy ban nhân dân xã Mới", parent=world.province, kind="people_committee", level="commune")
    merge_bodies(
        actor=None, predecessor_ids=[world.commune.pk], successor_id=heir.pk, effective_on=date(2026, 3, 15)
    )
    clerk = Client()
    clerk.force_login(world.clerk)
    task = world.tasks["Việc của xã"]
    answer = clerk.post(f"/nhiem-vu/{task.pk}/tien-do/", {"text": "Báo cáo của xã cũ"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "kết thúc hoạt động từ 15/03/2026" in page
    assert "Ủy ban nhân dân xã Mới" in page
    assert "Báo cáo của xã cũ" in page


def test_work_is_not_given_to_a_body_closed_yesterday(world: World) -> None:
    heir = body("Ủy ban nhân dân xã Mới", parent=world.province, kind="people_committee", level="commune")
    merge_bodies(
        actor=None, predecessor_ids=[world.commune.pk], successor_id=heir.pk, effective_on=date(2026, 3, 15)
    )
    officer = Client()
    officer.force_login(world.officer)
    task = world.tasks["Việc của Sở Nội vụ"]
    sent = {"lead_text": "UBND xã Thử", "lead_target": f"body:{world.commune.pk}", "lead_find": ""}
    answer = officer.post(f"/nhiem-vu/{task.pk}/giao/", sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "kết thúc hoạt động từ 15/03/2026" in page
    assert "Công việc do “Ủy ban nhân dân xã Mới” tiếp nhận" in page
