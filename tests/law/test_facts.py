"""Every fault of a file is told with its place and what to do."""

from typing import Any

import pytest

from tests.law.making import checked, data, facts, initiative, member
from vinhdanh.engines.law.facts import ABSENT, FactsError
from vinhdanh.engines.law.facts_json import parse_facts
from vinhdanh.engines.law.loader import load

GROUP = {"kind": "collective", "groups": ["khac"]}
FAULTS: list[tuple[dict[str, Any], str, str]] = [
    ({"award": ...}, "award", "thiếu"),
    ({"received_on": ...}, "received_on", "thiếu"),
    ({"year": ...}, "year", "thiếu"),
    ({"subject": ...}, "subject", "thiếu"),
    ({"award": "cstd_coso"}, "award", "có phải “cstd_co_so”?"),
    ({"award": 5}, "award", "cần chữ"),
    ({"received_on": "2026-02-30"}, "received_on", "không phải ngày có thật"),
    ({"received_on": "20260302"}, "received_on", "không phải ngày có thật"),
    ({"received_on": "3026-03-02"}, "received_on", "nằm ngoài khoảng"),
    ({"year": "2025"}, "year", "số nguyên"),
    ({"year": 2025.0}, "year", "số lẻ"),
    ({"year": True}, "year", "true/false"),
    ({"year": 2027}, "year", "nằm ngoài khoảng"),
    ({"subject": []}, "subject", "đối tượng JSON"),
    ({"subject": {"kind": "person"}}, "subject.kind", "individual, collective, household"),
    ({"subject": {"kind": "individual", "groups": ["congchuc"]}}, "subject.groups[0]", "cong_chuc"),
    ({"subject": {"kind": "individual", "groups": "cong_chuc"}}, "subject.groups", "danh sách"),
    ({"subject": {"kind": "individual", "women": "no"}}, "subject.women", "true hoặc false"),
    ({"ratings": {}}, "ratings", "danh sách"),
    ({"ratings": [5]}, "ratings[0]", "đối tượng JSON"),
    ({"ratings": [{"level": "good"}]}, "ratings[0].year", "thiếu"),
    ({"ratings": [{"year": 2025, "level": "best"}]}, "ratings[0].level", "dùng một trong"),
    ({"ratings": [{"year": 1900, "level": "good"}]}, "ratings[0].year", "nằm ngoài khoảng"),
    ({"awards": [{"code": "x", "year": 2025}]}, "awards[0].code", "không có danh hiệu"),
    ({"awards": [{"code": "cstd_co_so", "manner": "gift"}]}, "awards[0].manner", "không có giá trị"),
    ({"awards": [{"code": "cstd_co_so", "year": 2027}]}, "awards[0].year", "nằm ngoài khoảng"),
    (
        {"awards": [{"code": "cstd_co_so", "decided_on": "2025-01-02", "revoked_on": "2024-01-02"}]},
        "awards[0].revoked_on",
        "trước ngày quyết định",
    ),
    ({"initiatives": [{"scope": "xa"}]}, "initiatives[0].scope", "không có giá trị"),
    (
        {"discipline": [{"form": "canh_cao", "decided_on": "2024-05-01", "ended_on": "2024-04-01"}]},
        "discipline[0].ended_on",
        "trước ngày quyết định",
    ),
    ({"discipline": [{"form": "canh_cao"}]}, "discipline[0].decided_on", "thiếu"),
    ({"holds": [{"reason": "rumour", "opened_on": "2026-01-01"}]}, "holds[0].reason", "press"),
    (
        {"holds": [{"reason": "press", "opened_on": "2026-02-01", "closed_on": "2026-01-01"}]},
        "holds[0].closed_on",
        "trước ngày bắt đầu",
    ),
    ({"collective": {"members": 2.5}}, "collective.members", "số lẻ"),
    ({"collective": {"members": -1}}, "collective.members", "nằm ngoài khoảng"),
    ({"collective": {"completed_percent": 101}}, "collective.completed_percent", "nằm ngoài khoảng"),
    (
        {"collective": {"members": 40, "titles": {"lao_dong_tien_tien": 41}}},
        "collective.titles.lao_dong_tien_tien",
        "chỉ có 40 người",
    ),
    ({"collective": {"titles": {"ldtt": 1}}}, "collective.titles.ldtt", "không có danh hiệu"),
    ({"collective": {"founded_on": "2026-05-01"}}, "collective.founded_on", "sau ngày tiếp nhận"),
    ({"cluster_rank": 0}, "cluster_rank", "nằm ngoài khoảng"),
    ({"cluster_rank": 1, "collective": {"cluster_rank": 2}}, "collective.cluster_rank", "một nơi"),
    ({"campaigns": [{"launched_by": "tinh", "result": "won"}]}, "campaigns[0].result", "leader"),
    ({"years_in_post": -1}, "years_in_post", "nằm ngoài khoảng"),
    (
        {"maternity_leave": [{"from": "2025-06-01", "to": "2025-01-01"}]},
        "maternity_leave[0].to",
        "trước ngày đầu",
    ),
]


@pytest.mark.parametrize(("changes", "where", "what"), FAULTS, ids=[fault[1] for fault in FAULTS])
def test_a_fault_is_told_with_its_place(changes: dict[str, Any], where: str, what: str) -> None:
    with pytest.raises(FactsError) as told:
        facts(changes.pop("award", "cstd_co_so"), **changes)
    assert told.value.where == where
    assert what in told.value.what


@pytest.mark.parametrize("whole", [None, 5, "x", [], True])
def test_the_whole_must_be_an_object(whole: object) -> None:
    with pytest.raises(FactsError, match="đối tượng JSON"):
        parse_facts(whole, load().by_code)


def test_what_is_absent_is_not_what_is_none() -> None:
    found = facts("cstd_co_so", awards=..., ratings=None, discipline=[], initiatives=[{"scope": "tinh"}])
    assert (found.awards, found.ratings, found.discipline) == (None, None, ())
    assert found.initiatives is not None
    assert found.initiatives[0].recognised_on is ABSENT
    assert (
        facts("cstd_co_so", collective={"max_discipline": None}).collective
        != facts("cstd_co_so", collective={}).collective
    )


def test_a_key_that_nothing_reads_is_a_warning_with_its_likeness() -> None:
    found = facts("cstd_co_so", rating=[], subject={"kind": "individual", "sex": "F"})
    assert found.warnings == (
        "Mục “rating” không có trong mẫu dữ liệu, đã bỏ qua (có phải “ratings”?).",
        "Mục “subject.sex” không có trong mẫu dữ liệu, đã bỏ qua.",
    )


def test_parts_of_a_year_are_kept_exactly() -> None:
    assert facts("cstd_co_so", years_in_post=2.5).years_in_post == 2500
    assert data("cstd_co_so", years_in_post=2.5)["years_in_post"] == 2.5


def test_a_whole_number_may_be_written_with_a_decimal_point() -> None:
    whole = {"members": 40.0, "completed_percent": 100.0}
    found = facts("tap_the_ld_tien_tien", subject={"kind": "collective"}, collective=whole).collective
    assert found is not None
    assert (found.members, found.completed_percent) == (40, 100)
    with pytest.raises(FactsError, match=r"members: cần số nguyên, không phải số lẻ 39\.5"):
        facts("tap_the_ld_tien_tien", subject={"kind": "collective"}, collective={"members": 39.5})


@pytest.mark.parametrize(
    ("percent", "verdict", "words"),
    [
        (97.5, "unmet", "97,5%"),
        (99.999999, "unmet", "99,999999%"),
        (100, "met", "100%"),
        (100.0, "met", "100%"),
    ],
)
def test_a_share_is_compared_exactly(percent: float, verdict: str, words: str) -> None:
    found = checked(
        "tap_the_ld_xuat_sac", subject={"kind": "collective"}, collective={"completed_percent": percent}
    )
    told = member(found, "all_members_completed")
    assert (told["verdict"], words in told["reason"]) == (verdict, True)


def test_a_work_used_for_an_award_that_nobody_knows_is_used_with_a_warning() -> None:
    found = facts("cstd_cap_tinh", initiatives=[initiative("tinh", used_for="cstd_cap_tin")])
    assert found.initiatives is not None
    assert found.initiatives[0].used_for == "cstd_cap_tin"
    assert (
        "Mục “initiatives[0].used_for”: không có danh hiệu, hình thức mã “cstd_cap_tin” (có phải"
        in found.warnings[0]
    )
