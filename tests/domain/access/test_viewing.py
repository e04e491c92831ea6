"""Seeing as another: never up the ladder, with a reason, and two audit rows."""

import pytest

from tests.domain.access.people import as_admin, by, commune_admin
from tests.world import World, account, body, scope
from vinhdanh.domain.access.access import may_view_as
from vinhdanh.domain.access.actions import end_viewing, start_viewing
from vinhdanh.domain.access.jobs import end_viewings
from vinhdanh.domain.access.models import User, Viewing
from vinhdanh.domain.access.states import Role
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.kernel.clock import FrozenClock
from vinhdanh.foundation.kernel.results import Refusal, RefusedError

pytestmark = pytest.mark.django_db


def why(verdict: object) -> str:
    assert isinstance(verdict, Refusal)
    return verdict.reason


def test_down_the_tree_and_never_up(world: World) -> None:
    assert may_view_as(scope(world.admin), world.clerk)
    low = commune_admin(world)
    assert may_view_as(scope(low), world.clerk)
    assert "cao hơn" in why(may_view_as(scope(low), world.officer))
    assert "cao hơn" in why(may_view_as(scope(low), world.admin))
    elsewhere = account("noi.khac", Role.CLERK, body("Ủy ban nhân dân tỉnh Khác", kind="people_committee"))
    assert "ngoài phạm vi" in why(may_view_as(scope(world.admin), elsewhere))


def test_not_oneself_nobody_locked_and_nobody_without_a_post(world: World) -> None:
    assert "chính anh/chị" in why(may_view_as(scope(world.admin), world.admin))
    guest = User.objects.create_user("khach", None, name="Khách")
    assert "không có vai trò" in why(may_view_as(scope(world.admin), guest))
    world.clerk.is_active = False
    assert "đang khóa" in why(may_view_as(scope(world.admin), world.clerk))


def test_a_reason_is_asked_and_both_ends_are_recorded(world: World) -> None:
    with pytest.raises(RefusedError, match="Ghi lý do"):
        start_viewing(**as_admin(world), target_id=world.clerk.pk, reason=" ")
    row = start_viewing(**as_admin(world), target_id=world.clerk.pk, reason="Phiếu 18")
    end_viewing(actor=world.admin, viewing_id=row.pk)
    end_viewing(actor=world.admin, viewing_id=row.pk)
    acts = AuditRow.objects.filter(subject_id=world.clerk.pk, action__endswith="viewing").order_by("id")
    assert [(act.action, act.actor, act.reason) for act in acts] == [
        ("start_viewing", world.admin, "Phiếu 18"),
        ("end_viewing", world.admin, ""),
    ]


def test_a_second_one_ends_the_first(world: World) -> None:
    first = start_viewing(**as_admin(world), target_id=world.clerk.pk, reason="Phiếu 18")
    start_viewing(**as_admin(world), target_id=world.officer.pk, reason="Phiếu 19")
    first.refresh_from_db()
    assert first.ended_at is not None


def test_one_left_open_is_closed_by_itself(world: World, clock: FrozenClock) -> None:
    start_viewing(**as_admin(world), target_id=world.clerk.pk, reason="Phiếu 18")
    end_viewings()
    assert Viewing.objects.filter(ended_at__isnull=True).exists()
    clock.move_to("2026-03-16T08:30")
    end_viewings()
    end_viewings()
    assert not Viewing.objects.filter(ended_at__isnull=True).exists()
    assert AuditRow.objects.filter(action="end_viewing").count() == 1
    assert by(world.admin)["scope"].posts
