"""Twins: found, told apart for good, made one and two again; rows go over and come back."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.domain.registry.book import award, collective, person, rating, take
from tests.world import World, scope
from vinhdanh.domain.people.access import kept_subjects
from vinhdanh.domain.people.actions import find_twins, merge_subjects, tell_apart, undo_merge
from vinhdanh.domain.people.models import Merge, Person, Subject, SubjectName, Twin
from vinhdanh.domain.people.queries.twins import one_pair, open_pairs, recent_merges
from vinhdanh.domain.registry.actions import correct_entry
from vinhdanh.domain.registry.models import Award, Rating
from vinhdanh.foundation.audit.models import AuditRow
from vinhdanh.foundation.kernel.results import RefusedError


def merged(world: World, kept: UUID, gone: UUID, reason: str = "Cùng số hiệu công chức") -> Merge:
    return merge_subjects(
        actor=world.officer, scope=scope(world.officer), kept_id=kept, gone_id=gone, reason=reason
    )


def undone(world: World, merge: Merge) -> Merge:
    return undo_merge(
        actor=world.officer, scope=scope(world.officer), merge_id=merge.pk, reason="Hai người trùng tên"
    )


def snapshot(*pks: UUID) -> Any:
    subjects = {row.pk: (row.name, row.words, row.merged_into_id, row.keys) for row in Subject.objects.all()}
    people = list(Person.objects.order_by("pk").values_list("pk", "birth_year", "born_on", "sex"))
    rows = [list(model.objects.order_by("pk").values_list("pk", "subject")) for model in (Award, Rating)]
    return subjects, people, rows, SubjectName.objects.count()


def twins(world: World) -> tuple[UUID, UUID]:
    one = person("Lò Thị Hoà", world.health, birth_year=1980)
    other = person("Lò Thị Hòa", world.health, sex="female")
    take("award", award(one, year=2023), award(other, year=2024), award(other, year=2022))
    take("rating", rating(one, 2024), rating(other, 2023))
    return one, other


def test_rows_go_over_and_come_back(world: World) -> None:
    one, other = twins(world)
    before = snapshot()
    merge = merged(world, one, other)
    assert Award.objects.filter(subject=one).count() == 3
    assert Rating.objects.filter(subject=one).count() == 2
    kept = Subject.objects.get(pk=one)
    assert "hoa" in kept.words
    assert Person.objects.get(pk=one).sex == "female"
    assert list(SubjectName.objects.filter(subject=one).values_list("text", flat=True)) == ["Lò Thị Hòa"]
    assert not kept_subjects(scope(world.officer)).filter(pk=other).exists()
    undone(world, merge)
    assert snapshot() == before
    assert set(AuditRow.objects.filter(subject_id=one).values_list("action", flat=True)) >= {
        "merge_subjects",
        "undo_merge",
    }


def test_a_row_that_both_have_counts_once(world: World) -> None:
    one, other = twins(world)
    take("award", award(other, year=2023), key="further")
    before = snapshot()
    merge = merged(world, one, other)
    assert Award.objects.filter(subject=one).count() == 3
    assert Award.objects.filter(subject=other).count() == 1
    undone(world, merge)
    assert snapshot() == before


def test_what_corrected_a_row_since_goes_back_with_it(world: World) -> None:
    one, other = twins(world)
    merge = merged(world, one, other)
    row = Award.objects.get(year=2024)
    correct_entry(
        actor=world.officer, scope=scope(world.officer), kind="award", entry_id=row.pk,
        row=award(one, year=2024, number="99/QĐ"), reason="Sai số",
    )  # fmt: skip
    undone(world, merge)
    assert Award.objects.filter(subject=other, year=2024).count() == 2


def test_what_was_added_since_stays(world: World) -> None:
    one, other = twins(world)
    merge = merged(world, one, other)
    take("award", award(one, year=2021), key="later")
    undone(world, merge)
    assert Award.objects.get(year=2021).subject_id == one


def test_a_key_of_the_one_that_is_gone_means_the_one_that_is_kept(world: World) -> None:
    one, other = twins(world)
    merged(world, one, other)
    take("award", award(other, year=2020), key="old list")
    assert Award.objects.get(year=2020).subject_id == one


def test_refusals(world: World) -> None:
    one, other = twins(world)
    group = collective("Phòng Một", world.health)
    directory = collective("Sở Y tế", world.health, own_body_id=world.health.pk)
    with pytest.raises(RefusedError, match="lý do"):
        merged(world, one, other, reason=" ")
    with pytest.raises(RefusedError, match="hai hồ sơ khác nhau"):
        merged(world, one, one)
    with pytest.raises(RefusedError, match="khác loại"):
        merged(world, one, group)
    with pytest.raises(RefusedError, match="phải là hồ sơ được giữ"):
        merged(world, group, directory)
    with pytest.raises(RefusedError):
        merge_subjects(
            actor=world.clerk, scope=scope(world.clerk), kept_id=one, gone_id=other, reason="Tôi biết"
        )
    merge = merged(world, one, other)
    with pytest.raises(RefusedError, match="vừa được nhập"):
        merged(world, one, other)
    undone(world, merge)
    with pytest.raises(RefusedError, match="đã được bỏ"):
        undone(world, merge)


def test_a_chain_of_merges_is_undone_from_its_end(world: World) -> None:
    one, other = twins(world)
    third = person("Lò Thị Hoà", world.health)
    first = merged(world, one, other)
    second = merged(world, third, one)
    assert Award.objects.filter(subject=third).count() == 3
    with pytest.raises(RefusedError, match="bỏ lần nhập sau trước"):
        undone(world, first)
    undone(world, second)
    undone(world, first)
    assert Award.objects.filter(subject=other).count() == 2


def test_twins_are_found_and_the_answer_is_remembered(world: World) -> None:
    one, other = twins(world)
    person("Lò Thị Hoa", world.commune, birth_year=1980)
    person("Vàng A Sơn", world.commune, birth_year=1980)
    lys = person("Lý Thị Mỹ", world.health), person("Lí Thị Mĩ", world.health)
    born = [person("Cà Văn Tư", at, born_on=date(1970, 6, 5)) for at in (world.health, world.commune)]
    person("Cà Văn Tư", world.health, born_on=date(1971, 6, 5))
    assert find_twins() == {"pairs": 3}
    among = kept_subjects(scope(world.officer))
    pairs, more = open_pairs(among)
    assert not more
    found = {frozenset(side.id for side in pair.sides) for pair in pairs}
    assert found == {frozenset({one, other}), frozenset(lys), frozenset(born)}
    pair = next(pair for pair in pairs if one in {side.id for side in pair.sides})
    assert ("for", "cùng đơn vị công tác") in pair.reasons
    tell_apart(actor=world.officer, scope=scope(world.officer), twin_id=pair.id, reason="Khác quê")
    assert one_pair(among, pair.id) is None
    assert find_twins() == {"pairs": 2}
    assert Twin.objects.filter(apart=True).count() == 1


def test_a_merged_pair_is_no_longer_asked_about(world: World) -> None:
    one, other = twins(world)
    find_twins()
    merge = merged(world, one, other)
    among = kept_subjects(scope(world.officer))
    assert open_pairs(among) == ([], False)
    assert [line.id for line in recent_merges(among)] == [merge.pk]
    assert find_twins() == {"pairs": 0}
    undone(world, merge)
    assert find_twins() == {"pairs": 1}
    assert recent_merges(among) == []


def test_pairs_of_others_are_not_shown(world: World) -> None:
    twins(world)
    find_twins()
    assert open_pairs(kept_subjects(scope(world.clerk))) == ([], False)
