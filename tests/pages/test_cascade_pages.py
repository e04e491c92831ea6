"""Pages of cascade and reports: they come, refuse with a sentence, keep what was typed, and stay cheap."""

from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cascade import HEAD, ask, ask_report, begin, report, send, write
from tests.world import World, body, draft, plan, row
from vinhdanh.domain.access.models import User
from vinhdanh.domain.planning.models import Filing, GoverningPaper, Plan, Report, ReportingDuty

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def officer(world: World) -> Client:
    return client_of(world.officer)


@pytest.fixture
def clerk(world: World) -> Client:
    return client_of(world.clerk)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return len(seen)


def many(world: World, number: int) -> list[ReportingDuty]:
    """So many bodies that owe plan and report, one of them at it, and so many duties."""
    offices = [body(f"Chi cục {number}-{n}", parent=world.province, kind="office") for n in range(number)]
    asked = [*offices, world.commune, world.health]
    duties = [ask(world, *asked), ask_report(world, *asked)]
    more = [ask_report(world, *asked, what=f"báo cáo {n}", due="1/6, 1/9") for n in range(number)]
    return [*duties, *more]


def test_queries_stay_few_and_do_not_grow_with_rows(world: World, officer: Client) -> None:
    first = many(world, 1)
    send(world)
    own = plan(world.clerk, world.commune, [row("Việc")], number="77/KH")
    report(world, world.clerk, world.commune, first[1])
    sent = Report.objects.get()
    pages = [
        f"/ke-hoach/{world.plan.pk}/",
        f"/ke-hoach/{Filing.objects.get().plan_id}/",
        f"/ke-hoach/{own.pk}/",
        f"/ke-hoach/{world.plan.pk}/don-vi-gui/",
        f"/ke-hoach/{world.plan.pk}/che-do-bao-cao/",
        f"/che-do-bao-cao/{first[1].pk}/",
        f"/ke-hoach/{world.plan.pk}/can-cu/",
        f"/ke-hoach/{world.plan.pk}/lich-su/",
        "/bao-cao-phai-gui/",
        "/bao-cao-phai-gui/?muc=den",
        "/bao-cao-phai-gui/?muc=da-gui",
        f"/bao-cao-phai-gui/{first[1].pk}/2026-05-15/",
        f"/bao-cao/{sent.pk}/",
    ]
    for address in pages:
        officer.get(address)
    few = {address: queries(officer, address) for address in pages}
    many(world, 3)
    report(world, world.other_clerk, world.health, first[1])
    assert {address: queries(officer, address) for address in pages} == few
    assert {address: n for address, n in few.items() if n > MOST_QUERIES} == {}


def test_writing_costs_the_same_for_one_row_and_for_three(world: World, clerk: Client) -> None:
    filing = begin(world)
    address = f"/ke-hoach/soan/{filing.pk}/"
    few = queries(clerk, address)
    for _ in range(2):
        filing.refresh_from_db()
        clerk.post(address, {"revision": filing.revision, "act": "add"})
    assert filing.rows.count() == 3
    assert queries(clerk, address) == few <= MOST_QUERIES
    assert queries(clerk, address + "xem-lai/") <= MOST_QUERIES
    assert queries(clerk, f"/ke-hoach/{world.plan.pk}/lap/") <= MOST_QUERIES


def test_the_clerk_goes_from_the_superiors_tasks_to_a_plan_that_was_sent(
    world: World, clerk: Client, officer: Client
) -> None:
    ask(world)
    start = f"/ke-hoach/{world.plan.pk}/lap/"
    page = clerk.get(start).content.decode()
    assert "Việc của xã" in page
    assert "Việc của Sở Nội vụ" not in page
    chosen = {"body": world.commune.pk, "year": "2026", "task": [world.tasks["Việc của xã"].pk]}
    filing = Filing.objects.get(pk=clerk.post(start, chosen).headers["Location"].split("/")[3])
    line = filing.rows.get()
    fields = {f"text-{line.pk}": "Lời của xã", f"period-{line.pk}": "quarter:2026-Q1", **HEAD}
    saved = clerk.post(
        f"/ke-hoach/soan/{filing.pk}/", {"revision": 0, **fields}, headers={"HX-Request": "true"}
    )
    assert (saved.status_code, saved.headers["X-Version"]) == (204, "1")
    assert "Gửi kế hoạch" in clerk.get(f"/ke-hoach/soan/{filing.pk}/xem-lai/").content.decode()
    sent = clerk.post(f"/ke-hoach/soan/{filing.pk}/xem-lai/", follow=True).content.decode()
    assert "Rút lại để sửa" in sent
    page = officer.get(f"/ke-hoach/{world.plan.pk}/don-vi-gui/").content.decode()
    assert "1 trong 2 đơn vị đã gửi" in page
    made = Plan.objects.get(number=HEAD["number"])
    assert "Trả lại để sửa" in officer.get(f"/ke-hoach/{made.pk}/").content.decode()
    assert "Rút lại để sửa" not in clerk.get(f"/ke-hoach/{made.pk}/").content.decode()


def test_a_task_shows_what_it_carries_out_and_who_carries_it_out(
    world: World, officer: Client, clerk: Client
) -> None:
    ask(world)
    made = send(world).tasks.get()
    above = made.parent
    assert above is not None
    assert (
        f'href="/nhiem-vu/{above.pk}/">{above.text}</a>'
        in clerk.get(f"/nhiem-vu/{made.pk}/").content.decode()
    )
    assert f'href="/nhiem-vu/{made.pk}/">{made.plan.issuer}</a>' in (
        officer.get(f"/nhiem-vu/{above.pk}/").content.decode()
    )
    assert str(made.pk) not in client_of(world.other_clerk).get(f"/nhiem-vu/{above.pk}/").content.decode()


def test_what_a_colleague_saved_is_not_overwritten_and_the_typed_words_stay(
    world: World, clerk: Client
) -> None:
    filing = begin(world)
    line = filing.rows.get()
    write(world.clerk, filing)
    typed = {"revision": 0, f"text-{line.pk}": "Chữ của tôi", "number": "Số của tôi"}
    quiet = clerk.post(f"/ke-hoach/soan/{filing.pk}/", typed, headers={"HX-Request": "true"})
    assert quiet.status_code == 409
    assert "Đồng nghiệp vừa lưu" in quiet.content.decode()
    loud = clerk.post(f"/ke-hoach/soan/{filing.pk}/", typed)
    assert loud.status_code == 422
    assert "Chữ của tôi" in loud.content.decode()
    assert "Số của tôi" in loud.content.decode()


def test_a_page_that_saved_by_itself_is_no_colleague(world: World, clerk: Client) -> None:
    filing = begin(world)
    line, address = filing.rows.get(), f"/ke-hoach/soan/{filing.pk}/"
    typed = {"revision": 0, "page": "trang-mot", f"text-{line.pk}": "Một"}
    assert clerk.post(address, typed, headers={"HX-Request": "true"}).status_code == 204
    # The button was pressed while the answer was still on its way: the form knows the old revision.
    assert clerk.post(address, {**typed, f"text-{line.pk}": "Hai", "act": "save"}).status_code == 302
    assert filing.rows.get().text == "Hai"
    # What that page had sent before and comes late overwrites nothing.
    assert clerk.post(address, typed, headers={"HX-Request": "true"}).status_code == 409
    assert filing.rows.get().text == "Hai"


def test_a_plan_with_faults_is_not_sent_and_says_all_of_them(world: World, clerk: Client) -> None:
    filing = begin(world)
    page = clerk.post(f"/ke-hoach/soan/{filing.pk}/xem-lai/")
    assert page.status_code == 422
    words = page.content.decode()
    assert "Ghi số, ký hiệu của kế hoạch." in words
    assert "Ghi họ tên người ký." in words


def test_a_return_without_remarks_is_refused_in_its_form(world: World, officer: Client) -> None:
    made = send(world)
    filing = Filing.objects.get()
    answer = officer.post(f"/ke-hoach/soan/{filing.pk}/tra-lai/", {"reason": " "})
    assert answer.status_code == 422
    assert "Ghi lý do" in answer.content.decode()
    officer.post(f"/ke-hoach/soan/{filing.pk}/tra-lai/", {"reason": "Thiếu hạn ở việc 1"})
    page = client_of(world.clerk).get(f"/ke-hoach/{made.pk}/").content.decode()
    assert "Thiếu hạn ở việc 1" in page
    assert "Sửa và gửi lại" in page


def test_another_units_writing_is_not_there(world: World) -> None:
    filing = begin(world)
    other = client_of(world.other_clerk)
    for tail in ("", "xem-lai/"):
        assert other.get(f"/ke-hoach/soan/{filing.pk}/{tail}").status_code == 404
    assert other.post(f"/ke-hoach/soan/{filing.pk}/rut-lai/").status_code == 404


def test_the_export_holds_the_rows_of_the_filter(world: World, officer: Client) -> None:
    duty = ask_report(world)
    ask(world)
    send(world)
    answer = officer.get(f"/ke-hoach/{world.plan.pk}/don-vi-gui.xlsx?status=on_time")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [(r[1], r[5]) for r in rows] == [(world.commune.name, "Đúng hạn")]
    again = officer.get(f"/che-do-bao-cao/{duty.pk}.xlsx?ky=2026-05-15")
    assert openpyxl.load_workbook(BytesIO(again.content)).active.max_row == 4  # type: ignore[union-attr]


def settle_fields(world: World, **changed: str) -> dict[str, object]:
    return {
        "kind": "report",
        "what": "báo cáo quý",
        "who_text": [world.commune.name],
        "who_target": [f"body:{world.commune.pk}"],
        "who_find": [""],
        "to_text": [world.province.name],
        "to_target": [f"body:{world.province.pk}"],
        "to_find": [""],
        "due": "10/3, 10/6",
        "first_year": "2026",
        "last_year": "2026",
        "forward_days": "5",
        **changed,
    }


def test_a_duty_is_added_in_the_form_and_a_fault_keeps_what_was_typed(world: World, officer: Client) -> None:
    address = f"/ke-hoach/{world.plan.pk}/che-do-bao-cao/them/"
    assert officer.get(address + "?loai=unit_plan").status_code == 200
    for changed, words in (
        ({"due": "định kỳ"}, "Ghi ngày và tháng phải gửi"),
        ({"first_year": "hai nghìn"}, "Ghi năm bằng bốn chữ số"),
        ({"forward_days": "x"}, "Số ngày tổng hợp ghi bằng chữ số"),
        ({"to_target": f"group:{world.everyone.pk}"}, "phải là một cơ quan"),
    ):
        answer = officer.post(address, settle_fields(world, what="báo cáo giữ lại", **changed))
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert "báo cáo giữ lại" in answer.content.decode()
    assert officer.post(address, settle_fields(world)).status_code == 302
    duty = ReportingDuty.objects.get()
    assert duty.days == ["03-10", "06-10"]
    page = officer.get(f"/ke-hoach/{world.plan.pk}/che-do-bao-cao/").content.decode()
    assert "0/1 đã gửi" in page
    assert "quá hạn" in page
    assert "Bỏ chế độ này" in officer.get(f"/che-do-bao-cao/{duty.pk}/chot/").content.decode()
    assert officer.post(f"/che-do-bao-cao/{duty.pk}/bo/", {"reason": ""}).status_code == 422
    assert officer.post(f"/che-do-bao-cao/{duty.pk}/bo/", {"reason": "Thôi"}).status_code == 302
    assert not ReportingDuty.objects.exists()


def test_a_report_is_sent_with_a_file_seen_and_returned(world: World, clerk: Client, officer: Client) -> None:
    duty = ask_report(world)
    address = f"/bao-cao-phai-gui/{duty.pk}/2026-05-15/"
    assert clerk.get(address).status_code == 200
    empty = clerk.post(address, {"number": "3/BC-UBND"})
    assert empty.status_code == 422
    assert "3/BC-UBND" in empty.content.decode()
    file = BytesIO(b"%PDF-1.4\n%")
    file.name = "bao-cao.pdf"
    done = clerk.post(address, {"number": "3/BC-UBND", "files": file}, follow=True)
    assert "bao-cao.pdf" in done.content.decode()
    sent = Report.objects.get()
    item = sent.files.get()
    got = officer.get(f"/bao-cao/{sent.pk}/tep/{item.pk}/")
    assert b"".join(got.streaming_content) == b"%PDF-1.4\n%"
    assert got.headers["Content-Disposition"].startswith("attachment")
    other = client_of(world.other_clerk)
    assert other.get(f"/bao-cao/{sent.pk}/").status_code == 404
    assert other.get(f"/bao-cao/{sent.pk}/tep/{item.pk}/").status_code == 404
    assert officer.post(f"/bao-cao/{sent.pk}/tra-lai/", {"reason": ""}).status_code == 422
    officer.post(f"/bao-cao/{sent.pk}/tra-lai/", {"reason": "Thiếu biểu 2"})
    assert "Thiếu biểu 2" in clerk.get(address).content.decode()
    assert "Bị trả lại" in officer.get(f"/che-do-bao-cao/{duty.pk}/").content.decode()
    again = clerk.post(address, {"text": "Đã bổ sung."}, follow=True).content.decode()
    assert "Rút lại báo cáo" in again


@pytest.mark.parametrize("period", ["thu", "2026-13-01", "2026-05-16"])
def test_a_period_that_nobody_owes_is_not_there(world: World, clerk: Client, period: str) -> None:
    duty = ask_report(world)
    assert clerk.get(f"/bao-cao-phai-gui/{duty.pk}/{period}/").status_code == 404


def test_bases_are_shown_added_and_taken_off(world: World, officer: Client, clerk: Client) -> None:
    address = f"/ke-hoach/{world.plan.pk}/can-cu/"
    bad = officer.post(address + "them/", {"text": "Luật", "issued_on": "31/02/2026"})
    assert bad.status_code == 422
    assert "không phải ngày" in bad.content.decode()
    officer.post(address + "them/", {"text": "Luật Thi đua, khen thưởng", "issued_on": "15/6/2022"})
    page = clerk.get(address).content.decode()
    assert "Luật Thi đua, khen thưởng" in page
    assert "Thêm căn cứ" not in page
    officer.post(address + f"{GoverningPaper.objects.get().pk}/bo/")
    assert not GoverningPaper.objects.exists()


def test_the_kind_is_chosen_in_the_head_and_filters_the_list(world: World, officer: Client) -> None:
    waiting = draft(world.officer, world.province, [row("Việc")], number="9/KH-UBND")
    address = f"/ke-hoach/ban-doc/{waiting.pk}/"
    head = {"number": "9/KH-UBND", "title": "Kế hoạch chuyên đề", "year": "2026", "kind": "thematic"}
    officer.post(address + "phan-dau/", head)
    assert '<option value="thematic" selected>' in officer.get(address + "phan-dau/").content.decode()
    officer.post(address + "nhan/")
    found = officer.get("/ke-hoach/?kind=thematic").content.decode()
    assert "9/KH-UBND" in found
    assert "1/KH-UBND" not in found.replace("9/KH-UBND", "")
    assert officer.get("/ke-hoach/?kind=khong-co").status_code == 200


def test_who_only_views_opens_nothing(world: World, officer: Client) -> None:
    support = client_of(world.admin)
    support.post(f"/quan-tri/tai-khoan/{world.officer.pk}/xem-thay/", {"reason": "Phiếu 18"})
    duties = many(world, 1)
    sent = send(world)
    made = report(world, world.clerk, world.commune, duties[1])
    pages = (f"/ke-hoach/{sent.pk}/", f"/bao-cao/{made.pk}/")
    for address in pages:
        assert support.get(address).status_code == 200
    assert Filing.objects.get(plan=sent).opened_at is None
    assert Report.objects.get(pk=made.pk).opened_at is None
    for address in pages:
        page = officer.get(address)
        assert page.status_code == 200
    assert Filing.objects.get(plan=sent).opened_at is not None
    assert Report.objects.get(pk=made.pk).opened_at is not None
    assert "mở xem báo cáo" in page.content.decode()
