"""Every address, tried as everybody: who gets in is what the address declares, and nothing else."""

import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, wraps
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, path

from tests.cascade import ask_report, begin
from tests.domain.catalogue.drafts import published
from tests.domain.eligibility.test_screening import screen
from tests.domain.registry.book import person
from tests.world import World, account, draft, row
from vinhdanh.config.urls import urlpatterns
from vinhdanh.domain.access.actions import add_role, delegate, start_viewing
from vinhdanh.domain.access.models import RoleBundle, User
from vinhdanh.domain.access.queries import scope_for
from vinhdanh.domain.access.scope import Scope
from vinhdanh.domain.access.states import Permission, Role
from vinhdanh.domain.planning.models import Filing, PlanDraft
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.interfaces.office.views.system import not_found
from vinhdanh.interfaces.routing import Access, Route, Who, path_for, permitted, routes

Ways = list[tuple[str, dict[str, str]]]
PARTS = 4  # every fourth address each: the parts run side by side


@dataclass(frozen=True)
class Visitor:
    """Somebody at the door: how they come in, and what they see with (None: nobody)."""

    name: str
    user: User | None
    scope: Scope | None
    looks_only: bool = False
    by_htmx: bool = False
    entered: list[Client] = field(default_factory=list)

    def inside(self) -> Client:
        """Entered once; anew after an act that got in, for it may have ended the session."""
        if not self.entered:
            self.entered.append(self._enter())
        return self.entered[0]

    def _enter(self) -> Client:
        client = Client(raise_request_exception=False)
        if self.user:
            client.force_login(self.user)
        if self.looks_only and self.user and self.scope:
            seen = start_viewing(
                actor=self.user,
                scope=scope_for(self.user.pk, today()),
                target_id=self.scope.user_id,  # type: ignore[arg-type]
                reason="Thử cửa",
            )
            session = client.session
            session["viewing"] = str(seen.pk)
            session.save()
        return client

    def may(self, access: Access, route: str, method: str) -> bool:
        """What the declaration says of them."""
        if self.looks_only and method == "POST":
            return route in {"viewing_end", "sign_out"}
        if access.who is Who.EVERYONE:
            return True
        if self.user is None or self.scope is None:
            return False
        if access.who is Who.SIGNED_IN:
            return True
        return bool(self.scope.posts) and (access.permission is None or self.scope.may(access.permission))


def _visitors(world: World) -> list[Visitor]:
    """Everybody there is: each shipped role, a role of the office's own, a lent post, an ended one, an
    account without a post, support looking through somebody's eyes, and nobody."""
    since = date(2026, 1, 1)
    own = add_role(
        actor=None, scope=None, name="Tổ trưởng", permissions=[Permission.MANAGE_ACCOUNTS, Permission.CHASE]
    )
    account("to.truong", own.code, world.office, over=world.province)
    account("da.thoi", Role.OFFICER, world.office, over=world.province, ends_on=date(2026, 3, 15))
    borrower = account("duoc.uy", Role.MEMBER, world.health)
    post = world.officer.appointments.get()
    delegate(
        actor=None, scope=None, post_id=post.pk, to=borrower, permissions=[Permission.MANAGE_CALENDAR],
        starts_on=since, ends_on=today(),
    )  # fmt: skip
    User.objects.create_user("khach", "mot-mat-khau", name="Khách")
    named = {
        "no post": "khach",
        "ended post": "da.thoi",
        "lent post": "duoc.uy",
        "own role": "to.truong",
        **{role: role for role in ("officer", "leader", "clerk", "member", "admin")},
    }
    users = {name: User.objects.get(username=username) for name, username in named.items()}
    return [
        Visitor("nobody", None, None, by_htmx=True),
        *(
            Visitor(
                name, user, scope_for(user.pk, today()), by_htmx=name in {"ended post", "clerk", "officer"}
            )
            for name, user in users.items()
        ),
        Visitor("admin as clerk", world.admin, scope_for(world.clerk.pk, today()), looks_only=True),
    ]


def _accesses(patterns: Iterable[object] = urlpatterns) -> dict[str, Access]:
    """The declarations by name, from the patterns themselves."""

    def walk(items: Iterable[object]) -> Iterator[URLPattern]:
        for item in items:
            if isinstance(item, URLPattern):
                yield item
            else:
                yield from walk(item.url_patterns)  # type: ignore[attr-defined]

    return {item.name: item.callback.access for item in walk(patterns)}  # type: ignore[misc]


@dataclass
class Objects:
    """Real things for the addresses that ask for one; acts on them lock nobody of the test out."""

    world: World
    waiting: PlanDraft
    spare: User
    known: dict[str, str] = field(default_factory=dict)

    @cached_property
    def law(self) -> tuple[uuid.UUID, uuid.UUID, uuid.UUID]:
        """An instrument, a screening and a subject of the world."""
        instrument = published(self.world)
        return instrument.pk, screen(self.world).pk, person("Nguyễn Thị Thử", self.world.health)

    def address(self, route: Route) -> str:
        if route.name not in self.known:
            self.known[route.name] = self._address(route)
        return self.known[route.name]

    def _address(self, route: Route) -> str:
        plan, task = self.world.plan.pk, next(iter(self.world.tasks.values())).pk
        duty = self.world.plan.duties.first() or ask_report(self.world)
        filing = Filing.objects.filter(parent=self.world.plan).first() or begin(self.world)
        instrument, screening, subject = self.law
        wanted = {
            "instrument": instrument,
            "screening": screening,
            "lacking": subject,
            "filing_start": plan,
            "filing": filing.pk,
            "duty_add": plan,
            "duty": duty.pk,
            "report_send": duty.pk,
            "draft": self.waiting.pk,
            "plan": plan,
            "portal_plan": plan,
            "task_add": plan,
            "task": task,
            "evidence": task,
            "body": self.world.office.pk,
            "account": self.spare.pk,
            "role": RoleBundle.objects.get(code="member").pk,
            "answering_add": self.world.health.pk,
        }
        key = next((v for k, v in wanted.items() if route.name.startswith(k)), plan)
        first = re.sub(r"<uuid:pk>", str(key), route.path)
        inner = {"row_id": self.waiting.rows.get().pk, "post_id": self.spare.appointments.get().pk}
        for name, value in inner.items():
            first = first.replace(f"<uuid:{name}>", str(value)) if route.name != "draft_mark" else first
        first = re.sub(r"<uuid:[a-z_]+>", str(uuid.uuid4()), first)
        first = re.sub(r"<int:[a-z_]+>", "1", first)
        code = "cstd_co_so" if "standard" in route.name else "thu"
        return re.sub(r"<(slug|path):[a-z_]+>", code, first)


def _ways(route: Route, visitor: Visitor) -> Ways:
    """Each method as a browser sends it, and for some visitors each GET as htmx does."""
    plain: Ways = [(method, {}) for method in route.methods]
    if visitor.by_htmx and "GET" in route.methods:
        return [("GET", {"HX-Request": "true"}), *plain]
    return plain


def _got_in(status: int, location: str) -> bool:
    """Stopped at the door: sent to sign in, or told that the permission is wanting."""
    return not (status == 403 or (status == 302 and location.startswith("/dang-nhap/?next=")))


def _wrong(route: Route, access: Access, visitor: Visitor, objects: Objects) -> tuple[int, int, list[str]]:
    """How often one address was tried as one visitor, how often by htmx, and what went otherwise."""
    ways, found = _ways(route, visitor), []
    address = objects.address(route)
    for method, headers in ways:
        answer = getattr(visitor.inside(), method.lower())(address, headers=headers)
        got_in = _got_in(answer.status_code, answer.headers.get("Location", ""))
        if got_in != visitor.may(access, route.name, method) or answer.status_code >= 500:
            found.append(f"{method} {route.path} as {visitor.name}: {answer.status_code}")
        if got_in and method != "GET":
            visitor.entered.clear()
    return len(ways), sum(bool(headers) for _, headers in ways), found


@pytest.fixture
def objects(world: World) -> Objects:
    waiting = draft(world.officer, world.province, [row("Một việc")], number="9/KH-UBND")
    return Objects(world, waiting, account("du.bi", Role.CLERK, world.health))


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_every_address_lets_in_exactly_whom_it_declares(
    world: World, objects: Objects, capsys: pytest.CaptureFixture[str], part: int
) -> None:
    declared, visitors = _accesses(), _visitors(world)
    tried, by_htmx, wrong = 0, 0, []
    addresses = routes(urlpatterns)[part::PARTS]
    for route in addresses:
        for visitor in visitors:
            times, htmx, found = _wrong(route, declared[route.name], visitor, objects)
            tried, by_htmx, wrong = tried + times, by_htmx + htmx, wrong + found
    with capsys.disabled():
        print(
            f"\naccess matrix {part + 1}/{PARTS}: {len(addresses)} addresses as {len(visitors)} visitors, "
            f"{tried} pairs of address and visitor tried, {by_htmx} of them by htmx"
        )
    assert not wrong, "\n".join(wrong)
    assert tried - by_htmx > 800
    assert by_htmx > 150


_planted = path_for(
    "cua-sau/", lambda request: HttpResponse("mở"), name="back_door", access=permitted(Permission.OPERATE)
)
# The declaration stays, the guard is gone: what a hand-made decorator would do.
_planted.callback = wraps(_planted.callback)(lambda request: HttpResponse("mở"))


class PlantedUrls:
    """All addresses, and one that says it is closed and stands open."""

    urlpatterns = [*urlpatterns, _planted]
    handler403 = handler404 = staticmethod(not_found)


@pytest.mark.django_db
def test_a_planted_open_address_is_found(world: World, objects: Objects, settings: Any) -> None:
    settings.ROOT_URLCONF = PlantedUrls
    (route,) = [route for route in routes(PlantedUrls.urlpatterns) if route.name == "back_door"]
    access = _accesses(PlantedUrls.urlpatterns)["back_door"]
    caught = [visitor.name for visitor in _visitors(world) if _wrong(route, access, visitor, objects)[2]]
    assert {"nobody", "no post", "ended post", "officer", "clerk", "admin as clerk"} <= set(caught)
    assert "admin" not in caught


def test_an_undeclared_address_is_an_error() -> None:
    planted = [path("cua-sau/", lambda request: None, name="back_door")]  # type: ignore[arg-type, return-value]
    with pytest.raises(LookupError, match="cua-sau"):
        routes(planted)


@pytest.mark.django_db
def test_an_ended_appointment_opens_nothing(world: World) -> None:
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
