"""The operator's page, one's own jobs, and the addresses that machines ask."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tests.world import World
from vinhdanh.domain.access.scope import Scope
from vinhdanh.foundation.jobs.models import PeriodicRun, Run
from vinhdanh.foundation.jobs.queue import enqueue, job
from vinhdanh.foundation.kernel.clock import machine_now
from vinhdanh.interfaces.office.views import system

pytestmark = pytest.mark.django_db


@job("tests.page", title="Nhập danh bạ tổ chức")
def _work() -> None:
    return None


@pytest.fixture
def operator(world: World) -> Client:
    client = Client()
    client.force_login(world.admin)
    return client


def _failed(world: World) -> Run:
    key = enqueue("tests.page", asked_by=world.officer)
    Run.objects.filter(pk=key).update(
        state="failed", finished_at=machine_now(), fault="Dòng 3 không có tên đơn vị."
    )
    return Run.objects.get(pk=key)


def test_the_page_tells_what_is_wrong_and_what_to_do(operator: Client, world: World) -> None:
    _failed(world)
    page = operator.get("/van-hanh/").content.decode()
    assert "Không có tiến trình xử lý nào đang chạy" in page
    assert "Dòng 3 không có tên đơn vị." in page
    assert "Thử lại" in page


def test_forget_says_so_and_a_second_time_is_not_found(operator: Client, world: World) -> None:
    run = _failed(world)
    answer = operator.post(f"/van-hanh/{run.pk}/quen/", follow=True)
    assert "Đã bỏ khỏi danh sách." in answer.content.decode()
    assert operator.post(f"/van-hanh/{run.pk}/quen/").status_code == 404


def test_stop_from_the_page_and_a_refusal_in_words(operator: Client, world: World) -> None:
    key = enqueue("tests.page", asked_by=world.officer)
    operator.post(f"/van-hanh/{key}/dung/")
    assert Run.objects.get(pk=key).state == "cancelled"
    answer = operator.post(f"/van-hanh/{key}/thu-lai/", follow=True)
    assert "không phải hỏng" in answer.content.decode()


def test_ones_own_job_is_followed_and_stopped_that_of_others_is_not_there(world: World) -> None:
    key = enqueue("tests.page", asked_by=world.officer)
    client = Client()
    client.force_login(world.officer)
    page = client.get(f"/viec-nen/{key}/").content.decode()
    assert "Nhập danh bạ tổ chức" in page
    assert "Dừng việc này" in page
    part = client.get(f"/viec-nen/{key}/", headers={"HX-Request": "true"}).content.decode()
    assert "hx-get" in part
    assert "<html" not in part
    client.post(f"/viec-nen/{key}/dung/")
    assert "hx-get" not in client.get(f"/viec-nen/{key}/", headers={"HX-Request": "true"}).content.decode()
    client.force_login(world.clerk)
    assert client.get(f"/viec-nen/{key}/").status_code == 404
    assert client.post(f"/viec-nen/{key}/dung/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_job_and_for_three(
    operator: Client, world: World, count: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(count):
        enqueue("tests.page", asked_by=world.officer)
        PeriodicRun.objects.create(name=f"x{number}", slot=machine_now())
    operator.get("/van-hanh/")
    with django_assert_max_num_queries(11) as counted:
        page = operator.get("/van-hanh/").content.decode()
    assert page.count("Nhập danh bạ tổ chức") >= count
    assert len(counted) == 9


def test_the_list_turns(operator: Client) -> None:
    Run.objects.bulk_create(
        Run(name="a", title=f"Việc {n}", queue="q", state="failed", finished_at=machine_now())
        for n in range(60)
    )
    first = operator.get("/van-hanh/").content.decode()
    assert "Trang sau" in first
    last = Run.objects.order_by("-id")[49]
    assert "Việc 9" in operator.get(f"/van-hanh/?truoc={last.pk}").content.decode()
    assert operator.get("/van-hanh/?truoc=la&trang-thai=la").status_code == 200


def test_readiness_tells_of_the_database_and_the_queue() -> None:
    Run.objects.filter(pk=enqueue("tests.page")).update(created_at=machine_now() - timedelta(minutes=5))
    answer = Client().get("/readyz")
    told = answer.json()
    assert (answer.status_code, told["database"], told["migrations"]) == (200, "ok", "ok")
    assert told["queue"]["waiting"] == 1
    assert told["queue"]["oldest_seconds"] >= 300


def test_readiness_says_no_when_a_migration_is_wanting(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = system._wanted_migrations() | {("jobs", "0999_not_yet")}
    monkeypatch.setattr(system, "_wanted_migrations", lambda: wanted)
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["migrations"]) == (503, "missing")


@pytest.mark.parametrize(
    ("error", "status"),
    [(OperationalError("gone"), 503), (InterfaceError("gone"), 503), (KeyError("x"), 500)],
)
def test_a_database_that_is_away_is_told_apart_from_a_fault_of_ours(
    monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("vinhdanh.interfaces.office.views.system.design_context", fail)
    answer = Client(raise_request_exception=False).get("/thiet-ke/")
    assert answer.status_code == status
    assert ("Retry-After" in answer) == (status == 503)
    assert ("Cơ sở dữ liệu đang khởi động lại" in answer.content.decode()) == (status == 503)


def test_after_a_form_the_page_does_not_send_it_again_by_itself() -> None:
    def answer_to(error: Exception) -> HttpResponse:
        try:
            raise error  # noqa: TRY301
        except Exception:
            return system.broken(RequestFactory().post("/x/"))

    page = answer_to(OperationalError()).content.decode()
    assert "http-equiv" not in page
    assert "chữ đã gõ vẫn còn" in page
    assert answer_to(SuspiciousOperation()).status_code == 500


def test_figures_only_for_this_machine_or_with_the_token(settings: Any, world: World) -> None:
    client = Client()
    client.get("/thiet-ke/")
    text = client.get("/metrics").content.decode()
    assert 'vinhdanh_requests_total{method="GET",route="design",status="200"}' in text
    assert "vinhdanh_up 1.0" in text
    assert 'vinhdanh_jobs{state="waiting"} 0.0' in text
    assert "vinhdanh_sessions 0.0" in text
    assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 404
    settings.METRICS_TOKEN = "bi-mat"
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer sai"}).status_code == 404
    with_token = client.get("/metrics", headers={"Authorization": "Bearer bi-mat"}, REMOTE_ADDR="203.0.113.9")
    assert with_token.status_code == 200


@pytest.mark.parametrize(
    ("cause", "status", "words"),
    [
        (OperationalError("gone"), 503, "Cơ sở dữ liệu đang khởi động lại"),
        (DatabaseError("Forced update did not affect any rows."), 400, "Phiên đăng nhập đã kết thúc"),
    ],
)
def test_a_session_that_could_not_be_kept_never_says_that_nothing_was_saved(
    cause: Exception, status: int, words: str
) -> None:
    """The act may be committed by then: the database went away, or the session ended elsewhere."""

    request = RequestFactory().post("/x/")
    request.scope = Scope(user_id=None, on=date(2026, 3, 16))  # type: ignore[attr-defined]
    request.user = AnonymousUser()
    gone = SessionInterrupted("The request's session was deleted.")
    gone.__context__ = UpdateError()
    gone.__context__.__context__ = cause
    answer = system.unreadable(request, gone)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert "chưa có gì được lưu" not in answer.content.decode()
