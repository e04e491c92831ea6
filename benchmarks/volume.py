"""A province with many tasks, made fast and always the same."""

import random
from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.db import connection

from vinhdanh.domain.access.actions import appoint, create_account
from vinhdanh.domain.access.models import User
from vinhdanh.domain.access.states import Role
from vinhdanh.domain.organisations.actions import create_body, define_group
from vinhdanh.domain.organisations.models import Body, BodyGroup
from vinhdanh.domain.planning.actions.following import rebuild
from vinhdanh.domain.planning.models import Plan, Task, TaskParty
from vinhdanh.domain.planning.periods import placing
from vinhdanh.engines.search.words import index_words

_VERBS = ("Tổ chức", "Ban hành", "Xây dựng", "Báo cáo", "Kiểm tra", "Sơ kết", "Thẩm định", "Tuyên truyền")
_THINGS = (
    "phong trào thi đua",
    "kế hoạch khen thưởng",
    "hội nghị điển hình tiên tiến",
    "hồ sơ đề nghị tặng thưởng",
    "sáng kiến cấp tỉnh",
    "giao ước thi đua của cụm",
    "quy chế Hội đồng",
)
_ENDS = (
    "năm 2026",
    "đợt 1",
    "đợt 2",
    "trên địa bàn tỉnh",
    "ngành giáo dục",
    "tại các xã",
    "giai đoạn 2026 - 2030",
)
_SINCE = date(2025, 7, 1)
TASKS_A_PLAN = 40


class Province:
    """Forty departments, two hundred communes, one group of each, an officer and a clerk."""

    def __init__(self) -> None:
        if User.objects.filter(username="officer").exists():
            self._found()
        else:
            self._made()

    def _found(self) -> None:
        """In a database that was kept."""
        bodies = Body.objects.order_by("path")
        self.top = bodies.get(parent=None)
        self.departments = list(bodies.filter(kind="department"))
        self.communes = list(bodies.filter(kind="people_committee", level="commune"))
        self.groups = list(BodyGroup.objects.order_by("name"))
        self.officer = User.objects.get(username="officer")
        self.clerk = User.objects.get(username="clerk")

    def _made(self) -> None:
        self.top = self._body("Ủy ban nhân dân tỉnh Đo Đạc", "people_committee", "province", None)
        self.departments = [self._body(f"Sở Thứ {n}", "department", "province", self.top) for n in range(40)]
        self.communes = [
            self._body(f"Ủy ban nhân dân xã Số {n}", "people_committee", "commune", self.top)
            for n in range(200)
        ]
        self.groups = [
            define_group(
                actor=None, name="Các sở", owner_id=self.top.pk, kinds=["department"], levels=["province"]
            ),
            define_group(
                actor=None,
                name="Các xã",
                owner_id=self.top.pk,
                kinds=["people_committee"],
                levels=["commune"],
            ),
        ]
        self.officer = self._account("officer", Role.OFFICER, self.departments[0])
        self.clerk = self._account("clerk", Role.CLERK, self.communes[7])

    def _body(self, name: str, kind: str, level: str, parent: Body | None) -> Body:
        return create_body(
            actor=None,
            name=name,
            kind=kind,
            level=level,
            parent_id=parent.pk if parent else None,
            valid_from=_SINCE,
        )

    def _account(self, name: str, role: Role, body: Body) -> User:
        user = create_account(actor=None, username=name, name=name, password="mot-mat-khau")
        scope_id = self.top.pk if role is Role.OFFICER else None
        appoint(actor=None, user=user, role=role, body_id=body.pk, scope_id=scope_id, starts_on=_SINCE)
        return user


def fill(
    province: Province, count: int, seed: int = 1, *, issuers: Sequence[Body] = (), groups: float = 0.005
) -> list[Plan]:
    """``count`` tasks in plans of forty, each with a lead and a coordinator (a share of ``groups`` of them
    named groups) and what is owed of them; then ANALYZE."""
    dice = random.Random(seed)
    issuers = issuers or [province.top, *province.departments, *province.communes]
    last = Task.objects.order_by("pk").values_list("pk", flat=True).last()
    first = Plan.objects.count()
    numbers = range(first, first - (-count // TASKS_A_PLAN))
    plans = Plan.objects.bulk_create(_plan(issuers[n % len(issuers)], n) for n in numbers)
    parties: list[TaskParty] = []
    for start in range(0, len(plans), 100):
        tasks = [
            task
            for plan in plans[start : start + 100]
            for task in _tasks(province, plan, dice, parties=parties, groups=groups)
        ]
        Task.objects.bulk_create(tasks, batch_size=2_000)
        TaskParty.objects.bulk_create(parties, batch_size=5_000)
        parties.clear()
    rebuild(after=last)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return plans


def _plan(issuer: Body, number: int) -> Plan:
    title = f"Công tác thi đua, khen thưởng năm 2026 của {issuer.name}"
    return Plan(
        issuer=issuer,
        number=f"{number}/KH-DD",
        issued_on=date(2026, 1, 5),
        title=title,
        first_year=2026,
        last_year=2026,
        path=issuer.path,
        party_keys=[issuer.pk],
        words=index_words(f"{number}/KH-DD", title),
    )


def _tasks(
    province: Province, plan: Plan, dice: random.Random, *, parties: list[TaskParty], groups: float
) -> Iterator[Task]:
    for position in range(1, TASKS_A_PLAN + 1):
        text = f"{dice.choice(_VERBS)} {dice.choice(_THINGS)} {dice.choice(_ENDS)}, việc {position}"
        kind, value = dice.choice(
            [
                ("month", f"2026-{dice.randint(1, 12):02d}"),
                ("quarter", f"2026-Q{dice.randint(1, 4)}"),
                ("year_round", "2026"),
            ]
        )
        place = placing(kind=kind, value=value, plan_year=2026)
        lead, other = _party(province, dice, groups), _party(province, dice, groups)
        done = place.due_on is not None and place.due_on < date(2026, 3, 16) and dice.random() < 0.7
        task = Task(
            plan=plan,
            position=position,
            ordinal=str(position),
            text=text,
            year=place.year,
            lane=place.lane,
            period_kind=kind,
            period_value=value,
            due_on=place.due_on,
            first_due_on=place.due_on,
            has_lead=True,
            state="done" if done else "planned",
            closed_at=plan.created_at if done else None,
            path=plan.path,
            party_keys=[lead[2], other[2]],
            words=index_words(text),
        )
        for role, (body, group, _) in (("lead", lead), ("coordinator", other)):
            name = (body or group).name  # type: ignore[union-attr]
            parties.append(TaskParty(task=task, role=role, position=0, text=name, body=body, group=group))
        yield task


def _party(
    province: Province, dice: random.Random, groups: float
) -> tuple[Body | None, BodyGroup | None, UUID]:
    if dice.random() < groups:
        group = dice.choice(province.groups)
        return None, group, group.pk
    body = dice.choice([*province.departments, *province.communes])
    return body, None, body.pk
