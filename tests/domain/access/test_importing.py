"""A pasted list: a verdict for every row, nothing kept before it is confirmed."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domain.access.people import as_admin, by, commune_admin
from tests.world import World, scope
from vinhdanh.domain.access.actions.importing import import_accounts, read_accounts
from vinhdanh.domain.access.actions.rescue import link_owner
from vinhdanh.domain.access.models import User
from vinhdanh.foundation.kernel.results import RefusedError

pytestmark = pytest.mark.django_db
HEAD = "Vai trò\tHọ và tên\tĐơn vị\tTên đăng nhập\n"
GOOD = "clerk\tTRẦN THỊ MƠ\tSở Y tế\tmo.syt\n"


def read(world: World, text: str) -> list[Any]:
    return read_accounts(scope=scope(world.admin), text=text)


def test_columns_follow_their_heads_and_names_are_understood(world: World) -> None:
    (row,) = read(world, HEAD + GOOD)
    assert row.good
    assert (row.name, row.username, row.role) == ("Trần Thị Mơ", "mo.syt", "clerk")
    assert row.body_id == world.health.pk


def test_without_a_head_the_usual_order_counts(world: World) -> None:
    (row,) = read(world, "Lê Văn Nam; nam.xa; UBND xã Thử; Cán bộ thi đua, khen thưởng của đơn vị")
    assert row.faults == ()
    assert row.body_id == world.commune.pk


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Lê Nam\tclerk\tSở Y tế\tclerk", "đã có người dùng"),
        ("Lê Nam\tlê nam\tSở Y tế\tclerk", "chữ không dấu"),
        ("Lê Nam\tnam\tSở Không Đâu\tclerk", "chưa rõ đơn vị"),
        ("Lê Nam\tnam\tSở Y tế\tVua", "không có vai trò “Vua”"),
        ("\tnam\tSở Y tế\tclerk", "thiếu họ và tên"),
        ("Lê Nam", "thiếu tên đăng nhập"),
        ("Lê Nam\tnam\tSở Y tế\tclerk\nLê Năm\tnam\tSở Y tế\tclerk", "có ở hai dòng"),
    ],
)
def test_each_wrong_row_says_why(world: World, line: str, fault: str) -> None:
    assert fault in "; ".join(read(world, line)[0].faults)


def test_nothing_is_kept_by_looking_and_good_rows_by_confirming(world: World) -> None:
    before = User.objects.count()
    text = HEAD + GOOD + "clerk\tLê Nam\tSở Không Đâu\tnam\n"
    read(world, text)
    assert User.objects.count() == before
    (made,) = import_accounts(**as_admin(world), text=text, expected=1)
    assert User.objects.count() == before + 1
    assert scope(made.user).body_ids == {world.health.pk}
    assert link_owner(made.link.uid, made.link.token) == made.user


def test_confirming_twice_or_another_list_makes_nothing(world: World) -> None:
    import_accounts(**as_admin(world), text=HEAD + GOOD, expected=1)
    before = User.objects.count()
    for text, expected in ((HEAD + GOOD, 1), (HEAD + GOOD.replace("mo.syt", "mo2.syt"), 2)):
        with pytest.raises(RefusedError, match="vừa thay đổi"):
            import_accounts(**as_admin(world), text=text, expected=expected)
    assert User.objects.count() == before


def test_rows_outside_ones_trees_are_refused_row_by_row(world: World) -> None:
    rows = read_accounts(scope=scope(commune_admin(world)), text=HEAD + GOOD)
    assert "ngoài phạm vi" in rows[0].faults[0] or "chưa rõ đơn vị" in rows[0].faults[0]
    with pytest.raises(RefusedError, match="chưa có quyền"):
        read_accounts(scope=by(world.clerk)["scope"], text=GOOD)


def test_an_empty_and_an_endless_list(world: World) -> None:
    with pytest.raises(RefusedError, match="Chưa có dòng nào"):
        read(world, " \n")
    with pytest.raises(RefusedError, match="tối đa 500 dòng"):
        read(world, GOOD * 501)


def test_the_queries_do_not_grow_with_the_rows(world: World) -> None:
    counts = []
    for number in (1, 40):
        lines = "".join(f"Lê Nam {n}\tnam{n}\tSở Y tế\tclerk\n" for n in range(number))
        with CaptureQueriesContext(connection) as seen:
            read_accounts(scope=scope(world.admin), text=lines)
        counts.append(len(seen))
    assert counts[0] == counts[1]
