"""What was written stays; other rows take its place."""

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.registry.book import award, person, rating, take
from tests.world import World, scope
from vinhdanh.domain.registry.actions import (
    DisciplineRow,
    HoldRow,
    RecognitionRow,
    close_hold,
    confirm_claim,
    correct_entry,
    declare_award,
    end_discipline,
    refuse_claim,
    reissue_award,
    revoke_award,
    strike_entry,
    use_recognition,
)
from vinhdanh.domain.registry.models import Award, Claim, Discipline, Hold, Rating, Recognition
from vinhdanh.domain.registry.queries import facts_of
from vinhdanh.foundation.kernel.results import RefusedError

ON = date(2026, 3, 16)


def test_a_correction_is_a_new_row(world: World) -> None:
    someone = person("Lò Thị Thử", world.health)
    [old] = take("award", award(someone, year=2024)).ids
    new = correct_entry(
        actor=None,
        scope=None,
        kind="award",
        entry_id=old,
        row=award(someone, year=2023),
        reason="Gõ nhầm năm",
    )
    assert (Award.objects.get(pk=old).state, new.replaces_id, new.state) == ("corrected", old, "given")
    assert [row["year"] for row in facts_of([someone], 2025, ON)[someone]["awards"]] == [2023]
    again = take("award", award(someone, year=2024), award(someone, year=2023))
    assert (again.added, again.known) == (0, 2)


def test_a_correction_may_come_back(world: World) -> None:
    someone = person("Lò Thị Thử", world.health)
    [first] = take("award", award(someone, year=2024)).ids
    common = {"actor": None, "scope": None, "kind": "award", "reason": "Xem lại"}
    second = correct_entry(entry_id=first, row=award(someone, year=2023), **common)
    third = correct_entry(entry_id=second.pk, row=award(someone, year=2024), **common)
    assert (third.turn, Award.objects.filter(state="given").count()) == (1, 1)
    with pytest.raises(RefusedError, match="Đã đính chính"):
        correct_entry(entry_id=first, row=award(someone, year=2022), **common)


def test_a_correction_needs_a_reason_and_a_possible_row(world: World) -> None:
    someone = person("Lò Thị Thử", world.health)
    old, _ = take("award", award(someone, year=2024), award(someone, year=2023)).ids
    common = {"actor": None, "scope": None, "kind": "award", "entry_id": old}
    with pytest.raises(RefusedError, match="Ghi lý do"):
        correct_entry(row=award(someone, year=2022), reason=" ", **common)
    with pytest.raises(RefusedError, match="đúng như thế"):
        correct_entry(row=award(someone, year=2023), reason="x", **common)
    with pytest.raises(RefusedError, match="một năm chỉ có một lần"):
        correct_entry(row=award(someone, year=2023, number="7"), reason="x", **common)
    with pytest.raises(RefusedError, match="chưa tới"):
        correct_entry(row=award(someone, year=2027, decided_on=None), reason="x", **common)
    assert Award.objects.filter(state="given").count() == 2


def test_an_award_may_have_stood_under_the_wrong_name(world: World) -> None:
    one, other = person("Lò Thị Thử", world.health), person("Lò Thị Thủ", world.commune)
    [old] = take("award", award(one)).ids
    common = {"kind": "award", "entry_id": old, "row": award(other), "reason": "Nhầm người"}
    with pytest.raises(RefusedError, match="cơ quan khác ghi"):
        correct_entry(actor=world.clerk, scope=scope(world.clerk), **common)
    new = correct_entry(actor=world.officer, scope=scope(world.officer), **common)
    assert new.subject_id == other
    assert facts_of([one], 2025, ON)[one]["awards"] == []


def test_a_rating_is_corrected(world: World) -> None:
    someone = person("Lò Thị Thử", world.health)
    [old] = take("rating", rating(someone, level="good")).ids
    correct_entry(
        actor=None, scope=None, kind="rating", entry_id=old, row=rating(someone), reason="Quyết định mới"
    )
    assert facts_of([someone], 2025, ON)[someone]["ratings"] == [{"year": 2025, "level": "excellent"}]
    assert take("rating", rating(someone, level="good")).known == 1
    [now] = Rating.objects.filter(state="given")
    strike_entry(actor=None, scope=None, kind="rating", entry_id=now.pk, reason="Hủy quyết định")
    assert facts_of([someone], 2025, ON)[someone]["ratings"] == []


def test_a_revoked_award_says_so(world: World) -> None:
    someone = person("Lò Thị Thử", world.health)
    [pk] = take("award", award(someone)).ids
    with pytest.raises(RefusedError, match="trước ngày quyết định"):
        revoke_award(actor=None, scope=None, award_id=pk, on=date(2026, 1, 9), reason="Sai thành tích")
    revoke_award(actor=None, scope=None, award_id=pk, on=date(2026, 3, 1), reason="Quyết định 9/QĐ-UBND")
    assert facts_of([someone], 2025, ON)[someone]["awards"][0]["revoked_on"] == "2026-03-01"
    with pytest.raises(RefusedError, match="hủy bỏ, thu hồi"):
        revoke_award(actor=None, scope=None, award_id=pk, on=ON, reason="Lần nữa")


def test_a_reissued_award_counts_once(world: World) -> None:
    someone = person("Lò Thị Thử", world.health)
    [pk] = take("award", award(someone)).ids
    new = reissue_award(actor=None, scope=None, award_id=pk, reason="Bằng bị mất trong lũ")
    assert (Award.objects.get(pk=pk).state, new.decided_on) == ("reissued", date(2026, 1, 10))
    assert len(facts_of([someone], 2025, ON)[someone]["awards"]) == 1


def test_an_initiative_serves_once(world: World) -> None:
    someone = person("Lò Thị Thử", world.health)
    row = RecognitionRow(someone, "initiative", "Máy bóc ngô", "tinh", 2024, recognised_on=date(2024, 11, 1))
    late = RecognitionRow(someone, "initiative", "Máy tách hạt", "tinh", 2024)
    used, waiting = take("recognition", row, late).ids
    use = {"actor": None, "scope": None, "code": "cstd_cap_tinh", "year": 2024}
    use_recognition(recognition_id=used, **use)
    with pytest.raises(RefusedError, match="chỉ dùng một lần"):
        use_recognition(recognition_id=used, **use)
    with pytest.raises(RefusedError, match="chưa được công nhận"):
        use_recognition(recognition_id=waiting, **use)
    new = correct_entry(
        actor=None, scope=None, kind="recognition", entry_id=used, reason="Sai tên",
        row=replace(row, title="Máy bóc ngô tay"),
    )  # fmt: skip
    assert Recognition.objects.get(pk=new.pk).use.code == "cstd_cap_tinh"


def test_a_hold_and_a_discipline_end_once(world: World) -> None:
    someone = person("Lò Thị Thử", world.health)
    take("hold", HoldRow(someone, "inspection", date(2026, 2, 10)))
    take("discipline", DisciplineRow(someone, "canh_cao", date(2025, 2, 10)))
    hold, discipline = Hold.objects.get(), Discipline.objects.get()
    with pytest.raises(RefusedError, match="đứng trước"):
        close_hold(actor=None, scope=None, hold_id=hold.pk, on=date(2026, 2, 9), reason="Không có vi phạm")
    with pytest.raises(RefusedError, match="lý do"):
        close_hold(actor=None, scope=None, hold_id=hold.pk, on=ON, reason="")
    close_hold(actor=None, scope=None, hold_id=hold.pk, on=ON, reason="Không có vi phạm")
    with pytest.raises(RefusedError, match="đã kết thúc"):
        close_hold(actor=None, scope=None, hold_id=hold.pk, on=ON, reason="Không có vi phạm")
    end_discipline(actor=None, scope=None, discipline_id=discipline.pk, on=date(2026, 2, 10))
    with pytest.raises(RefusedError, match="hết hiệu lực"):
        end_discipline(actor=None, scope=None, discipline_id=discipline.pk, on=ON)


def test_a_claim_counts_when_it_is_confirmed(world: World) -> None:
    someone = person("Lò Thị Thử", world.commune)
    claim = declare_award(actor=world.clerk, scope=scope(world.clerk), row=award(someone))
    assert facts_of([someone], 2025, ON)[someone]["awards"] == []
    with pytest.raises(RefusedError, match="đang chờ xác minh"):
        declare_award(actor=world.clerk, scope=scope(world.clerk), row=award(someone))
    with pytest.raises(RefusedError, match="cơ quan khác ghi"):
        confirm_claim(actor=world.clerk, scope=scope(world.clerk), claim_id=claim.pk)
    confirm_claim(actor=world.officer, scope=scope(world.officer), claim_id=claim.pk)
    assert len(facts_of([someone], 2025, ON)[someone]["awards"]) == 1
    assert Claim.objects.get().award.source == "claim"
    with pytest.raises(RefusedError, match="Đã xác minh"):
        confirm_claim(actor=world.officer, scope=scope(world.officer), claim_id=claim.pk)
    with pytest.raises(RefusedError, match="Sổ đã có"):
        declare_award(actor=world.clerk, scope=scope(world.clerk), row=award(someone))


def test_a_claim_is_refused_with_a_reason(world: World) -> None:
    someone = person("Lò Thị Thử", world.commune)
    claim = declare_award(actor=world.clerk, scope=scope(world.clerk), row=award(someone))
    officer = {"actor": world.officer, "scope": scope(world.officer), "claim_id": claim.pk}
    with pytest.raises(RefusedError, match="Ghi lý do"):
        refuse_claim(reason="", **officer)
    refuse_claim(reason="Quyết định không có tên này", **officer)
    assert Claim.objects.get().answer == "Quyết định không có tên này"
    assert not Award.objects.exists()


def test_a_unit_declares_for_its_own_people(world: World) -> None:
    someone = person("Lò Thị Thử", world.health)
    with pytest.raises(RefusedError, match="thuộc đơn vị mình"):
        declare_award(actor=world.clerk, scope=scope(world.clerk), row=award(someone))
