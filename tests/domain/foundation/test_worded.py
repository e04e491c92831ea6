"""A query put into words once answers as the query set would, for each value."""

from datetime import date
from uuid import UUID

import pytest

from tests.world import World
from vinhdanh.domain.access.models import Appointment
from vinhdanh.domain.access.queries.scopes import posts_on
from vinhdanh.foundation.worded import Worded

pytestmark = pytest.mark.django_db
STAND_INS = UUID(int=7), date(7, 7, 7)


def _posts(user_id: UUID, on: date):  # type: ignore[no-untyped-def]
    return posts_on(on).filter(user_id=user_id).values_list("role_id", "body__path", "starts_on")


def test_each_value_gets_its_own_rows(world: World) -> None:
    worded = Worded(_posts, *STAND_INS)
    for user in (world.officer, world.clerk, world.admin):
        for on in (date(2026, 3, 16), date(2025, 6, 30), date(2025, 7, 1)):
            assert worded.rows(user.pk, on) == list(_posts(user.pk, on))
    assert worded.rows(world.clerk.pk, date(2026, 3, 16)) == [("clerk", world.commune.path, date(2025, 7, 1))]


def test_it_is_worded_once(world: World) -> None:
    built = []
    worded = Worded(lambda *values: built.append(values) or _posts(*values), *STAND_INS)
    for user in (world.officer, world.clerk):
        worded.rows(user.pk, date(2026, 3, 16))
    assert built == [STAND_INS]


def test_a_value_that_the_query_does_not_ask_for_is_an_error(world: World) -> None:
    lost = Worded(
        lambda user_id, on: Appointment.objects.filter(user_id=user_id).values_list("pk"), *STAND_INS
    )
    with pytest.raises(ValueError, match=r"stand-ins \[1\]"):
        lost.rows(world.clerk.pk, date(2026, 3, 16))


def test_an_equal_value_of_another_type_is_no_stand_in(world: World) -> None:
    worded = Worded(
        lambda flag: Appointment.objects.filter(user__name=flag, capacity="1").values_list("pk"), "x"
    )
    assert worded.rows(world.clerk.name) == []
