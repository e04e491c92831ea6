"""Every address, tried as everybody: who gets in is what the address declares, and nothing else."""

import re
import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, path

from tests.cascade import ask_report, begin
from tests.world import World, draft, row
from vinhdanh.config.urls import urlpatterns
from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.planning.models import Filing, PlanDraft
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.interfaces.routing import Access, Route, Who, routes

ROLES = ("nobody", "no_post", "officer", "leader", "clerk", "member", "admin")


def _accesses() -> dict[str, Access]:
    """The declarations by name, from the patterns themselves."""

    def walk(patterns: list[object]) -> Iterator[URLPattern]:
        for item in patterns:
            if isinstance(item, URLPattern):
                yield item
            else:
                yield from walk(item.url_patterns)  # type: ignore[attr-defined]

    return {item.name: item.callback.access for item in walk(list(urlpatterns))}  # type: ignore[misc]


def _address(route: Route, world: World, waiting: PlanDraft) -> str:
    """A real object where the address asks for one."""
    plan, task = world.plan.pk, next(iter(world.tasks.values())).pk
    duty = ask_report(world) if not world.plan.duties.exists() else world.plan.duties.get()
    filing = Filing.objects.filter(parent=world.plan).first() or begin(world)
    wanted = {
        "filing_start": plan,
        "filing": filing.pk,
        "duty_add": plan,
        "duty": duty.pk,
        "report_send": duty.pk,
        "draft": waiting.pk,
        "plan": plan,
        "portal_plan": plan,
        "task_add": plan,
        "task": task,
        "evidence": task,
        "body": world.office.pk,
    }
    key = next((v for k, v in wanted.items() if route.name.startswith(k)), plan)
    first = re.sub(r"<uuid:pk>", str(key), route.path)
    if route.name == "draft_row":
        first = re.sub(r"<uuid:row_id>", str(waiting.rows.get().pk), first)
    first = re.sub(r"<uuid:[a-z_]+>", str(uuid.uuid4()), first)
    return re.sub(r"<(slug|path):[a-z]+>", "thu", first)


def _ways(route: Route) -> list[tuple[str, dict[str, str]]]:
    """Each method as a browser sends it, and each GET as htmx does."""
    plain: list[tuple[str, dict[str, str]]] = [(method, {}) for method in route.methods]
    return [*plain, ("GET", {"HX-Request": "true"})] if "GET" in route.methods else plain


def _expected(access: Access, user: User | None) -> bool:
    if access.who is Who.EVERYONE:
        return True
    if user is None:
        return False
    if access.who is Who.SIGNED_IN:
        return True
    scope = scope_for(user.pk, today())
    return bool(scope.posts) and (access.permission is None or scope.may(access.permission))


def _got_in(status: int, location: str) -> bool:
    """Stopped at the door: sent to sign in, or told that the permission is wanting."""
    return not (status == 403 or (status == 302 and location.startswith("/dang-nhap/?next=")))


@pytest.mark.django_db
def test_every_address_lets_in_exactly_whom_it_declares(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    users: dict[str, User | None] = {
        "nobody": None,
        "no_post": User.objects.create_user("khach", "mot-mat-khau", name="Khách"),
        **{name: getattr(world, name) for name in ROLES[2:]},
    }
    declared = _accesses()
    waiting = draft(world.officer, world.province, [row("Một việc")], number="9/KH-UBND")
    tried, by_htmx, wrong = 0, 0, []
    for route in routes(urlpatterns):
        for role, user in users.items():
            client = Client(raise_request_exception=False)
            if user:
                client.force_login(user)
            for method, headers in _ways(route):
                answer = getattr(client, method.lower())(_address(route, world, waiting), headers=headers)
                tried += 1
                by_htmx += bool(headers)
                got_in = _got_in(answer.status_code, answer.headers.get("Location", ""))
                if got_in != _expected(declared[route.name], user):
                    wrong.append(f"{method} {route.path} as {role}: {answer.status_code}")
                if answer.status_code >= 500:
                    wrong.append(f"{method} {route.path} as {role}: {answer.status_code}")
    with capsys.disabled():
        print(f"\naccess matrix: {tried} pairs of address and role tried, {by_htmx} of them by htmx")
    assert not wrong, "\n".join(wrong)
    assert tried - by_htmx > 300
    assert by_htmx > 150


def test_an_undeclared_address_is_an_error() -> None:
    planted = [path("cua-sau/", lambda request: None, name="back_door")]  # type: ignore[arg-type, return-value]
    with pytest.raises(LookupError, match="cua-sau"):
        routes(planted)


@pytest.mark.django_db
def test_an_ended_appointment_opens_nothing(world: World) -> None:
    from datetime import date

    from vinhdanh.domain.access.actions import end_appointment

    appointment = world.clerk.appointments.get()
    end_appointment(
        actor=None, appointment_id=appointment.pk, ends_on=date(2026, 3, 15), reason="Chuyển công tác"
    )
    client = Client()
    client.force_login(world.clerk)
    answer = client.get("/nhiem-vu/")
    assert answer.status_code == 403
    assert "không có vai trò nào còn hiệu lực" in answer.content.decode()


@pytest.mark.django_db
def test_what_one_may_not_see_is_not_there(world: World) -> None:
    client = Client()
    client.force_login(world.clerk)
    hidden = world.tasks["Việc của Sở Nội vụ"]
    assert client.get(f"/nhiem-vu/{hidden.pk}/").status_code == 404
    assert client.get(f"/nhiem-vu/{world.tasks['Việc của xã'].pk}/").status_code == 200
