"""The administrator's list of accounts at 10,000 accounts, over HTTP; the server as for planning."""

import random
import sys
import time
from typing import Any

from django.core.management import call_command

from benchmarks import planning
from benchmarks.volume import Province
from vinhdanh.domain.access.actions import appoint, create_account
from vinhdanh.domain.access.models import Appointment, RoleBundle, User
from vinhdanh.domain.access.models.user import found_by
from vinhdanh.domain.access.states import Role
from vinhdanh.foundation.kernel.clock import today
from vinhdanh.foundation.kernel.sorting import person_sort_key

ACCOUNTS = 10_000
BUDGET_MS = 150
MOST_QUERIES = 15
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Lò", "Quàng", "Tòng", "Cà")
_MIDDLE = ("Văn", "Thị", "Thanh", "Minh", "Quang", "Thu", "Đức", "Hải")
_GIVEN = (
    "An",
    "Bình",
    "Chi",
    "Dũng",
    "Đào",
    "Giang",
    "Hạnh",
    "Khoa",
    "Lan",
    "Mai",
    "Nam",
    "Oanh",
    "Tuấn",
    "Yến",
)


def run(arguments: list[str]) -> dict[str, Any]:
    """The figures; ``ok`` says whether every page stayed within its budget."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    province = Province()
    admin = create_account(actor=None, username="quantri", name="Quản Trị", password="mot-mat-khau")
    appoint(actor=None, user=admin, role=Role.ADMINISTRATOR, body_id=province.top.pk, starts_on=today())
    begun = time.perf_counter()
    _fill(province)
    print(f"{ACCOUNTS} accounts in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    with planning.serving() as port:
        rows = [_measure(port, admin, name, address) for name, address in _pages().items()]
    return {"bench": "people", "pages": rows, "ok": all(row["ok"] for row in rows)}


def _fill(province: Province) -> None:
    chance = random.Random(7)
    bodies = [*province.departments, *province.communes]
    clerk = RoleBundle.objects.get(code="clerk")
    people = []
    for number in range(ACCOUNTS):
        name = " ".join(chance.choice(part) for part in (_FAMILY, _MIDDLE, _GIVEN))
        user = User(username=f"nguoi.{number}", name=name, password="!")
        user.folded, user.sort_key = found_by(name, user.username, ""), person_sort_key(name)
        people.append(user)
    User.objects.bulk_create(people, batch_size=2_000)
    posts = []
    for user in people:
        body = chance.choice(bodies)
        posts.append(Appointment(user=user, role=clerk, body=body, scope=body, starts_on=today()))
    Appointment.objects.bulk_create(posts, batch_size=2_000)


def _pages() -> dict[str, str]:
    someone = User.objects.order_by("id").last()
    return {
        "list": "/quan-tri/tai-khoan/",
        "list page 100": "/quan-tri/tai-khoan/?page=100",
        "list words": "/quan-tri/tai-khoan/?q=thi+hanh",
        "list one": "/quan-tri/tai-khoan/?q=nguoi.4711",
        "list without a post": "/quan-tri/tai-khoan/?state=trong",
        "list role": "/quan-tri/tai-khoan/?role=administrator",
        "account": f"/quan-tri/tai-khoan/{someone.pk if someone else ''}/",
        "roles": "/quan-tri/vai-tro/",
    }


def _measure(port: int, admin: User, name: str, address: str) -> dict[str, Any]:
    row = planning.page_of(port, planning.session_of(admin), address)
    row |= {"page": name, "queries": planning.queries_of(admin, address)}
    row["ok"] = row["status"] == 200 and row["ms"] < BUDGET_MS and row["queries"] <= MOST_QUERIES
    print(
        f"{name:20} {row['ms']:7.1f} ms  p95 {row['p95']:7.1f}  {row['queries']:>2} queries"
        f"  {row['kb']:6.1f} KB {'' if row['ok'] else 'OVER'}",
        file=sys.stderr,
    )
    return row
