"""The log as people read it: in sentences, with the role held that day, and only within one's own system."""

import ast
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from tests.world import SINCE, World, account, body, scope
from vinhdanh.domain.access.actions import appoint, end_appointment
from vinhdanh.domain.access.models import Appointment
from vinhdanh.domain.access.queries.journal import JournalFilter, events_of, journal_page, visible_entries
from vinhdanh.domain.access.states import Role
from vinhdanh.domain.planning.actions.progress import change_state, move_task
from vinhdanh.foundation.audit.log import record
from vinhdanh.foundation.audit.sentences import changes, sentence, tell, titles
from vinhdanh.foundation.calendars.days import save_day

pytestmark = pytest.mark.django_db


def test_an_act_reads_as_a_sentence_with_role_body_and_changes(world: World) -> None:
    task = world.tasks["Việc của xã"]
    move_task(
        actor=world.officer, scope=scope(world.officer), task_id=task.pk, kind="month", value="2026-05",
        deadline=None, reason="Chờ hướng dẫn.",
    )  # fmt: skip
    event = events_of(task).rows[0]
    assert event.what == "dời hạn từ 10/03/2026 sang 31/05/2026"
    assert event.post == "Chuyên viên thi đua, khen thưởng, Sở Nội vụ tỉnh Thử Nghiệm"
    assert event.reason == "Chờ hướng dẫn."
    assert [(c.label, c.before, c.after) for c in event.changes] == [
        ("Thời gian", "2026-Q1", "2026-05"),
        ("Hạn", "10/03/2026", "31/05/2026"),
    ]


def test_the_role_is_that_of_the_day_of_the_act(world: World) -> None:
    task = world.tasks["Việc của xã"]
    change_state(actor=world.clerk, scope=scope(world.clerk), task=task, name="start_task")
    post = Appointment.objects.get(user=world.clerk)
    end_appointment(actor=None, appointment_id=post.pk, ends_on=date(2026, 3, 16), reason="Nghỉ hưu.")
    appoint(
        actor=None, user=world.clerk, role=Role.LEADER, body_id=world.health.pk, starts_on=date(2026, 3, 17)
    )
    event = events_of(task).rows[0]
    assert event.post.endswith("Ủy ban nhân dân xã Thử")
    assert event.body == "Ủy ban nhân dân xã Thử"
    assert [(c.label, c.before, c.after) for c in event.changes] == [("Tình trạng", "Chưa làm", "Đang làm")]


def test_keys_of_bodies_are_shown_as_names(world: World) -> None:
    event = next(e for e in events_of(world.office).rows if e.action == "create_body")
    assert ("Trực thuộc", "", "Ủy ban nhân dân tỉnh Thử Nghiệm") in [
        (c.label, c.before, c.after) for c in event.changes
    ]


def test_history_comes_in_pages(world: World) -> None:
    for number in range(5):
        record(actor=None, action="start_task", subject=world.plan, after={"n": number})
    first = events_of(world.plan, limit=2)
    second = events_of(world.plan, limit=2, before=first.rows[-1].id)
    seen = [event.id for event in (*first.rows, *second.rows)]
    assert len(set(seen)) == 4
    assert seen == sorted(seen, reverse=True)
    last = events_of(world.plan, limit=2, before=events_of(world.plan, limit=5).rows[-1].id)
    assert (len(last.rows), last.older) == (1, "")


def test_an_operator_sees_the_acts_of_their_own_tree_only(world: World) -> None:
    local = account("local", Role.ADMINISTRATOR, world.commune)
    stranger = body("Ủy ban nhân dân tỉnh Khác", kind="people_committee")
    foreign = account("foreign", Role.ADMINISTRATOR, stranger)
    record(actor=world.clerk, action="start_task", subject=world.plan, body=world.commune.pk)
    record(actor=world.officer, action="start_task", subject=world.plan, body=world.office.pk)
    assert {e.body for e in visible_entries(scope(local))} == {world.commune.pk}
    assert world.office.pk not in {e.body for e in visible_entries(scope(foreign))}
    assert {world.office.pk, world.commune.pk, None} <= {e.body for e in visible_entries(scope(world.admin))}
    assert not visible_entries(scope(world.officer)).exists()


def test_the_log_is_searched_by_person_body_act_kind_day_and_subject(world: World) -> None:
    mine = scope(world.admin)
    task = world.tasks["Việc của xã"]
    change_state(actor=world.clerk, scope=scope(world.clerk), task=task, name="start_task")
    looks = [
        JournalFilter(person="CLERK", action="start_task"),
        JournalFilter(body=world.commune.pk, kind="planning.task"),
        JournalFilter(subject=task.pk, since=date(2026, 3, 16), until=date(2026, 3, 16)),
    ]
    for wanted in looks:
        assert [event.what for event in journal_page(mine, wanted).rows] == ["bắt đầu làm"]
    nothing = [JournalFilter(person="không ai"), JournalFilter(since=date(2026, 3, 17))]
    for wanted in nothing:
        assert not journal_page(mine, wanted).rows


def test_pages_of_the_log_follow_each_other_without_loss(world: World) -> None:
    mine = scope(world.admin)
    whole = journal_page(mine, JournalFilter(), limit=500).rows
    seen, cursor = [], JournalFilter()
    while True:
        found = journal_page(mine, cursor, limit=7)
        seen += [event.id for event in found.rows]
        if not found.older:
            break
        cursor = JournalFilter(before=found.rows[-1].id)
    assert seen == [event.id for event in whole]


@pytest.mark.parametrize(
    ("action", "before", "after", "words"),
    [
        ("save_day", {}, {"date": "2026-04-30", "working": False}, "thêm ngày nghỉ 30/04/2026"),
        ("save_day", {"name": "a"}, {"date": "2026-04-30", "working": True}, "sửa ngày làm bù 30/04/2026"),
        ("set_public", {}, {"public": True}, "đưa lên trang công khai"),
        ("nobody_tells", {}, {}, "thực hiện “nobody_tells”"),
    ],
)
def test_sentences(action: str, before: dict[str, object], after: dict[str, object], words: str) -> None:
    assert sentence(action, before, after) == words


def test_only_what_changed_is_shown() -> None:
    assert changes({"public": False, "text": "a"}, {"public": True, "text": "a"})[0].after == "có"
    assert len(changes({"text": "a"}, {"text": "a"})) == 0
    assert changes({"text": "x" * 500}, {"text": ""})[0].before.endswith("…")


def test_an_act_is_told_by_one_room_only() -> None:
    with pytest.raises(ValueError, match="start_task"):
        tell({"start_task": "làm"})


def test_every_recorded_act_has_its_sentence() -> None:
    """Acts named in the sources: in ``record(action="…")`` and in the tables of transitions."""
    source = Path(__file__).parents[3] / "src" / "vinhdanh"
    named = set()
    for path in source.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                named |= _acts(node)
            elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "action":
                named |= _constants(node.value)
    assert {"start_task", "create_body", "appoint", "save_day"} <= named
    assert not sorted(named - titles().keys())


def _acts(call: ast.Call) -> set[str]:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name == "Transition" and isinstance(call.args[0], ast.Constant):
        return {call.args[0].value}
    if name == "_changed" and len(call.args) > 1:
        return _constants(call.args[1])
    if name not in {"record", "_record", "_close", "_switch"}:
        return set()
    words = [word.value for word in call.keywords if word.arg == "action"]
    return set().union(*map(_constants, words))


def _constants(word: ast.expr) -> set[str]:
    """Of ``"a"`` and of ``"a" if … else "b"``."""
    if isinstance(word, ast.IfExp):
        return _constants(word.body) | _constants(word.orelse)
    return {word.value} if isinstance(word, ast.Constant) and isinstance(word.value, str) else set()


def test_the_panels_show_what_was_done(world: World) -> None:
    admin, officer = Client(), Client()
    admin.force_login(world.admin)
    officer.force_login(world.officer)
    save_day(actor=world.officer, date=date(2026, 4, 30), working=True, name="Làm bù")
    pages = {
        f"/don-vi/{world.office.pk}/lich-su/": "lập tổ chức",
        f"/ke-hoach/{world.plan.pk}/lich-su/": "lập kế hoạch với 4 nhiệm vụ",
        "/lich/": "thêm ngày làm bù 30/04/2026",
    }
    for address, words in pages.items():
        assert words in officer.get(address).content.decode().lower()


def test_the_log_page_is_for_operators_filters_and_exports(world: World) -> None:
    admin = Client()
    admin.force_login(world.admin)
    page = admin.get("/nhat-ky/?action=create_account&person=clerk").content.decode()
    assert "Không có dòng nào khớp" in page
    page = admin.get("/nhat-ky/?action=create_account").content.decode()
    assert "Lập tài khoản" in page
    assert "không phải ngày" in admin.get("/nhat-ky/?since=31/02/2026").content.decode()
    assert "Không có đơn vị nào tên" in admin.get("/nhat-ky/?body_name=Khong+co").content.decode()
    assert admin.get("/nhat-ky/?truoc=sai&subject=sai&since=&kind=x").status_code == 200
    book = admin.get("/nhat-ky/xuat.xlsx?action=create_account")
    assert book.content[:2] == b"PK"


def test_the_log_costs_the_same_for_one_row_and_for_many(world: World) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    admin = Client()
    admin.force_login(world.admin)
    counts = []
    for more in (1, 30):
        for number in range(more):
            new = account(f"moi-{more}-{number}", Role.CLERK, world.health, starts_on=SINCE)
            record(actor=new, action="start_task", subject=world.plan, body=world.health.pk)
        with CaptureQueriesContext(connection) as seen:
            admin.get("/nhat-ky/?kind=planning.plan")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 15
