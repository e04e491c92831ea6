"""The tree and its paths, now and on a day; the room's own invariants under random use."""

import re
from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.organisations.province import MARCH, REFORM, build
from vinhdanh.domain.organisations.actions import (
    add_body_name,
    close_body,
    create_body,
    end_relation,
    import_bodies,
    merge_bodies,
    move_body,
    relate_bodies,
    rename_body,
    split_body,
)
from vinhdanh.domain.organisations.actions.importing import BodyImport
from vinhdanh.domain.organisations.models import Body, BodyName, BodyRelation, Succession
from vinhdanh.domain.organisations.paths import ancestors, code_of, is_below, moved, path_below
from vinhdanh.domain.organisations.queries.directory import (
    bodies_on,
    children_of,
    display_name,
    related,
    search_bodies,
    subtree,
)
from vinhdanh.domain.organisations.queries.lineage import all_steps, edges_of, reachable
from vinhdanh.domain.organisations.states import RelationKind
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.kernel.ids import uuid7
from vinhdanh.foundation.kernel.results import RefusedError

IDS = st.uuids(version=4)


@given(st.lists(IDS, min_size=2, max_size=8, unique=True))
def test_paths_hold_the_whole_line_of_parents(ids: list[UUID]) -> None:
    path = ""
    for key in ids:
        path = path_below(path, key)
    assert re.fullmatch(r"[0-9a-z]{8}(\.[0-9a-z]{8})*", path)
    assert [top.rsplit(".")[-1] for top in ancestors(path)] == [code_of(key) for key in ids[:-1]]
    assert all(is_below(path, top) for top in ancestors(path))
    assert not is_below(ancestors(path)[-1], path)


@given(st.lists(IDS, min_size=3, max_size=6, unique=True), IDS)
def test_moving_a_path_keeps_what_hangs_below(ids: list[UUID], other: UUID) -> None:
    root, top, *rest = ids
    old_top = path_below(path_below("", root), top)
    path = old_top
    for key in rest:
        path = path_below(path, key)
    new_top = path_below(path_below("", other), top)
    there = moved(path, old_top=old_top, new_top=new_top)
    assert is_below(there, new_top)
    assert moved(there, old_top=new_top, new_top=old_top) == path
    with pytest.raises(ValueError, match="not below"):
        moved(new_top + "x", old_top=old_top, new_top=new_top)


def test_new_ids_do_not_share_codes() -> None:
    assert len({code_of(uuid7()) for _ in range(2000)}) == 2000


def _root(name: str = "UBND tỉnh Mẫu") -> Body:
    return create_body(actor=None, name=name, kind="people_committee", level="province")


def _child(parent: Body, name: str, first: date | None = None) -> Body:
    return create_body(
        actor=None, name=name, kind="office", level="province", parent_id=parent.pk, valid_from=first
    )


def _refused(code: str) -> pytest.RaisesExc[RefusedError]:
    return pytest.RaisesExc(RefusedError, check=lambda error: error.refusal.code == code)


@pytest.mark.django_db
class TestTree:
    def test_children_and_subtree_are_those_of_the_day(self) -> None:
        root = _root()
        one, other = _child(root, "Ban Một"), _child(root, "Ban Hai")
        leaf = _child(one, "Tổ Lá")
        move_body(actor=None, body_id=leaf.pk, parent_id=other.pk, effective_on=REFORM)
        before, after = REFORM - timedelta(days=1), REFORM
        assert [row.id for row in children_of(one.pk, before)] == [leaf.pk]
        assert children_of(one.pk, after) == []
        assert {row.id for row in subtree(other.pk, after)} == {other.pk, leaf.pk}
        assert {row.id for row in subtree(other.pk, before)} == {other.pk}
        leaf.refresh_from_db()
        assert leaf.path == path_below(other.path, leaf.pk)

    def test_moving_carries_the_whole_subtree(self) -> None:
        root = _root()
        one, other = _child(root, "Ban Một"), _child(root, "Ban Hai")
        leaf = _child(_child(one, "Phòng Giữa"), "Tổ Lá")
        move_body(actor=None, body_id=one.pk, parent_id=other.pk, effective_on=REFORM)
        leaf.refresh_from_db()
        assert is_below(leaf.path, Body.objects.get(pk=other.pk).path)

    def test_a_body_never_stands_below_itself(self) -> None:
        root = _root()
        leaf = _child(_child(root, "Ban Một"), "Tổ Lá")
        with _refused("parent_below"):
            move_body(actor=None, body_id=root.pk, parent_id=leaf.pk, effective_on=REFORM)
        with pytest.raises(IntegrityError), transaction.atomic():
            Body.objects.filter(pk=root.pk).update(parent=root.pk)

    def test_a_parent_must_be_there(self) -> None:
        root = _root()
        late = _child(root, "Ban Mới", REFORM)
        with _refused("parent_not_there"):
            _child(late, "Tổ Sớm", REFORM - timedelta(days=1))

    def test_names_of_old_days_stay(self) -> None:
        body = _child(_root(), "Ban Một")
        rename_body(actor=None, body_id=body.pk, name="Ban Đổi Mới", effective_on=REFORM, decision="QĐ 1")
        body.refresh_from_db()
        assert display_name(body, REFORM - timedelta(days=1)) == "Ban Một"
        assert display_name(body, REFORM) == body.name == "Ban Đổi Mới"
        old = {row.name for row in bodies_on(REFORM - timedelta(days=1))}
        assert "Ban Một" in old
        assert "Ban Đổi Mới" not in old
        with _refused("rename_too_early"):
            rename_body(actor=None, body_id=body.pk, name="Ban Khác", effective_on=REFORM)
        with _refused("official_name_overlaps"):
            add_body_name(actor=None, body_id=body.pk, text="Ban Chen", kind="official", valid_from=REFORM)

    def test_two_bodies_of_one_name_side_by_side_are_refused(self) -> None:
        root = _root()
        _child(root, "Ban Một")
        with _refused("body_exists"):
            _child(root, "Ban  một")

    @pytest.mark.parametrize("name", ["", "   "])
    def test_a_name_is_asked_for(self, name: str) -> None:
        with _refused("name_missing"):
            _root(name)

    def test_every_act_leaves_an_audit_row(self) -> None:
        body = _child(_root(), "Ban Một")
        rename_body(actor=None, body_id=body.pk, name="Ban Hai", effective_on=REFORM, decision="QĐ 2")
        row = AuditRow.objects.filter(subject_id=body.pk).latest("id")
        assert (row.action, row.before["name"], row.after["name"], row.reason) == (
            "rename_body",
            "Ban Một",
            "Ban Hai",
            "QĐ 2",
        )


@pytest.mark.django_db
class TestRelations:
    def test_relations_are_typed_and_dated(self) -> None:
        root = _root()
        school, office = _child(root, "Trường Lá"), _child(root, "Phòng Giáo dục")
        kind = RelationKind.REPORTS_THROUGH
        row = relate_bodies(actor=None, source_id=school.pk, target_id=office.pk, kind=kind)
        end_relation(actor=None, relation_id=row.pk, ends_on=REFORM)
        assert [one.id for one in related(school.pk, kind, REFORM - timedelta(days=1))] == [office.pk]
        assert [one.id for one in related(office.pk, kind, date(2024, 1, 1), inward=True)] == [school.pk]
        assert related(school.pk, kind, REFORM) == []

    def test_one_reporting_line_at_a_time(self) -> None:
        root = _root()
        school, one, other = (_child(root, name) for name in ("Trường Lá", "Phòng Một", "Phòng Hai"))
        kind = RelationKind.REPORTS_THROUGH
        first = relate_bodies(actor=None, source_id=school.pk, target_id=one.pk, kind=kind)
        assert relate_bodies(actor=None, source_id=school.pk, target_id=one.pk, kind=kind) == first
        with _refused("relation_overlaps"):
            relate_bodies(actor=None, source_id=school.pk, target_id=other.pk, kind=kind)
        with _refused("use_move"):
            relate_bodies(actor=None, source_id=school.pk, target_id=other.pk, kind="administrative")
        with _refused("same_body"):
            relate_bodies(actor=None, source_id=school.pk, target_id=school.pk, kind=kind)

    def test_the_database_refuses_a_reversed_period(self) -> None:
        root = _root()
        leaf = _child(root, "Ban Một")
        with pytest.raises(IntegrityError), transaction.atomic():
            BodyRelation.objects.filter(source=leaf).update(valid_from=REFORM, valid_to=REFORM)


@pytest.mark.django_db
class TestSearch:
    def test_marks_case_and_abbreviations_do_not_matter(self) -> None:
        found = build()
        for text in ("so giao duc", "Sở GDĐT", "SỞ GD&ĐT", "đào tạo sở"):
            assert found["SM.SGD"].pk in {row.id for row in search_bodies(text, on=MARCH)}, text
        assert search_bodies("  ") == []
        assert found["SM.MC"].pk not in {row.id for row in search_bodies("Mường Chiến", on=MARCH)}
        assert found["SM.MC"].pk in {row.id for row in search_bodies("muong chien")}

    def test_searching_is_one_query(self) -> None:
        build()
        with CaptureQueriesContext(connection) as queries:
            search_bodies("sở", on=MARCH)
        assert len(queries) == 1


@pytest.mark.django_db
class TestImport:
    ROWS = (
        BodyImport("B", "Sở Mẫu", "department", "province", "A", short_name="Sở Mẫu tỉnh"),
        BodyImport("A", "UBND tỉnh Mẫu", "people_committee", "province"),
    )

    def test_importing_again_changes_nothing(self) -> None:
        first = import_bodies(actor=None, rows=self.ROWS)
        again = import_bodies(actor=None, rows=self.ROWS)
        assert (first.created, again.created, again.changed) == (["B", "A"], [], [])
        assert first.bodies["B"].pk == again.bodies["B"].pk
        assert Body.objects.get(code="B").parent == Body.objects.get(code="A")
        assert BodyName.objects.count() == 3

    def test_importing_mends_spelling_and_adds_names(self) -> None:
        import_bodies(actor=None, rows=self.ROWS)
        mended = BodyImport("B", "Sở Mẫu Mực", "department", "province", "A", aliases=("Sở MM",))
        report = import_bodies(actor=None, rows=[mended])
        assert report.changed == ["B"]
        assert display_name(Body.objects.get(code="B"), MARCH) == "Sở Mẫu Mực"
        assert {"Sở MM"} <= set(BodyName.objects.values_list("text", flat=True))

    @pytest.mark.parametrize(
        ("row", "code"),
        [
            (BodyImport("C", "Ban Mồ côi", "office", "province", "khong-co"), "parent_missing"),
            (BodyImport("C", "Ban Tự thân", "office", "province", "C"), "parent_missing"),
            (BodyImport("A", "Trùng mã", "office", "province"), "code_wrong"),
            (BodyImport("C", "Ban Lạ", "khong_co", "province"), "kind_wrong"),
            (BodyImport("C", "Ban Ngược", "office", "province", "A", REFORM, REFORM), "period_reversed"),
        ],
    )
    def test_a_wrong_line_stops_the_whole_list(self, row: BodyImport, code: str) -> None:
        with _refused(code), transaction.atomic():
            import_bodies(actor=None, rows=[*self.ROWS, row])
        assert not Body.objects.exists()

    def test_queries_do_not_grow_with_the_list_but_for_the_audit(self) -> None:
        counts = []
        for size in (1, 40):
            rows = [BodyImport(f"{size}-{n}", f"Trường {size} {n}", "school", "base") for n in range(size)]
            with CaptureQueriesContext(connection) as queries:
                import_bodies(actor=None, rows=rows)
            counts.append(len([q for q in queries if "audit_auditrow" not in q["sql"]]))
        assert counts[0] == counts[1]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["create", "rename", "move", "merge", "split", "close"]),
        st.integers(0, 99),
        st.integers(0, 99),
    ),
    max_size=14,
)


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_history_holds_whatever_is_done(steps: list[tuple[str, int, int]]) -> None:
    """Random acts, each allowed or refused: paths, names, parents and lineage stay whole."""
    with transaction.atomic():
        root = _root()
        bodies = [root, *(_child(root, f"Ban {n}") for n in range(3))]
        for day, (act, one, other) in enumerate(steps):
            with suppress(RefusedError), transaction.atomic():
                _do(act, bodies, (one, other), REFORM + timedelta(days=day))
            bodies = list(Body.objects.order_by("pk"))
        _check_whole()
        transaction.set_rollback(True)


def _do(act: str, bodies: list[Body], picks: tuple[int, int], on: date) -> None:
    one, other = (bodies[pick % len(bodies)] for pick in picks)
    if act == "create":
        _child(one, f"Ban mới {on.isoformat()}", on)
    elif act == "rename":
        rename_body(actor=None, body_id=one.pk, name=f"{one.name} {on.day}", effective_on=on)
    elif act == "move":
        move_body(actor=None, body_id=one.pk, parent_id=other.pk, effective_on=on)
    elif act == "merge":
        merge_bodies(actor=None, predecessor_ids=[one.pk], successor_id=other.pk, effective_on=on)
    elif act == "split":
        heir = _child(other, f"Ban tách {on.isoformat()}", on)
        split_body(actor=None, predecessor_id=one.pk, successor_ids=[heir.pk], effective_on=on)
    else:
        close_body(actor=None, body_id=one.pk, effective_on=on, children_to_id=other.pk)


def _check_whole() -> None:
    for body in Body.objects.select_related("parent"):
        assert body.path == path_below(body.parent.path if body.parent else "", body.pk)
        link = BodyRelation.objects.filter(kind="administrative", source=body, valid_to=body.valid_to)
        assert link.exists() == (body.parent is not None)
        if body.parent:
            assert link.get().target_id == body.parent_id
        names = list(BodyName.objects.filter(body=body, kind="official").order_by("valid_from"))
        spells = [(name.valid_from or date.min, name.valid_to or date.max) for name in names]
        spells.sort()
        assert all(end == start for (_, end), (start, _) in pairwise(spells))
        assert spells[-1][1] == (body.valid_to or date.max)
        below = Body.objects.filter(parent=body, valid_to__isnull=True)
        assert body.valid_to is None or not below.exists()
    edges = edges_of(all_steps())
    for key in edges:
        assert key not in reachable(key, edges)
    for step in Succession.objects.filter(kind="merged").select_related("predecessor"):
        assert step.predecessor.valid_to == step.effective_on
